"""Weights that were learnt and ship with Standoff: arrays in one file, described by another that holds its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

from standoff.errors import KnowledgeError

__all__ = ["read_weights"]


def read_weights(name: str) -> tuple[tuple[str, ...], Mapping[str, npt.NDArray[Any]]]:
    """What the columns of some weights stand for, and the arrays. Raises ``KnowledgeError`` where they cannot be read
    or are not those that were described."""
    folder = files("standoff").joinpath("model", "weights")
    advice = f"Install Standoff anew, or set it anew with training/model/{name}.py."
    try:
        described = json.loads(folder.joinpath(f"{name}.json").read_text(encoding="utf-8"))
        names, digest = tuple(described["names"]), described["sha256"]
        weights = folder.joinpath(f"{name}.npz").read_bytes()
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"model/weights/{name}.json and .npz cannot be read: {error!r}", advice=advice) from error
    if hashlib.sha256(weights).hexdigest() != digest:
        raise KnowledgeError(f"model/weights/{name}.npz is not the file that {name}.json describes.", advice=advice)
    return names, np.load(BytesIO(weights), allow_pickle=False)
