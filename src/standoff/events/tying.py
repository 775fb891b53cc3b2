"""The noun that tells of a happening with the verb that only carries it: "carried out raids", "clashes erupted"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from standoff.events.clauses import clause_of, is_definite, is_to_infinitive, light_key, mark_of
from standoff.events.triggers import Found, governor
from standoff.languages.grammar import SUBJECTS, VERBAL
from standoff.ontology import LightVerbs, load_lexicon

__all__ = ["BESIDE", "tie"]

BESIDE = frozenset({"in", "after", "following", "since", "before", "during", "amid", "despite", "until", "for"})


def tie(noun: Found, verbs: dict[int, Found], light: LightVerbs) -> Found | None:
    """The noun as the telling word of the verb that carries it, or ``None`` where the verb tells by itself."""
    outer, gov, relation = governor(noun.word, light.carriers)
    if gov.pos_ not in VERBAL:
        return noun
    if gov.i in verbs:
        return None
    gov, relation = _below_holding(gov, relation)
    keys = light_key(gov)
    form = None
    if gov.dep_ == "advcl" and relation == "nsubj" and is_definite(noun.word) and mark_of(gov) in BESIDE:
        return None  # "since the operation began" says when
    if relation in ("dobj", "obj", "attr", "oprd"):
        if gov.lemma_ == "be":
            form = "undergo" if outer.lemma_ in light.befallen else "occur"
        elif keys & light.undergo:
            form = "undergo"
        elif keys & light.averted or keys & light.cause:
            form = "occur"
        elif keys & light.object:
            form = "object"
    elif relation == "nsubjpass":
        form = "occur" if keys & (light.object | light.undergo | light.noticed) else None
    elif relation in ("nsubj", "csubj"):
        form = "occur" if keys & light.occur else None
    elif relation == "prep":
        if gov.lemma_ in ("be", "go") and outer.head.lower_ in ("on", "in", "at", "under"):
            form = "undergo" if outer.head.lower_ == "under" else "object"
        elif gov.lemma_ in light.engaged:
            form = "object"
    if form is None:
        return noun
    return replace(noun, head=gov, form=form, clause=clause_of(gov))


def _below_holding(verb: Token, relation: str) -> tuple[Token, str]:
    """The verb that carries a noun below one that only says how sure it is, and the noun's relation to it: "the raid is
    believed to have been | carried out | by rebels"."""
    if relation not in SUBJECTS or verb.lemma_ not in load_lexicon().light.holding:
        return verb, relation
    below = next((child for child in verb.rights if child.dep_ == "xcomp" and child.tag_ in ("VB", "VBN")), None)
    if below is None or not is_to_infinitive(below):
        return verb, relation
    return below, "nsubjpass" if any(child.dep_ == "auxpass" for child in below.lefts) else "nsubj"
