"""Rawi reads Arabic political news and keeps the record: who did what to whom, where, when, in what status, and
according to whom.

>>> import rawi
>>> reader = rawi.Reader()
>>> reading = reader.read("التقى وزير الخارجية المصري نظيره الأردني في القاهرة أمس.", published="2024-05-02")
>>> record = reading.events[0]
>>> record.type, record.status, record.when, [m.code for m in record.actor]
('CONSULT', 'occurred', '2024-05-01', ['EGY GOV'])

A folder of articles becomes a data frame, one row a record (``pip install rawi[pandas]``)::

    frame = rawi.to_pandas(reader.read_many(rawi.articles("news")))

Offsets everywhere count Unicode code points of the text that was read, which are what Python's strings count."""

from __future__ import annotations

import importlib
import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Iterable, List, Mapping, Optional, Tuple, Union

from rawi import _rawi
from rawi._arrow import batches, schema, to_arrow, to_pandas
from rawi._errors import Defect, IntakeError, LexiconError, RawiError, ReadError, SkippedWarning
from rawi._rawi import Article, Articles, Reader, Reading, ReadMany, __version__
from rawi._records import (
    Analysis,
    Derivation,
    Engine,
    Figure,
    Furniture,
    Gloss,
    Mention,
    Place,
    Pronoun,
    Record,
    Source,
    Token,
    WhenRange,
    Words,
)

if TYPE_CHECKING:
    from rawi._rawi import Day, Errors, Item

__all__ = [
    "Analysis",
    "Article",
    "Articles",
    "Defect",
    "Derivation",
    "Engine",
    "Figure",
    "Furniture",
    "Gloss",
    "IntakeError",
    "LexiconError",
    "Mention",
    "Place",
    "Pronoun",
    "RawiError",
    "ReadError",
    "ReadMany",
    "Reader",
    "Reading",
    "Record",
    "SkippedWarning",
    "Source",
    "Token",
    "WhenRange",
    "Words",
    "__version__",
    "analyse",
    "article",
    "articles",
    "articles_from_bytes",
    "batches",
    "normalise",
    "schema",
    "to_arrow",
    "to_pandas",
    "tokens",
]

Path = Union[str, "os.PathLike[str]"]


def articles(
    paths: Union[Path, Iterable[Path]],
    *,
    published: "Optional[Day]" = None,
    outlet: Optional[str] = None,
    fields: Optional[Mapping[str, str]] = None,
    errors: "Errors" = "warn",
) -> Articles:
    """The articles of files and folders, one by one as they are asked for.

    ``paths`` is one path or several; a folder is searched with all that is in it, in the order of the names; ``-`` is
    standard input. Formats: plain text, HTML pages, RSS and Atom, JSON and JSONL, Telegram exports, WARC, and zip or
    gzip of these. Menus, share bars, bylines and repeated headlines are left out of the text.

    ``published`` and ``outlet`` win over what the input says. ``fields`` names keys of JSON objects, such as
    ``{"content": "maintext"}``: of ``id``, ``url``, ``outlet``, ``published``, ``title``, ``text`` (taken exactly as it
    stands), ``content`` (cleaned) and ``author``.

    What cannot be read does not end the rest. With ``errors="warn"`` it is named in a :class:`SkippedWarning`, with
    ``"return"`` an :class:`IntakeError` stands in its place, with ``"raise"`` it is raised. Memory does not depend on
    the size of the input."""
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    return _rawi.articles(list(paths), published, outlet, _pairs(fields), errors)


def articles_from_bytes(
    data: bytes,
    name: str = "data",
    *,
    published: "Optional[Day]" = None,
    outlet: Optional[str] = None,
    fields: Optional[Mapping[str, str]] = None,
    errors: "Errors" = "warn",
) -> Articles:
    """The articles of what is in memory, read as :func:`articles` reads a file called ``name``: a page that was fetched,
    a member of an archive. The name's extension counts as a hint of the format."""
    return _rawi.articles_from_bytes(data, name, published, outlet, _pairs(fields), errors)


def article(
    item: "Item",
    *,
    published: "Optional[Day]" = None,
    outlet: Optional[str] = None,
    fields: Optional[Mapping[str, str]] = None,
) -> Article:
    """One article from the fields of a mapping, as ``rawi read`` finds them in a line of JSON: ``content`` (or ``body``,
    ``maintext`` …) is cleaned and gets the ``title`` on its first line, ``text`` is taken exactly as it stands.

    >>> rawi.article({"title": "زيارة", "content": "زار الوزير دمشق.", "date": "2024-05-02"}).text
    'زيارة\\nزار الوزير دمشق.'

    Raises :class:`ReadError` where there is no text in it."""
    return _rawi.article(item, published, outlet, _pairs(fields))


def normalise(text: str, *, keys: bool = False) -> str:
    """The text without what does not tell words apart: vowel marks, tatweel, zero-width and directional characters are
    dropped; presentation forms, Persian letters and digits get their plain shapes. Hamzas, ``ة`` and ``ى`` stay.

    With ``keys`` also the letters that writers confuse become one (``أإآ`` → ``ا``, ``ى`` → ``ي``, ``ة`` → ``ه``):
    what words are compared by.

    >>> rawi.normalise("الـمُـدَرِّسَة"), rawi.normalise("المدرسة", keys=True)
    ('المدرسة', 'المدرسه')"""
    return _rawi.normalise(text, keys)


def analyse(word: str) -> List[Analysis]:
    """Every way to read a word with the built-in lexicon, best first: known before guessed, spelled as written before
    merely alike. Without context: which one is meant, the sentence tells.

    >>> best = rawi.analyse("وللأمم")[0]
    >>> best.proclitics, best.stem, best.lemma, best.number
    (('wa', 'li', 'al'), 'أمم', 'أمة', 'plural')

    Raises ``ValueError`` if ``word`` is not one Arabic word; :func:`tokens` takes a text, and
    ``Reader(lexicon).analyse`` knows a lexicon of one's own."""
    return _builtin().analyse(word)


def tokens(text: str) -> List[Token]:
    """The words and marks of a text with all their analyses, in order; ``sentence`` numbers the sentences from 0.

    >>> [(t.text, t.kind) for t in rawi.tokens("قال د. سالم: نعم.")][:3]
    [('قال', 'word'), ('د.', 'word'), ('سالم', 'word')]"""
    return _builtin().tokens(text)


@lru_cache(maxsize=1)
def _builtin() -> Reader:
    return Reader()


def _pairs(fields: Optional[Mapping[str, str]]) -> Optional[List[Tuple[str, str]]]:
    return None if fields is None else list(fields.items())


def __getattr__(name: str) -> Any:
    # `rawi.spark` and `rawi.ray` need what not everybody has, and are imported when they are asked for.
    if name in ("spark", "ray"):
        return importlib.import_module(f"rawi.{name}")
    raise AttributeError(f"module 'rawi' has no attribute {name!r}")
