"""Waiting for a job."""

from __future__ import annotations

import time
from typing import Any

from starlette.testclient import TestClient


def ended(client: TestClient, job: dict[str, Any], *, within: float = 120) -> dict[str, Any]:
    """The job, once it has ended."""
    given_up_at = time.monotonic() + within
    while time.monotonic() < given_up_at:
        found: dict[str, Any] = client.get(f"/api/v1/jobs/{job['id']}").json()
        if found["state"] in ("done", "failed"):
            return found
        time.sleep(0.05)
    raise AssertionError(f"not ended: {found}")
