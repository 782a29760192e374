//! The canonical mark for every way to type a punctuation mark. Opening and closing quotes come out as `«` and `»`
//! by where they stand, because many texts type them the wrong way round; undirected ones as `"`.

/// Whether the character is punctuation, and its canonical mark if so.
pub(crate) fn canonical(c: char) -> Option<char> {
    Some(match c {
        '،' | ',' | '٬' | '٫' | '、' | '，' | '\u{FE10}' | '⸲' | '\u{2E41}' => '،',
        '؛' | ';' | '；' => '؛',
        '؟' | '?' | '⸮' | '？' => '؟',
        '!' | '！' | '¡' => '!',
        '.' | '。' | '۔' | '．' => '.',
        '…' => '…',
        ':' | '：' | '∶' => ':',
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '－' => '-',
        '(' | '（' | '﴾' => '(',
        ')' | '）' | '﴿' => ')',
        '[' | '{' | '【' => '[',
        ']' | '}' | '】' => ']',
        '/' | '\\' | '|' | '⁄' | '؍' => '/',
        '"' | '\'' | '`' | '´' | '″' | '′' | '＂' => '"',
        c if opening_quote(c).is_some() => '«',
        _ => return None,
    })
}

/// For quotes that have a direction: whether the code point is an opening one.
pub(crate) const fn opening_quote(c: char) -> Option<bool> {
    match c {
        '«' | '“' | '‘' | '„' | '‚' | '‹' | '〝' | '‛' | '‟' | '≪' | '《' => {
            Some(true)
        }
        '»' | '”' | '’' | '›' | '〞' | '≫' | '》' => Some(false),
        _ => None,
    }
}

/// The direction of a directed quote, from its neighbours (`None` at either end of the text) and, where these
/// leave it open, from its code point.
pub(crate) fn quote_mark(c: char, before: Option<char>, after: Option<char>) -> char {
    let free_before =
        before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | ':' | '-'));
    let free_after = after.is_none_or(|a| {
        a.is_whitespace() || matches!(a, ')' | ']' | '.' | '،' | ',' | '؛' | ':' | '؟' | '!' | '…')
    });
    let open = match (free_before, free_after) {
        (true, false) => true,
        (false, true) => false,
        _ => opening_quote(c).unwrap_or(true),
    };
    if open { '«' } else { '»' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reversed_quotes_are_set_right() {
        assert_eq!(quote_mark('”', Some(' '), Some('ن')), '«');
        assert_eq!(quote_mark('“', Some('ص'), Some(' ')), '»');
        assert_eq!(quote_mark('«', Some('و'), Some('ا')), '«');
        assert_eq!(quote_mark('»', Some('.'), None), '»');
    }
}
