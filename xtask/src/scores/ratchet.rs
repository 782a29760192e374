//! The figures of docs/scores.md as it stands, and those that fell below them.

use anyhow::{Context as _, Result};

use super::sets::Measured;

/// Figures that may not fall, and by how much they may.
const KEPT: [&str; 3] = ["event", "dyad", "attribution"];
const TOLERANCE: f64 = 0.01;

/// A figure that fell.
pub struct Fallen {
    set: &'static str,
    figure: &'static str,
    before: f64,
    now: f64,
}

/// Compares what is measured with the page.
pub fn fallen(page: &str, measured: &Measured) -> Result<Vec<Fallen>> {
    let mut out = Vec::new();
    for set in &measured.passages {
        for figure in KEPT {
            let before = f1(page, set.name, figure).with_context(|| {
                format!(
                    "no F1 of {figure} on {}; run `cargo xtask scores` without --check and commit the page",
                    set.name
                )
            })?;
            let counts = set.ours.total.counted();
            let now = counts.iter().find(|(name, _)| *name == figure);
            let now = rawi_score::round3(now.map_or(0.0, |(_, counts)| counts.prf().f1));
            if now + TOLERANCE + 1e-9 < before {
                out.push(Fallen {
                    set: set.name,
                    figure,
                    before,
                    now,
                });
            }
        }
    }
    Ok(out)
}

/// What fell, for people.
pub fn table(fallen: &[Fallen]) -> String {
    let mut out = String::from("fell by more than a point:\nset    figure       before  now\n");
    for f in fallen {
        out.push_str(&format!(
            "{:6} {:12} {:.3}   {:.3}\n",
            f.set, f.figure, f.before, f.now
        ));
    }
    out
}

/// The F1 in the row of a figure under the heading of a set.
fn f1(page: &str, set: &str, figure: &str) -> Option<f64> {
    let heading = format!("## {set}");
    let mut lines = page.lines().skip_while(|l| *l != heading).skip(1);
    let row = lines
        .by_ref()
        .take_while(|l| !l.starts_with("## "))
        .find_map(|l| l.strip_prefix(&format!("| {figure} |")))?;
    let cell = row.split('|').nth(2)?;
    cell.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found_under_their_set() {
        let page = "## seed\n\n| event | 0.5 | 0.6 | 0.545 (0.4–0.6) | 0.5 | 0.3 |\n\n## dev\n\n| event | 0.1 | 0.2 | 0.133 | 0.3 |\n";
        assert_eq!(f1(page, "seed", "event"), Some(0.545));
        assert_eq!(f1(page, "dev", "event"), Some(0.133));
        assert_eq!(f1(page, "seed", "dyad"), None);
        assert_eq!(f1(page, "gsr", "event"), None);
    }
}
