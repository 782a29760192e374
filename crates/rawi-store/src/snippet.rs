//! The passages of a text that show best what a query found.

use rawi_arabic::Text;
use rawi_model::{Span, Words};

use crate::Snippet;

/// Length of a passage in code points, give or take a word.
const LENGTH: u32 = 240;
/// So many passages at most.
const PASSAGES: usize = 2;

/// Chooses the passages with the most different terms, then the most matches, then the earliest. `matches` are
/// (number of the term, span), in the order of the text.
pub(crate) fn snippets(text: &Text, matches: &[(usize, Span)]) -> Vec<Snippet> {
    let mut chosen: Vec<Span> = Vec::new();
    while chosen.len() < PASSAGES {
        let free = |span: Span| !chosen.iter().any(|c| c.overlaps(span));
        let best = (0..matches.len())
            .filter(|&i| free(matches[i].1))
            .map(|i| group(text, matches, i))
            .filter(|(_, span)| free(*span))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((_, core)) = best else { break };
        let bounds = bounds(text, core, &chosen);
        chosen.push(widen(text, core, bounds));
    }
    chosen.sort();
    chosen
        .into_iter()
        .map(|span| Snippet {
            words: Words {
                start: span.start,
                end: span.end,
                text: text.slice(span.start, span.end),
            },
            matches: within(matches, span),
        })
        .collect()
}

/// The matches inside a span; of overlapping ones the first.
pub(crate) fn within(matches: &[(usize, Span)], span: Span) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let from = matches.partition_point(|(_, m)| m.start < span.start);
    for (_, m) in &matches[from..] {
        if m.start >= span.end {
            break;
        }
        if span.contains(*m) && out.last().is_none_or(|last| last.end <= m.start) {
            out.push(*m);
        }
    }
    out
}

/// The matches that fit into one passage of one line from the `first` on: how good they are, and what they span.
fn group(text: &Text, matches: &[(usize, Span)], first: usize) -> ((usize, usize), Span) {
    let start = matches[first].1.start;
    let rest = text.chars()[start as usize..].iter().take(LENGTH as usize);
    let limit = start + rest.take_while(|&&c| c != '\n').count() as u32;
    let mut span = matches[first].1;
    let (mut terms, mut count) = (Vec::new(), 0);
    for (term, m) in &matches[first..] {
        if m.start >= limit && count > 0 {
            break;
        }
        if m.end > limit && count > 0 {
            continue;
        }
        if !terms.contains(term) {
            terms.push(*term);
        }
        count += 1;
        span = span.join(*m);
    }
    ((terms.len(), count), span)
}

/// How far a passage around `core` may reach: over its line, and not into another passage.
fn bounds(text: &Text, core: Span, chosen: &[Span]) -> Span {
    let chars = text.chars();
    let (start, end) = (core.start as usize, core.end as usize);
    let line_start = chars[..start]
        .iter()
        .rposition(|&c| c == '\n')
        .map_or(0, |i| i + 1);
    let line_end = chars[end..]
        .iter()
        .position(|&c| c == '\n')
        .map_or(chars.len(), |i| end + i);
    let mut out = Span::new(line_start as u32, line_end as u32);
    for other in chosen {
        if other.end <= core.start {
            out.start = out.start.max(other.end);
        } else {
            out.end = out.end.min(other.start);
        }
    }
    out
}

/// Adds words on both sides until the passage is long enough.
fn widen(text: &Text, core: Span, bounds: Span) -> Span {
    let tokens = text.tokens();
    let mut out = core;
    let mut left = tokens.partition_point(|t| t.start < core.start);
    let mut right = tokens.partition_point(|t| t.end <= core.end);
    loop {
        let mut grew = false;
        if let Some(token) = tokens.get(right)
            && token.end <= bounds.end
            && token.end - out.start <= LENGTH
        {
            out.end = out.end.max(token.end);
            right += 1;
            grew = true;
        }
        if let Some(token) = left.checked_sub(1).and_then(|i| tokens.get(i))
            && token.start >= bounds.start
            && out.end - token.start <= LENGTH
        {
            out.start = out.start.min(token.start);
            left -= 1;
            grew = true;
        }
        if !grew {
            return out;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;

    fn of(query: &str, text: &str) -> Vec<Snippet> {
        let text = Text::new(text);
        let matches = Query::parse(query).unwrap().matches(&text);
        snippets(&text, &matches)
    }

    #[test]
    fn a_short_text_is_shown_with_its_matches() {
        let found = of("بغداد", "زار وفدٌ بَغْدادَ أمس.\nوغادر بغداد اليوم.");
        let words: Vec<&str> = found.iter().map(|s| s.words.text.as_str()).collect();
        assert_eq!(words, ["زار وفدٌ بَغْدادَ أمس.", "وغادر بغداد اليوم."]);
        assert_eq!(found[0].matches, [Span::new(9, 17)]);
    }

    #[test]
    fn the_passage_with_more_terms_is_chosen_and_cut() {
        let filler = "كلمة أخرى ".repeat(60);
        let text = format!("بغداد {filler} التقى وزير في بغداد نظيره {filler}");
        let found = of("بغداد وزير", &text);
        assert_eq!(found.len(), 2);
        let passage = found.last().unwrap();
        assert_eq!(passage.matches.len(), 2);
        assert!(passage.words.span().len() <= LENGTH);
        assert_eq!(passage.words.span().of(&text), passage.words.text);
        assert!(!passages_overlap(&found));
    }

    fn passages_overlap(found: &[Snippet]) -> bool {
        found
            .windows(2)
            .any(|w| w[0].words.span().overlaps(w[1].words.span()))
    }
}
