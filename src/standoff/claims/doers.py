"""Whether it stays open who did a deed, where the report takes it up again in its own voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from standoff.claims.bodies import NamedBodies
from standoff.claims.chains import Chain
from standoff.claims.references import antecedent
from standoff.claims.same import Told, is_deed
from standoff.records import Document, Participant

__all__ = ["doubted_doers"]


def doubted_doers(
    document: Document,
    told: Sequence[Told],
    chains: Sequence[Sequence[Chain]],
    parties: Sequence[Sequence[Participant]],
    bodies: NamedBodies,
) -> list[bool]:
    """For each happening, in the order of the text, whether it lays a deed told before to somebody whom the report so
    far only supposes to have done such a thing, or has only from others: "police suspect the front. The attack by the
    front ...", "suspected rebels raided the mill. They burned it down". What the report itself once said that he did
    is open no more."""
    doubted: list[bool] = []
    is_open: dict[str, bool] = {}
    for this, own_chains, own in zip(told, chains, parties, strict=True):
        happening = this.happening
        actors = [each for each in own if each.role == "actor"] if is_deed(happening) else []
        names = {name for each in actors for name in _names(document, each, bodies)}
        is_sure = happening.certainty == "certain" and not all(own_chains)
        is_again = (
            this.is_told_before or bool(this.takes_up) or any(_is_referring(document, each, bodies) for each in actors)
        )
        is_again = is_again and not (this.date or this.is_summed)  # "the murder of two priests in May" is another
        is_doubted = is_sure and is_again and any(is_open.get(name, False) for name in names)
        doubted.append(is_doubted)
        for name in names:
            is_open[name] = is_open.get(name, True) and (is_doubted or not is_sure)
    return doubted


_REFERRING = frozenset({"they", "he", "she", "it"})
_ANYBODY = frozenset({"UAF", "CVL", None})
"""Sectors of whoever goes by no name of his own: "gunmen"."""


def _is_pronoun(party: Participant) -> bool:
    return party.span is not None and party.span.text.lower() in _REFERRING


def _head(document: Document, party: Participant) -> Token | None:
    """The word by which somebody is named, or was, where a pronoun stands for him."""
    tokens = document.tokens(party.span) if party.span is not None else None
    if tokens is None:
        return None
    return antecedent(tokens.root) if _is_pronoun(party) else tokens.root


def _is_referring(document: Document, party: Participant, bodies: NamedBodies) -> bool:
    """Whether words only take up somebody named before: "they", "the group"."""
    head = _head(document, party)
    return _is_pronoun(party) or (head is not None and bodies.meant_by(head) is not None)


def _names(document: Document, party: Participant, bodies: NamedBodies) -> Iterator[str]:
    """By what somebody who did something is known again: as which body, or where he was named first, and as whom."""
    head = _head(document, party)
    body = bodies.meant_by(head) if head is not None else None
    if body is not None:
        yield body.actor.id if body.actor is not None else body.name.casefold()
        return
    if head is not None:
        yield f"at {head.i}"
    if party.actor is not None and party.actor.sector not in _ANYBODY:
        yield party.actor.id
    elif party.span is not None and not _is_pronoun(party):
        yield party.span.text.casefold().removeprefix("the ")
