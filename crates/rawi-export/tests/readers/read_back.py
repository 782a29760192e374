"""Reads each export back with the programs that its users have, and checks what the formats promise.

    python read_back.py DIR DB

DIR holds the exports of one database (made by crates/rawi/tests/readers.rs), DB is the database itself.
"""

import csv
import json
import re
import sqlite3
import sys
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq

ARABIC = re.compile("[\u0621-\u064a]")
NO_QUOTES = {"sep": "\t", "quoting": csv.QUOTE_NONE, "keep_default_na": False}

TYPES = """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE
COERCE ASSAULT""".split()

GDELT = (
    ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
    + [
        f"Actor{n}{field}"
        for n in (1, 2)
        for field in """Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code
        Type2Code Type3Code""".split()
    ]
    + """IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles
    AvgTone""".split()
    + [
        f"{whose}Geo_{field}"
        for whose in ("Actor1", "Actor2", "Action")
        for field in "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
    ]
    + ["DATEADDED", "SOURCEURL"]
)

PHOENIX = """EventID Date Year Month Day SourceActorFull SourceActorEntity SourceActorRole SourceActorAttribute
TargetActorFull TargetActorEntity TargetActorRole TargetActorAttribute EventCode EventRootCode QuadClass GoldsteinScore
Issues Lat Lon LocationName StateName CountryCode SentenceID URLs NewsSources""".split()


def sidecar(folder, name):
    lines = (folder / f"{name}-sources.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def check_sources(folder, name, ids, several=False):
    """Every row has its line of sources, in the order of the rows."""
    lines = [line["id"] for line in sidecar(folder, name)]
    if several:
        assert set(lines) == set(ids), name
    else:
        assert lines == list(ids), name


def tables(folder):
    flat = pd.read_csv(folder / "csv.csv", dtype={"id": str, "claim": str}, keep_default_na=False)
    tsv = pd.read_csv(folder / "tsv.tsv", dtype=str, **NO_QUOTES)
    spreadsheet = pd.read_csv(folder / "bom.csv", encoding="utf-8-sig", dtype={"id": str})
    assert len(flat) == len(tsv) == len(spreadsheet) > 20
    assert list(flat.columns) == list(tsv.columns) == list(spreadsheet.columns)
    assert flat["id"].is_unique and set(flat["type"]) <= set(TYPES)
    assert set(flat["status"]) == {"occurred"}
    assert flat["sentence"].str.contains(ARABIC).all()
    for sentence, trigger in zip(flat["sentence"], flat["trigger"]):
        assert trigger in sentence, (trigger, sentence)
    check_sources(folder, "csv", flat["id"])
    return flat


def parquet(folder, flat):
    table = pq.read_table(folder / "flat.parquet")
    meta = {k.decode(): v.decode() for k, v in table.schema.metadata.items()}
    assert meta["rawi.schema"] == "1" and meta["rawi.layout"] == "flat", meta
    frame = pl.read_parquet(folder / "flat.parquet")
    assert frame.columns == list(flat.columns)
    assert frame["id"].to_list() == flat["id"].tolist()
    assert frame["event_date"].dtype == pl.Date and frame["confidence"].is_between(0, 1).all()
    data = pd.read_parquet(folder / "flat.parquet")
    assert data["sentence"].tolist() == flat["sentence"].tolist()
    # DuckDB finds the names of the view in the file, and the same in a folder by month.
    path, months = folder / "flat.parquet", folder / "months"
    by_type = duckdb.sql(f"SELECT type, count(*) FROM '{path}' WHERE actor_country <> '---' GROUP BY type").fetchall()
    assert dict(by_type) == flat[flat["actor_country"].isin({"---", ""}) == False]["type"].value_counts().to_dict()  # noqa: E712
    monthly = duckdb.sql(
        f"SELECT count(*), count(DISTINCT month) FROM read_parquet('{months}/*/*.parquet', hive_partitioning = true)"
    ).fetchall()[0]
    assert monthly[0] == len(flat) and monthly[1] > 1, monthly
    assert pq.read_table(months).num_rows == len(flat)
    wrong = duckdb.sql(
        f"SELECT count(*) FROM read_parquet('{months}/*/*.parquet', hive_partitioning = true, hive_types_autocast = false) "
        "WHERE month <> strftime(event_date, '%Y-%m')"
    ).fetchall()[0]
    assert wrong == (0,), wrong
    nested = pl.read_parquet(folder / "nested.parquet")
    assert len(nested) == len(flat)
    for row in nested.iter_rows(named=True):
        for mention in row["actor"] + row["recipient"]:
            assert mention["code"] == f"{mention['country']} {mention['sector']}"
            assert mention["end"] > mention["start"]
        assert row["trigger"]["end"] - row["trigger"]["start"] == len(row["trigger"]["text"])
        for source in row["according_to"]:
            assert source["kind"] in "person official media anonymous document witness".split()
    actors = duckdb.sql(f"SELECT sum(len(actor)) FROM '{folder / 'nested.parquet'}'").fetchall()[0][0]
    assert actors == sum(len(a) for a in nested["actor"])


def jsonl(folder, flat):
    lines = [json.loads(line) for line in (folder / "jsonl.jsonl").read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == flat["id"].tolist()
    for line in lines:
        sentence = line["sentence"]
        start = line["trigger"]["start"] - sentence["start"]
        text = sentence["text"][start : start + len(line["trigger"]["text"])]
        assert text == line["trigger"]["text"]
        assert line["reports"][0]["record"] == line["record"]
    assert pl.read_ndjson(folder / "jsonl.jsonl", infer_schema_length=None).height == len(lines)


def polecat(folder):
    data = pd.read_csv(folder / "polecat.txt", dtype=str, **NO_QUOTES)
    assert data.shape[1] == 40 and data["Event ID"].is_unique
    assert set(data["Event Type"]) <= set(TYPES) and set(data["Quad Code"]) <= set("1234")
    pd.to_datetime(data["Event Date"], format="%Y-%m-%d")
    score = data["Intensity"].astype(float)
    assert score.between(-10, 10).all()
    assert (score[data["Quad Code"].isin({"1", "2"})] > 0).all() and (score[data["Quad Code"] == "4"] < 0).all()
    for side in ("Actor", "Recipient"):
        same = [
            {len(v.split(";")) for v in row}
            for row in data[[f"{side} Name", f"{side} Country", f"{side} Sectors", f"{side} Name Raw"]].values
        ]
        assert all(len(n) == 1 for n in same)
    check_sources(folder, "polecat", data["Event ID"])


def icews(folder):
    data = pd.read_csv(folder / "icews.tab", dtype={"CAMEO Code": str}, **NO_QUOTES)
    assert data.shape[1] == 20 and data["Event ID"].is_unique
    assert data["CAMEO Code"].str.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}").all()
    pd.to_datetime(data["Event Date"], format="%Y-%m-%d")
    assert data["Intensity"].astype(float).between(-10, 10).all()
    assert (data["Source Name"] != "").all() and (data["Target Name"] != "").all()
    # What both do is told from both sides.
    meetings = data[data["CAMEO Code"].isin(["040", "041", "042", "043", "044"])]
    there = set(zip(meetings["Story ID"], meetings["Source Name"], meetings["Target Name"]))
    assert len(meetings) > 0 and all((story, b, a) in there for story, a, b in there)
    check_sources(folder, "icews", data["Event ID"])


def phoenix(folder):
    data = pd.read_csv(folder / "phoenix.txt", names=PHOENIX, dtype=str, **NO_QUOTES)
    key = ["Date", "SourceActorFull", "TargetActorFull", "EventCode"]
    assert not data.duplicated(key).any() and data["EventID"].is_unique
    assert (data["Date"] == data["Year"] + data["Month"] + data["Day"]).all()
    assert data["Date"].is_monotonic_increasing
    root = data["EventCode"].str[:2]
    assert (root == data["EventRootCode"]).all()
    verbal = data[root == "16"]
    assert (verbal["QuadClass"] == "3").all() and set(data["QuadClass"]) <= set("01234")
    check_sources(folder, "phoenix", data["EventID"].astype(int), several=True)


def plover(folder):
    lines = [json.loads(line) for line in (folder / "plover.jsonl").read_text("utf-8").splitlines()]
    statuses = set()
    for line in lines:
        assert {"id", "date", "actor", "event", "status", "according_to"} <= line.keys()
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", line["date"]) and line["event"][0] in TYPES
        assert line["quad_code"] in (1, 2, 3, 4) and -10 <= line["event_scale"] <= 10
        statuses.add(line["status"])
    assert len({line["id"] for line in lines}) == len(lines) and len(statuses) > 1


def gdelt(folder):
    data = pd.read_csv(folder / "gdelt.CSV", names=GDELT, dtype=str, **NO_QUOTES)
    assert data.shape[1] == 61 and data["GLOBALEVENTID"].is_unique
    number = data["GLOBALEVENTID"].astype("int64")
    assert (number > 0).all()
    assert (data["EventBaseCode"] == data["EventCode"].str[:3]).all()
    assert (data["EventRootCode"] == data["EventCode"].str[:2]).all()
    root = data["EventRootCode"].astype(int)
    quad = 1 + (root > 5).astype(int) + (root > 8) + (root > 13)
    assert (data["QuadClass"].astype(int) == quad).all()
    assert data["GoldsteinScale"].astype(float).between(-10, 10).all()
    assert (data["MonthYear"] == data["SQLDATE"].str[:6]).all() and (data["Year"] == data["SQLDATE"].str[:4]).all()
    assert data["ActionGeo_Type"].isin(["0", "1", "3", "4"]).all()
    for n in ("NumMentions", "NumSources", "NumArticles"):
        assert (data[n].astype(int) >= 1).all()
    mentions = pd.read_csv(folder / "gdelt-mentions.CSV", header=None, dtype=str, **NO_QUOTES)
    assert mentions.shape[1] == 16 and set(mentions[0]) == set(data["GLOBALEVENTID"])
    assert mentions[1].str.fullmatch(r"\d{14}").all() and mentions[11].astype(int).between(0, 100).all()
    assert mentions.groupby(0).size().to_dict() == data.set_index("GLOBALEVENTID")["NumMentions"].astype(int).to_dict()
    check_sources(folder, "gdelt", number)


def violence(folder):
    data = pd.read_csv(folder / "violence.csv", keep_default_na=False)
    assert data.shape[1] == 31 and data["event_id_cnty"].is_unique and len(data) > 0
    kinds = {"Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
             "Strategic developments"}
    assert set(data["event_type"]) <= kinds and set(data["time_precision"]) <= {1, 2, 3}
    pd.to_datetime(data["event_date"], format="%Y-%m-%d")
    told = pd.to_numeric(data["fatalities"], errors="coerce")
    assert (told.dropna() >= 0).all()


def annotations(folder):
    page = json.loads((folder / "webanno.jsonld").read_text("utf-8"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
    for item in page["items"]:
        assert item["type"] == "Annotation" and item["target"][0]["role"] == "trigger"
        for target in item["target"]:
            position, quote = target["selector"]
            if quote["exact"] and "prefix" in quote:
                assert position["end"] - position["start"] == len(quote["exact"])


def views(database, flat):
    """The view has the columns of the table, whatever version of SQLite Python brings."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
        frame = pd.read_sql_query("SELECT * FROM v_events WHERE status = 'occurred'", db)
    only = set(flat.columns) - set(frame.columns)
    assert only == {"id", "records", "articles", "outlets", "voices"}, only
    both = flat.merge(frame, on="record", suffixes=("", "_view"))
    assert len(both) == len(flat)
    for column in ("type", "actor", "actor_code", "recipient_country", "sentence", "according_to_kind", "event_date"):
        same = both[column].fillna("") == both[f"{column}_view"].fillna("")
        assert same.all(), both.loc[~same, [column, f"{column}_view"]]


def main():
    folder = Path(sys.argv[1])
    flat = tables(folder)
    views(sys.argv[2], flat)
    parquet(folder, flat)
    jsonl(folder, flat)
    for check in (polecat, icews, phoenix, plover, gdelt, violence, annotations):
        check(folder)
    versions = ", ".join(f"{m.__name__} {m.__version__}" for m in (pd, pl, duckdb))
    print(f"{len(flat)} claims read back with {versions}")


main()
