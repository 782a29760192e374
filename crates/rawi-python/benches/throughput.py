"""How fast the command line, the package, Spark and Ray read the same articles, in one run on one machine, in turns.

    python throughput.py target/release/rawi ARTICLES.jsonl [ROUNDS] [spark] [ray]

ARTICLES.jsonl has one article a line with the fields `id`, `published`, `outlet`, `text`, as `rawi.Article.to_json`
writes it. All use two threads or workers. What starts up once (a session, a pool) is started before the clock, and
every way makes its records into whatever it hands on: lines of JSON, readings, rows.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import Callable, Dict, List

import rawi

THREADS = 2


def main(program: str, path: str, rounds: int, engines: List[str]) -> None:
    reader = rawi.Reader()

    def command_line() -> int:
        done = subprocess.run(
            [program, "read", path, "--threads", str(THREADS), "--quiet"], stdout=subprocess.PIPE, check=True
        )
        return done.stdout.count(b'"trigger":')

    def package() -> int:
        return sum(r.record_count for r in reader.read_many(rawi.articles(path), threads=THREADS))

    def package_to_arrow() -> int:
        return rawi.to_arrow(reader.read_many(rawi.articles(path), threads=THREADS)).num_rows

    ways: Dict[str, Callable[[], int]] = {
        "`rawi read`": command_line,
        "`Reader.read_many`": package,
        "… and `rawi.to_arrow`": package_to_arrow,
    }
    if "spark" in engines:
        ways["`rawi.spark.read`, `local[2,4]`"] = spark_way(path)
    if "ray" in engines:
        ways["`rawi.ray.read`, two workers"] = ray_way(path)

    articles = sum(1 for _ in open(path, "rb"))
    took: Dict[str, List[float]] = {name: [] for name in ways}
    counts = {name: way() for name, way in ways.items()}  # once for nothing: files are in memory, engines are loaded
    assert len(set(counts.values())) == 1, counts
    for _ in range(rounds):
        for name, way in ways.items():
            started = time.perf_counter()
            way()
            took[name].append(time.perf_counter() - started)
    print(f"{articles} articles, {next(iter(counts.values()))} records, {THREADS} threads, median of {rounds} rounds\n")
    print("| | articles per second | core-hours per million |\n|---|---|---|")
    for name, seconds in took.items():
        rate = articles / statistics.median(seconds)
        print(f"| {name} | {rate:,.0f} | {1e6 / rate * THREADS / 3600:.2f} |")


def spark_way(path: str) -> Callable[[], int]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    spark = SparkSession.builder.master(f"local[{THREADS},4]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    frame = spark.read.schema("id string, published string, outlet string, text string").json(path).repartition(16)

    def way() -> int:
        records = rawi.spark.read(frame, "text", published="published", outlet="outlet", id="id")
        return records.where("error is null").count()

    return way


def ray_way(path: str) -> Callable[[], int]:
    import pyarrow.json
    import ray

    ray.init(num_cpus=2 * THREADS, include_dashboard=False, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    columns = ["id", "published", "outlet", "text"]
    table = pyarrow.json.read_json(path).select(columns)
    table = table.set_column(1, "published", table.column(1).cast("string"))
    dataset = ray.data.from_arrow(table).repartition(16).materialize()

    def way() -> int:
        records = rawi.ray.read(
            dataset, "text", published="published", outlet="outlet", id="id", workers=THREADS
        )
        return records.count()

    return way


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 3, sys.argv[4:])
