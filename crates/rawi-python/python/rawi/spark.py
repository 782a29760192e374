"""Rawi on Spark: a data frame of articles in, a data frame of records out, over ``DataFrame.mapInArrow``.

Needs ``pip install rawi[spark]`` where the work is laid out, and ``rawi`` with ``pyarrow`` on every worker."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Optional, Sequence, Union

from rawi._arrow import COLUMNS
from rawi._rows import Fetch, Files, Rows

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

__all__ = ["read", "read_files", "schema"]


def read(
    df: "DataFrame",
    text: Optional[str] = None,
    *,
    content: Optional[str] = None,
    published: Optional[str] = None,
    outlet: Optional[str] = None,
    title: Optional[str] = None,
    id: Optional[str] = None,
    url: Optional[str] = None,
    keep: Sequence[str] = (),
    rows: str = "records",
    lexicon: Union[None, str, "os.PathLike[str]"] = None,
) -> "DataFrame":
    """The records of the articles in a data frame, one article a row.

    The arguments name columns of ``df``. ``text`` holds the text exactly as it is to be read; ``content``, in its
    stead, what a scraper found: it may hold HTML, is cleaned, and gets ``title`` on its first line. One of the two has
    to be named. ``published`` holds dates, timestamps (in the session's time zone) or text with a date; ``id`` or
    ``url`` is what records call the article.

    ``rows="records"`` gives one row a record: the columns ``keep`` of its article, then those of :func:`rawi.schema`,
    then ``error``. ``rows="readings"`` gives one row an article: ``keep``, ``article`` (its id), ``reading`` (the line
    of JSON that ``rawi read`` prints, which ``rawi.Reading.from_json`` takes), ``error``. An article that cannot be
    read has one row in which ``error`` says why; an article without records has none among records. The readings are
    those of ``rawi read`` on the same articles, however they are spread over workers, and whichever of these dies.

    The engine is loaded once a worker process. ``lexicon`` is a folder that must be there on every worker with the same
    content; a worker with another lexicon or another version of Rawi fails rather than read differently.

    >>> records = rawi.spark.read(df, content="body", title="headline", published="date", id="url")  # doctest: +SKIP
    """
    fields = dict(text=text, content=content, published=published, outlet=outlet, title=title, id=id, url=url)
    return _over(df, Rows(fields, keep, rows, lexicon, df.columns))


def read_files(
    df: "DataFrame",
    path: str = "path",
    *,
    keep: Sequence[str] = (),
    rows: str = "records",
    lexicon: Union[None, str, "os.PathLike[str]"] = None,
    fetch: Optional[Fetch] = None,
) -> "DataFrame":
    """The records of the articles in files, one file a row: web archives, feeds, pages, JSONL, as :func:`rawi.articles`
    reads them, opened by the workers.

    ``path`` names the column of the paths, which must lead to the files on every worker. Where the files lie elsewhere,
    ``fetch`` is called on the worker with the path and gives a context manager of a local file, such as one that
    downloads it and removes it afterwards. Rows and the other arguments are those of :func:`read`; what cannot be read
    in a file has a row in which ``article`` is the file and ``error`` says where in it, and why. Entries of archives
    that are no Arabic articles have none.

    A file is read by one task: ``df.repartition(n)`` says how many are read side by side."""
    return _over(df, Files(path, keep, rows, lexicon, df.columns, fetch))


def schema() -> "StructType":
    """The columns of :func:`rawi.schema` as Spark's types."""
    from pyspark.sql.types import StructType

    return StructType([_field(name, kind) for name, kind, _ in COLUMNS])


def _over(df: "DataFrame", work: Union[Rows, Files]) -> "DataFrame":
    from pyspark.sql.functions import col
    from pyspark.sql.types import StructType

    kept = [df.schema[name] for name in work.keep]
    layout = StructType([*kept, *(_field(name, kind) for name, kind, _ in work.added)])

    def run(batches: "Iterable[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        for batch in batches:
            for table in work(batch):
                yield from table.to_batches()

    columns = [col("`" + name.replace("`", "``") + "`") for name in work.needed]
    return df.select(columns).mapInArrow(run, layout)


def _field(name: str, kind: str) -> Any:
    from pyspark.sql.types import BooleanType, DateType, DoubleType, LongType, StringType, StructField

    kinds = {
        "string": StringType, "bool_": BooleanType, "date32": DateType, "int64": LongType, "float64": DoubleType,
    }  # fmt: skip
    return StructField(name, kinds[kind](), True)
