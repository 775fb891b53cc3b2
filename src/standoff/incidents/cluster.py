"""Comparisons to groups: which tellings are one happening.

Groups grow from the likeliest pair to the least likely. Two groups join when their members are more likely one than
not, by the mean over all pairs between them and by the likeliest, and no pair contradicts: so that a vague telling,
which agrees with two different days' attacks, joins one of them and never both. What reports are about is put together
first.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from standoff.incidents.compare import Comparison
from standoff.incidents.growing import Groups
from standoff.incidents.weights import Weights, load_weights

__all__ = ["Scores", "cluster_tellings", "scores_among", "told_apart_in_copies"]

Pair = tuple[str, str]


class Scores(NamedTuple):
    """Pairs of tellings that were compared, by their places in a list of ids: the log-odds that they are one, and
    whether they cannot be."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    score: NDArray[np.float64]
    is_contradicted: NDArray[np.bool_]


def scores_among(ids: Sequence[str], comparisons: Iterable[Comparison]) -> Scores:
    """The scores of comparisons between any two of some ids."""
    place = {each: at for at, each in enumerate(ids)}
    known = [each for each in comparisons if each.a in place and each.b in place]
    return Scores(
        np.array([place[each.a] for each in known], np.int64),
        np.array([place[each.b] for each in known], np.int64),
        np.array([each.score for each in known], np.float64),
        np.array([each.is_contradicted for each in known], np.bool_),
    )


def told_apart_in_copies(
    ids: Sequence[str], scores: Scores, report_of: Mapping[str, Hashable], text_of: Mapping[str, Hashable]
) -> Iterator[Pair]:
    """The pairs of tellings of two copies of one text of which each has one in the other copy that is likelier the
    same: what the text tells apart, its copies do."""
    numbers: dict[Hashable, int] = {}
    text = np.array([numbers.setdefault(text_of[uid], len(numbers)) for uid in ids], np.int64)
    of_one = text[scores.a] == text[scores.b]
    pairs = list(zip(*(each[of_one].tolist() for each in scores[:3]), strict=True))
    likeliest: dict[tuple[int, Hashable], float] = {}
    for one, other, score in pairs:
        for a, b in ((one, other), (other, one)):
            counterpart = a, report_of[ids[b]]
            likeliest[counterpart] = max(likeliest.get(counterpart, score), score)
    for a, b, score in pairs:
        if score < likeliest[a, report_of[ids[b]]] and score < likeliest[b, report_of[ids[a]]]:
            yield ids[a], ids[b]


def cluster_tellings(
    ids: Sequence[str],
    scores: Scores,
    *,
    mains: Collection[str] = (),
    told_apart: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    rule: Weights | None = None,
) -> list[list[str]]:
    """Groups of ids, each in order, the groups by their first id; ``scores`` are between places in ``ids``.

    ``mains`` are those that their report is about. They are put together first; what is told in passing then joins
    them, or others of its kind, and never puts two groups of them together. ``told_apart`` are pairs of one report,
    or of one text, which were found to be of different happenings, however alike they are: no copy of the report
    may bridge them. ``apart`` are a person's word: such pairs are kept apart, whatever the comparisons say. The
    rule (``groups`` of ``weights.toml``) has the log-odds of a pair that shares no key, ``not_compared``, and of
    one ``told_apart``; how much the likeliest pair between one telling and a group counts beside the mean of all,
    ``best``; and by which power of the lesser group's size that part ``falls``: one pair that is alike makes one
    report join many, and not many join many. The result does not depend on any order.
    """
    rule = load_weights("groups") if rule is None else rule
    groups = Groups(ids, rule, mains)
    groups.score(scores.a, scores.b, scores.score)
    groups.score(*groups.places(told_apart), rule["told_apart"])
    groups.bar(scores.a[scores.is_contradicted], scores.b[scores.is_contradicted])
    groups.bar(*groups.places(apart))
    groups.grow(of_mains=True)
    groups.grow(of_mains=False)
    return groups.listed()
