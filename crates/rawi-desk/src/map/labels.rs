//! Points and their labels: takes places and a view, gives points with a label beside each where it neither leaves the
//! map nor covers another label or point. What is reported most is labelled first.

use super::view::View;
use super::{Label, Place, Point, WIDTH};

/// Size of the letters, in units of the map.
pub const LETTERS: f64 = 15.0;
/// Width of a letter as a share of its size: an average, on the safe side.
const LETTER: f64 = 0.56;
/// No more labels than these: the list beside the map has them all.
const MOST: usize = 24;
/// Radius of the smallest point and of the largest.
const RADIUS: [f64; 2] = [4.0, 14.0];

/// A rectangle: left, top, right, bottom.
type Box4 = [f64; 4];

/// The points of the places that lie in the view, the largest first.
pub fn place(places: &[Place], view: &View) -> Vec<Point> {
    let most = places.iter().map(|p| p.weight).max().unwrap_or(1).max(1);
    let mut points: Vec<Point> = places
        .iter()
        .enumerate()
        .filter(|(i, _)| !view.outside.contains(i))
        .map(|(i, place)| {
            let [x, y] = view.at([place.lon, place.lat]);
            // The area says how much, not the radius.
            let share = (f64::from(place.weight) / f64::from(most)).sqrt();
            Point {
                place: i,
                x,
                y,
                r: RADIUS[0] + (RADIUS[1] - RADIUS[0]) * share,
                label: None,
            }
        })
        .collect();
    points.sort_by(|a, b| b.r.total_cmp(&a.r).then(a.place.cmp(&b.place)));
    let mut taken: Vec<Box4> = points
        .iter()
        .map(|p| [p.x - p.r, p.y - p.r, p.x + p.r, p.y + p.r])
        .collect();
    for i in 0..points.len().min(MOST) {
        let point = &points[i];
        let found = around(point, &places[point.place].name)
            .into_iter()
            .find(|(_, room)| free(*room, view, &taken, i));
        if let Some((label, room)) = found {
            taken.push(room);
            points[i].label = Some(label);
        }
    }
    points
}

/// Where the label of a point may stand, best first.
fn around(point: &Point, text: &str) -> [(Label, Box4); 4] {
    let (wide, gap) = (width(text), 3.0);
    let label = |x: f64, y: f64, anchor: &'static str| {
        let left = match anchor {
            "start" => x,
            "end" => x - wide,
            _ => x - wide / 2.0,
        };
        let label = Label {
            text: text.to_owned(),
            x,
            y,
            anchor,
        };
        let room = [left, y - LETTERS * 0.85, left + wide, y + LETTERS * 0.35];
        (label, room)
    };
    let middle = point.y + LETTERS * 0.3;
    [
        label(point.x + point.r + gap, middle, "start"),
        label(point.x - point.r - gap, middle, "end"),
        label(point.x, point.y - point.r - gap - 2.0, "middle"),
        label(point.x, point.y + point.r + gap + LETTERS * 0.8, "middle"),
    ]
}

/// How wide a text is.
pub fn width(text: &str) -> f64 {
    text.chars().count() as f64 * LETTERS * LETTER
}

/// Whether a room is on the map and nobody else's. The point's own place does not count.
fn free(room: Box4, view: &View, taken: &[Box4], own: usize) -> bool {
    let on_map = room[0] >= 0.0 && room[1] >= 0.0 && room[2] <= WIDTH && room[3] <= view.height;
    on_map
        && taken.iter().enumerate().all(|(i, other)| {
            i == own
                || room[0] >= other[2]
                || other[0] >= room[2]
                || room[1] >= other[3]
                || other[1] >= room[3]
        })
}
