//! The lines of the world: reads the file beside this one, gives land, borders and disputed borders in degrees.

use std::sync::LazyLock;

use super::bounds_of;

/// Natural Earth; its header says how a line is written and by what it is made.
const WORLD: &str = include_str!("world.txt");
/// Units of the file in a degree.
const PER_DEGREE: f64 = 100.0;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A ring around land, or around a lake in it.
    Land,
    /// Between two states.
    Border,
    /// Between two states, or two territories, where not everybody agrees that it is a border.
    Disputed,
}

/// A line of the world.
#[derive(Debug)]
pub struct Line {
    /// What it is.
    pub kind: Kind,
    /// West, south, east, north.
    pub bounds: [f64; 4],
    /// Longitude and latitude.
    pub points: Vec<[f64; 2]>,
}

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| WORLD.lines().filter_map(read).collect());

/// All of them.
pub fn lines() -> &'static [Line] {
    &LINES
}

fn read(line: &str) -> Option<Line> {
    let (kind, rest) = line.split_once(' ')?;
    let kind = match kind {
        "land" => Kind::Land,
        "border" => Kind::Border,
        "disputed" => Kind::Disputed,
        _ => return None,
    };
    let mut at = [0i64; 2];
    let mut points = Vec::new();
    let mut bytes = rest.bytes();
    while let (Some(east), Some(north)) = (number(&mut bytes), number(&mut bytes)) {
        at = [at[0] + east, at[1] + north];
        points.push(at.map(|n| n as f64 / PER_DEGREE));
    }
    Some(Line {
        kind,
        bounds: bounds_of(&points),
        points,
    })
}

/// A number as the file writes them.
fn number(bytes: &mut impl Iterator<Item = u8>) -> Option<i64> {
    let mut value = 0u32;
    for shift in (0..30).step_by(5) {
        let bits = u32::from(bytes.next()?.checked_sub(b'?')?);
        value |= (bits & 31) << shift;
        if bits < 32 {
            return Some(i64::from(value >> 1) ^ -i64::from(value & 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_the_world() {
        let count = |kind| lines().iter().filter(|l| l.kind == kind).count();
        assert!(count(Kind::Land) > 1000);
        assert!(count(Kind::Border) > 300);
        assert!(count(Kind::Disputed) > 15);
        for line in lines() {
            let [west, south, east, north] = line.bounds;
            // What crosses the date line goes on beyond it.
            assert!(west >= -540.0 && east <= 540.0 && south >= -90.0 && north <= 90.0);
            assert!(line.points.len() >= 2);
            if line.kind == Kind::Land {
                assert_eq!(line.points.first(), line.points.last());
            }
        }
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!(number(&mut "gE".bytes()), Some(100));
        assert_eq!(number(&mut "@".bytes()), Some(-1));
        assert_eq!(number(&mut "~~~~~~~~".bytes()), None);
        assert_eq!(number(&mut " ".bytes()), None);
    }
}
