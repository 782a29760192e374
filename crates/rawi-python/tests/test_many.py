"""Many articles: order, threads, memory, and items that are bad."""

from __future__ import annotations

import itertools
import threading
import time
import warnings

import pytest

import rawi

TEXT = "التقى وزير الخارجية المصري نظيره الأردني في القاهرة أمس."


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_order_and_result_do_not_depend_on_threads(reader, readings, threads):
    articles = [reading.article for reading in readings] * 3
    assert list(reader.read_many(articles, threads=threads)) == readings * 3


def test_what_is_known_beforehand_holds_for_all(reader):
    items = [TEXT, {"نص": TEXT, "date": "2020-01-01"}, rawi.Article(TEXT, published="2020-01-01")]
    many = reader.read_many(items, published="2024-05-02", outlet="س", fields={"text": "نص"})
    assert [(r.events[0].when, r.outlet, r.id) for r in many] == [
        ("2024-05-01", "س", "#1"),
        ("2024-05-01", "س", ""),
        ("2024-05-01", "س", ""),
    ]


def test_no_more_is_taken_than_is_asked_for(reader):
    taken = itertools.count()

    def endless():
        for number in taken:
            yield f"{TEXT} {number}"

    many = reader.read_many(endless(), threads=2)
    for number, reading in enumerate(itertools.islice(many, 50)):
        assert reading.text == f"{TEXT} {number}"
    assert next(taken) <= 50 + 2 * 4 + 1


def test_large_texts_are_not_piled_up(reader):
    taken = itertools.count()
    large = "كلمة " * 1_000_000  # some 9 MB

    def endless():
        for _ in taken:
            yield large

    next(reader.read_many(endless(), threads=8))
    assert next(taken) <= 4


BAD = [TEXT, None, {"author": "x"}, 7, "\ud800", rawi.IntakeError("elsewhere"), TEXT]


def test_a_bad_item_is_named_and_costs_itself_alone(reader):
    with pytest.warns(rawi.SkippedWarning) as told:
        good = list(reader.read_many(BAD, errors="warn"))
    assert [reading.id for reading in good] == ["#1", "#7"]
    said = [str(warning.message) for warning in told]
    assert len(said) == 5
    assert said[0].startswith("item 1: ") and "no text" in said[1] and said[4] == "elsewhere"


def test_a_bad_item_can_keep_its_place(reader):
    results = list(reader.read_many(BAD, errors="return"))
    assert [isinstance(result, rawi.Reading) for result in results] == [True] + [False] * 5 + [True]
    assert [result.index for result in results[1:5]] == [1, 2, 3, 4]
    assert results[5] is BAD[5]


def test_a_bad_item_can_end_the_work(reader):
    many = reader.read_many(BAD, errors="raise")
    assert next(many).id == "#1"
    with pytest.raises(rawi.ReadError, match="NoneType"):
        next(many)


def test_minor_things_in_archives_are_passed_over_in_silence(reader):
    minor = rawi.IntakeError("not in Arabic", minor=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(list(reader.read_many([TEXT, minor, TEXT]))) == 2
    assert len(list(reader.read_many([TEXT, minor, TEXT], errors="return"))) == 3


def test_what_the_source_raises_comes_after_what_it_gave(reader):
    def source():
        yield TEXT
        yield TEXT
        raise KeyError("the source broke")

    many = reader.read_many(source())
    assert len([next(many), next(many)]) == 2
    with pytest.raises(KeyError, match="the source broke"):
        next(many)
    with pytest.raises(StopIteration):
        next(many)


def test_arguments_are_checked_at_once(reader):
    with pytest.raises(TypeError, match="read for one text"):
        reader.read_many(TEXT)
    with pytest.raises(TypeError):
        reader.read_many(3)
    for wrong in (dict(threads=0), dict(threads=5000), dict(errors="ignore"), dict(fields={"colour": "x"})):
        with pytest.raises(ValueError):
            reader.read_many([TEXT], **wrong)


def test_python_goes_on_meanwhile(reader, readings):
    """While the threads read, another thread of Python runs: the lock is not held."""
    article = rawi.Article("\n".join(reading.text for reading in readings) * 4)
    longest, done = 0.0, threading.Event()

    def watch():
        nonlocal longest
        last = time.perf_counter()
        while not done.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            longest = max(longest, now - last)
            last = now

    started = time.perf_counter()
    watcher = threading.Thread(target=watch)
    watcher.start()
    list(reader.read_many([article] * 4, threads=2))
    reader.read(article)
    took = time.perf_counter() - started
    done.set()
    watcher.join()
    assert longest < took / 2, f"nothing ran for {longest:.3f} of {took:.3f} seconds"
