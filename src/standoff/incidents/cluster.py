"""Comparisons to groups: which tellings are one happening.

Groups grow from the likeliest pair to the least likely. Two groups join when their members are more likely one than
not, by the mean over all pairs between them and by the likeliest, and no pair contradicts: so that a vague telling,
which agrees with two different days' attacks, joins one of them and never both. What reports are about is put together
first.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from math import inf

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
    groups = _Groups(ids, rule, mains)
    for a, b in told_apart:
        groups.score(a, b, rule["told_apart"])
    for each in comparisons:
        groups.score(each.a, each.b, each.score)
        if each.is_contradicted:
            groups.bar(each.a, each.b)
    for a, b in apart:
        groups.bar(a, b)
    for a, b in sorted(_pair(a, b) for a, b in together):
        groups.join_all(a, b)
    groups.grow(threshold, lambda a_has, b_has: a_has and b_has)
    groups.grow(threshold, lambda a_has, b_has: not (a_has and b_has))
    return groups.listed()


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


class _Groups:
    """Groups while they grow. Between each two that share a compared pair stands the sum of their pairs' scores above
    that of pairs never compared, and the likeliest pair's score."""

    def __init__(self, ids: Sequence[str], rule: Weights, mains: Collection[str]) -> None:
        self._not_compared, self._best_part, self._falls = rule["not_compared"], rule["best"], rule["falls"]
        self._members: dict[str, list[str]] = {each: [each] for each in sorted(ids)}
        self._with_main = {each for each in mains if each in self._members}
        self._group: dict[str, str] = {each: each for each in self._members}
        self._joins: dict[str, float] = dict.fromkeys(self._members, 0)  # how many made each group; inf: it is gone
        self._between: dict[str, dict[str, tuple[float, float]]] = {each: {} for each in self._members}
        self._barred: dict[str, set[str]] = {each: set() for each in self._members}

    def score(self, a: str, b: str, score: float) -> None:
        """Say how likely two members are one, before any are joined."""
        if a in self._between and b in self._between:
            self._between[a][b] = self._between[b][a] = score - self._not_compared, score

    def bar(self, a: str, b: str) -> None:
        """Keep two members apart."""
        if a in self._barred and b in self._barred:
            self._barred[a].add(b)
            self._barred[b].add(a)

    def join_all(self, a: str, b: str) -> None:
        """Join the groups of two members whatever the scores say."""
        if a in self._group and b in self._group and self._group[a] != self._group[b]:
            self._join(self._group[a], self._group[b])

    def grow(self, threshold: float, may: Callable[[bool, bool], bool]) -> None:
        """Join groups, of those that ``may`` be joined by whether each has a member that its report is about."""
        joins = self._joins
        heap = [
            (-mean, a, b, joins[a] + joins[b])
            for a in self._members
            for b, mean in self._likely(a, threshold, may, beyond=a)
        ]
        heapq.heapify(heap)
        while heap:
            _, a, b, then = heapq.heappop(heap)
            if joins[a] + joins[b] == then:
                kept = self._join(a, b)
                for other, mean in self._likely(kept, threshold, may):
                    heapq.heappush(heap, (-mean, *_pair(kept, other), joins[kept] + joins[other]))

    def listed(self) -> list[list[str]]:
        return sorted(sorted(members) for members in self._members.values())

    def _likely(
        self, a: str, threshold: float, may: Callable[[bool, bool], bool], *, beyond: str = ""
    ) -> Iterator[tuple[str, float]]:
        """The groups ``beyond`` a name that one may be joined with, each with how likely they are one."""
        barred, size, has_main = self._barred[a], len(self._members[a]), a in self._with_main
        for b, (total, best) in self._between[a].items():
            if b > beyond and b not in barred and may(has_main, b in self._with_main):
                its_size = len(self._members[b])
                part = self._best_part / min(size, its_size) ** self._falls
                mean = (1.0 - part) * (total / (size * its_size) + self._not_compared) + part * best
                if mean > threshold:
                    yield b, mean

    def _join(self, a: str, b: str) -> str:
        """The two as one group under the lesser name."""
        kept, gone = _pair(a, b)
        for member in self._members[gone]:
            self._group[member] = kept
        self._members[kept] += self._members.pop(gone)
        self._joins[kept] += 1 + self._joins[gone]
        self._joins[gone] = inf
        if gone in self._with_main:
            self._with_main.add(kept)
        mine = self._between[kept]
        for other, (total, best) in self._between.pop(gone).items():
            del self._between[other][gone]
            if other != kept:
                before, likeliest = mine.get(other, (0.0, self._not_compared))
                mine[other] = self._between[other][kept] = before + total, max(likeliest, best)
        for other in self._barred.pop(gone):
            self._barred[other].discard(gone)
            if other != kept:
                self._barred[kept].add(other)
                self._barred[other].add(kept)
        return kept
