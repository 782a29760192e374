//! Records with their confidence, and whether each is an annotated event, in; how far the one tells of the other out.

use std::fmt::Write as _;

use rawi_score::{Matched, Share};

/// Bands of a tenth. Those from this one on are always shown, lower ones where a record lies in them.
const SHOWN_FROM: u32 = 3;

/// The section of docs/scores.md.
pub fn to_markdown(set: &str, records: &[Matched]) -> String {
    let mut out = format!(
        "Records of {set} by their `confidence`: how many there are, and which share of them is an annotated event.\n\n\
         | confidence | records | annotated |\n|---|---|---|\n"
    );
    for (n, share) in (0..).zip(bands(records)) {
        if n >= SHOWN_FROM || share.of > 0 {
            let low = f64::from(n) / 10.0;
            let high = f64::from(n + 1) / 10.0;
            let _ = writeln!(
                out,
                "| {low:.1}–{high:.1} | {} | {} |",
                share.of,
                value(share)
            );
        }
    }
    let half = surer_half(records);
    let all = share(records.iter());
    let _ = write!(
        out,
        "\nA band holds its lower bound. Of the surer half of the records {} are events ({} of {}), of all {} ({} of {}).\n",
        value(half),
        half.right,
        half.of,
        value(all),
        all.right,
        all.of
    );
    out
}

fn value(share: Share) -> String {
    share.value().map_or("–".to_owned(), |v| format!("{v:.3}"))
}

fn share<'a>(records: impl Iterator<Item = &'a Matched>) -> Share {
    records.fold(Share::default(), |sum, record| Share {
        right: sum.right + u32::from(record.right),
        of: sum.of + 1,
    })
}

/// The records of each band; the highest holds 1, too. Records without a confidence are in none.
fn bands(records: &[Matched]) -> [Share; 10] {
    std::array::from_fn(|n| {
        // Not by multiplying: a confidence written 0.3 is to be no less than the bound 0.3.
        let low = n as f64 / 10.0;
        let high = if n == 9 {
            f64::INFINITY
        } else {
            (n + 1) as f64 / 10.0
        };
        let within = |r: &&Matched| r.confidence.is_some_and(|c| low <= c && c < high);
        share(records.iter().filter(within))
    })
}

/// The half of which the reader is surer; of records that it is equally sure of, the earlier, and of an odd number the
/// smaller half.
fn surer_half(records: &[Matched]) -> Share {
    let mut order: Vec<&Matched> = records.iter().collect();
    let of = |r: &Matched| r.confidence.unwrap_or_default();
    order.sort_by(|a, b| of(b).total_cmp(&of(a)));
    share(order.into_iter().take(records.len() / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(list: &[(f64, bool)]) -> Vec<Matched> {
        let one = |&(c, right): &(f64, bool)| Matched {
            confidence: Some(c),
            right,
        };
        list.iter().map(one).collect()
    }

    #[test]
    fn bounds_belong_to_the_upper_band() {
        let bands = bands(&records(&[
            (0.3, true),
            (0.399, false),
            (0.7, true),
            (1.0, true),
        ]));
        assert_eq!(bands[3], Share { right: 1, of: 2 });
        assert_eq!(bands[7], Share { right: 1, of: 1 });
        assert_eq!(bands[9], Share { right: 1, of: 1 });
        assert_eq!(bands.iter().map(|b| b.of).sum::<u32>(), 4);
    }

    #[test]
    fn of_equals_the_earlier_are_surer() {
        let half = surer_half(&records(&[
            (0.5, true),
            (0.9, false),
            (0.5, false),
            (0.4, true),
            (0.3, true),
        ]));
        assert_eq!(half, Share { right: 1, of: 2 });
    }

    #[test]
    fn low_bands_are_shown_where_they_hold_records() {
        assert!(!to_markdown("dev", &records(&[(0.3, true)])).contains("| 0.2–0.3 |"));
        let low = to_markdown("dev", &records(&[(0.25, true)]));
        assert!(low.contains("| 0.2–0.3 | 1 | 1.000 |\n| 0.3–0.4 | 0 | – |"));
    }
}
