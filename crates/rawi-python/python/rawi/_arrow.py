"""Readings as flat tables: one row a record, for Arrow and pandas."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Iterable, Iterator, List, Union

from rawi._errors import RawiError
from rawi._rawi import Reading, __version__, columns

if TYPE_CHECKING:
    import pandas
    import pyarrow

#: It grows when a column changes its name or meaning; columns may be added under the same one.
SCHEMA_VERSION = "1"

#: Readings that become one batch of rows.
_BATCH = 512

#: Name, type, and what the column holds. Names and types are those of `rawi export`'s flat layout; what needs a database
#: is not among them.
COLUMNS = (
    ("id", "string", "`ARTICLE#NUMBER`"),
    ("record", "int64", "number of the record in its article, from 1"),
    ("article", "string", "id of the article"),
    ("url", "string", "where it was published"),
    ("outlet", "string", "outlet"),
    ("published", "date32", "day of publication"),
    ("title", "string", "headline"),
    ("type", "string", "PLOVER type"),
    ("mode", "string", "PLOVER mode"),
    ("contexts", "string", "PLOVER contexts"),
    ("status", "string", "occurred, planned, possible, desired, conditional or denied"),
    ("stance", "string", "how the reporter stands to it: neutral, doubting or endorsing"),
    ("confidence", "float64", "0 to 1"),
    ("mutual", "bool_", "whether either side may be called the actor"),
    ("trigger", "string", "word that names the act"),
    ("trigger_start", "int64", "its first code point in the article's text"),
    ("trigger_end", "int64", "one past its last"),
    ("actor", "string", "who, as it stands in the text; several parted by ` ; `, as in all such columns"),
    ("actor_code", "string", "country and sector of each"),
    ("actor_name", "string", "name of the first in Latin script"),
    ("actor_id", "string", "Rawi's id of the first"),
    ("actor_country", "string", "country of the first, ISO 3166 alpha-3"),
    ("actor_sector", "string", "sector of the first"),
    ("recipient", "string", "to whom or against whom"),
    ("recipient_code", "string", "country and sector of each"),
    ("recipient_name", "string", "name of the first in Latin script"),
    ("recipient_id", "string", "Rawi's id of the first"),
    ("recipient_country", "string", "country of the first"),
    ("recipient_sector", "string", "sector of the first"),
    ("place", "string", "where, as it stands in the text"),
    ("place_name", "string", "its name in Latin script"),
    ("place_country", "string", "its country"),
    ("geoname_id", "int64", "its GeoNames id"),
    ("lat", "float64", "degrees north"),
    ("lon", "float64", "degrees east"),
    ("when_text", "string", "day, month or year of the act"),
    ("when_from", "date32", "first day that it may mean"),
    ("when_to", "date32", "last day"),
    ("event_date", "date32", "when_from, else the day of publication"),
    ("according_to", "string", "chain of sources, innermost first; null where the outlet itself asserts it"),
    ("according_to_kind", "string", "person, official, media, anonymous, document or witness, of each"),
    ("according_to_code", "string", "country and sector of each, `-` for none"),
    ("killed", "float64", "people killed"),
    ("wounded", "float64", "people wounded"),
    ("arrested", "float64", "people arrested"),
    ("sentence", "string", "sentence that reports it"),
    ("gloss_en", "string", "the record in an English sentence"),
    ("gloss_ar", "string", "in an Arabic one"),
)


def schema() -> "pyarrow.Schema":
    """The schema of :func:`to_arrow`: names and types of the columns, each with what it holds under the key
    ``description`` of its metadata. The schema's own metadata say ``rawi.schema`` (its version), ``rawi.layout`` and
    ``rawi.version``. They are the columns of ``rawi export --format parquet`` but for those that need a database.

    Needs ``pip install rawi[arrow]``."""
    import pyarrow

    fields = [
        pyarrow.field(name, getattr(pyarrow, kind)(), metadata={"description": what})
        for name, kind, what in COLUMNS
    ]
    return pyarrow.schema(fields, {"rawi.schema": SCHEMA_VERSION, "rawi.layout": "flat", "rawi.version": __version__})


def to_arrow(readings: Union[Reading, Iterable[Union[Reading, RawiError]]]) -> "pyarrow.Table":
    """Records as an Arrow table of the columns of :func:`schema`, one row a record, in the order of the readings.

    ``readings`` is one reading or any iterable of them, as ``Reader.read_many`` gives it; it is consumed a few hundred
    at a time. Errors among them (``errors="return"``) have no rows. An article without records has none either.

    Needs ``pip install rawi[arrow]``; raises ``TypeError`` for anything that is no reading."""
    import pyarrow

    return pyarrow.Table.from_batches(list(batches(readings)), schema())


def to_pandas(readings: Union[Reading, Iterable[Union[Reading, RawiError]]]) -> "pandas.DataFrame":
    """Records as a data frame: :func:`to_arrow` with days as ``datetime64``, so that ``.dt`` and resampling work on
    them, and missing values as pandas has them.

    Needs ``pip install rawi[pandas]``."""
    return to_arrow(readings).to_pandas(date_as_object=False)


def batches(readings: Union[Reading, Iterable[Union[Reading, RawiError]]]) -> "Iterator[pyarrow.RecordBatch]":
    """What :func:`to_arrow` gives, batch by batch: memory is bounded by one batch, so that any number of readings can
    be written to a file.

    >>> with pyarrow.parquet.ParquetWriter("records.parquet", rawi.schema()) as out:  # doctest: +SKIP
    ...     for batch in rawi.batches(reader.read_many(rawi.articles("news"))):
    ...         out.write_batch(batch)
    """
    import pyarrow

    layout = schema()
    many: Iterator[Any] = iter([readings] if isinstance(readings, Reading) else readings)
    while chunk := list(islice(many, _BATCH)):
        yield record_batch([r for r in chunk if not isinstance(r, RawiError)], layout)


def record_batch(readings: List[Reading], layout: "pyarrow.Schema") -> "pyarrow.RecordBatch":
    """One batch of rows."""
    import pyarrow

    given = columns(readings)
    arrays = []
    for field in layout:
        cells = given[field.name]
        if pyarrow.types.is_date(field.type):
            arrays.append(pyarrow.array(cells, pyarrow.string()).cast(field.type))
        else:
            arrays.append(pyarrow.array(cells, field.type))
    return pyarrow.RecordBatch.from_arrays(arrays, schema=layout)
