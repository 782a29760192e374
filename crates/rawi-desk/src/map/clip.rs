//! Cutting rings and lines to a frame: takes points and a frame (west, south, east, north), gives what lies in it.

type Point = [f64; 2];
type Frame = [f64; 4];

/// Whether two frames share a point.
pub fn meet(a: Frame, b: Frame) -> bool {
    a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

/// A side of a frame: which coordinate, its value, and whether inside is above it.
type Side = (usize, f64, bool);

const fn sides(frame: Frame) -> [Side; 4] {
    [
        (0, frame[0], true),
        (1, frame[1], true),
        (0, frame[2], false),
        (1, frame[3], false),
    ]
}

fn inside(p: Point, (axis, at, above): Side) -> bool {
    if above { p[axis] >= at } else { p[axis] <= at }
}

/// Where the way from `a` to `b` crosses a side.
fn crossing(a: Point, b: Point, (axis, at, _): Side) -> Point {
    let share = (at - a[axis]) / (b[axis] - a[axis]);
    let other = 1 - axis;
    let mut out = [0.0; 2];
    out[axis] = at;
    out[other] = a[other] + share * (b[other] - a[other]);
    out
}

/// A ring cut to a frame, after Sutherland and Hodgman. Where it leaves the frame it runs along the frame's sides.
pub fn ring(points: &[Point], frame: Frame) -> Vec<Point> {
    let mut out = points.to_vec();
    for side in sides(frame) {
        let mut cut = Vec::with_capacity(out.len());
        let Some(mut before) = out.last().copied() else {
            break;
        };
        for &p in &out {
            match (inside(before, side), inside(p, side)) {
                (true, true) => cut.push(p),
                (true, false) => cut.push(crossing(before, p, side)),
                (false, true) => cut.extend([crossing(before, p, side), p]),
                (false, false) => {}
            }
            before = p;
        }
        out = cut;
    }
    out
}

/// The pieces of a line that lie in a frame.
pub fn line(points: &[Point], frame: Frame) -> Vec<Vec<Point>> {
    let mut out: Vec<Vec<Point>> = Vec::new();
    for pair in points.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        let Some([a, b]) = step([a, b], frame) else {
            continue;
        };
        match out.last_mut() {
            Some(piece) if piece.last() == Some(&a) => piece.push(b),
            _ => out.push(vec![a, b]),
        }
    }
    out
}

/// The part of a step that lies in a frame.
fn step([mut a, mut b]: [Point; 2], frame: Frame) -> Option<[Point; 2]> {
    for side in sides(frame) {
        match (inside(a, side), inside(b, side)) {
            (true, true) => {}
            (true, false) => b = crossing(a, b, side),
            (false, true) => a = crossing(a, b, side),
            (false, false) => return None,
        }
    }
    Some([a, b])
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = [0.0, 0.0, 10.0, 10.0];

    #[test]
    fn a_ring_around_the_frame_fills_it() {
        let around = [[-5.0, -5.0], [15.0, -5.0], [15.0, 15.0], [-5.0, 15.0]];
        let cut = ring(&around, FRAME);
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().flatten().all(|c| *c == 0.0 || *c == 10.0));
        let apart = [[20.0, 20.0], [30.0, 20.0], [30.0, 30.0]];
        assert!(ring(&apart, FRAME).is_empty());
        assert!(ring(&[], FRAME).is_empty());
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two() {
        let there = [[5.0, 5.0], [15.0, 5.0], [15.0, 7.0], [5.0, 7.0]];
        assert_eq!(
            line(&there, FRAME),
            [[[5.0, 5.0], [10.0, 5.0]], [[10.0, 7.0], [5.0, 7.0]]]
        );
        // It passes a corner without touching the frame.
        assert!(line(&[[-5.0, 4.0], [5.0, -6.0]], FRAME).is_empty());
    }
}
