"""What is written about the package holds: examples run, types fit."""

from __future__ import annotations

import doctest
import importlib.util
import pkgutil
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import rawi

HERE = Path(__file__).resolve().parent
PACKAGE = Path(rawi.__file__).parent
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def test_examples_in_docstrings_and_readme_run():
    tried = 0
    for module in [rawi, *map(_module, ("_arrow", "_records", "_errors"))]:
        failed, here = doctest.testmod(module, optionflags=FLAGS, extraglobs={"rawi": rawi})
        assert not failed
        tried += here
    assert tried >= 8


def test_the_readme_runs(monkeypatch, samples):
    pytest.importorskip("pandas")
    monkeypatch.chdir(samples.parent)
    failed, tried = doctest.testfile(str(HERE.parent / "README.md"), module_relative=False, optionflags=FLAGS)
    assert not failed and tried >= 15


def test_everything_public_is_documented():
    for name in rawi.__all__:
        thing = getattr(rawi, name)
        assert isinstance(thing, str) or (thing.__doc__ and len(thing.__doc__) > 20), name
        if isinstance(thing, type):
            for member, value in vars(thing).items():
                if not member.startswith("_") and (callable(value) or isinstance(value, property)):
                    assert value.__doc__ or getattr(thing, "_parts", None) is not None, f"{name}.{member}"


@pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="needs mypy")
def test_types_are_strict_and_stubs_are_those_of_the_module(tmp_path):
    assert (PACKAGE / "py.typed").exists()
    settings = ["--config-file", str(HERE.parent / "pyproject.toml")]
    # Names for types, which are there for type checkers only, and a list that Python's side does not use.
    (tmp_path / "allowed").write_text(r"rawi\._rawi\.(Day|Errors|Item|__all__)")
    stubs = ["--allowlist", str(tmp_path / "allowed"), "--ignore-unused-allowlist", "rawi._rawi"]
    for command in (["mypy", *settings], ["mypy.stubtest", *stubs]):
        done = subprocess.run([sys.executable, "-m", *command], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_first_hour_of_a_political_scientist(tmp_path, samples):
    pytest.importorskip("matplotlib")
    example = runpy.run_path(str(HERE.parent / "examples" / "first_hour.py"))
    table = example["main"](samples, tmp_path / "demands.png")
    assert table.to_numpy().sum() >= 5 and table.columns.is_monotonic_increasing
    assert (tmp_path / "demands.png").stat().st_size > 10_000


def _module(name):
    assert name in {module.name for module in pkgutil.iter_modules([str(PACKAGE)])}
    return importlib.import_module(f"rawi.{name}")
