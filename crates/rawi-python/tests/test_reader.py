"""One article: what comes out, how it compares, how it travels."""

from __future__ import annotations

import copy
import datetime
import json
import multiprocessing
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import rawi

VISIT = "التقى وزير الخارجية المصري نظيره الأردني في القاهرة أمس."
CLAIM = "قالت مصادر أمنية إن مسلحين قتلوا خمسة جنود في هجوم شرق بغداد."


def test_a_record_says_who_did_what_to_whom_where_when_and_in_what_status(reader):
    reading = reader.read(VISIT, published=datetime.date(2024, 5, 2), outlet="الجريدة", id="a/1")
    (record,) = reading.events
    assert (record.type, record.status, record.when) == ("CONSULT", "occurred", "2024-05-01")
    assert record.when_range == rawi.WhenRange("2024-05-01", "2024-05-01", "day")
    assert [(m.code, m.country, m.sector) for m in record.actor] == [("EGY GOV", "EGY", "GOV")]
    assert [m.code for m in record.recipient] == ["JOR GOV"]
    assert record.place is not None and record.place.country == "EGY"
    assert record.according_to == () and record.stance == "neutral"
    assert 0.0 <= record.confidence <= 1.0
    assert (reading.id, reading.outlet, reading.published) == ("a/1", "الجريدة", datetime.date(2024, 5, 2))
    assert repr(reading) == '<rawi.Reading "a/1", 1 record>'


def test_every_span_is_the_words_that_stand_there(readings):
    for reading in readings:
        for record in reading.events:
            spans = [record.trigger, *record.according_to, *([record.place] if record.place else [])]
            for span in spans:
                assert reading.text[span.start : span.end] == span.text


def test_sources_and_figures(reader):
    reading = reader.read(CLAIM)
    killing = next(r for r in reading.events if r.type == "ASSAULT")
    assert [s.kind for s in killing.according_to] == ["anonymous"]
    assert ("killed", 5.0) in [(f.kind, f.value) for f in killing.figures]
    assert reading.sentences() == [CLAIM] * len(reading.events)


def test_days_are_taken_in_every_shape_and_no_other(reader):
    aware = datetime.datetime(2024, 5, 2, 23, 30, tzinfo=datetime.timezone.utc)
    for day in ("2024-05-02", "2024-05-02T10:00:00Z", datetime.datetime(2024, 5, 2, 9), aware):
        assert reader.read(VISIT, published=day).events[0].when == "2024-05-01"
    for day in ("yesterday", "2024-13-01", "2024-05-021", ""):
        with pytest.raises(ValueError, match="2024-09-30"):
            reader.read(VISIT, published=day)
    with pytest.raises(ValueError, match="int"):
        reader.read(VISIT, published=20240502)


@pytest.mark.parametrize("text", ["", " \n", "no Arabic", "\u202e\u0000\ufeff", "ق" * 100_000, "🙂" * 50])
def test_any_text_can_be_read(reader, text):
    assert reader.read(text).text == text


def test_what_is_no_article_is_a_type_error(reader):
    for item in (None, 3, b"bytes", ["list"]):
        with pytest.raises(TypeError, match="text, a mapping"):
            reader.read(item)
    with pytest.raises(ValueError, match="16777216 bytes"):
        reader.read("x" * (16 << 20) + "y")
    with pytest.raises(rawi.ReadError, match="no text"):
        reader.read({"headline_only_in_other_key": 1})


def test_a_mapping_is_read_as_a_line_of_json(reader, tmp_path, command):
    fields = {"title": "زيارة", "content": "<p>زار الوزير المصري دمشق.</p>", "date": "2 مايو 2024", "id": 7}
    (tmp_path / "one.jsonl").write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    line = json.loads(command.read(tmp_path / "one.jsonl"))
    reading = reader.read(fields).to_dict()
    line.pop("source_map", None)
    assert reading == line
    missing = {**fields, "author": None, "outlet": float("nan"), "date": datetime.datetime(2024, 5, 2)}
    assert reader.read(missing).to_dict() == line


def test_readings_are_those_of_the_command_line(readings, samples, command):
    lines = command.read(samples).splitlines()
    assert [reading.to_json() for reading in readings] == lines
    assert [reading.to_dict() for reading in readings] == [json.loads(line) for line in lines]
    assert [rawi.Reading.from_json(line) for line in lines] == readings


def test_records_have_the_json_of_their_reading(readings):
    assert sum(len(reading.events) for reading in readings) > 100
    for reading in readings:
        assert [record.to_dict() for record in reading.events] == reading.to_dict()["events"]
        assert tuple(rawi.Record.from_dict(record.to_dict()) for record in reading.events) == reading.events
        assert rawi.Reading.from_dict(reading.to_dict()) == reading


def test_results_travel(readings):
    for copied in (lambda x: pickle.loads(pickle.dumps(x)), copy.deepcopy, copy.copy):
        assert [copied(reading) for reading in readings] == readings
        assert copied(readings[0].article) == readings[0].article
        assert copied(readings[0].events) == readings[0].events


def test_values_are_equal_by_content_and_cannot_be_changed(reader):
    one, two = reader.read(VISIT), reader.read(VISIT)
    assert one == two and one.events == two.events and one.article == two.article
    assert one != reader.read(VISIT, outlet="أخرى") and one != "text"
    assert hash(one.events[0].actor[0]) == hash(two.events[0].actor[0])
    with pytest.raises(AttributeError):
        one.text = ""
    with pytest.raises(AttributeError):
        one.events[0].type = "AID"


def test_bad_dictionaries_are_value_or_type_errors():
    with pytest.raises(ValueError):
        rawi.Reading.from_dict({"id": "x"})
    with pytest.raises(ValueError):
        rawi.Article.from_json("{")
    with pytest.raises(TypeError, match="colour"):
        rawi.Mention.from_dict({"colour": 1})


def test_derivations_are_given_on_request(reader):
    assert reader.read(VISIT).events[0].derivation == ()
    explaining = rawi.Reader(derivation=True)
    derivation = explaining.read(VISIT).events[0].derivation
    assert {"type", "actor"} <= {d.field for d in derivation}
    assert pickle.loads(pickle.dumps(explaining)).read(VISIT).events[0].derivation == derivation


def test_one_reader_serves_all_threads(reader, readings):
    articles = [reading.article for reading in readings]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(reader.read, articles)) == readings


def _read(work):
    reader, text = work
    return reader.read(text)


def test_a_reader_goes_to_other_processes(reader, folder):
    for mine in (reader, rawi.Reader(folder)):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            assert pool.map(_read, [(mine, VISIT)]) == [mine.read(VISIT)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "groups.txt").write_text(
        "syr/falcons | صقور الجبل; ~الصقور | SYR REB | Mountain Falcons\n", encoding="utf-8"
    )
    return tmp_path


def test_a_lexicon_of_ones_own_is_laid_over(reader, folder):
    text = "هاجم صقور الجبل مطار حلب."
    mine = rawi.Reader(folder)
    assert [m.id for m in mine.read(text).events[0].actor] == ["syr/falcons"]
    assert mine.engine.lexicon != reader.engine.lexicon
    assert mine.engine.version == rawi.__version__
    assert Path(mine.lexicon) == folder and reader.lexicon is None
    assert "built-in" in repr(reader) and str(folder) in repr(mine)


def test_a_pickled_reader_wants_the_same_lexicon(folder):
    pickled = pickle.dumps(rawi.Reader(folder))
    (folder / "groups.txt").write_text("syr/hawks | نسور الجبل | SYR REB | Hawks\n", encoding="utf-8")
    with pytest.raises(rawi.LexiconError, match="same folder everywhere"):
        pickle.loads(pickled)


def test_a_broken_lexicon_says_where(tmp_path):
    (tmp_path / "groups.txt").write_text("# ours\nsyr/falcons | صقور | SYR XXX | Falcons\n", encoding="utf-8")
    with pytest.raises(rawi.LexiconError) as caught:
        rawi.Reader(tmp_path)
    error = caught.value
    assert error.file.endswith("groups.txt") and error.line == 2
    assert error.defects[0].entry == "syr/falcons" and "XXX" in error.defects[0].message
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    with pytest.raises(rawi.LexiconError, match="cannot be read"):
        rawi.Reader(tmp_path / "nowhere")
    assert issubclass(rawi.LexiconError, rawi.RawiError)
