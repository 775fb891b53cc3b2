"""Type, mode and ACLED pair of a happening, from its trigger, its words and its parties."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as TokenSpan

from standoff.events.modality import Modality
from standoff.events.triggers import Found
from standoff.ontology import EventType, acled_pair
from standoff.records import Acled, Participant

__all__ = ["acled_of", "mode_of", "type_of"]

_COOPERATIVE = frozenset({"AID", "SUPPORT", "COOPERATE"})
_HARSH = frozenset({"SANCTION", "COERCE"})
_SETTLED = frozenset(
    {"aerial", "drone", "suicide-attack", "unconventional", "abduct", "torture", "sexual", "crowd-control"}
)
_POLICE = frozenset({"police", "policeman", "officer", "troop", "soldier", "force", "security", "gendarme", "guard"})
_DEMONSTRATORS = frozenset(
    {"protester", "demonstrator", "protest", "demonstration", "march", "rally", "crowd", "demonstrators"}
)
_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "MIL-ALLIANCE"})


def type_of(found: Found, modality: Modality) -> str:
    """PLOVER's type: help that is only promised is AGREE, restrictions that are only announced THREATEN."""
    type_ = found.trigger.type
    if modality.reality == "planned" and found.form in ("verb", "object") and modality.polarity == "positive":
        if type_ in _COOPERATIVE:
            return "AGREE"
        if type_ in _HARSH:
            return "THREATEN"
    return type_


def mode_of(type_: EventType, found: Found, words: TokenSpan) -> str | None:
    """The trigger's own mode, or the one that the words of the happening (else of its sentence) tell."""
    own = found.trigger.mode if found.trigger.type == type_.name else None
    if not type_.mode_words or (own is not None and (type_.name != "ASSAULT" or own in _SETTLED)):
        return own
    if type_.name == "ASSAULT" and found.trigger.role == "territory":
        return own
    for run in (words, words.sent):
        lowered = " ".join(token.lemma_.lower() for token in run)
        singles = set(lowered.split())
        for mode, told in type_.mode_words.items():
            if own in ("destroy", "beat", "primitive", "targeted") and mode in (
                "firearms",
                "crowd-control",
                "primitive",
            ):
                continue
            if own == "firearms" and mode in ("primitive", "heavy-weapons"):
                continue
            if not told.isdisjoint(singles) or any(" " in phrase and phrase in lowered for phrase in told):
                return mode
        if own is not None:
            return own
    return own


def acled_of(
    type_: EventType, mode: str | None, found: Found, parties: Sequence[Participant], words: TokenSpan
) -> Acled | None:
    """The nearest ACLED pair, or ``None`` where ACLED has no such event."""
    name = _sub_event(type_, mode, found, parties, words)
    return acled_pair(name) if name else None


def _sub_event(
    type_: EventType, mode: str | None, found: Found, parties: Sequence[Participant], words: TokenSpan
) -> str | None:
    lemmas = {token.lemma_.lower() for token in words.sent}
    if found.trigger.role == "disrupt":
        return "Disrupted weapons use"
    if type_.name == "ASSAULT":
        return _assault(mode, found, parties, lemmas)
    if type_.name == "PROTEST":
        if mode in ("riot", "vandalize"):
            return "Violent demonstration"
        if lemmas & _POLICE:
            if lemmas & {"kill", "shoot", "fire", "injure", "wound", "bullet", "dead"}:
                return "Excessive force against protesters"
            if lemmas & {"disperse", "arrest", "gas", "baton", "detain", "cannon", "break", "prevent"}:
                return "Protest with intervention"
        return "Peaceful protest"
    if (
        type_.name == "MOBILIZE"
        and lemmas & {"headquarters", "base", "outpost"}
        and lemmas & {"establish", "set", "build", "open"}
    ):
        return "Headquarters or base established"
    if type_.name == "COERCE" and mode in ("restrict", "arrest") and lemmas & _DEMONSTRATORS and lemmas & _POLICE:
        return "Protest with intervention"
    return type_.modes[mode].acled if mode is not None and mode in type_.modes else type_.acled


def _assault(mode: str | None, found: Found, parties: Sequence[Participant], lemmas: set[str]) -> str:
    if found.trigger.role == "territory":
        actors = [each for each in parties if each.role == "actor"]
        text = " ".join((each.span.text if each.span else "").lower() for each in actors)
        is_state = any(each.actor is not None and each.actor.sector in _STATE_SECTORS for each in actors)
        if is_state or any(
            word in text for word in ("army", "government", "troops", "military", "soldiers", "police", "security")
        ):
            return "Government regains territory"
        return "Non-state actor overtakes territory"
    if mode == "explosives" and lemmas & {"grenade", "grenades"}:
        return "Grenade"
    if mode == "crowd-control":
        if lemmas & {"kill", "shoot", "wound", "injure", "bullet", "ammunition", "dead"}:
            return "Excessive force against protesters"
        return "Protest with intervention"
    table = {
        "aerial": "Air/drone strike", "drone": "Air/drone strike", "suicide-attack": "Suicide bomb",
        "heavy-weapons": "Shelling/artillery/missile attack", "explosives": "Remote explosive/landmine/IED",
        "unconventional": "Chemical weapon", "abduct": "Abduction/forced disappearance", "sexual": "Sexual violence",
        "destroy": "Looting/property destruction", "targeted": "Attack", "beat": "Attack", "torture": "Attack",
    }  # fmt: skip
    if mode in table:
        return table[mode]
    if lemmas & {"mob", "lynch"}:
        return "Mob violence"
    fighting = {
        "clash",
        "battle",
        "fight",
        "fighting",
        "ambush",
        "skirmish",
        "firefight",
        "combat",
        "offensive",
        "crossfire",
    }
    armed = {
        "soldier",
        "troop",
        "militant",
        "rebel",
        "insurgent",
        "army",
        "police",
        "policeman",
        "militia",
        "terrorist",
        "guerrilla",
        "fighter",
        "force",
    }
    if lemmas & fighting or len(lemmas & armed) > 1:
        return "Armed clash"
    if lemmas & armed and mode is None:
        return (
            "Armed clash"
            if not lemmas & {"civilian", "villager", "woman", "child", "student", "people", "journalist"}
            else "Attack"
        )
    return "Attack"
