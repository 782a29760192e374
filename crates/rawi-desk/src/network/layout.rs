//! Where the nodes of a network stand: takes their sizes and what pulls them together, gives positions inside the
//! picture.
//!
//! Springs pull those together that have to do with one another, all push one another away (Fruchterman and
//! Reingold), beginning from a spiral on which the first nodes stand in the middle. Then whose circles or labels
//! overlap are pushed apart. Nothing is drawn by lot.

use super::{HEIGHT, LETTERS, WIDTH};

const ROUNDS: u32 = 320;
/// Rounds of pushing labels apart; they mostly end much earlier.
const UNTANGLING: usize = 600;
/// The way from one node of the spiral to the next: the golden angle.
const TURN: f64 = 2.399_963_229_728_653;
/// Free room around each node.
const ROOM: f64 = 5.0;

/// A node as the layout sees it.
pub struct Body {
    /// Radius of its circle.
    pub r: f64,
    /// Width of its label.
    pub wide: f64,
    /// The label.
    pub label: String,
}

impl Body {
    /// Half its width, and how far it reaches up and down from its middle.
    fn reach(&self) -> (f64, f64, f64) {
        let half = self.r.max(self.wide / 2.0) + ROOM;
        (half, self.r + ROOM, self.r + LETTERS * 1.3 + ROOM)
    }
}

type Point = [f64; 2];

/// Places bodies; a pull is between two of them, with its strength.
pub fn place(bodies: &[Body], pulls: &[(usize, usize, u32)]) -> Vec<Point> {
    let n = bodies.len();
    let mut at: Vec<Point> = (0..n)
        .map(|i| {
            let away = 0.46 * ((i as f64 + 0.5) / n as f64).sqrt();
            let (sin, cos) = (i as f64 * TURN).sin_cos();
            [WIDTH * (0.5 + away * cos), HEIGHT * (0.5 + away * sin)]
        })
        .collect();
    if n < 2 {
        return at;
    }
    let most = pulls.iter().map(|p| p.2).max().unwrap_or(1).max(1);
    // The distance that two nodes would have if all were spread evenly.
    let even = 0.72 * (WIDTH * HEIGHT / n as f64).sqrt();
    for round in 0..ROUNDS {
        let heat = 0.1 * WIDTH * (1.0 - f64::from(round) / f64::from(ROUNDS)).powi(2);
        let forces = forces(&at, pulls, most, even);
        for ((p, force), body) in at.iter_mut().zip(forces).zip(bodies) {
            let strength = force[0].hypot(force[1]).max(1e-9);
            let step = strength.min(heat) / strength;
            *p = kept_inside([p[0] + force[0] * step, p[1] + force[1] * step], body);
        }
    }
    for _ in 0..UNTANGLING {
        if !untangle(&mut at, bodies) {
            break;
        }
    }
    at
}

fn forces(at: &[Point], pulls: &[(usize, usize, u32)], most: u32, even: f64) -> Vec<Point> {
    // A weak pull to the middle keeps those together that have nothing to do with one another; weaker across than down,
    // as the picture is wider than high.
    let mut forces: Vec<Point> = at
        .iter()
        .map(|p| [(WIDTH / 2.0 - p[0]) * 0.05, (HEIGHT / 2.0 - p[1]) * 0.08])
        .collect();
    for i in 0..at.len() {
        for j in 0..i {
            let (dx, dy) = (at[i][0] - at[j][0], at[i][1] - at[j][1]);
            let square = (dx * dx + dy * dy).max(1.0);
            let push = even * even / square;
            for (k, d) in [dx, dy].into_iter().enumerate() {
                forces[i][k] += d * push;
                forces[j][k] -= d * push;
            }
        }
    }
    for (a, b, strength) in pulls {
        let (dx, dy) = (at[*b][0] - at[*a][0], at[*b][1] - at[*a][1]);
        let share = f64::from(*strength) / f64::from(most);
        let pull = dx.hypot(dy) / even * (0.25 + 0.75 * share.sqrt());
        for (k, d) in [dx, dy].into_iter().enumerate() {
            forces[*a][k] += d * pull;
            forces[*b][k] -= d * pull;
        }
    }
    forces
}

/// Pushes those apart a little that overlap; whether there were any.
fn untangle(at: &mut [Point], bodies: &[Body]) -> bool {
    let mut any = false;
    for i in 0..at.len() {
        for j in 0..i {
            let ((half_i, up_i, down_i), (half_j, up_j, down_j)) =
                (bodies[i].reach(), bodies[j].reach());
            let across = half_i + half_j - (at[i][0] - at[j][0]).abs();
            let above = at[i][1] < at[j][1];
            let down = if above {
                down_i + up_j - (at[j][1] - at[i][1])
            } else {
                down_j + up_i - (at[i][1] - at[j][1])
            };
            if across <= 0.0 || down <= 0.0 {
                continue;
            }
            any = true;
            // Apart the shorter way; of two in one place the later one goes down.
            let (axis, by) = if across < down {
                (0, across)
            } else {
                (1, down)
            };
            let sign = if axis == 1 {
                if above { -1.0 } else { 1.0 }
            } else if at[i][0] < at[j][0] {
                -1.0
            } else {
                1.0
            };
            let step = sign * (by / 2.0 + 0.5);
            at[i][axis] += step;
            at[j][axis] -= step;
            at[i] = kept_inside(at[i], &bodies[i]);
            at[j] = kept_inside(at[j], &bodies[j]);
        }
    }
    any
}

fn kept_inside(p: Point, body: &Body) -> Point {
    let (half, up, down) = body.reach();
    [
        p[0].min(WIDTH - half).max(half),
        p[1].min(HEIGHT - down).max(up),
    ]
}
