"""Bytes -> Report, or a Rejection that says why not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from standoff.records import Rejection, Report, content_id

__all__ = ["read_reports"]


def _of_object(obj: dict[str, Any], path: str) -> Report:
    text = obj["text"]
    raw = json.dumps(obj, sort_keys=True).encode()
    pub = obj.get("publisher")
    day = obj.get("published_on")
    return Report(
        id=obj.get("id") or content_id("report", text, obj.get("title")), text=text, title=obj.get("title"),
        publisher=pub.get("name") if isinstance(pub, dict) else pub, url=obj.get("url"),
        published_on=date.fromisoformat(day[:10]) if day else None, language=obj.get("language"),
        path=path, source_bytes=raw, sha256=hashlib.sha256(raw).hexdigest(),
    )


def read_reports(paths: Iterable[str]) -> Iterator[Report | Rejection]:
    """Reports of the paths, in order."""
    for path in paths:
        text = Path(path).read_text(encoding="utf-8")
        if path.endswith(".jsonl"):
            for line in text.splitlines():
                if line.strip():
                    yield _of_object(json.loads(line), path)
        elif path.endswith(".json"):
            yield _of_object(json.loads(text), path)
        else:
            yield _of_object({"text": text}, path)
