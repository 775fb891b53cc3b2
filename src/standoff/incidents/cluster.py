"""Comparisons to groups: which tellings are one happening.

Groups grow from the likeliest pair to the least likely. Two groups join when their members are more likely one than
not, by the mean over all pairs between them and by the likeliest, and no pair contradicts: so that a vague telling,
which agrees with two different days' attacks, joins one of them and never both. What reports are about is put together
first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from standoff.incidents.compare import Scored
from standoff.incidents.weights import Weights, load_weights

__all__ = ["cluster_tellings"]

Pair = tuple[str, str]


def cluster_tellings(
    ids: Sequence[str],
    comparisons: Iterable[Scored],
    *,
    mains: Collection[str] = (),
    told_apart: Iterable[Pair] = (),
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    threshold: float = 0.0,
    rule: Weights | None = None,
) -> list[list[str]]:
    """Groups of ids, each in order, the groups by their first id.

    ``mains`` are those that their report is about. They are put together first; what is told in passing then joins
    them, or others of its kind, and never puts two groups of them together. ``told_apart`` are pairs of one report,
    which were found to be of different happenings: no copy of the report may bridge them. ``together`` and ``apart``
    are a person's word: such pairs are joined, or kept apart, whatever the comparisons say; where the two disagree, the
    pair is joined. ``threshold`` is in log-odds. The rule (``groups`` of ``weights.toml``) has the log-odds of a pair
    that shares no key, ``not_compared``, and of one ``told_apart``; how much the likeliest pair between one telling and
    a group counts beside the mean of all, ``best``; and by which power of the lesser group's size that part ``falls``:
    one pair that is alike makes one report join many, and not many join many. The result does not depend on any order.
    """
    rule = load_weights("groups") if rule is None else rule
    from standoff.incidents.growing import Groups  # brings numpy, which to show an incident needs not

    groups = Groups(ids, rule, mains)
    compared = list(comparisons)
    groups.score([(a, b, rule["told_apart"]) for a, b in told_apart])
    groups.score([(each.a, each.b, each.score) for each in compared])
    groups.bar((each.a, each.b) for each in compared if each.is_contradicted)
    groups.bar(apart)
    for a, b in sorted((min(pair), max(pair)) for pair in together):
        groups.join_all(a, b)
    groups.grow(threshold, of_mains=True)
    groups.grow(threshold, of_mains=False)
    return groups.listed()
