//! Takes an article's text, gives its sentences one by one, as far analysed as what was told before allows. A headline
//! comes first and calls people by their surnames: the two sentences after it are looked at before it, for full names.

use std::collections::VecDeque;

use jiff::civil::Date;
use rawi_arabic::Text;
use rawi_lexicon::Lexicon;

use crate::discourse::Discourse;
use crate::sentence::Sentence;

/// How many sentences after the first are looked at before it.
const LEAD: usize = 2;

/// The sentences of a text, in order.
pub(crate) struct Sentences<'a, 't> {
    text: &'t Text,
    lexicon: &'a Lexicon,
    published: Option<Date>,
    ahead: VecDeque<Sentence<'a>>,
    next: usize,
}

impl<'a, 't> Sentences<'a, 't> {
    pub(crate) fn new(
        text: &'t Text,
        lexicon: &'a Lexicon,
        published: Option<Date>,
        discourse: &mut Discourse,
    ) -> Self {
        let mut it = Self {
            text,
            lexicon,
            published,
            ahead: VecDeque::new(),
            next: 0,
        };
        for index in 1..text.sentences().len().min(1 + LEAD) {
            let s = it.analyse(index, discourse);
            discourse.expect(&s);
            it.ahead.push_back(s);
        }
        it
    }

    fn analyse(&self, index: usize, discourse: &Discourse) -> Sentence<'a> {
        let known = |id: &str| discourse.known.contains(id);
        Sentence::new(self.text, index, self.lexicon, self.published, &known)
    }

    /// The next sentence, after what `discourse` has taken in.
    pub(crate) fn next(&mut self, discourse: &mut Discourse) -> Option<Sentence<'a>> {
        let index = self.next;
        if index >= self.text.sentences().len() {
            return None;
        }
        self.next += 1;
        if index > 0
            && let Some(s) = self.ahead.pop_front()
        {
            return Some(s);
        }
        let s = self.analyse(index, discourse);
        discourse.topic.hear(&s);
        Some(s)
    }
}
