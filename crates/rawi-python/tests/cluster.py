"""What the tests of Spark and Ray share: articles, the readings of the command line, and a worker that is killed."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any, Dict, List, Set

from invented import articles

#: How many articles; the readings must be those of the command line to the last.
COUNT = int(os.environ.get("RAWI_CLUSTER_ARTICLES", "5000"))


class Expected:
    """Articles, and what the command line makes of them."""

    def __init__(self, command: Any, folder: Path) -> None:
        self.articles: List[Dict[str, Any]] = list(articles(COUNT))
        path = folder / "articles.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for article in self.articles:
                there = {field: value for field, value in article.items() if value is not None}
                out.write(json.dumps(there, ensure_ascii=False) + "\n")
        lines = command.read(path, "--quiet").splitlines()
        #: By the article's id, the line that `rawi read` prints, without the places in the file.
        self.readings = {json.loads(line)["id"]: _without_places(line) for line in lines}
        self.bad: Set[str] = {a["id"] for a in self.articles if a["content"] is None}
        assert len(self.readings) + len(self.bad) == COUNT and self.bad

    def holds(self, rows: List[Dict[str, Any]]) -> None:
        """Fails unless the rows are the readings, each once, and an error for what is bad."""
        assert len(rows) == COUNT
        assert {row["article"] for row in rows if row["error"]} == self.bad
        assert all("no text" in row["error"] and row["reading"] is None for row in rows if row["error"])
        found = {row["article"]: _without_places(row["reading"]) for row in rows if not row["error"]}
        assert found == self.readings
        assert sum(len(reading["events"]) for reading in found.values()) > 2 * COUNT


def _without_places(line: str) -> Dict[str, Any]:
    reading: Dict[str, Any] = json.loads(line)
    reading.pop("source_map", None)
    return reading


class Killer(threading.Thread):
    """Waits until a process below this one that has the engine has worked for a while since this began, and kills
    it: it is in the middle of a batch."""

    def __init__(self, seconds: float = 0.3) -> None:
        super().__init__(daemon=True)
        self.seconds = seconds
        self.killed: List[int] = []
        self.stop = threading.Event()

    def run(self) -> None:
        before: Dict[int, float] = {}
        while not self.stop.is_set() and not self.killed:
            for process in _below(os.getpid()):
                worked = _worked(process)
                if worked - before.setdefault(process, worked) > self.seconds and _has_engine(process):
                    os.kill(process, signal.SIGKILL)
                    self.killed.append(process)
                    return
            time.sleep(0.02)

    def __enter__(self) -> "Killer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.join()


def _below(top: int) -> List[int]:
    """The processes that this one started, and those that they did."""
    parents: Dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int(_stat(int(entry.name))[1])
            except (OSError, IndexError):
                pass  # it ended meanwhile
    below, grown = {top}, True
    while grown:
        more = {process for process, parent in parents.items() if parent in below} - below
        below, grown = below | more, bool(more)
    return sorted(below - {top})


def _stat(process: int) -> List[str]:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _worked(process: int) -> float:
    try:
        return (int(_stat(process)[11]) + int(_stat(process)[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError):
        return 0.0


def _has_engine(process: int) -> bool:
    try:
        return "_rawi" in Path(f"/proc/{process}/maps").read_text()
    except OSError:
        return False
