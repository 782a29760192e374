//! Which part of the world a map shows: takes places, gives a frame around them and where degrees fall on the map.

use super::{Place, WIDTH, bounds_of};

/// Free room around the outermost places, as a share of the frame.
const MARGIN: f64 = 0.16;
/// Degrees of longitude and latitude that a map shows at least.
const LEAST: [f64; 2] = [11.0, 6.5];
/// How many times as wide as high a map may be.
const SHAPE: [f64; 2] = [1.35, 2.0];
/// So many of all reports must come from the places that remain when those far away are left out.
const MOST: f64 = 0.8;
/// And the frame must become so much smaller by it.
const SMALLER: f64 = 0.5;
/// Nobody reports from beyond.
const POLES: [f64; 2] = [-60.0, 84.0];
/// Points of a line that are nearer to one another, in units of the map, are one.
const THIN: f64 = 1.0;

/// A part of the world on a map: equirectangular, true to scale in the middle of its height.
pub struct View {
    west: f64,
    north: f64,
    /// Units of the map in a degree of longitude, and of latitude.
    scale: [f64; 2],
    /// Height of the map.
    pub height: f64,
    /// Indices of places that are not on it.
    pub outside: Vec<usize>,
}

impl View {
    /// What shows these places.
    pub fn of(places: &[Place]) -> Option<Self> {
        let on_globe = |p: &Place| {
            p.lat.is_finite() && p.lon.is_finite() && p.lat.abs() <= 90.0 && p.lon.abs() <= 180.0
        };
        let all: Vec<usize> = (0..places.len())
            .filter(|i| on_globe(&places[*i]))
            .collect();
        let whole = bounds(places, &all)?;
        let near = nearest(places, &all);
        let frame = bounds(places, &near)
            .filter(|near| span(*near) <= SMALLER * span(whole))
            .unwrap_or(whole);
        let mut view = Self::around(frame);
        view.outside = (0..places.len())
            .filter(|i| {
                let [x, y] = view.at([places[*i].lon, places[*i].lat]);
                !((0.0..=WIDTH).contains(&x) && (0.0..=view.height).contains(&y))
            })
            .collect();
        Some(view)
    }

    fn around([west, south, east, north]: [f64; 4]) -> Self {
        let widen = |from: f64, to: f64, least: f64| {
            let span = (to - from).max(0.0);
            let room = (span * MARGIN).max((least - span) / 2.0);
            (from - room, to + room)
        };
        let (mut west, mut east) = widen(west, east, LEAST[0]);
        let (mut south, mut north) = widen(south, north, LEAST[1]);
        south = south.clamp(POLES[0], POLES[1] - LEAST[1]);
        north = north.clamp(south + LEAST[1], POLES[1]);
        let narrowing = f64::midpoint(south, north).to_radians().cos().max(0.2);
        // Made wider or higher until its shape is one that fits a page.
        let (wide, high) = ((east - west) * narrowing, north - south);
        if wide < SHAPE[0] * high {
            let more = (SHAPE[0] * high - wide) / narrowing / 2.0;
            (west, east) = (west - more, east + more);
        } else if wide > SHAPE[1] * high {
            let more = (wide / SHAPE[1] - high) / 2.0;
            (south, north) = (south - more, north + more);
        }
        // Pushed back over the edge of the world, where it lies beyond it.
        if east - west >= 360.0 {
            (west, east) = (-180.0, 180.0);
        } else if west < -180.0 {
            (west, east) = (-180.0, east - west - 180.0);
        } else if east > 180.0 {
            (west, east) = (180.0 - (east - west), 180.0);
        }
        let across = WIDTH / (east - west);
        let down = across / narrowing;
        Self {
            west,
            north,
            scale: [across, down],
            height: ((north - south) * down).round(),
            outside: Vec::new(),
        }
    }

    /// West, south, east, north, a little beyond the map, so that cuts are not seen.
    pub fn degrees(&self) -> [f64; 4] {
        let (over, under) = (4.0 / self.scale[0], 4.0 / self.scale[1]);
        [
            self.west - over,
            self.north - self.height / self.scale[1] - under,
            self.west + WIDTH / self.scale[0] + over,
            self.north + under,
        ]
    }

    /// Where a longitude and latitude fall.
    pub fn at(&self, [lon, lat]: [f64; 2]) -> [f64; 2] {
        [
            (lon - self.west) * self.scale[0],
            (self.north - lat) * self.scale[1],
        ]
    }

    /// A line on the map, without points that would not be seen.
    pub fn thinned(&self, line: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let mut out: Vec<[f64; 2]> = Vec::new();
        for (i, degrees) in line.iter().enumerate() {
            let p = self.at(*degrees);
            let near = out
                .last()
                .is_some_and(|q| (p[0] - q[0]).hypot(p[1] - q[1]) < THIN);
            if !near || i + 1 == line.len() {
                out.push(p);
            }
        }
        let [west, south, east, north] = bounds_of(&out);
        if east - west < THIN && north - south < THIN {
            out.clear();
        }
        out
    }
}

fn bounds(places: &[Place], of: &[usize]) -> Option<[f64; 4]> {
    let points: Vec<[f64; 2]> = of
        .iter()
        .map(|i| [places[*i].lon, places[*i].lat])
        .collect();
    (!points.is_empty()).then(|| bounds_of(&points))
}

/// The longer side of a frame, a minimum included.
fn span([west, south, east, north]: [f64; 4]) -> f64 {
    (east - west).max(north - south).max(LEAST[0])
}

/// The places around the one in the middle from which most reports come.
fn nearest(places: &[Place], all: &[usize]) -> Vec<usize> {
    let middle = [
        median(places, all, |p| p.lon),
        median(places, all, |p| p.lat),
    ];
    let distance = |i: usize| (places[i].lon - middle[0]).hypot(places[i].lat - middle[1]);
    let mut order = all.to_vec();
    order.sort_by(|a, b| distance(*a).total_cmp(&distance(*b)).then(a.cmp(b)));
    let total: f64 = all.iter().map(|i| f64::from(places[*i].weight)).sum();
    let mut sum = 0.0;
    order
        .into_iter()
        .take_while(|i| {
            let more = sum < MOST * total;
            sum += f64::from(places[*i].weight);
            more
        })
        .collect()
}

/// The coordinate on either side of which half of the reports lie.
fn median(places: &[Place], all: &[usize], of: fn(&Place) -> f64) -> f64 {
    let mut order: Vec<(f64, f64)> = all
        .iter()
        .map(|i| (of(&places[*i]), f64::from(places[*i].weight)))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = order.iter().map(|(_, w)| w).sum::<f64>() / 2.0;
    let mut sum = 0.0;
    for (at, weight) in &order {
        sum += weight;
        if sum >= half {
            return *at;
        }
    }
    0.0
}
