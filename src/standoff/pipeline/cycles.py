"""Work that makes very many objects, and no cycles of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["without_looking_for_cycles"]


@contextmanager
def without_looking_for_cycles() -> Iterator[None]:
    """To look for cycles takes a tenth of the time of linking, and a third of that in which claims are unpacked."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():  # else somebody keeps objects frozen, and they would be thawed
                gc.freeze()  # what was made is old now, so that the next look is not for all of it at once
                gc.unfreeze()
            gc.enable()
