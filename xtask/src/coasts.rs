//! Writes the desk's coastlines and borders from Natural Earth (public domain) as the npm package `world-atlas` ships
//! them: `countries-50m.json`, TopoJSON.
//!
//! Land is kept as rings without countries, borders as lines between two of them, and those that are disputed (see
//! docs/policy.md) apart from the others, so that a map can draw them otherwise. Which side of a line a state is on is
//! not kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

/// Points that move a line by less, in degrees, are left out.
const TOLERANCE: f64 = 0.012;
/// Islands that are smaller, in degrees, are left out.
const SPECK: f64 = 0.05;
/// Rings that lie south of this are Antarctica.
const SOUTH: f64 = -60.0;
/// Coordinates are kept in hundredths of a degree.
const PER_DEGREE: f64 = 100.0;

/// Lines between these are disputed, or one of the two is; with a box (west, south, east, north) only within it.
const DISPUTED: &[(&str, &str, Option<[f64; 4]>)] = &[
    ("Israel", "Palestine", None),
    // The Golan.
    ("Israel", "Syria", None),
    ("Morocco", "W. Sahara", None),
    ("Mauritania", "W. Sahara", None),
    ("Algeria", "W. Sahara", None),
    ("Serbia", "Kosovo", None),
    ("Macedonia", "Kosovo", None),
    ("Albania", "Kosovo", None),
    ("Montenegro", "Kosovo", None),
    ("Cyprus", "N. Cyprus", None),
    ("Somalia", "Somaliland", None),
    ("Ethiopia", "Somaliland", None),
    ("Djibouti", "Somaliland", None),
    // Crimea.
    ("Russia", "Ukraine", Some([32.0, 44.0, 37.0, 46.6])),
    // Halaib.
    ("Egypt", "Sudan", Some([33.0, 21.5, 38.0, 23.5])),
    // Kashmir and the lines between India and China.
    ("India", "Pakistan", Some([72.0, 32.2, 80.0, 38.0])),
    ("India", "China", None),
    ("India", "Siachen Glacier", None),
    ("Pakistan", "Siachen Glacier", None),
    ("China", "Siachen Glacier", None),
    ("China", "Pakistan", None),
];

const HEADER: &str = "\
# Land, borders and disputed borders of the world. Made by `cargo xtask coasts`; change that, not this.
# Natural Earth 1:50m, version 4.1.0 (naturalearthdata.com), public domain, by way of the npm package world-atlas 2.0.2:
#   Copyright 2013-2019 Michael Bostock
#   Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
#   granted, provided that the above copyright notice and this permission notice appear in all copies. THE SOFTWARE IS
#   PROVIDED \"AS IS\" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
#   WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT,
#   OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION
#   OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
#   THIS SOFTWARE.
# A line: land (a ring), border or disputed, then its points: differences of longitude and latitude in hundredths of a
# degree, zigzag, five bits a character from `?` on, lowest first, 32 added where more follow.
";

/// A file of TopoJSON, as far as it is read.
#[derive(Deserialize)]
struct Topology {
    objects: BTreeMap<String, Object>,
    arcs: Vec<Vec<[i64; 2]>>,
    transform: Transform,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Object {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Shape {
    Polygon(Vec<Vec<i64>>),
    MultiPolygon(Vec<Vec<Vec<i64>>>),
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(flatten)]
    shape: Shape,
    #[serde(default)]
    properties: Properties,
}

#[derive(Default, Deserialize)]
struct Properties {
    #[serde(default)]
    name: String,
}

type Point = [f64; 2];

/// Reads `atlas`, writes `out`.
///
/// # Errors
/// Files that cannot be read, parsed or written, and arcs that are not there.
pub fn run(atlas: &Path, out: &Path) -> Result<()> {
    let text =
        fs::read_to_string(atlas).with_context(|| format!("cannot read {}", atlas.display()))?;
    let topology: Topology =
        serde_json::from_str(&text).with_context(|| format!("cannot parse {}", atlas.display()))?;
    let written = written(&topology)?;
    fs::write(out, &written).with_context(|| format!("cannot write {}", out.display()))?;
    println!(
        "{}: {} lines, {} bytes",
        out.display(),
        written.lines().count(),
        written.len()
    );
    Ok(())
}

fn written(topology: &Topology) -> Result<String> {
    let arcs: Vec<Vec<Point>> = topology
        .arcs
        .iter()
        .map(|arc| degrees(arc, &topology.transform))
        .collect();
    let mut out = HEADER.to_owned();
    let land = topology.objects.get("land").context("no object `land`")?;
    for ring in land.geometries.iter().flat_map(|g| g.shape.rings()) {
        let points = unrolled(joined(ring, &arcs)?);
        let [west, south, east, north] = bounds(&points);
        if north < SOUTH || (east - west < SPECK && north - south < SPECK) {
            continue;
        }
        let kept = simplified_ring(&points);
        if kept.len() >= 4 {
            line(&mut out, "land", &kept);
            // What crosses the date line stands at both edges of the map.
            let turn = match (west < -180.0, east > 180.0) {
                (true, _) => 360.0,
                (_, true) => -360.0,
                _ => continue,
            };
            let there: Vec<Point> = kept.iter().map(|[x, y]| [x + turn, *y]).collect();
            line(&mut out, "land", &there);
        }
    }
    let countries = topology
        .objects
        .get("countries")
        .context("no object `countries`")?;
    let mut sides: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for country in &countries.geometries {
        for arc in country.shape.rings().flatten() {
            let beside = sides.entry(number(*arc)).or_default();
            if !beside.contains(&country.properties.name.as_str()) {
                beside.push(&country.properties.name);
            }
        }
    }
    for (arc, beside) in sides {
        let [a, b] = beside.as_slice() else { continue };
        let points = arcs.get(arc).context("an arc that is not there")?;
        let kind = if is_disputed(a, b, bounds(points)) {
            "disputed"
        } else {
            "border"
        };
        line(&mut out, kind, &simplified(points));
    }
    Ok(out)
}

impl Shape {
    fn rings(&self) -> Box<dyn Iterator<Item = &Vec<i64>> + '_> {
        match self {
            Self::Polygon(rings) => Box::new(rings.iter()),
            Self::MultiPolygon(polygons) => Box::new(polygons.iter().flatten()),
        }
    }
}

fn is_disputed(a: &str, b: &str, [west, south, east, north]: [f64; 4]) -> bool {
    DISPUTED.iter().any(|(x, y, within)| {
        let pair = (*x == a && *y == b) || (*x == b && *y == a);
        pair && within.is_none_or(|[w, s, e, n]| west >= w && south >= s && east <= e && north <= n)
    })
}

/// An arc's number, whichever way it is walked.
fn number(arc: i64) -> usize {
    (if arc < 0 { !arc } else { arc }) as usize
}

fn degrees(arc: &[[i64; 2]], transform: &Transform) -> Vec<Point> {
    let mut at = [0, 0];
    arc.iter()
        .map(|step| {
            at = [at[0] + step[0], at[1] + step[1]];
            std::array::from_fn(|i| at[i] as f64 * transform.scale[i] + transform.translate[i])
        })
        .collect()
}

fn joined(ring: &[i64], arcs: &[Vec<Point>]) -> Result<Vec<Point>> {
    let mut out: Vec<Point> = Vec::new();
    for arc in ring {
        let points = arcs.get(number(*arc)).context("an arc that is not there")?;
        // The last point of an arc is the first of the next.
        out.pop();
        if *arc < 0 {
            out.extend(points.iter().rev());
        } else {
            out.extend(points);
        }
    }
    ensure!(out.first() == out.last(), "a ring that is not closed");
    Ok(out)
}

/// A ring that goes on beyond 180 degrees, where it was cut off and went on at the other edge.
fn unrolled(mut points: Vec<Point>) -> Vec<Point> {
    let mut turn = 0.0;
    for i in 1..points.len() {
        let step = points[i][0] + turn - points[i - 1][0];
        if step > 180.0 {
            turn -= 360.0;
        } else if step < -180.0 {
            turn += 360.0;
        }
        points[i][0] += turn;
    }
    points
}

fn bounds(points: &[Point]) -> [f64; 4] {
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

/// A ring in two halves, since its ends are one point.
fn simplified_ring(points: &[Point]) -> Vec<Point> {
    let Some(first) = points.first() else {
        return Vec::new();
    };
    let far = (0..points.len())
        .max_by(|a, b| distance(points[*a], *first).total_cmp(&distance(points[*b], *first)))
        .unwrap_or(0);
    let mut out = simplified(&points[..=far]);
    out.pop();
    out.extend(simplified(&points[far..]));
    out
}

fn distance(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// Douglas and Peucker's way of leaving points out.
fn simplified(points: &[Point]) -> Vec<Point> {
    let mut keep = vec![false; points.len()];
    let mut waiting = vec![(0, points.len().saturating_sub(1))];
    while let Some((from, to)) = waiting.pop() {
        keep[from] = true;
        keep[to] = true;
        let far = (from + 1..to)
            .map(|i| (i, off(points[i], points[from], points[to])))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((i, off)) = far
            && off > TOLERANCE
        {
            waiting.extend([(from, i), (i, to)]);
        }
    }
    points
        .iter()
        .zip(keep)
        .filter(|(_, keep)| *keep)
        .map(|(p, _)| *p)
        .collect()
}

/// How far a point is off the line between two others.
fn off(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx * dx + dy * dy;
    let along = if length == 0.0 {
        0.0
    } else {
        ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length
    };
    let along = along.clamp(0.0, 1.0);
    distance(p, [a[0] + along * dx, a[1] + along * dy])
}

fn line(out: &mut String, kind: &str, points: &[Point]) {
    let _ = write!(out, "{kind} ");
    let mut before = [0i64; 2];
    for (i, point) in points.iter().enumerate() {
        let at = point.map(|d| (d * PER_DEGREE).round() as i64);
        // Points that fall together once rounded are one.
        if i > 0 && at == before {
            continue;
        }
        for k in 0..2 {
            encode(out, at[k] - before[k]);
        }
        before = at;
    }
    out.push('\n');
}

fn encode(out: &mut String, value: i64) {
    let mut rest = ((value << 1) ^ (value >> 63)) as u64;
    loop {
        let more = if rest >= 32 { 32 } else { 0 };
        out.push(char::from(b'?' + (rest & 31) as u8 + more));
        rest >>= 5;
        if more == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two square countries side by side.
    const SQUARES: &str = r#"{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},
        "arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]]],
        "objects":{"countries":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","arcs":[[0,1]],"properties":{"name":"Serbia"}},
            {"type":"Polygon","arcs":[[2,-1]],"properties":{"name":"Kosovo"}}]},
          "land":{"type":"GeometryCollection","geometries":[{"type":"MultiPolygon","arcs":[[[1,2]]]}]}}}"#;

    #[test]
    fn land_is_a_ring_and_a_line_between_two_states_is_a_border() {
        let topology: Topology = serde_json::from_str(SQUARES).unwrap();
        let written = written(&topology).unwrap();
        let lines: Vec<&str> = written.lines().filter(|l| !l.starts_with('#')).collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].starts_with("land "));
        // (1,0) to (1,1): 100, 0, 0, 100 hundredths; zigzag 200 is 8 + 32 and 6.
        assert_eq!(lines[1], "disputed gE??gE");
    }

    #[test]
    fn what_crosses_the_date_line_goes_on_beyond_it() {
        let ring = vec![
            [170.0, 60.0],
            [-170.0, 60.0],
            [-170.0, 70.0],
            [170.0, 70.0],
            [170.0, 60.0],
        ];
        let east: Vec<f64> = unrolled(ring).iter().map(|p| p[0]).collect();
        assert_eq!(east, [170.0, 190.0, 190.0, 170.0, 170.0]);
    }

    #[test]
    fn points_on_a_line_are_left_out() {
        let line = [[0.0, 0.0], [1.0, 0.001], [2.0, 0.0], [2.0, 2.0]];
        assert_eq!(simplified(&line), [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0]]);
    }
}
