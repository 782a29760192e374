"""Ray: the same readings as the command line, whatever happens to the workers."""

from __future__ import annotations

import pytest

pytest.importorskip("ray")
pyarrow = pytest.importorskip("pyarrow")
import ray  # noqa: E402
from cluster import Expected, Killer  # noqa: E402

import rawi  # noqa: E402

pytestmark = pytest.mark.ray

FIELDS = dict(content="content", title="title", published="date", outlet="outlet", id="id")


@pytest.fixture(scope="module")
def expected(command, tmp_path_factory):
    return Expected(command, tmp_path_factory.mktemp("ray"))


@pytest.fixture(scope="module")
def dataset(expected):
    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=200 << 20, log_to_driver=False)
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
    records = rawi.ray.read(dataset, keep=["date"], **FIELDS).to_pandas()
    assert list(records.columns) == ["date", *rawi.schema().names, "error"]
    assert records["error"].notna().sum() == len(expected.bad)
    assert len(records) - len(expected.bad) == sum(len(r["events"]) for r in expected.readings.values())
