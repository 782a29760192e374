"""Words by themselves."""

from __future__ import annotations

import pytest

import rawi


def test_normalise_undoes_decoration_and_keys_merge_spellings():
    assert rawi.normalise("الـمُـدَرِّسَةُ  ﺍﻟﺴﻼﻡ ۱۲") == "المدرسة  السلام 12"
    assert rawi.normalise("إلى مسئولة", keys=True) == rawi.normalise("الي مسؤوله", keys=True)
    assert rawi.normalise("") == ""


def test_all_analyses_of_a_word_best_first():
    readings = rawi.analyse("وسيكتبونها")
    best = readings[0]
    assert (best.pos, best.lemma, best.root, best.aspect) == ("verb", "كتب", "كتب", "imperfect")
    assert best.proclitics == ("wa", "sa") and best.stem == "يكتبون"
    assert best.enclitic is not None and (best.enclitic.person, best.enclitic.gender) == (3, "feminine")
    assert (best.person, best.number, best.guessed) == (3, "plural", False)
    assert best.gloss and "t" in best.government


def test_an_unknown_word_is_read_by_its_shape():
    assert all(analysis.guessed for analysis in rawi.analyse("القزعبلنطي"))


@pytest.mark.parametrize("word", ["", "كلمتان اثنتان", "word", "12", "ق" * 2000])
def test_what_is_no_word_is_a_value_error(word):
    with pytest.raises(ValueError):
        rawi.analyse(word)


def test_a_lexicon_of_ones_own_knows_its_words(tmp_path):
    (tmp_path / "nouns.txt").write_text("قزعبل | m | - | thing | gadget\n", encoding="utf-8")
    mine = rawi.Reader(tmp_path)
    assert [a.gloss for a in mine.analyse("القزعبل") if not a.guessed] == ["gadget"]
    assert any(token.analyses[0].gloss == "gadget" for token in mine.tokens("هذا قزعبل"))


def test_tokens_say_where_they_stand():
    text = "قال د. سالم: «سنعود». ثم غادر في 26/7."
    tokens = rawi.tokens(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert [t.sentence for t in tokens] == sorted(t.sentence for t in tokens) and tokens[-1].sentence == 1
    assert {t.kind for t in tokens} == {"word", "number", "punctuation"}
    assert [a.lemma for t in tokens if t.text == "غادر" for a in t.analyses if a.pos == "verb"]
    assert rawi.tokens("") == []
