"""Batches of rows in, batches of records out: what Spark and Ray do on their workers."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import islice
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    ContextManager,
    Dict,
    Iterator,
    List,
    Mapping,
    Optional,
    Sequence,
    Tuple,
    Union,
)

from rawi._arrow import COLUMNS, record_batch, schema
from rawi._errors import IntakeError, RawiError
from rawi._rawi import Reader, Reading, articles

if TYPE_CHECKING:
    import pyarrow

#: Articles that are read together: bounds memory, whatever the size of the engine's batches.
_CHUNK = 256

#: Columns of ``rows="readings"``: the article's id, and the line of JSON that ``rawi read`` prints of it.
_READINGS = (("article", "string", "id of the article"), ("reading", "string", "the line of `rawi read`"))
_ERROR = ("error", "string", "why there is no reading; null where there is one")

#: From a path of a table to a file on the worker, for as long as it is read.
Fetch = Callable[[str], ContextManager[Any]]
Batch = Union["pyarrow.RecordBatch", "pyarrow.Table"]


class _Work:
    """It is made where the work is laid out and pickled to the workers; there its reader comes out of the pickle once a
    process, however many tasks the process gets."""

    def __init__(
        self, inputs: Sequence[str], keep: Sequence[str], rows: str, lexicon: Any, given: Sequence[str]
    ) -> None:
        if rows not in ("records", "readings"):
            raise ValueError(f'rows={rows!r} is not known; write "records" or "readings"')
        if isinstance(keep, str):
            raise TypeError("keep= takes a list of columns")
        self.rows = rows
        self.keep: Tuple[str, ...] = tuple(keep)
        #: The columns of the input that are looked at, each once.
        self.needed: List[str] = list(dict.fromkeys((*inputs, *self.keep)))
        for column in self.needed:
            if column not in given:
                raise ValueError(f"there is no column {column!r}; there are {', '.join(given)}")
        #: Name, type and meaning of the columns that are added to those kept.
        self.added = (*(COLUMNS if rows == "records" else _READINGS), _ERROR)
        twice = {name for name, _, _ in self.added} & set(self.keep)
        if twice:
            raise ValueError(f"columns to keep must be renamed first: {', '.join(sorted(twice))}")
        self.reader = Reader(lexicon)

    def table(
        self, results: Sequence[Union[Reading, RawiError]], names: Sequence[str], batch: Batch, rows: Sequence[int]
    ) -> "pyarrow.Table":
        """What came of articles: ``names`` says what the bad ones are called, ``rows`` from which row of ``batch`` each
        came."""
        import pyarrow

        good = [(at, result) for at, result in enumerate(results) if isinstance(result, Reading)]
        bad = [(at, result) for at, result in enumerate(results) if not isinstance(result, Reading)]
        readings = [reading for _, reading in good]
        if self.rows == "records":
            found = pyarrow.Table.from_batches([record_batch(readings, schema())])
            origin = [at for at, reading in good for _ in range(reading.record_count)]
        else:
            ids = pyarrow.array([reading.id for reading in readings], pyarrow.string())
            lines = pyarrow.array([reading.to_json() for reading in readings], pyarrow.string())
            found = pyarrow.table([ids, lines], names=["article", "reading"])
            origin = [at for at, _ in good]
        called = pyarrow.array([names[at] for at, _ in bad], pyarrow.string())
        fill = [
            called if field.name == "article" else pyarrow.nulls(len(bad), field.type) for field in found.schema
        ]
        columns = [
            pyarrow.chunked_array([*column.chunks, more], column.type) for column, more in zip(found.columns, fill)
        ]
        said = [getattr(error, "what", "") or str(error) for _, error in bad]
        columns.append(pyarrow.array([None] * found.num_rows + said, pyarrow.string()))
        origin += [at for at, _ in bad]
        # Back to the order of the input: what came of an article stands where the article stood.
        order = sorted(range(len(origin)), key=origin.__getitem__)
        take = pyarrow.array([rows[origin[at]] for at in order], pyarrow.int64())
        kept = batch.select(list(self.keep)).take(take) if self.keep else None
        table = pyarrow.table(columns, names=[name for name, _, _ in self.added])
        table = table.take(pyarrow.array(order, pyarrow.int64()))
        before = list(kept.columns) if kept is not None else []
        return pyarrow.table([*before, *table.columns], names=[*self.keep, *table.column_names])


class Rows(_Work):
    """Reads rows, each an article."""

    def __init__(
        self,
        fields: Mapping[str, Optional[str]],
        keep: Sequence[str],
        rows: str,
        lexicon: Any,
        given: Sequence[str],
    ) -> None:
        #: Which column holds which field.
        self.fields: Dict[str, str] = {field: column for field, column in fields.items() if column is not None}
        if ("text" in self.fields) == ("content" in self.fields):
            raise ValueError("name the column of the text: either text= (taken as it stands) or content= (cleaned)")
        super().__init__(list(self.fields.values()), keep, rows, lexicon, given)

    def __call__(self, batch: Batch) -> "Iterator[pyarrow.Table]":
        for start in range(0, batch.num_rows, _CHUNK):
            yield self._chunk(batch.slice(start, _CHUNK))

    def _chunk(self, batch: Batch) -> "pyarrow.Table":
        cells = {field: batch.column(column).to_pylist() for field, column in self.fields.items()}
        items: List[Mapping[str, Any]] = [dict(zip(cells, row)) for row in zip(*cells.values())]
        # One thread: the cluster's own tasks are what runs side by side.
        results = list(self.reader.read_many(items, threads=1, errors="return"))
        names = [str(item.get("id") or item.get("url") or "") for item in items]
        return self.table(results, names, batch, range(len(items)))


class Files(_Work):
    """Reads rows, each the path of a file with any number of articles."""

    def __init__(
        self,
        path: str,
        keep: Sequence[str],
        rows: str,
        lexicon: Any,
        given: Sequence[str],
        fetch: Optional[Fetch],
    ) -> None:
        self.path = path
        self.fetch = fetch
        super().__init__([path], keep, rows, lexicon, given)

    def __call__(self, batch: Batch) -> "Iterator[pyarrow.Table]":
        for row, path in enumerate(batch.column(self.path).to_pylist()):
            if path is None:
                yield self.table([RawiError("no path")], [""], batch, [row])
                continue
            with self.fetch(path) if self.fetch else nullcontext(path) as local:
                found = articles([local], None, None, None, "return")
                results = iter(self.reader.read_many(found, threads=1, errors="return"))
                while chunk := list(islice(results, _CHUNK)):
                    # Of a web archive most pages are in other languages: they have no rows.
                    worth = [item for item in chunk if not getattr(item, "minor", False)]
                    names = [getattr(item, "file", "") if isinstance(item, IntakeError) else path for item in worth]
                    yield self.table(worth, names, batch, [row] * len(worth))
