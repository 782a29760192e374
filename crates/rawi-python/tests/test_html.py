"""What a notebook shows."""

from __future__ import annotations

from html.parser import HTMLParser

import rawi

HOSTILE = '<script>alert(1)</script> قال "وزير" & </div> قتل مسلحون خمسة جنود في <b onclick=x>بغداد</b>.'


class Seen(HTMLParser):
    """The text of a page, its tags and their attributes; fails on tags that do not match."""

    void = {"br"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.open, self.right = "", set(), [], ""
        self.attributes = set()
        self.titles = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attributes}
        self.titles += [value for name, value in attributes if name == "title"]
        if tag not in self.void:
            self.open.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.text += data
        if any(attributes.get("dir") == "rtl" for _, attributes in self.open):
            self.right += data


def test_the_text_stands_right_to_left_with_its_records_marked(readings):
    for reading in readings:
        seen = Seen(reading._repr_html_())
        assert seen.right == reading.text
        for number, record in enumerate(reading.events, 1):
            assert any(f"{number} {record.type}: act" in title for title in seen.titles)
            assert record.trigger.text in seen.text


def test_everything_from_outside_is_escaped(reader):
    reading = reader.read(rawi.Article(HOSTILE, title="<img src=x onerror=y>", outlet="<i>", id='"><script>'))
    seen = Seen(reading._repr_html_())
    assert seen.right == HOSTILE and reading.events
    assert seen.tags <= {"div", "span", "bdi", "table", "thead", "tbody", "tr", "th", "td", "br"}
    assert seen.attributes <= {"style", "dir", "lang", "title"}


def test_an_article_and_a_reading_without_records(reader):
    article = rawi.Article("<b>لا شيء", title="عنوان", outlet="س", published="2024-05-02")
    assert Seen(article._repr_html_()).right == "<b>لا شيء"
    seen = Seen(reader.read(article)._repr_html_())
    assert "no records" in seen.text and "2024-05-02" in seen.text


def test_long_texts_are_cut(reader):
    html = reader.read("قال الوزير. " * 10_000)._repr_html_()
    assert "70,000 more characters" in html and len(html) < 200_000
