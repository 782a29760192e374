"""What the tests share: a reader, the samples of the project, and the command line beside which results are held."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Iterator, List, Optional

import pytest
from cluster import Expected

import rawi

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def reader() -> rawi.Reader:
    return rawi.Reader()


@pytest.fixture(scope="session")
def samples() -> Path:
    return ROOT / "examples"


@pytest.fixture(scope="session")
def readings(reader: rawi.Reader, samples: Path) -> List[rawi.Reading]:
    return list(reader.read_many(rawi.articles(samples)))


@pytest.fixture(scope="session")
def command() -> Iterator["Command"]:
    """The program that `RAWI_BIN` names; `.ci/run` sets it."""
    program = os.environ.get("RAWI_BIN")
    if not program:
        pytest.skip("RAWI_BIN names no program")
    yield Command(program)


@pytest.fixture(scope="session")
def expected(command: "Command", tmp_path_factory: pytest.TempPathFactory) -> "Expected":
    """Invented articles, and what the command line makes of them."""
    return Expected(command, tmp_path_factory.mktemp("articles"))


class Command:
    def __init__(self, program: str) -> None:
        self.program = program

    def read(self, *args: "str | Path") -> str:
        done = subprocess.run(
            [self.program, "read", *map(str, args)], capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout

    def export(self, folder: Path, work: Path) -> Optional[str]:
        """The records of a folder, each a row, as the flat export has them; nothing where there is no such command."""
        database = str(work / "rawi.db")
        run = lambda *args: subprocess.run(  # noqa: E731
            [self.program, *args], capture_output=True, encoding="utf-8"
        )
        assert run("import", "--db", database, str(folder)).returncode == 0
        every = ["--db", database, "--format", "csv", "--raw", "--status", "all"]
        done = run("export", *every)
        return done.stdout if done.returncode == 0 else None
