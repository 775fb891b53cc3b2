"""Parts of a toll: "including 11 children", "among them three women", "two of them fatally"."""

from __future__ import annotations

from standoff.tolls.sentence import Found, Sentence

__all__ = ["find_fatal", "find_parts"]


def find_parts(this: Sentence) -> None:
    """Adds every part that is a number or a single person as a toll of its own, of the kind of its whole."""
    for people in sorted([*this.phrases.all, *this.single], key=lambda each: each.first):
        at = this.parts.get(people.first)
        if at is None or not this.is_free(people) or this.lower[people.first] in this.words.wholes:
            continue
        whole = _whole(this, at)
        if whole is not None:
            this.add(whole.what, people, whole.first, whole.last)


def _whole(this: Sentence, at: int) -> Found | None:
    """The toll told last before a token."""
    before = [found for found in this.found if found.people.is_counted and found.people.last < at]
    return max(before, key=lambda found: (found.people.last, -found.people.first), default=None)


def find_fatal(this: Sentence) -> None:
    """Adds "two fatally", "one of them fatally": of the people hurt, so many died."""
    for at in range(this.start, this.end):
        if this.lower[at] not in this.words.fatal:
            continue
        for people in this.phrases.all:
            between = this.lower[people.last + 1 : at]
            if people.last < at and this.is_free(people) and between in ([], ["of", "them"]):
                this.add("killed", people, at, at)
                break
