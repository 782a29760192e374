"""What goes wrong. Everything that Rawi raises by itself is a :class:`RawiError`; wrong arguments are ``TypeError`` and
``ValueError`` as everywhere."""

from __future__ import annotations

from typing import NamedTuple, Optional, Sequence, Tuple

__all__ = ["Defect", "IntakeError", "LexiconError", "RawiError", "ReadError", "SkippedWarning"]


class RawiError(Exception):
    """Anything that Rawi could not do."""


class Defect(NamedTuple):
    """One thing that is wrong in a lexicon folder."""

    file: str
    #: From 1; 0 where the whole file is meant.
    line: int
    #: The entry's id or first column; empty where there is none.
    entry: str
    #: What is wrong, and what would be right.
    message: str
    #: Whether the entry is lost (else only a warning).
    fatal: bool


class LexiconError(RawiError):
    """A lexicon folder that cannot be used."""

    #: All that is wrong with it.
    defects: Tuple[Defect, ...]
    #: File and line of the first defect that is fatal.
    file: Optional[str]
    line: Optional[int]

    def __init__(self, message: str, defects: Sequence[Tuple[str, int, str, str, bool]] = ()) -> None:
        super().__init__(message)
        self.defects = tuple(Defect(*defect) for defect in defects)
        first = next((defect for defect in self.defects if defect.fatal), None)
        self.file = first.file if first else None
        self.line = first.line or None if first else None


class IntakeError(RawiError):
    """An article, file or entry of an archive that could not be got out of its input."""

    #: The file as it was named.
    file: str
    #: The entry inside an archive.
    entry: Optional[str]
    #: From 1, for formats that have lines.
    line: Optional[int]
    #: From 0, in the file or the unpacked entry.
    byte: Optional[int]
    #: What is wrong, and what to do about it.
    problem: str
    remedy: str
    #: Whether it is only one of the many things in an archive that are no Arabic articles.
    minor: bool

    def __init__(
        self,
        message: str,
        file: str = "",
        entry: Optional[str] = None,
        line: Optional[int] = None,
        byte: Optional[int] = None,
        problem: str = "",
        remedy: str = "",
        minor: bool = False,
    ) -> None:
        super().__init__(message)
        self.file = file
        self.entry = entry
        self.line = line
        self.byte = byte
        self.problem = problem
        self.remedy = remedy
        self.minor = minor


class ReadError(RawiError):
    """An item that is no article, or an article that the reader failed on."""

    #: What is wrong.
    what: str
    #: Its place among the items of ``read_many``, from 0.
    index: Optional[int]
    #: The article's id.
    id: Optional[str]

    def __init__(
        self, message: str, what: str = "", index: Optional[int] = None, id: Optional[str] = None
    ) -> None:
        super().__init__(message)
        self.what = what
        self.index = index
        self.id = id


class SkippedWarning(UserWarning):
    """An item that was left out; the text says which, and why."""
