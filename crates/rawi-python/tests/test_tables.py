"""Records as tables."""

from __future__ import annotations

import csv
import datetime
import io

import pytest

import rawi

pyarrow = pytest.importorskip("pyarrow")
pandas = pytest.importorskip("pandas")
parquet = pytest.importorskip("pyarrow.parquet")


def test_the_table_says_what_the_csv_of_the_command_line_says(readings, samples, command):
    rows = list(csv.DictReader(io.StringIO(command.read(samples, "--format", "csv"), newline="")))
    table = rawi.to_arrow(readings).to_pylist()
    assert len(table) == len(rows) == sum(len(reading.events) for reading in readings)
    for ours, theirs in zip(table, rows):
        assert ours["id"] == f"{ours['article']}#{ours['record']}"
        theirs["when_text"] = theirs.pop("when")
        for side in ("actor", "recipient"):
            # Of several, this column has the first.
            theirs[f"{side}_id"] = theirs[f"{side}_id"].split(" ; ")[0].replace("-", "", theirs[f"{side}_id"][:1] == "-")
        for name, there in theirs.items():
            value = ours[name]
            if isinstance(value, float):
                assert value == float(there), name
            else:
                assert ("" if value is None else str(value)) == there, name


def test_columns_are_those_of_the_command_lines_export(readings, samples, command, tmp_path):
    exported = command.export(samples, tmp_path)
    if exported is None:
        pytest.skip("this program exports nothing")
    theirs = list(csv.DictReader(io.StringIO(exported, newline="")))
    needs_database = {"id", "record", "claim", "story", "records", "articles", "outlets", "voices"}
    names = [name for name in theirs[0] if name not in needs_database]
    assert rawi.schema().names == ["id", "record", *names]
    key = lambda row: (row["article"], int(row["trigger_start"]), row["type"])  # noqa: E731
    table = rawi.to_arrow(readings).to_pylist()
    assert len(table) == len(theirs)
    for ours, row in zip(sorted(table, key=key), sorted(theirs, key=key)):
        for name in names:
            value = ours[name]
            if isinstance(value, bool):
                value = str(value).lower()
            if isinstance(value, float):
                assert value == float(row[name]), name
            else:
                assert ("" if value is None else str(value)) == row[name], name


def test_the_schema_says_what_the_columns_are(readings):
    schema = rawi.schema()
    assert rawi.to_arrow(readings).schema.equals(schema, check_metadata=True)
    assert schema.metadata[b"rawi.schema"] == b"1" and schema.metadata[b"rawi.layout"] == b"flat"
    assert all(field.metadata[b"description"] for field in schema)
    assert schema.field("when_from").type == pyarrow.date32()
    empty = rawi.to_arrow([])
    assert empty.num_rows == 0 and empty.schema == schema


def test_any_iterable_of_readings_will_do(reader, readings):
    whole = rawi.to_arrow(readings)
    assert rawi.to_arrow(reader.read_many(r.article for r in readings)) == whole
    assert rawi.to_arrow([*readings, rawi.ReadError("bad")]) == whole
    assert rawi.to_arrow(readings[0]).num_rows == len(readings[0].events)
    with pytest.raises(TypeError):
        rawi.to_arrow(["text"])


def test_a_table_goes_to_a_file_batch_by_batch(readings, tmp_path):
    path = tmp_path / "records.parquet"
    with parquet.ParquetWriter(path, rawi.schema()) as out:
        for batch in rawi.batches(readings * 200):
            out.write_batch(batch)
    table = parquet.read_table(path)
    assert table.num_rows == 200 * sum(len(r.events) for r in readings)
    assert table.schema.metadata[b"rawi.schema"] == b"1"


def test_a_frame_has_days_and_missing_values(reader):
    text = "التقى وزير الخارجية المصري نظيره الأردني في القاهرة أمس."
    frame = rawi.to_pandas(reader.read(text, published="2024-05-02"))
    assert frame["when_from"].dt.strftime("%Y-%m").tolist() == ["2024-05"]
    assert frame.loc[0, "published"] == pandas.Timestamp(datetime.date(2024, 5, 2))
    assert frame["according_to"].isna().all()
    assert (frame.loc[0, "actor_code"], frame.loc[0, "recipient_code"]) == ("EGY GOV", "JOR GOV")
