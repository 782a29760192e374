//! The picture of a network: takes nodes and what is between them, gives positions and lines that a template writes into
//! an SVG. The same network is the same picture every time.
//!
//! ```text
//! nodes, edges ─ layout: springs, then labels pushed apart ─▶ positions ─ draw ─▶ circles, labels, lines by tone
//! ```

mod layout;

use layout::Body;

/// Width of a picture in its own units.
pub const WIDTH: f64 = 960.0;
/// Height.
pub const HEIGHT: f64 = 660.0;
/// Size of the letters.
pub const LETTERS: f64 = 15.0;
/// Width of a letter as a share of its size.
const LETTER: f64 = 0.56;
/// Radius of the smallest circle and of the largest.
const RADIUS: [f64; 2] = [6.0, 22.0];
/// Width of the thinnest line and of the thickest.
const STROKE: [f64; 2] = [1.2, 9.0];
/// A longer label is cut: the table has the whole name.
const LONGEST: usize = 26;

/// Somebody in a network.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The name.
    pub label: String,
    /// In how many records.
    pub weight: u32,
}

/// What is between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// Index of the one.
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// Records of acts of cooperation.
    pub cooperation: u32,
    /// Records of acts of conflict.
    pub conflict: u32,
}

/// A picture of a network.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The circles, in the order of the nodes.
    pub circles: Vec<Circle>,
    /// The lines: of each edge one for cooperation and one for conflict beside it, where there is any.
    pub lines: Vec<Line>,
}

/// A node in the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Circle {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Radius.
    pub r: f64,
    /// What is written under it.
    pub label: String,
    /// Base line of the label.
    pub label_y: f64,
}

/// A line in the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Index of the edge.
    pub edge: usize,
    /// Whether it stands for conflict; otherwise for cooperation.
    pub conflict: bool,
    /// Where it begins and ends: x, y, x, y.
    pub ends: [f64; 4],
    /// How thick it is.
    pub width: f64,
}

/// Draws a network. Edges whose ends are not there, or are one, are left out.
pub fn draw(nodes: &[Node], edges: &[Edge]) -> Picture {
    let edges: Vec<(usize, Edge)> = edges
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, e)| e.a != e.b && e.a < nodes.len() && e.b < nodes.len())
        .collect();
    let most = nodes.iter().map(|n| n.weight).max().unwrap_or(1).max(1);
    let bodies: Vec<Body> = nodes
        .iter()
        .map(|node| {
            let r = grown(node.weight, most, RADIUS);
            let label = short(&node.label);
            let wide = label.chars().count() as f64 * LETTERS * LETTER;
            Body { r, wide, label }
        })
        .collect();
    let pulls: Vec<(usize, usize, u32)> = edges
        .iter()
        .map(|(_, e)| (e.a, e.b, e.cooperation.saturating_add(e.conflict)))
        .collect();
    let at = layout::place(&bodies, &pulls);
    let most = edges
        .iter()
        .map(|(_, e)| e.cooperation.max(e.conflict))
        .max()
        .unwrap_or(1)
        .max(1);
    let mut lines = Vec::new();
    for (number, edge) in &edges {
        let of = |count: u32| (count > 0).then(|| grown(count, most, STROKE));
        let (one, other) = (of(edge.cooperation), of(edge.conflict));
        let both = one.unwrap_or(0.0) + other.unwrap_or(0.0);
        let mut beside = -both / 2.0;
        for (width, conflict) in [(one, false), (other, true)] {
            let Some(width) = width else { continue };
            lines.push(Line {
                edge: *number,
                conflict,
                ends: moved(at[edge.a], at[edge.b], beside + width / 2.0),
                width,
            });
            beside += width;
        }
    }
    let circles = bodies.into_iter().zip(at).map(|(body, [x, y])| Circle {
        x,
        y,
        r: body.r,
        label_y: y + body.r + LETTERS,
        label: body.label,
    });
    Picture {
        circles: circles.collect(),
        lines,
    }
}

/// A size between two bounds whose square grows with a count.
fn grown(count: u32, most: u32, [least, largest]: [f64; 2]) -> f64 {
    least + (largest - least) * (f64::from(count) / f64::from(most)).sqrt()
}

/// A line moved to its left by so much. It is the same line whichever end comes first.
fn moved(a: [f64; 2], b: [f64; 2], by: f64) -> [f64; 4] {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx.hypot(dy).max(1e-6);
    let (x, y) = (-dy / length * by, dx / length * by);
    [a[0] + x, a[1] + y, b[0] + x, b[1] + y]
}

/// A label that is not too long, cut at a word where that leaves enough.
fn short(label: &str) -> String {
    if label.chars().count() <= LONGEST {
        return label.to_owned();
    }
    let cut: String = label.chars().take(LONGEST - 1).collect();
    let whole = cut
        .rfind(char::is_whitespace)
        .filter(|i| *i > cut.len() / 2);
    format!("{}…", cut[..whole.unwrap_or(cut.len())].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(n: usize) -> (Vec<Node>, Vec<Edge>) {
        let names = [
            "السعودية",
            "إيران",
            "الولايات المتحدة",
            "سوريا: المعارضة",
            "مصر",
        ];
        let nodes: Vec<Node> = (0..n)
            .map(|i| Node {
                label: names[i % names.len()].to_owned(),
                weight: (n - i) as u32 * 3,
            })
            .collect();
        let edges = (1..n).flat_map(|b| {
            [b / 2, b / 3].map(|a| Edge {
                a,
                b,
                cooperation: (b % 4) as u32,
                conflict: (b % 3) as u32 * 5,
            })
        });
        let mut edges: Vec<Edge> = edges.filter(|e| e.a != e.b).collect();
        edges.dedup_by_key(|e| (e.a, e.b));
        (nodes, edges)
    }

    #[test]
    fn labels_do_not_cover_one_another() {
        for n in [1, 2, 3, 12, 30] {
            let (nodes, edges) = network(n);
            let picture = draw(&nodes, &edges);
            let boxes: Vec<[f64; 4]> = picture
                .circles
                .iter()
                .map(|c| {
                    let half = (c.label.chars().count() as f64 * LETTERS * LETTER / 2.0).max(c.r);
                    [c.x - half, c.y - c.r, c.x + half, c.label_y]
                })
                .collect();
            let mut overlaps = 0;
            for (i, a) in boxes.iter().enumerate() {
                assert!(
                    a[0] >= 0.0 && a[2] <= WIDTH && a[1] >= 0.0 && a[3] <= HEIGHT,
                    "{n}: {a:?}"
                );
                overlaps += boxes[..i]
                    .iter()
                    .filter(|b| a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3])
                    .count();
            }
            assert_eq!(overlaps, 0, "among {n}");
        }
    }

    #[test]
    fn a_picture_is_the_same_every_time() {
        let (nodes, edges) = network(20);
        assert_eq!(draw(&nodes, &edges), draw(&nodes, &edges));
    }

    #[test]
    fn cooperation_and_conflict_are_lines_of_their_own() {
        let (nodes, _) = network(2);
        let edge = |cooperation, conflict| Edge {
            a: 0,
            b: 1,
            cooperation,
            conflict,
        };
        let picture = draw(&nodes, &[edge(4, 1)]);
        assert_eq!(picture.lines.len(), 2);
        assert!(picture.lines[0].width > picture.lines[1].width);
        assert!(!picture.lines[0].conflict && picture.lines[1].conflict);
        assert_eq!(draw(&nodes, &[edge(0, 3)]).lines.len(), 1);
        // What makes no sense is left out.
        let odd = [
            Edge {
                a: 0,
                b: 7,
                ..edge(1, 1)
            },
            Edge {
                a: 1,
                b: 1,
                ..edge(1, 1)
            },
        ];
        assert!(draw(&nodes, &odd).lines.is_empty());
        assert!(draw(&[], &odd).circles.is_empty());
    }

    #[test]
    fn a_long_label_is_cut_at_a_word() {
        let cut = short("رئيس مجلس الوزراء ووزير الدفاع والطيران");
        assert!(
            cut.chars().count() <= LONGEST && cut.ends_with('…'),
            "{cut}"
        );
        assert_eq!(short("مصر"), "مصر");
    }
}
