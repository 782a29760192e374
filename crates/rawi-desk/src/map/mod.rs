//! Maps without tiles: takes places with their coordinates, gives coastlines, borders and labelled points around them, as
//! paths and positions that a template writes into an SVG.
//!
//! ```text
//! world.txt ─ world ─▶ rings and lines in degrees ─┐
//! places ─ view: what to show ─▶ projection ───────┴─ clip ─▶ paths
//!                                     └─ labels ─▶ points with labels that do not overlap
//! ```
//!
//! Land is one colour and carries no names of states: which side of a line a state is on is left to the reader, and
//! lines that are disputed are drawn otherwise (docs/policy.md).

mod clip;
mod labels;
mod view;
mod world;

use std::fmt::Write as _;

use view::View;
use world::Kind;

/// Width of a map in its own units.
pub const WIDTH: f64 = 720.0;

/// West, south, east and north of some points.
fn bounds_of(points: &[[f64; 2]]) -> [f64; 4] {
    points
        .iter()
        .fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |b, p| {
            [
                b[0].min(p[0]),
                b[1].min(p[1]),
                b[2].max(p[0]),
                b[3].max(p[1]),
            ]
        })
}

/// A place to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What is written beside it.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How often it is reported from: the size of its point.
    pub weight: u32,
}

/// A map, ready to be written. Units are those of its `viewBox`, from 0, 0 to [`WIDTH`] and `height`.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Its height.
    pub height: f64,
    /// Land, as the `d` of a path to be filled.
    pub land: String,
    /// Borders, as the `d` of a path to be stroked.
    pub borders: String,
    /// Borders that are disputed.
    pub disputed: String,
    /// The places that lie on it, the largest first, so that small points stand above large ones.
    pub points: Vec<Point>,
    /// Places that lie too far from the others to be on it, by their index among those given.
    pub outside: Vec<usize>,
}

/// A place on a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Index among the places given.
    pub place: usize,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Radius.
    pub r: f64,
    /// The label, where there is room for one.
    pub label: Option<Label>,
}

/// A label of a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it says.
    pub text: String,
    /// Where it is anchored, from the left.
    pub x: f64,
    /// Its base line, from the top.
    pub y: f64,
    /// `start`, `middle` or `end`: which part of it stands at `x`, read from left to right.
    pub anchor: &'static str,
}

/// Draws a map of places; `None` where none has coordinates on the globe.
pub fn draw(places: &[Place]) -> Option<Map> {
    let view = View::of(places)?;
    let mut map = Map {
        height: view.height,
        land: String::new(),
        borders: String::new(),
        disputed: String::new(),
        points: Vec::new(),
        outside: view.outside.clone(),
    };
    let frame = view.degrees();
    for line in world::lines() {
        if !clip::meet(line.bounds, frame) {
            continue;
        }
        match line.kind {
            Kind::Land => {
                let ring = clip::ring(&line.points, frame);
                path(&mut map.land, &view.thinned(&ring), true);
            }
            Kind::Border | Kind::Disputed => {
                let out = if line.kind == Kind::Border {
                    &mut map.borders
                } else {
                    &mut map.disputed
                };
                for piece in clip::line(&line.points, frame) {
                    path(out, &view.thinned(&piece), false);
                }
            }
        }
    }
    map.points = labels::place(places, &view);
    Some(map)
}

/// Adds a line to the `d` of a path, in steps of tenths; one that is too short to be seen is left out.
fn path(out: &mut String, points: &[[f64; 2]], closed: bool) {
    let mut tenths: Vec<[i64; 2]> = points
        .iter()
        .map(|p| p.map(|c| (c * 10.0).round() as i64))
        .collect();
    tenths.dedup();
    if tenths.len() < if closed { 3 } else { 2 } {
        return;
    }
    let mut before = [0, 0];
    for (i, at) in tenths.into_iter().enumerate() {
        let step = match i {
            0 => "M",
            1 => "l",
            _ => " ",
        };
        let [x, y] = [0, 1].map(|k| (at[k] - before[k]) as f64 / 10.0);
        let _ = write!(out, "{step}{x} {y}");
        before = at;
    }
    if closed {
        out.push('z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, lat: f64, lon: f64, weight: u32) -> Place {
        Place {
            name: name.to_owned(),
            lat,
            lon,
            weight,
        }
    }

    #[test]
    fn a_map_shows_its_places_where_they_are() {
        let map = draw(&[
            place("دمشق", 33.51, 36.29, 9),
            place("بيروت", 33.89, 35.5, 3),
            place("بغداد", 33.34, 44.4, 1),
        ])
        .unwrap();
        assert!(!map.land.is_empty() && !map.borders.is_empty());
        assert!(!map.disputed.is_empty(), "the Golan is in sight");
        let at = |i: usize| map.points.iter().find(|p| p.place == i).unwrap();
        assert!(at(1).x < at(0).x && at(0).x < at(2).x);
        assert!(at(1).y < at(0).y, "north is up");
        assert!(at(0).r > at(2).r, "what is reported more is larger");
        for point in &map.points {
            assert!((0.0..=WIDTH).contains(&point.x) && (0.0..=map.height).contains(&point.y));
        }
        assert!(map.points.iter().all(|p| p.label.is_some()));
        // A page stays light.
        assert!(map.land.len() < 40_000, "{}", map.land.len());
    }

    #[test]
    fn one_place_far_away_does_not_shrink_the_rest() {
        let near = [
            place("حلب", 36.2, 37.16, 8),
            place("حمص", 34.73, 36.71, 8),
            place("دمشق", 33.51, 36.29, 8),
            place("واشنطن", 38.9, -77.04, 1),
        ];
        let map = draw(&near).unwrap();
        assert_eq!(map.outside, [3]);
        assert_eq!(map.points.len(), 3);
        let spread = [
            place("دمشق", 33.51, 36.29, 2),
            place("واشنطن", 38.9, -77.04, 2),
            place("بكين", 39.9, 116.4, 2),
        ];
        let map = draw(&spread).unwrap();
        assert!(map.outside.is_empty());
        assert!(map.land.len() < 100_000, "{}", map.land.len());
    }

    #[test]
    fn what_is_not_on_the_globe_is_left_out() {
        assert_eq!(draw(&[]), None);
        assert_eq!(draw(&[place("x", f64::NAN, 0.0, 1)]), None);
        assert_eq!(draw(&[place("x", 95.0, 0.0, 1)]), None);
        let poles = [
            place("a", 90.0, 180.0, 1),
            place("b", -90.0, -180.0, u32::MAX),
        ];
        assert!(draw(&poles).is_some());
    }
}
