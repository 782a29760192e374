"""The native half of Rawi. Import from ``rawi``."""

import datetime
import os
from typing import Any, Dict, Iterable, Iterator, List, Literal, Mapping, Optional, Tuple, Union, final

from rawi._records import Analysis, Engine, Furniture, Record, Token

__version__: str

#: A day, or text that begins with one as 2024-09-30.
Day = Union[datetime.date, str]
#: What becomes of a bad item among many.
Errors = Literal["warn", "raise", "return"]

@final
class Article:
    """An article before it is read. The text is what records point into, and is taken exactly as it stands."""

    def __new__(
        cls,
        text: str,
        *,
        id: str = ...,
        url: Optional[str] = None,
        outlet: str = ...,
        published: Optional[Day] = None,
        title: str = ...,
        byline: Optional[str] = None,
    ) -> Article: ...
    @property
    def id(self) -> str:
        """The article's own id where the input has one, else its URL, else its path."""
    @property
    def url(self) -> Optional[str]: ...
    @property
    def outlet(self) -> str: ...
    @property
    def published(self) -> Optional[datetime.date]:
        """Day of publication; relative times are resolved against it."""
    @property
    def title(self) -> str: ...
    @property
    def byline(self) -> Optional[str]: ...
    @property
    def text(self) -> str:
        """Headline and body, paragraphs parted by newlines."""
    @property
    def furniture(self) -> Tuple[Furniture, ...]:
        """What was on the page and is not part of the report."""
    @property
    def source_map(self) -> List[Tuple[int, int, int, int]]:
        """``(start, end, first byte, last byte + 1)``: which code points of the text came from which bytes of the input;
        empty where the text was taken as it came."""
    def to_dict(self) -> Dict[str, Any]:
        """The article as JSON has it."""
    def to_json(self) -> str: ...
    @staticmethod
    def from_dict(fields: Mapping[str, Any]) -> Article:
        """The article of which ``to_dict`` gave ``fields``."""
    @staticmethod
    def from_json(text: str) -> Article: ...
    def __eq__(self, other: object, /) -> bool: ...

#: What may be read: text as it stands, an article, or a mapping, which is read as a JSON object.
Item = Union[str, Article, Mapping[str, Any]]

@final
class Reading:
    """An article with the records that were read in it, in the order of their triggers."""

    @property
    def article(self) -> Article: ...
    @property
    def id(self) -> str: ...
    @property
    def url(self) -> Optional[str]: ...
    @property
    def outlet(self) -> str: ...
    @property
    def published(self) -> Optional[datetime.date]: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def engine(self) -> Engine:
        """Which engine read it."""
    @property
    def events(self) -> Tuple[Record, ...]:
        """The records."""
    @property
    def record_count(self) -> int:
        """How many records there are, without making them."""
    def sentences(self) -> List[str]:
        """For each record the sentence that reports it."""
    def to_dict(self) -> Dict[str, Any]:
        """What ``rawi read`` prints of the article."""
    def to_json(self) -> str:
        """The same as one line of JSON."""
    @staticmethod
    def from_dict(fields: Mapping[str, Any]) -> Reading: ...
    @staticmethod
    def from_json(text: str) -> Reading:
        """A reading from a line of ``rawi read``."""
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...

@final
class Reader:
    """Reads articles. Built once, one reader serves all threads; in a pickle it is its lexicon's folder and hash."""

    def __new__(cls, lexicon: Union[None, str, os.PathLike[str]] = None, *, derivation: bool = False) -> Reader: ...
    @property
    def lexicon(self) -> Optional[os.PathLike[str]]:
        """The folder that is laid over the built-in lexicon."""
    @property
    def derivation(self) -> bool: ...
    @property
    def engine(self) -> Engine: ...
    def read(
        self,
        text: Item,
        *,
        published: Optional[Day] = None,
        outlet: Optional[str] = None,
        id: Optional[str] = None,
    ) -> Reading:
        """Reads one article."""
    def read_many(
        self,
        articles: Iterable[Union[Item, Exception]],
        *,
        threads: Optional[int] = None,
        published: Optional[Day] = None,
        outlet: Optional[str] = None,
        fields: Optional[Mapping[str, str]] = None,
        errors: Errors = "warn",
    ) -> ReadMany:
        """Reads articles as they are asked for, on several threads; the order stays."""
    def analyse(self, word: str) -> List[Analysis]:
        """Every way to read a word, best first."""
    def tokens(self, text: str) -> List[Token]:
        """The words and marks of a text with all their analyses."""

@final
class Articles(Iterator[Article]):
    """Articles as they are asked for; errors in their place with ``errors="return"``."""

    def __iter__(self) -> Articles: ...
    def __next__(self) -> Article: ...

@final
class ReadMany(Iterator[Reading]):
    """Readings as they are asked for; errors in their place with ``errors="return"``."""

    def __iter__(self) -> ReadMany: ...
    def __next__(self) -> Reading: ...

def article(
    item: Item,
    published: Optional[Day] = None,
    outlet: Optional[str] = None,
    fields: Optional[List[Tuple[str, str]]] = None,
) -> Article: ...
def articles(
    paths: List[Union[str, os.PathLike[str]]],
    published: Optional[Day] = None,
    outlet: Optional[str] = None,
    fields: Optional[List[Tuple[str, str]]] = None,
    errors: Errors = "warn",
) -> Articles: ...
def articles_from_bytes(
    data: bytes,
    name: str,
    published: Optional[Day] = None,
    outlet: Optional[str] = None,
    fields: Optional[List[Tuple[str, str]]] = None,
    errors: Errors = "warn",
) -> Articles: ...
def normalise(text: str, keys: bool = False) -> str: ...
def columns(readings: List[Reading]) -> Dict[str, List[Any]]: ...
