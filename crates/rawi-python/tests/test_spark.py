"""Spark: the same readings as the command line, whatever happens to the workers."""

from __future__ import annotations

import contextlib
import datetime
import os
import sys

import pytest

pytest.importorskip("pyspark")
from cluster import Killer  # noqa: E402
from pyspark.sql import SparkSession, functions  # noqa: E402
from pyspark.sql.types import StringType, StructField, StructType  # noqa: E402

import rawi  # noqa: E402

pytestmark = pytest.mark.spark

NAMES = ["id", "outlet", "date", "title", "content"]
#: Where fewer will do.
FIRST = "invented/000500"
FIELDS = dict(content="content", title="title", published="date", outlet="outlet", id="id")


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    session = (
        # Two cores; a task that fails is tried four times.
        SparkSession.builder.master("local[2,4]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def frame(spark, expected):
    schema = StructType([StructField(name, StringType()) for name in NAMES])
    rows = [tuple(article[name] for name in NAMES) for article in expected.articles]
    return spark.createDataFrame(rows, schema).repartition(16).cache()


def rows_of(frame):
    return [row.asDict() for row in frame.collect()]


def test_readings_are_those_of_the_command_line(frame, expected):
    expected.holds(rows_of(rawi.spark.read(frame, rows="readings", **FIELDS)))


def test_a_worker_that_is_killed_changes_nothing(spark, frame, expected):
    read = rawi.spark.read(frame, rows="readings", **FIELDS)
    tracker = spark.sparkContext.statusTracker()
    spark.sparkContext.setJobGroup("killed", "a worker is killed")
    with Killer() as killer:
        rows = rows_of(read)
    assert killer.killed
    stages = [s for job in tracker.getJobIdsForGroup("killed") for s in tracker.getJobInfo(job).stageIds]
    assert sum(info.numFailedTasks for info in map(tracker.getStageInfo, stages) if info) >= 1
    expected.holds(rows)


def test_records_have_the_columns_of_the_flat_schema(frame, expected):
    some = {id: reading for id, reading in expected.readings.items() if id < FIRST}
    records = rawi.spark.read(frame.where(functions.col("id") < FIRST), keep=["date"], **FIELDS).cache()
    assert records.columns == ["date", *rawi.schema().names, "error"]
    flat = rawi.to_arrow(map(rawi.Reading.from_dict, some.values())).to_pylist()
    ours = records.where(functions.col("error").isNull()).drop("error")
    assert ours.count() == len(flat)
    dated = ours.where(functions.col("date") != functions.col("published").cast("string"))
    assert dated.count() == 0
    key = lambda row: (row["article"], row["record"])  # noqa: E731
    assert sorted(rows_of(ours.drop("date")), key=key) == sorted(flat, key=key)
    bad = rows_of(records.where(functions.col("error").isNotNull()))
    assert {row["article"] for row in bad} == {id for id in expected.bad if id < FIRST}
    assert all(row["type"] is None and row["date"] for row in bad)


def test_the_engine_is_loaded_once_a_worker(spark, tmp_path):
    """A lexicon of one's own is compiled when it is loaded, so that loading shows in the time that a task takes."""
    (tmp_path / "groups.txt").write_text("syr/falcons | صقور الجبل | SYR REB | Falcons\n", encoding="utf-8")
    rows = [("هاجم صقور الجبل مطار حلب.",)] * 40
    frame = spark.createDataFrame(rows, ["text"]).repartition(40)
    read = rawi.spark.read(frame, "text", lexicon=tmp_path)
    assert {row["actor_id"] for row in rows_of(read)} == {"syr/falcons"}

    reader = rawi.Reader(tmp_path)

    def loads(batches):
        import time

        import pyarrow

        import rawi as there

        started = time.process_time()
        again = there.Reader._restore(str(tmp_path), False, reader.engine.lexicon)
        took = time.process_time() - started
        for batch in batches:
            yield pyarrow.RecordBatch.from_pydict({"took": [took], "same": [again.engine.lexicon]})

    took = [row["took"] for row in rows_of(frame.mapInArrow(loads, "took double, same string"))]
    # Two workers, which have it from the job before or load it once here.
    assert sum(seconds > 0.05 for seconds in took) <= 2, sorted(took)


def test_days_come_as_dates_times_and_text(spark):
    text = "التقى وزير الخارجية المصري نظيره الأردني في القاهرة أمس."
    day = datetime.datetime(2024, 5, 2, 23, 30)
    frame = spark.createDataFrame(
        [(text, day.date(), day, "2 مايو 2024")], "text string, day date, time timestamp, words string"
    )
    for column in ("day", "time", "words"):
        (row,) = rows_of(rawi.spark.read(frame, "text", published=column))
        assert (row["when_text"], row["published"]) == ("2024-05-01", day.date())


def test_files_are_opened_by_the_workers(spark, samples, tmp_path):
    (tmp_path / "bad.jsonl").write_text('{"text": \n', encoding="utf-8")
    paths = [str(path) for path in (samples / "exchange", samples / "feed.xml", tmp_path / "bad.jsonl", "nowhere")]
    frame = spark.createDataFrame([(path, len(path)) for path in paths], ["path", "length"]).repartition(4)
    rows = rows_of(rawi.spark.read_files(frame, rows="readings", keep=["length"]))
    here = list(rawi.Reader().read_many(rawi.articles(paths[:2])))
    found = [rawi.Reading.from_json(row["reading"]) for row in rows if not row["error"]]
    assert sorted(found, key=lambda r: r.id) == sorted(here, key=lambda r: r.id)
    bad = {row["article"]: row["error"] for row in rows if row["error"]}
    assert set(bad) == set(paths[2:]) and "line 1" in bad[paths[2]]
    assert {row["length"] for row in rows} == set(map(len, paths))

    @contextlib.contextmanager
    def fetch(name):
        yield samples / name

    names = spark.createDataFrame([("feed.xml",), ("rafid.txt",)], ["name"])
    records = rawi.spark.read_files(names, "name", fetch=fetch).drop("error")
    assert records.schema == rawi.spark.schema() and records.count() > 5


def test_arguments_are_checked_where_the_work_is_laid_out(frame, tmp_path):
    for wrong, what in [
        (dict(), "either text="),
        (dict(text="content", content="content"), "either text="),
        (dict(text="nowhere"), "nowhere"),
        (dict(text="content", rows="x"), "records"),
        (dict(text="content", keep=["title", "id", "article"]), "article"),
    ]:
        with pytest.raises(ValueError, match=what):
            rawi.spark.read(frame, **wrong)
    with pytest.raises(rawi.LexiconError):
        rawi.spark.read(frame, "content", lexicon=tmp_path / "nowhere")
