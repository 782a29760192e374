//! From tokens to sentences. A line break ends one; so do `.`, `؟`, `!` and a long `…`, with the closing quotes and
//! brackets after them. Over-long sentences are cut at `؛`.

use crate::{
    text::{Sentence, Token, TokenKind},
    tokenise::Tokenised,
};

/// Sentences longer than this many tokens are cut at semicolons.
const LONG: usize = 120;
/// No sentence has more tokens than this: what does is a table or a list of names.
const ENDLESS: usize = 500;
/// A headline has at most this many tokens.
const HEADLINE: usize = 30;
/// A text of a single line is a headline only up to this many tokens.
const LONE_HEADLINE: usize = 15;

/// Splits all tokens into sentences.
pub(crate) fn split(tokenised: &Tokenised) -> Vec<Sentence> {
    let tokens = &tokenised.tokens;
    let mut sentences = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let line_end = (start + 1..tokens.len())
            .find(|&i| tokenised.line_start[i])
            .unwrap_or(tokens.len());
        let mut from = start;
        while from < line_end {
            let to = sentence_end(tokens, from, line_end);
            match sentences.last_mut() {
                // Marks left over after a stop belong to what they follow.
                Some(last) if from > start && !has_words(&tokens[from..to]) => {
                    extend(last, tokens, to)
                }
                _ => cut(tokens, from, to, &mut sentences),
            }
            from = to;
        }
        start = line_end;
    }
    mark_headline(tokenised, &mut sentences);
    sentences
}

fn has_words(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|t| !matches!(t.kind, TokenKind::Punct | TokenKind::Symbol))
}

fn extend(sentence: &mut Sentence, tokens: &[Token], to: usize) {
    sentence.tokens.end = to as u32;
    sentence.end = tokens[to - 1].end;
}

fn is(token: Option<&Token>, keys: &[&str]) -> bool {
    token.is_some_and(|t| t.kind == TokenKind::Punct && keys.contains(&&*t.key))
}

/// One past the last token of the sentence that starts at `from` on a line that ends at `line_end`.
fn sentence_end(tokens: &[Token], from: usize, line_end: usize) -> usize {
    let line = &tokens[..line_end];
    let mut open = Open::default();
    let mut i = from;
    while i < line_end {
        let ends = ends_sentence(line, from, i, &open);
        open.pass(&line[i]);
        i += 1;
        if !ends {
            continue;
        }
        while is(line.get(i), &[".", "؟", "!", "…", "»", ")", "]"])
            || is(line.get(i), &["\""]) && open.quotes
        {
            open.pass(&line[i]);
            i += 1;
        }
        // `«هل يعود؟»، قال سالم`: the sentence goes on.
        if !is(line.get(i), &["،", "؛", ":", "-"]) {
            return i;
        }
    }
    line_end
}

/// What is open at a place inside a sentence.
#[derive(Default)]
struct Open {
    /// An undirected quote.
    quotes: bool,
    /// Brackets and directed quotes.
    brackets: i32,
}

impl Open {
    fn pass(&mut self, token: &Token) {
        if is(Some(token), &["\""]) {
            self.quotes = !self.quotes;
        } else if is(Some(token), &["(", "[", "«"]) {
            self.brackets += 1;
        } else if is(Some(token), &[")", "]", "»"]) {
            self.brackets -= 1;
        }
    }
}

fn ends_sentence(line: &[Token], from: usize, i: usize, open: &Open) -> bool {
    let token = &line[i];
    if token.kind != TokenKind::Punct {
        return false;
    }
    let next = line.get(i + 1);
    match &*token.key {
        // `1. أولا`: the number of a list item.
        "." => !(i == from + 1 && line[from].kind == TokenKind::Number && next.is_some()),
        "؟" | "!" => true,
        // Two dots pause; three end a sentence unless something other than a word follows.
        "…" => {
            let dots = |c| if c == '…' { 3 } else { 1 };
            token.form.chars().map(dots).sum::<u32>() >= 3
                && i > from
                && next.is_none_or(|t| t.kind == TokenKind::Word && t.start > token.end)
                && open.brackets <= 0
        }
        _ => false,
    }
}

/// Adds the sentence, cut at semicolons if it is too long, and anywhere once it is no prose.
fn cut(tokens: &[Token], from: usize, to: usize, out: &mut Vec<Sentence>) {
    let mut start = from;
    if to - from > LONG {
        for i in from + 1..to {
            if is(tokens.get(i - 1), &["؛"]) || i - start >= ENDLESS {
                out.push(sentence(tokens, start, i));
                start = i;
            }
        }
    }
    out.push(sentence(tokens, start, to));
}

fn sentence(tokens: &[Token], from: usize, to: usize) -> Sentence {
    Sentence {
        tokens: from as u32..to as u32,
        start: tokens[from].start,
        end: tokens[to - 1].end,
        headline: false,
    }
}

fn mark_headline(tokenised: &Tokenised, sentences: &mut [Sentence]) {
    let more = sentences.len() > 1;
    let Some(first) = sentences.first_mut() else {
        return;
    };
    let end = first.tokens.end as usize;
    let limit = if more { HEADLINE } else { LONE_HEADLINE };
    let ends_line = tokenised.line_start.get(end).is_none_or(|&starts| starts);
    let stopped = is(tokenised.tokens.get(end - 1), &["."]);
    first.headline = ends_line && !stopped && end <= limit;
}

#[cfg(test)]
mod tests {
    use crate::Text;

    fn sentences(text: &str) -> Vec<String> {
        let text = Text::new(text);
        text.sentences()
            .iter()
            .map(|s| text.slice(s.start, s.end))
            .collect()
    }

    #[test]
    fn stops_end_sentences_with_the_quotes_after_them() {
        assert_eq!(
            sentences("قال: «سنعود.» ثم غادر. هل يعود؟! ربما"),
            ["قال: «سنعود.»", "ثم غادر.", "هل يعود؟!", "ربما"]
        );
        assert_eq!(sentences("انتهى. > *"), ["انتهى. > *"]);
        assert_eq!(sentences("انتهى.وقال نعم"), ["انتهى.", "وقال نعم"]);
        assert_eq!(sentences("قال \"نعم.\" وذهب."), ["قال \"نعم.\"", "وذهب."]);
    }

    #[test]
    fn abbreviations_decimals_and_pauses_do_not() {
        for whole in [
            "التقى د. سالم أ.ف.ب في جنيف",
            "بلغ 3.5 ملايين",
            "مصر.. مقتل جنديين",
            "\"هل يعود؟\"، سأل الرجل",
            "1. أولا نعم",
            "وقال (...) إن الأمر انتهى",
        ] {
            assert_eq!(sentences(whole), [whole]);
        }
    }

    #[test]
    fn the_first_line_without_a_stop_is_the_headline() {
        let text = Text::new("مقتل جنديين في هجوم\nقتل جنديان أمس.");
        let flags: Vec<bool> = text.sentences().iter().map(|s| s.headline).collect();
        assert_eq!(flags, [true, false]);
        assert!(!Text::new("قتل جنديان.\nثم").sentences()[0].headline);
    }

    #[test]
    fn long_sentences_are_cut_at_semicolons() {
        let half = "كلمة ".repeat(70);
        assert_eq!(sentences(&format!("{half}؛ {half}.")).len(), 2);
        assert_eq!(sentences("نعم؛ لا").len(), 1);
        assert_eq!(sentences(&"كلمة ".repeat(1200)).len(), 3);
    }
}
