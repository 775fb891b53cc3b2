"""Participants made complete: pronouns taken up, "we" read as whoever is quoted, forces of the story's state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from msgspec.structs import replace
from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.claims.bodies import NamedBodies
from standoff.claims.carried_doers import (
    Doers,
    Voices,
    are_both_armed,
    are_of_one_side,
    are_unlike,
    choose_doer,
    is_somebody,
    is_surer,
    may_share,
)
from standoff.claims.chains import Chain
from standoff.claims.references import antecedent, load_reference_words
from standoff.claims.same import Told, are_one_deed, is_deed
from standoff.claims.scenes import Scene
from standoff.claims.sources import Registry, name_of
from standoff.claims.speakers import voices_of_chains
from standoff.languages.phrases import name_phrase
from standoff.ontology import FORCE, VIOLENCE, load_lexicon
from standoff.records import ARMED, POWERS, PRESS, Actor, Document, Happening, Participant, PlaceMention, Role, Span

__all__ = [
    "are_among",
    "are_forces_of_several",
    "carry_parties",
    "complete_participants",
    "of_the_accused",
    "story_country",
    "with_teller",
]

_FARTHEST = 60
"""So many happenings further on, or back, none is taken for the same."""
_DRIVEN = frozenset({*VIOLENCE, "RETREAT"})


def story_country(places: Sequence[PlaceMention]) -> str | None:
    """The country that most places of a report lie in, ISO 3166-1 alpha-3; ``None`` without a clear one. Places within
    a country come first: a state that is only named speaks or acts, as those called by its name ("Russian") do."""
    within = [place for place in places if place.precision not in (None, "country")]
    counts = Counter(place.country for place in within or places if place.country)
    if not counts:
        return None
    (first, most), *rest = counts.most_common(2)
    return first if not rest or most > rest[0][1] else None


def carry_parties(
    document: Document, told: Sequence[Told], chains: Sequence[Sequence[Chain]], scenes: Sequence[Scene]
) -> list[tuple[Participant, ...]]:
    """The participants of each happening, with the actor or target that it lacks taken from the nearest telling of
    the same happening ("six people were killed in the attack"), or the actor of the deed told before it in its
    sentence.

    A party is taken from the same claimant or from the publisher's own voice, since who did it is what accounts differ
    on. That all violence near by is by one says nothing of it: of 213 actors so taken on own reports 19 were right. Of
    30 taken for harm told just after a deed 15 were, and 11 were of harm whose actor the gold leaves open.
    To whom a deed was done that is only taken up ("the crime", "planted the bomb"), whoever does so, is told where the
    deed under discussion is. What is carried over says so, and no dispute is ever made of it.
    """
    opened: _Openings = {}
    killings: _Openings = {}
    carried: list[tuple[Participant, ...]] = []
    voices = voices_of_chains(chains)
    doers = Doers(document, told, chains, voices, scenes)
    for at, (this, scene) in enumerate(zip(told, scenes, strict=True)):
        parties = _carried(at, told, voices, _done_to(this, scene, opened, killings))
        is_said = any(_does_it(each) and each.basis == "stated" for each in parties)
        if this.happening.event.type in FORCE and not is_said:
            parties = _with_doer(at, told, voices, carried, parties, doers)
        carried.append(parties)
        if targets := _opening(this):
            _open(opened, this, scene, targets)
            if _is_killing(this):
                _open(killings, this, scene, targets)
    return carried


def _with_doer(
    at: int,
    told: Sequence[Told],
    voices: Sequence[Voices],
    carried: Sequence[Sequence[Participant]],
    parties: tuple[Participant, ...],
    doers: Doers,
) -> tuple[Participant, ...]:
    """The participants of a deed whose own words do not say who did it, with whoever is likeliest to have done so."""
    this = told[at]
    if this.is_answered:
        return parties
    supposed = [each for each in parties if _does_it(each)]
    own = tuple(each for each in parties if not _does_it(each))
    is_retold = bool(supposed)
    if not supposed:
        supposed = _actors_before(at, told, voices, carried, is_effect=_is_effect(this, parties))
        if not (this.is_further or this.taken_up):
            supposed = supposed if all(map(is_somebody, supposed)) and not are_both_armed(supposed, parties) else []
    doer = choose_doer(doers.candidates(at, supposed, own, is_retold=is_retold))
    if doer is None:
        return own
    found = supposed if doer.is_supposed else [replace(doer.party, role="actor")]
    return own + tuple(replace(each, basis="carried over") for each in found)


def _does_it(party: Participant) -> bool:
    return party.role == "actor"


class _Opening(NamedTuple):
    """A deed that is told as a new one: its sentence, and those to whom it is done."""

    sentence: int
    targets: list[Participant]


_Openings = dict[tuple[str, int], list[_Opening]]
"""Such deeds in the order of the text, by what is known of them and by their paragraph or scene."""


def _open(opened: _Openings, this: Told, scene: Scene, targets: list[Participant]) -> None:
    opening = _Opening(this.sentence, targets)
    opened.setdefault(("first of scene", id(scene)), [opening])
    if this.is_aside:
        return
    opened.setdefault(("first of paragraph", this.block), [opening])
    keys = []
    if any(party.role == "actor" for party in this.happening.participants):
        keys.append(("by somebody, of paragraph", this.block))
    if not this.is_summed and (this.place is not None or this.date is not None):  # it is told where or when it was
        keys += [("set, of paragraph", this.block), ("set, of scene", id(scene)), ("set", 0)]
    for key in keys:
        opened.setdefault(key, []).append(opening)


def _done_to(this: Told, scene: Scene, opened: _Openings, killings: _Openings) -> list[Participant]:
    """To whom a deed that is only taken up was done: to those of the deed under discussion. That is the last one of its
    paragraph that tells where or when it was, or else the last that somebody does there, or the first there; or the
    last of its scene. Of what one sentence tells, the first is the deed, and what follows came of it. A murder is of
    somebody who was killed."""
    if not this.is_told_before:
        return []
    if killings and not this.lemmas.isdisjoint(load_reference_words().killings):
        opened = killings
    keys = (
        ("set, of paragraph", this.block),
        ("by somebody, of paragraph", this.block),
        ("first of paragraph", this.block),
        ("set, of scene", id(scene)),
        ("set", 0),
        ("first of scene", id(scene)),
    )
    found = next((opened[key] for key in keys if key in opened), [])
    of_last_sentence = list(takewhile(lambda each: each.sentence == found[-1].sentence, reversed(found)))
    return of_last_sentence[-1].targets if of_last_sentence else []


def _is_killing(this: Told) -> bool:
    is_told = any(toll.what == "killed" for toll in this.happening.tolls)
    return is_told or not this.lemmas.isdisjoint(load_reference_words().killings)


def _opening(this: Told) -> list[Participant]:
    """To whom a deed is done that is told as a new one."""
    if this.is_told_before or not is_deed(this.happening):
        return []
    return [each for each in _with_harmed(this) if each.role == "target" and _is_named(each)]


def _carried(
    at: int, told: Sequence[Told], voices: Sequence[Voices], opening: Sequence[Participant]
) -> tuple[Participant, ...]:
    this = told[at]
    own = _with_harmed(this)
    is_count = not this.lemmas.isdisjoint(load_reference_words().counting)  # "the toll was given": no deed, its sum
    lacks_target = not (this.happening.tolls or is_count or any(each.role == "target" for each in own))
    if this.is_told_before and lacks_target and this.happening.event.type in FORCE and not are_among(opening, own):
        own += [replace(each, basis="carried over") for each in opening]
    if this.happening.event.type == "ACCUSE" and not any(each.role == "other" for each in own):
        own += [replace(each, role="other", basis="carried over") for each in opening if not are_among([each], own)]
    if this.happening.event.type not in VIOLENCE or not _is_about_people_or_things(this):
        return tuple(own)
    near = range(max(0, at - _FARTHEST), min(len(told), at + _FARTHEST))
    others = sorted((other for other in near if other != at), key=lambda other: _distance(at, other))
    for role in ("actor", "target"):
        if any(each.role == role for each in own) or (role == "target" and this.happening.tolls):
            continue
        for other in others:
            that = told[other]
            if that.happening.event.type not in VIOLENCE or not may_share(voices[at], voices[other]):
                continue
            if not are_one_deed(told[max(at, other)], told[min(at, other)]):
                continue
            if role == "actor" and are_unlike(that, this):
                continue
            found = [p for p in that.happening.participants if p.role == role and _is_named(p)]
            if found and not (are_among(found, own) or (role == "actor" and are_of_one_side(found, own))):
                own += [replace(each, basis="carried over") for each in found]
                break
    is_lacking = not any(each.role == "actor" for each in own)
    if this.happening.event.type == "ASSAULT" and is_lacking and not this.is_answered:
        found = _actors_beside(at, told, voices)
        if not are_of_one_side(found, own):
            own += [replace(each, basis="carried over") for each in found]
    return tuple(own)


def are_among(parties: Sequence[Participant], own: Sequence[Participant]) -> bool:
    """Whether some parties go by the words of a happening's own."""
    words = {each.span.text.casefold() for each in own if each.span is not None}
    return any(each.span is not None and each.span.text.casefold() in words for each in parties)


def _is_named(party: Participant) -> bool:
    """Whether the words of a party say elsewhere too who is meant: no "we" or "they" that stands for nobody known."""
    if party.span is None:
        return False
    return party.actor is not None or party.span.text.casefold() not in load_reference_words().pronouns


def _with_harmed(this: Told) -> list[Participant]:
    """A happening's own participants, and those whom only a count says to be harmed: "19 soldiers dead in clash". In
    "put the toll at 13" it says of nobody who he is. Nobody seizes or kills himself, as the parser may have it of "12
    drivers seized last week" and "two minors died of thirst"; who flees does so, and is driven out."""
    own, event = list(this.happening.participants), this.happening.event
    counted = [toll for toll in this.happening.tolls if toll.low or toll.high]
    harmed = next((toll for toll in counted if toll.who), None)
    for toll in counted:
        roles = {each.role: each for each in own if _is_of(each, toll.span)}
        is_driven = toll.what == "displaced"
        is_harm = toll.trigger.overlaps(event.trigger) and event.type in (_DRIVEN if is_driven else VIOLENCE)
        if is_harm and "actor" in roles and "target" not in roles:
            kept = [each for each in own if each.role == "other" or (each.role == "actor" and is_driven)]
            return [*kept, replace(roles["actor"], role="target")]
    if harmed is not None and not any(each.role == "target" for each in own):
        if event.type in FORCE:
            own = [each for each in own if each.role != "actor" or not _is_of(each, harmed.span)]
        own.append(Participant("target", harmed.span))
    return own


def _is_of(party: Participant, counted: Span) -> bool:
    return party.span is not None and party.span.overlaps(counted)


def _actors_beside(at: int, told: Sequence[Told], voices: Sequence[Voices]) -> list[Participant]:
    """Who does the last deed told before in the same sentence: "police fired on the crowd; three were hit"."""
    for other in range(at - 1, -1, -1):
        that = told[other]
        if that.sentence != told[at].sentence or not told[at].happening.tolls or that.happening.reality != "actual":
            break
        found = [each for each in that.happening.participants if each.role == "actor" and _is_named(each)]
        if is_surer(told[at], that):
            break
        if that.happening.event.type in FORCE and found and may_share(voices[at], voices[other]):
            return [] if any(map(told[at].harms_own_of, found)) else found
    return []


_BEFORE = 2
"""So many sentences back a deed is still the one that more is told of."""


def _actors_before(
    at: int,
    told: Sequence[Told],
    voices: Sequence[Voices],
    carried: Sequence[Sequence[Participant]],
    *,
    is_effect: bool,
) -> list[Participant]:
    """Who did the deed told just before, of which more is told ("| His driver | was shot", "two | others | were hurt")
    or what came of it (``is_effect``: "Three houses burned down").
    Nobody's own men are harmed by him: "the army attacked; | its | losses were heavy"."""
    this = told[at]
    if not (this.is_further or this.taken_up or is_effect) or this.happening.reality != "actual":
        return []
    if this.is_answered:
        return []
    sentences = {this.sentence}
    for other in range(at - 1, -1, -1):
        that = told[other]
        sentences.add(that.sentence)
        if len(sentences) > _BEFORE:
            break
        if that.happening.event.type not in FORCE or that.happening.reality != "actual":
            continue
        found = [each for each in carried[other] if each.role == "actor" and _is_named(each)]
        if found:
            may = may_share(voices[at], voices[other]) and not are_unlike(that, this)
            return found if may and not any(map(this.harms_own_of, found)) else []
        if not that.happening.tolls:
            break
    return []


def _is_effect(this: Told, parties: Sequence[Participant]) -> bool:
    """Whether harm is told without a place or day of its own, as what came of the deed just told; no sum of many."""
    is_harm = bool(this.happening.tolls) or any(each.role == "target" for each in parties)
    is_own = this.place is not None or this.date is not None
    words = load_reference_words()
    is_sum = this.is_summed or not this.lemmas.isdisjoint(words.counting)
    is_foiled = not this.lemmas.isdisjoint(load_lexicon().parties["repelling"])  # by who was attacked
    is_other = is_foiled or not words.apart.isdisjoint(this.happening.evidence.text.lower().split())
    return is_harm and not (is_own or is_sum or is_other or this.happening.polarity == "negative")


def _distance(at: int, other: int) -> int:
    """How far apart two happenings are told; what is still to come is further off than what was read."""
    return at - other if other < at else 3 * (other - at) + 2


def _is_about_people_or_things(this: Told) -> bool:
    """Whether a happening is told as one of the group's, not as a clash of sides that names both."""
    return sum(each.role == "actor" for each in this.happening.participants) < 2


def of_the_accused(participants: Sequence[Participant]) -> tuple[Participant, ...]:
    """The parties of what an accusation says: the accused did it, to whom its own clause says it was done to. Who
    accuses is no party to it."""
    roles: dict[Role, Role] = {"target": "actor", "other": "target"}
    return tuple(replace(each, role=roles[each.role]) for each in participants if each.role in roles)


def complete_participants(
    document: Document,
    participants: Sequence[Participant],
    chain: Chain,
    registry: Registry,
    country: str | None,
    bodies: NamedBodies,
    *,
    of_several: bool = False,
) -> tuple[Participant, ...]:
    """The participants with names for referring words and registry actors where these are known. Bare "soldiers" are of
    the report's ``country``, unless those of another are in it too (``of_several``)."""
    return tuple(
        _complete(document, each, chain, registry, None if of_several and _is_army(each, registry) else country, bodies)
        for each in participants
    )


def _is_army(party: Participant, registry: Registry) -> bool:
    """Whether the words of a party name armed forces of no country: "four soldiers"."""
    actor = _resolve(registry, party.span.text, None) if party.span is not None else None
    return actor is not None and actor.sector == "MIL" and actor.country is None


def are_forces_of_several(happenings: Iterable[Happening], country: str | None) -> bool:
    """Whether a report names armed forces of another state than its own."""
    named = (party.actor for happening in happenings for party in happening.participants)
    return any(actor is not None and actor.sector == "MIL" and actor.country not in (None, country) for actor in named)


def _complete(
    document: Document,
    participant: Participant,
    chain: Chain,
    registry: Registry,
    country: str | None,
    bodies: NamedBodies,
) -> Participant:
    if participant.span is None:
        return participant
    tokens = document.tokens(participant.span)
    name = participant.name
    body = bodies.meant_by(tokens.root) if tokens is not None and name is None else None
    if body is not None:
        return replace(participant, name=body.name, actor=body.actor or participant.actor)
    whole = _whole_of(tokens) if tokens is not None else None
    if whole is not None and name is None:
        name = _called(document, whole, bodies)
        return replace(participant, name=name, actor=participant.actor or _resolve(registry, name, country))
    if tokens is not None and tokens.root.pos_ == "PRON":
        kind = load_reference_words().pronouns.get(tokens.root.lower_)
        if kind == "speaker":
            name = _speaker(document, _speaking(document, chain, tokens))
        elif kind is not None:
            head = antecedent(tokens.root)
            name = _called(document, head, bodies) if head is not None else None
        return replace(participant, name=name, actor=_resolve(registry, name, country))
    if tokens is not None and (owner := _owner(tokens.root)) is not None:
        if load_reference_words().pronouns.get(owner.lower_) == "speaker":
            name = _speaker(document, _speaking(document, chain, tokens))
        elif (head := antecedent(owner)) is not None:
            name = _called(document, head, bodies)
        return replace(participant, name=name, actor=_resolve(registry, name, country) or participant.actor)
    if tokens is not None and (longer := _with_rest_of_name(tokens)) is not None:
        span = document.span(longer)
        actor = _resolve(registry, span.text, country)
        if actor is not None and _is_of_name(actor) and actor != participant.actor:
            return replace(participant, span=span, actor=actor)
    actor = participant.actor
    if actor is None or actor.country is None:
        named = _resolve(registry, name, country)
        actor = named or _resolve(registry, participant.span.text, country) or actor
    elif country is not None and actor.country != country:
        local = _resolve(registry, participant.span.text, country)  # letters that another body elsewhere goes by too
        actor = local if local is not None and local.country == country and _is_of_name(local) else actor
    return replace(participant, actor=actor)


def _is_of_name(actor: Actor) -> bool:
    """Whether an actor is a body of a name, rather than whoever is of a kind."""
    return actor.id not in (actor.sector, f"{actor.country}-{actor.sector}")


_REST_OF_NAME = frozenset({"in", "and"})


def _with_rest_of_name(tokens: TokenSpan) -> TokenSpan | None:
    """A phrase with the words behind it that may end its name: "the Organization of the People | in Arms |"."""
    parse, end = tokens.doc, tokens.end
    if not tokens[-1].is_title or end + 1 >= len(parse) or parse[end].lower_ not in _REST_OF_NAME:
        return None
    last = end + 1
    while last < len(parse) and parse[last].is_title:
        last += 1
    return parse[tokens.start : last] if last > end + 1 else None


def _speaking(document: Document, chain: Chain, words: TokenSpan) -> Chain:
    """The chain as far as who says "we": in what he reports of another, in no quotation marks, that is himself: "the
    puppets say that | we | murdered a nurse"."""
    if len(chain) < 2 or chain[-2].source.kind in PRESS:
        return chain
    cue, at = chain[-1].cue, document.starts[words.start]
    if cue is None or not document.span(words.sent).covers(cue) or cue.end > at:
        return chain
    is_quoted = any(mark in document.report.text[cue.start : at] for mark in "\"“”«»'‘")
    return chain if is_quoted else chain[:-1]


def _speaker(document: Document, chain: Chain) -> str | None:
    """Whom "we" stands for: who is quoted, or the body for which he speaks ("a caller speaking for the front")."""
    if not chain:
        return None
    source = chain[-1].source
    tokens = document.tokens(source.span) if source.span is not None else None
    own = _name_of_own(tokens.root) if tokens is not None else None
    return name_of(document.span(name_phrase(own)).text) if own is not None else source.name


def _called(document: Document, head: Token, bodies: NamedBodies) -> str:
    """What somebody goes by whom a pronoun takes up: a body by its name, others by the words there, or by what they
    call themselves: "a squad calling itself | the Jaguar | said that it had killed him"."""
    body = bodies.meant_by(head)
    if body is not None:
        return body.name
    owner = _owner(head)
    if owner is not None and (whole := antecedent(owner)) is not None and whole.i < head.i and _owner(whole) is None:
        return _called(document, whole, bodies)  # "| its | gunmen shot him, and they fled"
    own = _name_of_own(head) or _name_behind(head)
    return name_of(document.span(name_phrase(own or head)).text)


def _name_behind(group: Token) -> Token | None:
    """The name that is told behind a comma of a group brought up as unknown: "a new group, | the Red Star |"."""
    if group.lemma_.lower() not in load_lexicon().parties["organisations"] or group.pos_ != "NOUN":
        return None
    return next((child for child in group.rights if child.dep_ == "appos" and child.pos_ == "PROPN"), None)


_OF_THEIRS = frozenset({"as", "of", "on", "for", "to", "in"})
_DEEP = 4


def _name_of_own(head: Token) -> Token | None:
    """The name that a group is said to call itself by or to be known by, or of the body for which somebody speaks: "a
    caller who identified himself as a member of | the Front |"."""
    belonging = load_lexicon().parties["belonging"]
    for clause in head.rights:
        if clause.dep_ in ("acl", "relcl") and clause.lemma_.lower() in belonging:
            level = list(clause.rights)
            for _ in range(_DEEP):
                ends = [each for each in level if each.pos_ == "PROPN" and each.dep_ in _NAMING]
                if ends:
                    return ends[0]
                level = [
                    below
                    for each in level
                    if each.lower_ in _OF_THEIRS or each.pos_ == "NOUN"
                    for below in each.rights
                    if below.dep_ == "prep" or below.dep_ in _NAMING
                ]
    return None


_NAMING = frozenset({"oprd", "dobj", "pobj", "attr"})
_FIGHTING = frozenset({"MIL", "COP", "REB", "GOV"})


def with_teller(
    document: Document,
    participants: tuple[Participant, ...],
    happening: Happening,
    chain: Chain,
    registry: Registry,
    country: str | None,
) -> tuple[Participant, ...]:
    """The participants with whoever tells it as the one who did it, where nobody else is named: forces that tell that
    their foes were ambushed, an attack repelled or somebody arrested, and whoever says what others should do. What only
    befalls people, or a place, is nobody's."""
    if chain and happening.is_demand:
        return (*participants, Participant("actor", chain[-1].source.span, chain[-1].source.name, None, "carried over"))
    if happening.event.type not in FORCE or not chain or any(each.role == "actor" for each in participants):
        return participants
    if (happening.reality, happening.polarity, happening.certainty) != ("actual", "positive", "certain"):
        return participants
    known, trigger = load_lexicon().parties, document.tokens(happening.event.trigger)
    source, stance = chain[-1].source, chain[-1].stance
    lemma = trigger.root.lemma_.lower() if trigger is not None else ""
    if trigger is None or trigger.root.pos_ != "VERB" or lemma in known["befalling"] or stance != "asserts":
        return participants
    teller = _resolve(registry, source.name, country) or _resolve(registry, source.span.text, country)
    if teller is None or teller.sector not in _FIGHTING or teller.sector == "GOV":
        return participants
    targets = [each for each in participants if each.role == "target"]
    if any(map(_is_of_somebody_named, targets)):
        return participants
    forces = [each.actor for each in targets if each.actor is not None and each.actor.sector in ARMED]
    foes = [each for each in forces if _are_foes(teller, each)]
    particles = (child.lower_ for child in trigger.root.children if child.dep_ in ("prt", "advmod"))
    key = {lemma, *(f"{lemma} {particle}" for particle in particles)}
    is_arrest = teller.sector in POWERS and not key.isdisjoint(known["arresting"])
    is_doer = bool(foes) or is_arrest or (not forces and not key.isdisjoint(known["repelling"]))
    doer = Participant("actor", source.span, source.name, teller, "carried over")
    return (*participants, doer) if is_doer else participants


def _is_of_somebody_named(party: Participant) -> bool:
    """Whether words tell by a pronoun whose somebody or something is: "its ship", "two of its servicemen"."""
    words = party.span.text.lower().split() if party.span is not None else ()
    return not load_reference_words().pronouns.keys().isdisjoint(words)


def _are_foes(one: Actor, other: Actor) -> bool:
    """Whether two forces fight each other, as far as their kinds tell: rebels and a state's, or those of two states."""
    if one.sector in POWERS and other.sector in POWERS:
        return None not in (one.country, other.country) and one.country != other.country
    return one.sector != other.sector


def _owner(noun: Token) -> Token | None:
    """The pronoun by which forces, or what they fly and fire, are somebody's: "its jets", "our troops"."""
    kinds, known, lemma = load_lexicon().kinds, load_lexicon().parties, noun.lemma_.lower()
    if noun.pos_ != "NOUN" or lemma in known["of_a_vehicle"]:
        return None
    is_one_of_them = lemma in known["of_a_body"] or lemma in known["fighters"]  # "its men", "its insurgents"
    if not (is_one_of_them or any(lemma in kinds[kind] for kind in ("force", "aircraft", "weapon"))):
        return None
    return next((child for child in noun.lefts if child.dep_ == "poss" and child.pos_ == "PRON"), None)


def _whole_of(tokens: TokenSpan) -> Token | None:
    """Those of whom words stand for some: "two of them", "| nine villagers |, three of whom were shot"."""
    if len(tokens) <= 2 or tokens[-2].lower_ != "of":
        return None
    if tokens[-1].lower_ == "them":
        return antecedent(tokens[-1])
    clause = tokens.root.head
    is_relative = tokens[-1].lower_ in ("whom", "which") and clause.dep_ == "relcl"
    return clause.head if is_relative and clause.head.i < tokens.start else None


def _resolve(registry: Registry, name: str | None, country: str | None) -> Actor | None:
    return registry.resolve(name, country=country) if name else None
