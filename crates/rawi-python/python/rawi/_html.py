"""A reading as notebooks show it: the text right to left with the words of its records marked, and a table of the
records. Everything that comes from outside is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Dict, Iterable, Iterator, List, Set, Tuple

from rawi._records import Mention, Place, Record, Source, Words

if TYPE_CHECKING:
    from rawi._rawi import Article, Reading

#: Characters of the text that are shown.
_SHOWN = 50_000
#: Records that are listed.
_LISTED = 500

_MARKS = {
    "act": "background:rgba(255,196,0,.45);font-weight:bold",
    "who": "background:rgba(66,133,244,.30)",
    "to whom": "background:rgba(52,168,83,.30)",
    "where": "background:rgba(160,160,160,.35)",
    "source": "border-bottom:2px solid rgba(156,39,176,.8)",
}
_COLUMNS = ("", "act", "words", "who", "to whom", "where", "when", "status", "according to")


def article(article: "Article") -> str:
    """An article that is not read yet."""
    return f"<div>{_head(article)}{_page(escape(article.text[:_SHOWN]), len(article.text))}</div>"


def reading(reading: "Reading") -> str:
    """An article with its records."""
    records = reading.events
    marked = "".join(_marked(reading.text[:_SHOWN], records))
    legend = " ".join(f'<span style="{style};padding:0 .3em">{name}</span>' for name, style in _MARKS.items())
    return (
        f"<div>{_head(reading)}"
        f'<div style="font-size:85%;margin:.3em 0">{legend}</div>'
        f"{_page(marked, len(reading.text))}{_table(records)}</div>"
    )


def _head(article: "Article | Reading") -> str:
    parts = [article.title or article.id, article.outlet, str(article.published or "")]
    return '<div style="margin:.3em 0">' + " · ".join(_bdi(part) for part in parts if part) + "</div>"


def _page(html: str, length: int) -> str:
    rest = f"<div>… {length - _SHOWN:,} more characters</div>" if length > _SHOWN else ""
    return (
        '<div dir="rtl" lang="ar" style="direction:rtl;text-align:right;white-space:pre-wrap;line-height:1.9;'
        f'max-width:60em;font-size:110%">{html}</div>{rest}'
    )


def _marked(text: str, records: Iterable[Record]) -> Iterator[str]:
    """The text cut wherever a mark begins or ends, so that marks may overlap."""
    starts: Dict[int, List[Tuple[str, str]]] = {}
    ends: Dict[int, List[Tuple[str, str]]] = {}
    for number, record in enumerate(records, 1):
        spans: List[Tuple[str, "Words | Mention | Source | Place"]] = [("act", record.trigger)]
        spans += [("who", m) for m in record.actor]
        spans += [("to whom", m) for m in record.recipient]
        spans += [("source", s) for s in record.according_to]
        if record.place:
            spans.append(("where", record.place))
        for role, span in spans:
            if 0 <= span.start < span.end <= len(text):
                label = f"{number} {record.type}: {role}"
                starts.setdefault(span.start, []).append((role, label))
                ends.setdefault(span.end, []).append((role, label))
    here: List[Tuple[str, str]] = []
    last = 0
    for cut in sorted({0, len(text), *starts, *ends}):
        yield _piece(text[last:cut], here)
        for mark in ends.get(cut, ()):
            here.remove(mark)
        here.extend(starts.get(cut, ()))
        last = cut


def _piece(text: str, marks: List[Tuple[str, str]]) -> str:
    if not text or not marks:
        return escape(text)
    roles: Set[str] = {role for role, _ in marks}
    # The first that is there wins where backgrounds lie over one another; a source's line goes with any of them.
    back = next((role for role in ("act", "who", "to whom", "where") if role in roles), None)
    style = ";".join(_MARKS[role] for role in (back, "source") if role in roles)
    title = "\n".join(dict.fromkeys(label for _, label in marks))
    return f'<span style="{style}" title="{escape(title)}">{escape(text)}</span>'


def _table(records: Tuple[Record, ...]) -> str:
    if not records:
        return "<div>no records</div>"
    head = "".join(f'<th style="text-align:left">{name}</th>' for name in _COLUMNS)
    rows = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in _row(number, record)) + "</tr>"
        for number, record in enumerate(records[:_LISTED], 1)
    )
    rest = f"<div>… {len(records) - _LISTED:,} more records</div>" if len(records) > _LISTED else ""
    return f'<table dir="ltr"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{rest}'


def _row(number: int, record: Record) -> Tuple[str, ...]:
    place = record.place
    return (
        str(number),
        escape(record.type if record.mode is None else f"{record.type} ({record.mode})"),
        _bdi(record.trigger.text),
        "<br>".join(map(_party, record.actor)),
        "<br>".join(map(_party, record.recipient)),
        f"{_bdi(place.text)} {escape(place.country)}" if place else "",
        f'<span style="white-space:nowrap">{escape(record.when or "")}</span>',
        escape(record.status),
        " ← ".join(map(_source, record.according_to)),
    )


def _party(mention: Mention) -> str:
    return f"{_bdi(mention.text)} {escape(mention.code)}"


def _source(source: Source) -> str:
    return f"{_bdi(source.text)} ({escape(source.kind)})"


def _bdi(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"
