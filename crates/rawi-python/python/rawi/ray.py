"""Rawi on Ray: a dataset of articles in, a dataset of records out, over ``Dataset.map_batches``.

Needs ``pip install rawi[ray]``, on every node."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Dict, Iterator, Optional, Sequence, Union

from rawi._rows import Fetch, Files, Rows

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset

__all__ = ["read", "read_files"]


def read(
    dataset: "Dataset",
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
    workers: Optional[int] = None,
    batch_size: int = 256,
    **options: Any,
) -> "Dataset":
    """The records of the articles in a dataset, one article a row: columns in and out, rows and errors are those of
    :func:`rawi.spark.read`.

    ``workers`` processes read, each on one CPU with an engine of its own that it loads once; without it, up to one less
    than there are CPUs. Leave one to what makes the dataset: where readers hold all CPUs, Ray waits for ever. One that dies is replaced and its batches are read again. ``batch_size`` articles are handed over at
    once; ``options`` go to ``map_batches``.

    >>> records = rawi.ray.read(dataset, content="body", title="headline", published="date")  # doctest: +SKIP
    """
    fields = dict(text=text, content=content, published=published, outlet=outlet, title=title, id=id, url=url)
    work = Rows(fields, keep, rows, lexicon, dataset.columns() or [])
    return _over(dataset, work, workers, batch_size, options)


def read_files(
    dataset: "Dataset",
    path: str = "path",
    *,
    keep: Sequence[str] = (),
    rows: str = "records",
    lexicon: Union[None, str, "os.PathLike[str]"] = None,
    fetch: Optional[Fetch] = None,
    workers: Optional[int] = None,
    **options: Any,
) -> "Dataset":
    """The records of the articles in files, one file a row, opened by the workers: as :func:`rawi.spark.read_files`. A
    worker reads one file at a time."""
    work = Files(path, keep, rows, lexicon, dataset.columns() or [], fetch)
    return _over(dataset, work, workers, 1, options)


def _over(dataset: "Dataset", work: Union[Rows, Files], workers: Optional[int], size: int, options: Any) -> "Dataset":
    from ray.data import ActorPoolStrategy

    pool = ActorPoolStrategy(min_size=1, max_size=_cpus()) if workers is None else ActorPoolStrategy(size=workers)
    options.setdefault("num_cpus", 1)
    return dataset.select_columns(work.needed).map_batches(
        _Worker,
        fn_constructor_args=(work,),
        batch_format="pyarrow",
        batch_size=size,
        compute=pool,
        **options,
    )


class _Worker:
    """An actor of the pool."""

    def __init__(self, work: Union[Rows, Files]) -> None:
        self.work = work

    def __call__(self, batch: "pyarrow.Table") -> "Iterator[pyarrow.Table]":
        return self.work(batch)


def _cpus() -> int:
    import ray

    if not ray.is_initialized():
        ray.init()
    there: Dict[str, float] = ray.cluster_resources()
    # One is left to what makes the dataset.
    return max(1, int(there.get("CPU", 1)) - 1)
