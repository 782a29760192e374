"""Articles from files of all formats."""

from __future__ import annotations

import datetime
import gzip
import json
import pickle
import zipfile

import pytest

import rawi


def test_a_folder_gives_its_articles(samples):
    articles = list(rawi.articles(samples))
    assert {a.outlet for a in articles} >= {"منصة سبأ الإخبارية"}
    one = next(a for a in articles if a.url == "https://sabanews.example/n/5512")
    assert one.id == one.url and one.published == datetime.date(2024, 9, 19)
    assert one.text.startswith(one.title + "\n") and one.furniture
    assert {piece.kind for piece in one.furniture} <= {"related_link", "byline", "dateline", "other"}
    assert rawi.Article.from_dict(one.to_dict()) == one == pickle.loads(pickle.dumps(one))
    assert f"{len(one.text)} characters" in repr(one)


def test_the_source_map_leads_back_to_the_bytes(samples):
    path = samples / "exchange" / "4-madar.html"  # in windows-1256
    (article,) = rawi.articles(path)
    raw = path.read_bytes()
    longest = max(article.source_map, key=lambda s: s[1] - s[0])
    start, end, first, last = longest
    assert raw[first:last].decode("windows-1256") == article.text[start:end]


def test_several_paths_and_archives(tmp_path, samples):
    packed = tmp_path / "news.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(samples / "rafid.txt", "rafid.txt")
        archive.writestr("style.html", "<html><body><a href='x'>x</a></body></html>")
    lines = tmp_path / "news.jsonl.gz"
    lines.write_bytes(gzip.compress((samples / "articles.jsonl").read_bytes()))
    articles = list(rawi.articles([packed, str(lines)]))
    assert len(articles) == 1 + len((samples / "articles.jsonl").read_text(encoding="utf-8").splitlines())


def test_fields_outlet_and_day_can_be_given(tmp_path):
    path = tmp_path / "scraped.jsonl"
    path.write_text(json.dumps({"نص": "زار الوزير دمشق.", "date": "2020-01-01"}), encoding="utf-8")
    (article,) = rawi.articles(path, fields={"content": "نص"}, outlet="س", published="2024-05-02")
    assert (article.text, article.outlet) == ("زار الوزير دمشق.", "س")
    assert article.published == datetime.date(2024, 5, 2)
    with pytest.raises(ValueError, match="colour"):
        rawi.articles(path, fields={"colour": "نص"})


def test_bad_items_are_named_and_the_rest_goes_on(tmp_path):
    path = tmp_path / "some.jsonl"
    path.write_text('{"text": "زار الوزير دمشق."}\n{"text": \n{"text": "عاد الوزير."}\n', encoding="utf-8")
    paths = [tmp_path / "nowhere", path]
    with pytest.warns(rawi.SkippedWarning) as told:
        assert len(list(rawi.articles(paths))) == 2
    said = [str(warning.message) for warning in told]
    assert "check the spelling of the path" in said[0] and "some.jsonl, line 2, byte 42: " in said[1]
    given = list(rawi.articles(paths, errors="return"))
    assert [type(item) for item in given] == [rawi.IntakeError, rawi.Article, rawi.IntakeError, rawi.Article]
    assert given[0].problem == "no such file or folder" and given[0].line is None
    assert (given[2].file, given[2].line, given[2].byte) == (str(path), 2, given[2].byte)
    assert given[2].remedy in str(given[2])
    travelled = pickle.loads(pickle.dumps(given[2]))
    assert (str(travelled), travelled.line) == (str(given[2]), 2)
    with pytest.raises(rawi.IntakeError):
        list(rawi.articles(paths, errors="raise"))


def test_bytes_are_read_like_a_file(samples):
    path = samples / "ufuq.html"
    (from_file,) = rawi.articles(path)
    (from_bytes,) = rawi.articles_from_bytes(path.read_bytes(), str(path))
    assert from_bytes == from_file


def test_fields_become_one_article():
    article = rawi.article({"title": "زيارة", "body": "<p>زار الوزير دمشق.</p>", "url": "https://x.example/1"})
    assert (article.id, article.text) == ("https://x.example/1", "زيارة\nزار الوزير دمشق.")
    with pytest.raises(rawi.ReadError, match="no text"):
        rawi.article({"url": "https://x.example/1"})


def test_an_article_can_be_made_by_hand():
    article = rawi.Article("نص", id="1", outlet="س", published="2024-05-02", title="ت", byline="ك", url="u")
    assert article.to_dict() == {
        "id": "1", "url": "u", "outlet": "س", "published": "2024-05-02", "title": "ت", "byline": "ك", "text": "نص",
    }  # fmt: skip
