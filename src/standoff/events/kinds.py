"""Type, mode and ACLED pair of a happening, from its trigger, its words and its parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Span as TokenSpan

from standoff.events.conditions import lemmas_in
from standoff.events.modality import Modality, load_modality_words
from standoff.events.triggers import Found
from standoff.ontology import EventType, acled_pair, load_lexicon, load_scenes
from standoff.records import Acled, Happens, Participant

__all__ = ["acled_of", "mode_of", "type_of"]

_NAMED, _SUPPOSED, _LEAST = 20.0, 2.0, 0.001
"""How much likelier a sub-event is where a word names weapon, means or matter, and where who is in the scene lets it be
supposed; chosen on the part of our own sentences that the model did not learn on, with room for texts of others."""
_CERTAIN = 0.95
"""Where the model is as sure as this of a sub-event, words near it do not bear on it."""
_SURE = 0.5
"""As likely must a weapon or a rape be that no word names, of the passage or else of the happening itself; and none is
where a vehicle does it ("a truck struck the patrol") or somebody only moves."""
_MOVES = frozenset({"AID", "COOPERATE", "CONSULT", "MOBILIZE", "RETREAT", "SUPPORT"})
_SHARED, _OTHERWISE = 0.3, 0.02
"""So much of its log-likelihood beside it counts, of what is at least so likely there; chosen on the same part."""
_LEANING, _ALONE = 0.3, 0.4
"""So much of the log-likelihood by the words near the trigger counts beside the model, and where the rules read alone;
chosen on the same part, the second with room for what the lexicon says of a word in so many words."""
_TELLING: dict[str | None, float] = {"Chemical weapon": 1000.0}
"""Where a word names these, they are so many times likelier: whatever fires it, what is poison is nothing else."""
_WORDS_OR_HELP = frozenset({
    "ACCUSE", "AID", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN",
})  # fmt: skip
_COOPERATIVE = frozenset({"AID", "SUPPORT", "COOPERATE", "CONSULT", "CONCEDE", "RETREAT"})
_HARSH = frozenset({"SANCTION", "COERCE"})
# modes of ASSAULT that no other word of the sentence changes
_SETTLED = frozenset({
    "aerial", "drone", "suicide-attack", "unconventional", "abduct", "torture", "sexual", "crowd-control",
})  # fmt: skip
_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "MIL-ALLIANCE"})
_BY_STATE = ("Government regains territory", "Non-state actor overtakes territory")
"""What it is that a place is taken by a state's forces, and by others."""
_UNFOUGHT = "Non-violent transfer of territory"
_NEVER = {
    "destroy": frozenset({"firearms", "crowd-control", "primitive"}),
    "beat": frozenset({"firearms", "crowd-control", "primitive"}),
    "primitive": frozenset({"firearms", "crowd-control"}),
    "targeted": frozenset({"firearms", "crowd-control", "primitive"}),
    "firearms": frozenset({"primitive", "heavy-weapons"}),
}
"""By a trigger's own mode, those that other words of the sentence do not turn it into."""


def type_of(found: Found, modality: Modality) -> str:
    """PLOVER's type: what somebody only promises is AGREE, what is said not to come is REJECT, restrictions that are
    announced or would follow are THREATEN; a deed that nobody claims is ASSAULT."""
    type_ = found.trigger.type
    if type_ == "ACCUSE" and "responsibility" in found.trigger.words and modality.polarity == "negative":
        return "ASSAULT"  # "no group has claimed responsibility" tells of the deed, by whomever
    if modality.reality == "hypothetical" and type_ in _HARSH and _is_announced(found):
        return "THREATEN"  # "whoever crosses the line will be turned back"
    if modality.reality != "planned" or not _is_announced(found):
        return type_
    if modality.polarity == "negative":
        return "REJECT" if type_ in _COOPERATIVE or type_ == "AGREE" else type_
    if type_ in _COOPERATIVE:
        return "AGREE" if _has_promiser(found) else type_
    return "THREATEN" if type_ in _HARSH else type_


def _has_promiser(found: Found) -> bool:
    """Whether somebody is told to do what is planned: not "| he | will be handed over", "| buses | will leave"."""
    vehicles = load_lexicon().kinds["vehicle"]
    verbs = (found.head,) if found.clause is None else (found.head, found.clause.top)
    return not any(
        child.dep_ in ("auxpass", "nsubjpass") or (child.dep_ == "nsubj" and child.lemma_.lower() in vehicles)
        for verb in verbs
        for child in verb.lefts
    )


def _is_announced(found: Found) -> bool:
    """Whether a plan is put in words of its own ("will send", "plans to send"): no mere purpose."""
    if found.clause is None or found.form not in ("verb", "object"):
        return False
    planned = load_modality_words()
    if any(child.lower_ in (*planned.of("planned"), "would") for child in found.clause.top.children):
        return True
    told = planned.of("planned", "verbs") | planned.of("planned", "nouns")
    if found.trigger.type == "CONSULT" and any(child.dep_ == "auxpass" for child in found.head.head.lefts):
        return False  # "are expected to meet": others say so
    return found.head.dep_ in ("xcomp", "acl") and found.head.head.lemma_ in told


def mode_of(type_: EventType, found: Found, words: TokenSpan, context: set[str]) -> str | None:
    """The trigger's own mode, or the one that the words of the happening (else of its sentence) tell.

    ``context`` holds the lemmas of the sentence.
    """
    own = found.trigger.mode if found.trigger.type == type_.name else None
    if not type_.mode_words or found.trigger.role == "territory":
        return own
    if own is not None and (type_.name != "ASSAULT" or own in _SETTLED):
        return own
    for run, lemmas in ((words, lemmas_in(words)), (words.sent, context)):
        lowered: str | None = None
        for mode, told in type_.mode_words.items():
            if own is not None and mode in _NEVER.get(own, ()):
                continue
            if not told.isdisjoint(lemmas):
                return mode
            lowered = lowered or " ".join(token.lemma_.lower() for token in run)
            if any(" " in phrase and phrase in lowered for phrase in told):
                return mode
        if own is not None:
            return own
    return own


def acled_of(
    type_: EventType,
    mode: str | None,
    found: Found,
    parties: Sequence[Participant],
    context: set[str],
    words: TokenSpan,
    leaning: Mapping[str, float],
    passage: Mapping[str, float],
    told: Happens | None = None,
    beside: Sequence[Happens] = (),
) -> Acled | None:
    """The nearest ACLED pair, or ``None`` where ACLED has no such event: the likeliest by ``leaning``, what the words
    near the trigger lean to, or where the model reads too by what it says and a part of that, with what a word names or
    the scene lets be supposed so many times as likely, and nearer to what the ``passage`` is of and to what else the
    sentence tells, ``beside`` it: an incident is of one kind. ``context`` holds the sentence's lemmas, ``words`` are
    those of the happening."""
    named = _named_sub_event(type_, mode, found, parties, context, words)
    by = _words_of("actor", parties)
    name = named or _sub_event(type_, mode, found.trigger.role, context, by) or ""
    times = _TELLING.get(named, _NAMED) if named is not None or type_.name in _WORDS_OR_HELP else _SUPPOSED
    is_by_vehicle = not {word.removesuffix("s") for word in by}.isdisjoint(load_lexicon().kinds["vehicle"])
    is_unarmed = is_by_vehicle or found.word.lemma_.lower() in load_scenes()["ramming"] or type_.name in _MOVES
    is_sure = told is not None and max(told.sub_events.values(), default=0.0) >= _CERTAIN
    likely: dict[str, float] = {}
    for each, own in (leaning if told is None else told.sub_events).items():
        if named is None and _must_be_told(each) and (is_unarmed or max(own, passage[each]) < _SURE):
            continue
        if named in (*_BY_STATE, _UNFOUGHT) and each in _BY_STATE and each != named:
            continue  # who takes the place is known, or that it was given up
        points = (own + _LEAST) ** (_ALONE if told is None else 1.0) * (times if each == name else 1.0)
        if told is not None:
            shared = sum(other.sub_events[each] for other in beside) / len(beside) if beside else 1.0
            points *= (shared + _OTHERWISE) ** _SHARED
        if not is_sure:
            points *= passage[each] + _LEAST
            points *= 1.0 if told is None else (leaning.get(each, 0.0) + _LEAST) ** _LEANING
        likely[each] = points
    name = max(likely, key=lambda each: likely[each], default=name)
    return acled_pair(name) if name else None


def _must_be_told(sub_event: str) -> bool:
    """Whether it takes more than a leaning to say so: a weapon, or a rape."""
    return sub_event == "Sexual violence" or (
        bool(sub_event) and acled_pair(sub_event).event_type == "Explosions/Remote violence"
    )


def _named_sub_event(
    type_: EventType,
    mode: str | None,
    found: Found,
    parties: Sequence[Participant],
    lemmas: set[str],
    words: TokenSpan,
) -> str | None:
    """The sub-event that a word names: a weapon or a means, a place taken, arms lost, a base set up, a protest at which
    people are arrested."""
    scenes = load_scenes()
    if found.trigger.acled is not None:
        return found.trigger.acled
    if found.trigger.role == "disrupt":
        return "Disrupted weapons use"
    if type_.name == "ASSAULT":
        if found.trigger.role == "territory":
            return _taken(found, parties, lemmas)
        if mode in _BY_HAND and _words_of("actor", parties) & scenes["mob"]:
            return "Mob violence"
        return "Grenade" if mode == "explosives" and "grenade" in lemmas else _BY_MODE.get(mode or "")
    if type_.name == "MOBILIZE" and lemmas & scenes["base"] and lemmas & scenes["establish"]:
        return "Headquarters or base established"
    if type_.name == "COERCE" and mode == "arrest" and lemmas_in(words) & scenes["demonstrators"]:
        return "Protest with intervention"
    return None


def _taken(found: Found, parties: Sequence[Participant], lemmas: set[str]) -> str | None:
    """What it is that a place is taken: nothing is fought for that nobody holds or that is given away. ``None`` where
    nothing tells who takes it."""
    scenes = load_scenes()
    sentence = f" {found.word.sent.text.lower()} "
    is_fought_for = not lemmas.isdisjoint(scenes["fighting"])
    if any(f" {phrase}" in sentence for phrase in scenes["unopposed"]) or (
        not is_fought_for and not lemmas.isdisjoint(scenes["leaving"])
    ):
        return _UNFOUGHT
    by_state = _is_state(parties)
    return None if by_state is None else _BY_STATE[not by_state]


def _sub_event(type_: EventType, mode: str | None, role: str | None, lemmas: set[str], actors: set[str]) -> str | None:
    """The sub-event by who is in the scene: crowds, police, armed men, people."""
    scenes = load_scenes()
    has_crowd, has_police = bool(lemmas & scenes["demonstrators"]), bool(lemmas & scenes["police"])
    if role == "territory":
        return _BY_STATE[1]
    if type_.name == "ASSAULT":
        return _assault(mode, lemmas, actors)
    if type_.name == "PROTEST":
        if mode in ("riot", "vandalize"):
            return "Violent demonstration"
        return (_with_crowd(lemmas) if has_police or lemmas & scenes["riot"] else None) or "Peaceful protest"
    if type_.name == "COERCE" and mode in ("restrict", "arrest") and has_crowd and has_police:
        return _with_crowd(lemmas - scenes["deadly"]) or "Protest with intervention"
    return type_.modes[mode].acled if mode is not None and mode in type_.modes else type_.acled


def _with_crowd(lemmas: set[str]) -> str | None:
    """What a protest is by how crowd and police behave: whose own violence comes before what is done to it."""
    scenes = load_scenes()
    if lemmas & scenes["riot"]:
        return "Violent demonstration"
    if lemmas & scenes["deadly"]:
        return "Excessive force against protesters"
    return "Protest with intervention" if lemmas & scenes["intervention"] else None


_BY_HAND = (None, "beat", "destroy", "primitive")
"""The modes of what people without arms or orders do."""
_BY_MODE = {
    "aerial": "Air/drone strike",
    "drone": "Air/drone strike",
    "suicide-attack": "Suicide bomb",
    "heavy-weapons": "Shelling/artillery/missile attack",
    "explosives": "Remote explosive/landmine/IED",
    "unconventional": "Chemical weapon",
    "abduct": "Abduction/forced disappearance",
    "sexual": "Sexual violence",
    "targeted": "Attack",
    "torture": "Attack",
}


def _assault(mode: str | None, lemmas: set[str], actors: set[str]) -> str:
    scenes = load_scenes()
    has_crowd, has_police = bool(lemmas & scenes["demonstrators"]), bool(lemmas & scenes["police"])
    if mode == "crowd-control":
        return _with_crowd(lemmas) or "Protest with intervention"
    if actors & scenes["mob"] or (lemmas & scenes["mob"] and lemmas & {"mob", "lynch", "lynching", "vigilante"}):
        return "Mob violence"
    if has_crowd and has_police and lemmas & (scenes["riot"] | scenes["deadly"]):
        return _with_crowd(lemmas) or "Violent demonstration"
    if mode == "destroy":
        return "Violent demonstration" if has_crowd else "Looting/property destruction"
    armed = lemmas & scenes["armed"]
    if lemmas & scenes["fighting"] or len(armed) > 1:
        return "Armed clash"
    return "Armed clash" if armed and not lemmas & scenes["unarmed"] else "Attack"


def _words_of(role: str, parties: Sequence[Participant]) -> set[str]:
    spans = [each.span for each in parties if each.role == role and each.span]
    return {word for span in spans for word in span.text.lower().replace("-", " ").split()}


def _is_state(parties: Sequence[Participant]) -> bool | None:
    """Whether a state's forces act, as far as the registry or else the words tell; rebels backed by a state do not.
    ``None`` where neither tells."""
    scenes = load_scenes()
    words = _words_of("actor", parties)
    if words & scenes["non_state"]:
        return False
    sectors = {each.actor.sector for each in parties if each.role == "actor" and each.actor}
    if sectors:
        return not sectors.isdisjoint(_STATE_SECTORS)
    return True if words & scenes["state"] else None
