"""Values that come from tables and files, as JSON."""

from __future__ import annotations

import datetime
import json
from typing import Any, Mapping


def to_json(fields: Mapping[str, Any]) -> str:
    """Fields as a JSON object. What is missing (``None``, NaN, NaT) is left out; days and times become ISO text."""
    there = {str(key): value for key, value in fields.items() if not _missing(value)}
    return json.dumps(there, ensure_ascii=False, default=_plain, allow_nan=False)


def _missing(value: object) -> bool:
    if value is None:
        return True
    # NaN and pandas' NaT are what is not equal to itself; an array's answer is no bool.
    unequal = value != value
    return isinstance(unequal, bool) and unequal


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    item = getattr(value, "item", None)
    if callable(item) and getattr(value, "shape", None) == ():
        return item()  # a scalar of numpy
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a field cannot be {type(value).__name__}")
