//! Words with dots and strokes inside: broken to pass a filter (`العسكـ.ـرية`, `د.اع.ش`, `ق-ت-ل`), abbreviated
//! (`أ.ف.ب`, `د.سالم`), or two words where the space after a stop is missing (`انتهى.وقال`).

use crate::{normalise::fold_light, scan::Unit};

/// One word of a chain. Separators that are part of it lie inside `from..to`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// First unit.
    pub from: usize,
    /// One past the last letter.
    pub to: usize,
    /// One past the last unit of the token: the dot of an abbreviation belongs to it.
    pub end: usize,
}

/// The words that start at one place with nothing but separators that belong to words between them.
pub(crate) struct Chain {
    pub words: Vec<Word>,
    /// Where to go on.
    pub next: usize,
}

struct Piece {
    from: usize,
    to: usize,
}

impl Piece {
    fn len(&self) -> usize {
        self.to - self.from
    }
}

/// Letters that titles and initials shorten names to; before a dot they are no half of a word.
const INITIALS: [char; 18] = [
    'د', 'م', 'أ', 'ا', 'إ', 'ع', 'ل', 'ن', 'ش', 'ص', 'ت', 'ب', 'س', 'ج', 'ك', 'و', 'ف', 'ر',
];

/// Folded names of the letters of the Latin alphabet.
const LATIN_LETTERS: [&str; 36] = [
    "ايه",
    "اي",
    "بي",
    "سي",
    "دي",
    "اف",
    "جي",
    "اتش",
    "اش",
    "ايتش",
    "جيه",
    "جاي",
    "كيه",
    "كي",
    "كاي",
    "ال",
    "ام",
    "ان",
    "او",
    "بيه",
    "كيو",
    "ار",
    "اس",
    "تي",
    "تيه",
    "يو",
    "في",
    "دبليو",
    "اكس",
    "واي",
    "زد",
    "زي",
    "سين",
    "دال",
    "ا",
    "ه",
];

/// Endings of names of web sites in Arabic letters, folded: `امازون.كوم`.
const DOMAINS: [&str; 4] = ["كوم", "نت", "اورغ", "اورج"];

/// A chain has at most this many pieces; longer ones are no words.
const LONGEST: usize = 24;

/// Reads the word at `at`. `after_number`: a digit precedes, so that a single letter is a unit (`5 م.`), no title.
pub(crate) fn chain(units: &[Unit], at: usize, after_number: bool) -> Chain {
    let first = Piece {
        from: at,
        to: letters(units, at),
    };
    let mut pieces = vec![first];
    while pieces.len() < LONGEST
        && let Some(next) = next_piece(units, &pieces)
    {
        pieces.push(next);
    }
    if is_cut_up(units, &pieces) {
        let to = pieces.last().map_or(at, |p| p.to);
        return Chain {
            words: vec![Word {
                from: at,
                to,
                end: to,
            }],
            next: to,
        };
    }
    let spelled_out = pieces.len() > 1 && pieces.iter().all(|p| is_latin_letter(units, p));
    // Join over every gap that only a broken word has, up to the first that is an ordinary mark.
    let mut words: Vec<Word> = Vec::new();
    let mut open = Word {
        from: at,
        to: pieces[0].to,
        end: pieces[0].to,
    };
    for pair in pieces.windows(2) {
        let gap = &units[pair[0].to..pair[1].from];
        if stretched(units, pair[0].to, pair[1].from) || always_joins(gap) {
            open.to = pair[1].to;
            open.end = open.to;
        } else if single_dot(gap)
            && open.from == pair[0].from
            && (pair[0].len() == 1 || spelled_out || is_domain(units, &pair[1]))
            && !(after_number && words.is_empty())
        {
            open.end = pair[1].from;
            words.push(open);
            open = Word {
                from: pair[1].from,
                to: pair[1].to,
                end: pair[1].to,
            };
        } else {
            break;
        }
    }
    // `د. سالم`
    let dot_follows = units.get(open.end).is_some_and(|u| u.c == '.');
    let more_follows = units.get(open.end + 1).is_some_and(|u| u.c == ' ')
        && units[open.end..]
            .iter()
            .take_while(|u| u.c != '\n')
            .skip(2)
            .any(|u| !u.is_space());
    if open.to - open.from == 1
        && words.is_empty()
        && INITIALS.contains(&units[open.from].c)
        && units[open.from].c != 'و'
        && dot_follows
        && more_follows
        && !after_number
    {
        open.end += 1;
    }
    words.push(open);
    Chain {
        words,
        next: open.end,
    }
}

fn letters(units: &[Unit], from: usize) -> usize {
    units[from..]
        .iter()
        .position(|u| !u.is_letter())
        .map_or(units.len(), |n| from + n)
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '.' | '-' | '_' | '*' | '/' | '|' | '·' | '•' | '~' | '+' | '^' | '°' | ' '
    )
}

/// The piece after a gap of one to three equal separators.
fn next_piece(units: &[Unit], pieces: &[Piece]) -> Option<Piece> {
    let gap = pieces.last()?.to;
    let separator = units.get(gap).map(|u| u.c).filter(|&c| is_separator(c))?;
    let width = units[gap..].iter().take_while(|u| u.c == separator).count();
    let from = gap + width;
    (width <= 3 && units.get(from).is_some_and(Unit::is_letter))
        .then(|| Piece {
            from,
            to: letters(units, from),
        })
        .filter(|_| separator != ' ' || stretched(units, gap, from))
}

/// Letters that open words and do not end them.
fn is_prefix(c: char) -> bool {
    matches!(c, 'أ' | 'إ' | 'ا' | 'و' | 'ب' | 'ل' | 'ف')
}

/// Whether the piece is the name of a Latin letter: `بي.بي.سي` is an abbreviation.
fn is_latin_letter(units: &[Unit], piece: &Piece) -> bool {
    let letters: String = units[piece.from..piece.to].iter().map(|u| u.c).collect();
    LATIN_LETTERS.contains(&fold_light(&letters).as_str())
}

fn is_domain(units: &[Unit], piece: &Piece) -> bool {
    let letters: String = units[piece.from..piece.to].iter().map(|u| u.c).collect();
    DOMAINS.contains(&fold_light(&letters).as_str())
}

/// Whether tatweel beside the gap shows that the letters belong together. Marks that occur between words too want
/// it on both sides.
fn stretched(units: &[Unit], gap: usize, next: usize) -> bool {
    let before = units[gap - 1].pulled_after;
    let after = units[next].pulled_before;
    match units[gap].c {
        ' ' | '-' | '/' | '+' | '|' => before && after,
        // `1436هـ.` is an abbreviation before a stop.
        '.' if units[gap - 1].c == 'ه' => before && after,
        '.' | '_' => before && after || (before || after) && next == gap + 1,
        _ => before || after,
    }
}

fn always_joins(gap: &[Unit]) -> bool {
    gap.len() == 1 && matches!(gap[0].c, '*' | '~' | '·' | '^' | '°')
}

fn single_dot(gap: &[Unit]) -> bool {
    gap.len() == 1 && gap[0].c == '.'
}

/// Whether the whole chain is one word cut by equal dots or dashes without tatweel.
fn is_cut_up(units: &[Unit], pieces: &[Piece]) -> bool {
    let [first, .., last] = pieces else {
        return false;
    };
    let separator = units[first.to].c;
    let even = pieces
        .windows(2)
        .all(|pair| pair[1].from == pair[0].to + 1 && units[pair[0].to].c == separator);
    if !even || !matches!(separator, '.' | '-') {
        return false;
    }
    if pieces.iter().all(|p| is_latin_letter(units, p)) {
        return false;
    }
    let single = pieces.iter().all(|p| p.len() == 1);
    let short = pieces.iter().all(|p| p.len() <= 2);
    let total: usize = pieces.iter().map(Piece::len).sum();
    match (separator, pieces.len()) {
        // Abbreviations have two to four single letters with dots between.
        ('.', 2) if single => false,
        ('.', 3 | 4) if single => false,
        ('.', 2) => {
            let stray_end = last.len() == 1 && first.len() <= 4 && !is_prefix(units[last.from].c);
            let opener = units[first.from];
            let stray_start = first.len() == 1
                && last.len() <= 5
                && !opener.pulled_after
                && !INITIALS.contains(&opener.c);
            stray_end || stray_start
        }
        ('.', _) => short || (single && total >= 5),
        (_, 2) => false,
        _ => short,
    }
}

#[cfg(test)]
mod tests {
    use crate::Text;

    fn words(text: &str) -> Vec<String> {
        let text = Text::new(text);
        text.tokens().iter().map(|t| t.form.to_string()).collect()
    }

    #[test]
    fn broken_words_are_one_token_over_their_whole_extent() {
        for (broken, whole) in [
            ("العسكـ.ـرية", "العسكرية"),
            ("د.اع.ش", "داعش"),
            ("داع.ش", "داعش"),
            ("قـ ـتل", "قتل"),
            ("ق-ت-ل", "قتل"),
            ("ق.تل", "قتل"),
            ("إره*اب", "إرهاب"),
            ("الاحـ..ـتلال", "الاحتلال"),
            ("قـ_ـصف", "قصف"),
        ] {
            let text = Text::new(&format!("في {broken} أمس"));
            let token = &text.tokens()[1];
            assert_eq!(&*token.form, whole);
            assert_eq!(text.slice(token.start, token.end), broken);
            assert_eq!(text.tokens().len(), 3, "{broken}");
        }
    }

    #[test]
    fn abbreviations_are_letters_without_their_dots() {
        assert_eq!(words("(أ.ف.ب) قالت"), ["(", "أ", "ف", "ب", ")", "قالت"]);
        assert_eq!(words("د. سالم ود.سالم"), ["د", "سالم", "ود", ".", "سالم"]);
        assert_eq!(words("د.سالم"), ["د", "سالم"]);
        assert_eq!(words("موقع إيلاف.كوم."), ["موقع", "إيلاف", "كوم", "."]);
        assert_eq!(words("بي.بي.سي."), ["بي", "بي", "سي", "."]);
        let text = Text::new("د. سالم");
        assert_eq!(
            text.slice(text.tokens()[0].start, text.tokens()[0].end),
            "د."
        );
    }

    #[test]
    fn a_missing_space_after_a_stop_is_no_broken_word() {
        assert_eq!(words("المدينة.وقال"), ["المدينة", ".", "وقال"]);
        assert_eq!(words("الشيعة-السنة"), ["الشيعة", "-", "السنة"]);
        assert_eq!(
            words("عام 1436 هـ. وقال"),
            ["عام", "1436", "ه", ".", "وقال"]
        );
        assert_eq!(words("1436هـ.ودعت"), ["1436", "ه", ".", "ودعت"]);
        assert_eq!(words("محمد.أ"), ["محمد", ".", "أ"]);
        assert_eq!(words("الساعة 5 م. ثم"), ["الساعة", "5", "م", ".", "ثم"]);
        assert_eq!(words("الـ 26 قـال"), ["ال", "26", "قال"]);
    }
}
