"""Ray: the same readings as the command line, whatever happens to the workers."""

from __future__ import annotations

import pytest

pytest.importorskip("ray")
pyarrow = pytest.importorskip("pyarrow")
import ray  # noqa: E402
from cluster import Killer  # noqa: E402

import rawi  # noqa: E402

pytestmark = pytest.mark.ray

FIELDS = dict(content="content", title="title", published="date", outlet="outlet", id="id")


@pytest.fixture(scope="module")
def dataset(expected):
    # Two for the readers, and some for what makes the dataset.
    ray.init(num_cpus=4, include_dashboard=False, object_store_memory=200 << 20, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray.data.from_arrow(pyarrow.Table.from_pylist(expected.articles)).repartition(16)
    ray.shutdown()


def test_readings_are_those_of_the_command_line(dataset, expected):
    expected.holds(rawi.ray.read(dataset, rows="readings", workers=2, **FIELDS).take_all())


def test_a_worker_that_is_killed_changes_nothing(dataset, expected):
    with Killer() as killer:
        rows = rawi.ray.read(dataset, rows="readings", workers=2, **FIELDS).take_all()
    assert killer.killed
    expected.holds(rows)


def test_records_have_the_columns_of_the_flat_schema(dataset, expected):
    first = [a["id"] for a in expected.articles[:500]]
    records = rawi.ray.read(dataset.limit(len(first)), keep=["date"], **FIELDS).to_pandas()
    assert list(records.columns) == ["date", *rawi.schema().names, "error"]
    bad = records[records["error"].notna()]
    assert set(bad["article"]) == expected.bad.intersection(first)
    count = sum(len(expected.readings[id]["events"]) for id in first if id not in expected.bad)
    assert len(records) - len(bad) == count


def test_files_are_opened_by_the_workers(dataset, samples):
    paths = ray.data.from_items([{"path": str(samples / "feed.xml")}, {"path": "nowhere"}])
    rows = rawi.ray.read_files(paths, rows="readings", workers=1).take_all()
    here = list(rawi.Reader().read_many(rawi.articles(samples / "feed.xml")))
    assert [rawi.Reading.from_json(row["reading"]) for row in rows if not row["error"]] == here
    assert [row["article"] for row in rows if row["error"]] == ["nowhere"]
