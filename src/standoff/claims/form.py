"""The stage: what was found in a document in, claims out."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from msgspec.structs import replace
from spacy.tokens import Token

from standoff.claims.actors import choose_actors
from standoff.claims.bodies import NamedBodies
from standoff.claims.carrying import Passage
from standoff.claims.chains import (
    Chain,
    ResolvedAttribution,
    chains_of,
    denies_cause,
    is_publisher,
    resolve_attributions,
    without_grounds,
    without_we,
)
from standoff.claims.confidence import likelihood_of
from standoff.claims.counts import counts_beside, words_of_counts
from standoff.claims.dating import choose_days
from standoff.claims.doers import doubted_doers
from standoff.claims.headed import place_headings
from standoff.claims.noted import noted_claims
from standoff.claims.own import attributions_beside, words_of
from standoff.claims.parties import (
    are_forces_of_several,
    carry_parties,
    complete_participants,
    of_the_accused,
    story_country,
    with_teller,
)
from standoff.claims.placing import choose_places
from standoff.claims.references import is_first_person, load_reference_words
from standoff.claims.responses import anaphoric_denials, claim_id, denial_evidence, tie_responses
from standoff.claims.same import Told, describe, group_happenings, with_happening
from standoff.claims.scenes import form_scenes, number_scenes
from standoff.claims.sources import Registry, name_of
from standoff.claims.target_signs import Nouns
from standoff.claims.targets import choose_targets
from standoff.claims.when import carry_when, day_headings, days_counted_back, stated_dates
from standoff.claims.where import carry_place, is_goal, places_of_deeds, stated_places
from standoff.ontology import load_laying, load_scenes
from standoff.records import (
    HURT,
    TO_COME,
    Attribution,
    Claim,
    DateMention,
    Document,
    Event,
    Happening,
    Marks,
    Participant,
    PlaceMention,
    Rejection,
    Source,
    Span,
    Toll,
)

__all__ = ["form_claims"]

# A word of doing that is also a cue: the deed itself is told in the publisher's voice ("X condemned the raid"),
# but who accuses is the claimant of what it accuses of.
_ACCUSING = frozenset({"ACCUSE"})
# Who accuses of a deed, owns up to it or gives notice of it only tells of it, where its content tells it in full.
_TELLING = frozenset({"ACCUSE", "CONCEDE", "CONSULT"})
# What somebody vows that he will do is told by him, while that he vows to do it is told of him.
_VOWING = frozenset({"THREATEN", "AGREE"})
# Who refuses or dismisses does something by it: "dismissed the offer", "dismissed his ministers".
_DONE_BY_DENYING = frozenset({"REJECT", "CONCEDE", "SANCTION"})
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "PROTEST", "OTHER"})
_NEAR = 4
"""At most so many words but those whom it befell stand between two words of harm that are told as one."""


def form_claims(
    document: Document,
    attributions: Sequence[Attribution],
    happenings: Sequence[Happening],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
    registry: Registry,
    counts: Sequence[Toll] = (),
    marks: Marks | None = None,
) -> tuple[list[Claim], list[Rejection]]:
    """Every happening laid to its claimants, with its place and days, in the order of the text.

    A happening is rejected, with the reason, where its words are only those of a denial, an accusation or an admission
    that is told in full elsewhere. ``counts`` are the numbers that somebody puts beside a toll told before;
    ``marks`` are what the model says of the words.
    """
    resolved = resolve_attributions(document, attributions, registry)
    counting = words_of_counts(resolved, counts)
    happenings = [each for each in happenings if not any(each.event.trigger.overlaps(cue) for cue in counting)]
    kept, rejections = _without_shadows(document, _with_counts_joined(document, happenings), resolved)
    remarks = _remarks(document, resolved)
    kept = [_apart_from(remarks, document, happening) for happening in kept]
    where = places_of_deeds(document, places, attributions, kept)
    stated = stated_places(document, kept, where)
    told = [
        describe(document, happening, place, *days, is_on_the_way=place is not None and is_goal(document, place))
        for happening, place, days in zip(kept, stated, stated_dates(document, kept, dates, attributions), strict=True)
    ]
    country = story_country(places)
    bodies = NamedBodies(document, registry, country)
    beside = _beside(kept, resolved)
    triggers = [this.happening.event.trigger for this in told]
    chains = [_chains(document, happening, own, triggers) for happening, own in zip(kept, beside, strict=True)]
    named = [this.happening.participants for this in told]
    opened = doubted_doers(document, told, chains, named, bodies)
    told = group_happenings([_doubted(this) if is_open else this for this, is_open in zip(told, opened, strict=True)])
    scenes = form_scenes(document, told)
    firm = [this for this in told if not this.happening.is_faint]
    of_several = are_forces_of_several(kept, country)
    carried = carry_parties(document, told, chains, scenes)
    doubted = doubted_doers(document, told, chains, carried, bodies)
    of_talks = {id(this.place) for this in told if this.happening.event.type == "CONSULT"}
    of_deeds = [place for place in where if id(place) not in of_talks]
    headings = day_headings(document, dates)
    headed = place_headings(document, places, dates)
    claims: list[Claim] = []
    numbers = number_scenes(scenes)
    sentences = [this.sentence for this in firm]
    reported = [any(own) for own in chains]
    places_by_rules, days_by_rules = [], []
    counted = days_counted_back(document, told, dates)
    for this, scene, back, is_reported in zip(told, scenes, counted, reported, strict=True):
        so_far = firm[: bisect_right(sentences, this.sentence)]
        is_talk = this.happening.event.type == "CONSULT"
        place = carry_place(this, scene, so_far, where if is_talk else of_deeds, document)
        places_by_rules.append(headed.place_for(this, place))
        days_by_rules.append(carry_when(document, this, scene, so_far, headings, counted=back, is_reported=is_reported))
    passage = Passage(document, told)
    each_place = choose_places(passage, scenes, places_by_rules, places, where, headed)
    each_when = choose_days(passage, scenes, days_by_rules, each_place, dates, headings, reported, counted)
    each_told = zip(told, chains, beside, carried, doubted, scenes, each_place, each_when, strict=True)
    for this, own_chains, own_attributions, participants, is_doubted, scene, place, when in each_told:
        happening = (_doubted(this) if is_doubted else this).happening
        tolls = _without_speakers(happening.tolls, own_chains)
        for chain in own_chains:
            evidence = _evidence(document, happening, chain, own_attributions)
            parties = _without_speakers_behind(_without_label(participants, chain), own_chains)
            parties = _of_each_other(parties, chain, own_chains)
            parties = _with_denier(document, parties, chain, own_attributions)
            parties = complete_participants(document, parties, chain, registry, country, bodies, of_several=of_several)
            claims.append(
                Claim(
                    id=claim_id(document.report.id, evidence, happening.event, chain),
                    report_id=document.report.id,
                    evidence=(evidence,),
                    sentence=happening.sentence,
                    attribution=chain,
                    event=_denied(happening.event, chain),
                    participants=with_teller(document, parties, happening, chain, registry, country),
                    polarity="positive" if _is_denied_by_its_word(happening, chain) else happening.polarity,
                    certainty=happening.certainty,
                    reality=happening.reality,
                    place=place,
                    when=when,
                    tolls=tolls,
                    equipment=happening.equipment,
                    confidence=happening.confidence,  # until all are there
                    scene=numbers[id(scene)],
                )
            )
    numbers_beside = counts_beside(document, resolved, claims, counts)
    claims += numbers_beside
    claims += [
        replace(
            each,
            participants=complete_participants(
                document, each.participants, each.attribution, registry, country, bodies, of_several=of_several
            ),
        )
        for each in anaphoric_denials(document, resolved, claims)
    ]
    claims.sort(key=_order)
    claims, doubles = _without_doubles(claims)
    publisher = name_of(document.report.publisher or "").casefold()
    tied = [_in_own_voice(_of_what_is_laid(document, claim), publisher) for claim in tie_responses(document, claims)]

    def completed(claim: Claim, parties: tuple[Participant, ...]) -> tuple[Participant, ...]:
        chain = claim.attribution
        return complete_participants(document, parties, chain, registry, country, bodies, of_several=of_several)

    settled = {each.id for each in numbers_beside}
    demanded = {each.event.trigger for each in kept if each.is_demand}
    settled |= {each.id for each in tied if each.event.trigger in demanded}
    nouns = Nouns(document, places)
    chosen = choose_targets(document, tied, nouns, marks, completed, settled)
    noted, unlikely = noted_claims(document, chosen, marks)
    acted = choose_actors(document, noted, nouns, marks, completed, settled)
    return list(_rated(_without_accusers(acted))), [*rejections, *doubles, *unlikely]


def _without_accusers(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims without whoever is named as the one accuser as the one who did it: "| the militia's | allegations that
    the market had been bombed"."""
    accusers: defaultdict[Span, set[Span]] = defaultdict(set)
    for claim in claims:
        for link in claim.attribution:
            if link.source.span is not None and link.cue is not None and _is_accusation(link.cue):
                accusers[claim.event.trigger].add(link.source.span)
    for claim in claims:
        found = accusers.get(claim.event.trigger, set())
        spans = found if len(found) == 1 else set()
        doers = [each for each in claim.participants if each.role == "actor"]
        mistaken = [each for each in doers if each.span is not None and any(map(each.span.overlaps, spans))]
        rest = tuple(each for each in claim.participants if each not in mistaken)
        yield replace(claim, participants=rest) if mistaken else claim


def _is_accusation(cue: Span) -> bool:
    """Whether a cue is a noun of accusing: "allegations that"."""
    words = (word.removesuffix("s") for word in cue.text.casefold().split())
    return any(word.endswith("ion") and word in load_reference_words().blaming for word in words)


def _doubted(this: Told) -> Told:
    return with_happening(this, replace(this.happening, certainty="probable"))


def _order(claim: Claim) -> tuple[int, int, int, str]:
    evidence = claim.evidence[0]
    return evidence.start, evidence.end, claim.event.trigger.start, claim.id


def _rated(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims of a report in its order, each with how likely it is right in the place of how surely it was read."""
    before: Span | None = None
    for claim in claims:
        likely = likelihood_of(
            claim.confidence,
            claim.event.type,
            claim.evidence[0].end - claim.evidence[0].start,
            is_first=claim.sentence != before,
            has_toll=bool(claim.tolls),
        )
        before = claim.sentence
        yield replace(claim, confidence=likely)


def _of_what_is_laid(document: Document, claim: Claim) -> Claim:
    """The claim of whoever accuses, with the parties of what he accuses of: "the villagers accuse | the clan | of
    burning | the mill |"."""
    if claim.event.type not in _ACCUSING or not claim.attribution or claim.stance != "asserts":
        return claim
    trigger = document.tokens(claim.event.trigger)
    if trigger is None or load_reference_words().accusing.isdisjoint(token.lemma_.lower() for token in trigger):
        return claim
    link = claim.attribution[-1]
    accusers = [each.span for each in claim.participants if each.role == "actor" and each.span is not None]
    is_by_claimant = link.source.span is not None and any(link.source.span.overlaps(each) for each in accusers)
    is_laid = link.cue is not None and link.cue.overlaps(claim.event.trigger)
    if not (is_by_claimant and is_laid and any(each.role == "target" for each in claim.participants)):
        return claim
    return replace(claim, participants=of_the_accused(claim.participants))


def _in_own_voice(claim: Claim, publisher: str) -> Claim:
    """The claim of a publisher that doubts or denies with no source, only its stance ("could not be verified", "we
    cannot confirm"), or that reminds its readers ("we recall that") or tells what it learned ("it was learned")."""
    if len(claim.attribution) != 1:
        return claim
    (link,) = claim.attribution
    source, cue = link.source, link.cue
    if claim.stance == "asserts":
        said = cue.text.lower().strip(" :").split() if cue is not None else []
        is_reminder = not load_reference_words().reminding.isdisjoint(said)
        is_nobodys = source.kind == "unnamed" and source.span == cue
        return replace(claim, attribution=()) if is_reminder and (is_nobodys or is_first_person(source.name)) else claim
    if not (is_publisher(source, publisher) or is_first_person(source.name)):
        return claim
    doubted = claim.participants
    if claim.stance == "questions":  # who could not verify it does not say who did it
        doubted = tuple(each for each in doubted if each.role != "actor" or _is_told_by(claim, each))
    return replace(claim, attribution=(), publisher_stance=claim.stance, participants=doubted)


def _is_told_by(claim: Claim, participant: Participant) -> bool:
    return participant.span is not None and claim.evidence[0].covers(participant.span)


def _is_denied_by_its_word(happening: Happening, chain: Chain) -> bool:
    """Whether a "not" belongs to who denies or doubts, and not to what he does: "it | knows nothing of | that"."""
    cue = chain[-1].cue if chain else None
    return cue is not None and chain[-1].stance != "asserts" and cue.overlaps(happening.event.trigger)


def _denied(event: Event, chain: Chain) -> Event:
    """Who denies an accusation rejects it: it does not accuse."""
    is_denial = bool(chain) and chain[-1].stance == "denies"
    return replace(event, type="REJECT", mode=None) if is_denial and event.type in _ACCUSING else event


def _without_label(participants: Sequence[Participant], chain: Chain) -> tuple[Participant, ...]:
    """The participants without whoever is named before the colon that lays the words to him: "Ministry: ..."."""
    labels = [link.source.span for link in chain if link.cue is not None and link.cue.text.strip() == ":"]
    return tuple(
        each for each in participants if each.span is None or not any(each.span.overlaps(label) for label in labels)
    )


def _without_speakers(tolls: tuple[Toll, ...], chains: Iterable[Chain]) -> tuple[Toll, ...]:
    """The tolls that count none of those who tell it: "killing nine farmers, two residents and a medic | said"."""
    speakers = [link.source.span for chain in chains for link in chain]
    of_others = tuple(
        toll
        for toll in tolls
        if not any(toll.span.overlaps(each) and not toll.trigger.overlaps(each) for each in speakers)
    )
    return of_others or tolls


def _without_speakers_behind(participants: tuple[Participant, ...], chains: Sequence[Chain]) -> tuple[Participant, ...]:
    """The participants without those who are named behind others as having said so, where the parser, for want of a
    comma, joins them: "clashes between the militia and the army residents said"."""
    links = (link for chain in chains for link in chain if link.cue is not None)
    speakers = [link.source.span for link in links if link.source.span is not None]
    speaking = [each for each in participants if each.span and any(map(each.span.overlaps, speakers))]
    ends = {each.role: each.span.end for each in reversed(participants) if each.span and each not in speaking}
    return tuple(
        each
        for each in participants
        if each not in speaking or each.span is None or each.role not in ends or each.span.start < ends[each.role]
    )


_EACH_OTHER = frozenset({"each other", "one another"})


def _of_each_other(
    participants: tuple[Participant, ...], chain: Chain, chains: Sequence[Chain]
) -> tuple[Participant, ...]:
    """The participants with those whom a claimant means by "each other", or who trade blame with him: all who say so
    with him. Who denies a deed with others ("both sides denied shelling it") denies his own."""
    actors = [each for each in participants if each.role == "actor" and each.span is not None]
    sources = [other[-1].source for other in chains if other]
    says_so = any(each.span and each.span.text.lower() in _EACH_OTHER for each in actors)
    is_mutual = len(sources) > 1 and len(actors) == len(sources) and all(map(_is_among(actors), sources))
    if not says_so and not is_mutual:
        return participants
    own = chain[-1].source if chain else None
    if own is not None and own.span is not None and chain[-1].stance == "denies" and not says_so:
        others = [each for each in actors if each.span is not None and not each.span.overlaps(own.span)]
        return tuple(each for each in participants if each not in others)
    meant = tuple(Participant("actor", source.span, source.name) for source in sources if source != own)
    return (*meant, *(each for each in participants if each not in actors)) if meant else participants


def _is_among(actors: Sequence[Participant]) -> Callable[[Source], bool]:
    return lambda source: any(
        each.span is not None and source.span is not None and each.span.overlaps(source.span) for each in actors
    )


def _with_denier(
    document: Document, participants: tuple[Participant, ...], chain: Chain, resolved: Sequence[ResolvedAttribution]
) -> tuple[Participant, ...]:
    """The participants with whoever denies a part in a deed as the one who is said to have done it ("the clan denied
    any role in the raid")."""
    if not chain or chain[-1].stance != "denies" or any(each.role == "actor" for each in participants):
        return participants
    denied = next((f.attribution.content for f in resolved if f.attribution.cue == chain[-1].cue), ())
    tokens = document.tokens(denied[0]) if denied else None
    if tokens is None or tokens.root.lemma_ not in load_reference_words().parts:
        return participants
    source = chain[-1].source
    return (Participant("actor", source.span, source.name), *participants)


def _with_counts_joined(document: Document, happenings: Sequence[Happening]) -> list[Happening]:
    """Counts of the killed and of the hurt that an "and" joins are one happening with two tolls."""
    joined: list[Happening] = []
    for happening in happenings:
        before = joined[-1] if joined else None
        if before is not None and _is_joined(document, before, happening):
            words = document.report.text
            start, end = before.evidence.start, max(before.evidence.end, happening.evidence.end)
            roles = {each.role for each in before.participants}
            roles |= set() if before.tolls else {"actor"}  # to the parser it may be who says so that was "killing nine"
            parties = (*before.participants, *(each for each in happening.participants if each.role not in roles))
            tolls = (*before.tolls, *happening.tolls)
            joined[-1] = replace(before, evidence=Span.of(words, start, end), participants=parties, tolls=tolls)
        else:
            joined.append(happening)
    return joined


def _is_joined(document: Document, first: Happening, second: Happening) -> bool:
    if first.sentence != second.sentence or not second.tolls:
        return False
    if all(any(toll.what == "killed" for toll in each.tolls) for each in (first, second)):
        return False  # "two soldiers died and 40 rebels were killed"
    if first.reality != second.reality or first.polarity != second.polarity:
        return False
    one, other = document.tokens(first.event.trigger), document.tokens(second.event.trigger)
    tolls = (*first.tolls, *second.tolls)
    if one is None or other is None:
        return False
    if not first.tolls:
        return _comes_of(document, first, second, one.root, other.root)
    if not _are_beside(document, one.root, other.root, tolls, second.tolls[0].span):
        return False
    is_driven_out = all(toll.what == "displaced" for toll in second.tolls) and not any(
        child.dep_ in ("nsubj", "nsubjpass") for child in other.root.children
    )  # "the fighting has killed 300 people and driven 40,000 from their homes"
    if first.event.type != second.event.type and not is_driven_out:
        return False
    doers = {each.span for each in first.participants if each.role == "actor"}
    relations = {child.dep_ for child in other.root.children}
    is_suffered = not doers and bool(relations & {"nsubjpass", "auxpass"}) and "agent" not in relations
    if not is_suffered and any(each.role == "actor" and each.span not in doers for each in second.participants):
        return False  # "two were killed on Monday, and on Friday gunmen killed a guard"
    return not any(token.lower_ in ("but", "while") for token in document.parse[one.end : other.start])


def _comes_of(document: Document, first: Happening, second: Happening, deed: Token, harm: Token) -> bool:
    """Whether harm is told as what an attack did, where the parser hides that: "two bombs fell on the town, police say,
    | killing | two drivers", "shelling of the quarter | killed | nine", "shelling of a quarter that | hurt | two"."""
    if not first.event.type == second.event.type == "ASSAULT" or harm.i <= deed.i + 1:
        return False
    parse, forms = document.parse, load_scenes()
    if harm.lower_ in forms["harming"]:
        return parse[harm.i - 1].text == ","
    between = parse[deed.i + 1 : harm.i]
    is_noun = deed.pos_ in ("NOUN", "PROPN") or (deed.tag_ == "VBG" and between[0].lower_ == "of")
    is_told_of_deed = is_noun and between[0].pos_ == "ADP" and harm.tag_ in ("VBD", "VBZ")
    is_aside = any(token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ") or token.is_punct for token in between[:-1])
    is_done_to = any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in harm.children)
    if not is_told_of_deed or is_aside or is_done_to or harm.lemma_ not in forms["toll_verbs"]:
        return False
    is_free = all(child.dep_ != "nsubj" or child.is_ancestor(deed) or child.i <= deed.i for child in harm.children)
    return (is_free and not between[-1].is_punct) or between[-1].lower_ in ("that", "which")


def _are_beside(document: Document, one: Token, other: Token, tolls: Sequence[Toll], counted: Span) -> bool:
    """Whether two words of harm are joined: by the parse, or, of the dead and the hurt, where nothing but those whom
    the second befell (``counted``) stands between them: "22 killed and | 36 | wounded"."""
    if other.dep_ == "conj" and other.head == one:
        return True
    if one.lemma_.lower() in load_scenes()["sums"] and 0 < other.i - one.i <= _NEAR:
        return True  # "gave a toll of eight killed and 16 wounded"
    people = document.tokens(counted)
    if people is None or not one.i < people.start <= other.i or any(toll.what not in HURT for toll in tolls):
        return False
    between = [*document.parse[one.i + 1 : people.start], *document.parse[people.end : other.i]]
    return len(between) <= _NEAR and all(token.lower_ in ("and", ",") or token.pos_ == "AUX" for token in between)


def _without_shadows(
    document: Document, happenings: Sequence[Happening], resolved: Sequence[ResolvedAttribution]
) -> tuple[list[Happening], list[Rejection]]:
    kept: list[Happening] = []
    rejections: list[Rejection] = []
    triggers = [happening.event.trigger for happening in happenings]
    for happening, beside in zip(happenings, _beside(happenings, resolved), strict=True):
        reason = _shadow(happening, triggers, beside)
        if reason is None:
            kept.append(happening)
        else:
            rejections.append(Rejection("claims", reason, document.report.id, span=happening.evidence))
    return kept, rejections


def _beside(
    happenings: Sequence[Happening], resolved: Sequence[ResolvedAttribution]
) -> list[list[ResolvedAttribution]]:
    """For each happening the attributions that may have to do with it."""
    numbers = attributions_beside(map(words_of, happenings), [found.attribution for found in resolved])
    return [[resolved[number] for number in own] for own in numbers]


def _shadow(happening: Happening, triggers: Sequence[Span], resolved: Sequence[ResolvedAttribution]) -> str | None:
    """Why a happening is no claim of its own: its trigger is the cue of a denial, or of an accusation whose
    content tells the happening."""
    for found in resolved:
        attribution = found.attribution
        if attribution.cue is None or not attribution.cue.overlaps(happening.event.trigger):
            continue
        inner = [t for t in triggers if attribution.covers(t) and not t.overlaps(happening.event.trigger)]
        is_word = inner or happening.event.type not in _DONE_BY_DENYING
        if attribution.stance == "denies" and attribution.is_report and is_word:
            return "the word of a denial, whose content is the happening"
        if inner and happening.event.type in _TELLING and any(_is_verbal(happening, t) for t in inner):
            return "the word of an accusation or admission, whose content is the happening"
    return None


def _is_verbal(happening: Happening, trigger: Span) -> bool:
    """Whether an inner trigger tells by itself ("bombing", "killed") rather than points ("the attack")."""
    before = happening.sentence.text[: trigger.start - happening.sentence.start].rstrip().split()
    return not before or before[-1].lower() not in ("the", "this", "that", "these", "those", "such")


def _chains(
    document: Document, happening: Happening, resolved: Sequence[ResolvedAttribution], triggers: Sequence[Span]
) -> list[Chain]:
    """The chains of a happening; who accuses or blames is also the claimant of what it accuses of, while who condemns
    or orders an inquiry puts nothing forward."""
    chains = chains_of(happening, resolved, name_of(document.report.publisher or "").casefold())
    trigger = document.tokens(happening.event.trigger)
    words = load_reference_words()
    lemmas = {token.lemma_.lower() for token in trigger or ()}
    is_laying = happening.polarity == "positive" and lemmas & words.laying
    is_blame = happening.event.type in _ACCUSING and (lemmas & words.blaming or is_laying)
    is_defence = happening.event.type == "SUPPORT" and lemmas & words.calling
    is_owned = happening.event.type == "CONCEDE" and lemmas & words.answers
    has_clause = trigger is not None and any(child.dep_ == "ccomp" for child in trigger.root.rights)
    is_told_of = any(chains)  # of whom somebody says that he vowed it, he says
    is_to_come = happening.event.type in _VOWING and happening.reality in TO_COME
    is_vow = is_to_come and has_clause and not is_told_of  # "vowed that it will"
    is_deed = happening.event.type in _DEEDS  # "reported two raids": the parser lets the word of saying carry the deed
    is_denial = happening.event.type == "REJECT"  # "denied aiding the rebels", of which nothing else is told
    is_count = bool(happening.tolls and lemmas & words.counting)
    if is_deed and (laid := _laid(document, happening, chains, resolved, triggers)):
        return laid
    if is_deed and chains == [()] and (told := _of_doer_told_of(document, happening, resolved)):
        return told
    if not (is_denial or is_blame or is_defence or is_owned or is_vow or is_deed or is_count):
        return chains
    for found in resolved:
        attribution = found.attribution
        cue, stance = attribution.cue, attribution.stance
        is_told = (
            (attribution.is_report and stance == "denies")
            if is_denial
            else (attribution.is_report or is_vow) and stance == "asserts"
        )
        cues = (cue, *(link.cue for link in attribution.via))  # "the Echo, | citing | a nurse, | put | the dead at 19"
        is_word = any(each is not None and each.overlaps(happening.event.trigger) for each in cues)
        if is_told and is_word and attribution.source is not None:
            return [
                without_grounds(without_we((*chain, *link))) for chain in _heard(chains) for link in found.alternatives
            ]
    return chains


def _of_doer_told_of(document: Document, happening: Happening, resolved: Sequence[ResolvedAttribution]) -> list[Chain]:
    """The chains of a deed behind what somebody says, where its doer is named only in what he says: "a teacher said
    that | soldiers | made them lie down, and beat them". What a relative clause adds, the writer may add of his own."""
    trigger = document.tokens(happening.event.trigger)
    doers = [each.span for each in happening.participants if each.role == "actor" and each.span is not None]
    if trigger is None or not doers or _is_relative(trigger.root):
        return []
    for found in resolved:
        told = found.attribution
        if not told.is_report or told.stance != "asserts" or told.source is None:
            continue
        for piece in told.content:
            is_behind = piece.end <= happening.event.trigger.start and happening.sentence.covers(piece)
            if is_behind and all(piece.covers(each) and _acts_within(document, each, piece) for each in doers):
                return list(found.alternatives)
    return []


def _acts_within(document: Document, doer: Span, piece: Span) -> bool:
    """Whether somebody is told to do something in what is said, or is all of it: "described | men | who rode in"."""
    tokens = document.tokens(doer)
    if tokens is None:
        return False
    head = tokens.root.head
    if not piece.start <= document.starts[head.i] < piece.end:
        return tokens.root.dep_ == "dobj"
    while head.dep_ not in ("relcl", "acl") and piece.start <= document.starts[head.head.i] < piece.end:
        if head.head.i == head.i:
            break
        head = head.head
    return head.dep_ not in ("relcl", "acl")


def _is_relative(token: Token) -> bool:
    """Whether a word is told in a relative clause, or by a participle behind a noun."""
    while token.dep_ in ("conj", "xcomp", "pcomp", "prep", "dobj", "pobj", "advcl"):
        if any(child.tag_[:1] == "W" for child in token.lefts):
            return True
        token = token.head
    return token.dep_ in ("relcl", "acl") or any(child.tag_[:1] == "W" for child in token.lefts)


def _heard(chains: Sequence[Chain]) -> list[Chain]:
    """The chains by which something is passed on: whoever denies it does not pass on what another says of it."""
    return [chain for chain in chains if not chain or chain[-1].stance != "denies"] or [()]


def _laid(
    document: Document,
    happening: Happening,
    chains: Sequence[Chain],
    resolved: Sequence[ResolvedAttribution],
    triggers: Sequence[Span],
) -> list[Chain]:
    """The chains of a deed that its own words lay to somebody, by whoever lays it, where no chain ends with him yet:
    "the murder, for which the front claimed responsibility"; whoever denies it ("denied the raid, which police blame on
    it") does not pass that on. What is laid is the deed nearest before."""
    cues, own = {link.cue for chain in chains for link in chain}, happening.event.trigger
    for found in resolved:
        cue = found.attribution.cue
        is_told = found.attribution.is_report and found.attribution.stance == "asserts"
        if (
            not is_told
            or cue is None
            or (found.attribution.source is None and not cue.overlaps(own))  # "the front was blamed", by somebody
            or cue in cues
            or not happening.evidence.covers(cue)
        ):
            continue
        others = [trigger for trigger in triggers if trigger != own]
        is_nearest = not any(own.start < each.start < cue.start or found.attribution.covers(each) for each in others)
        if is_nearest and _lays(document, cue, happening.evidence) and not _lays_another(document, cue, happening):
            denials = [chain for chain in chains if chain and chain[-1].stance == "denies"]
            return [*denials, *((*chain, *link) for chain in _heard(chains) for link in found.alternatives)]
    return []


def _evidence(document: Document, happening: Happening, chain: Chain, resolved: Sequence[ResolvedAttribution]) -> Span:
    """The happening's words; for a denial, those of the denial as a whole, but for what it denies besides."""
    if not chain:
        return happening.evidence
    if chain[-1].stance == "asserts":
        return _within_content(document, happening, chain, resolved)
    if _is_denied_besides(document, happening):
        return happening.evidence
    trigger = happening.event.trigger
    told = [f for f in resolved if f.attribution.covers(trigger) or denies_cause(f.attribution, happening)]
    for found in sorted(told, key=lambda found: found.attribution.source is not None):
        is_doubt = found.attribution.source is None and found.attribution.stance == chain[-1].stance
        if is_doubt or found.attribution.cue == chain[-1].cue:
            whole = denial_evidence(document, found)
            if happening.sentence.covers(whole):
                return whole
    for found in resolved:
        if found.attribution.cue == chain[-1].cue and _is_denied_by_its_word(happening, chain):
            whole = denial_evidence(document, found)
            return whole if whole.overlaps(happening.event.trigger) else happening.evidence
    return happening.evidence


def _remarks(document: Document, resolved: Sequence[ResolvedAttribution]) -> list[Span]:
    """The denials and doubts that take up what is told before by a noun: "shelled the bridge, | a charge the army
    denied |"."""
    words = load_reference_words()
    taken_up = {"denies": words.said, "questions": words.said | words.checked}
    return [
        denial_evidence(document, found)
        for found in resolved
        if found.attribution.stance in taken_up
        and found.attribution.cue is not None
        and any(_is_led_by(document, each, taken_up[found.attribution.stance]) for each in found.attribution.content)
    ]


def _apart_from(remarks: Sequence[Span], document: Document, happening: Happening) -> Happening:
    """The happening without the remarks on it that the parser hung on its words."""
    evidence = happening.evidence
    for remark in remarks:
        if happening.event.trigger.end < remark.start < evidence.end:
            words = document.report.text[evidence.start : remark.start].rstrip(" ,;\n")
            evidence = Span.of(document.report.text, evidence.start, evidence.start + len(words))
    return happening if evidence == happening.evidence else replace(happening, evidence=evidence)


def _is_led_by(document: Document, span: Span, nouns: Collection[str]) -> bool:
    tokens = document.tokens(span)
    return tokens is not None and tokens.root.lemma_.lower() in nouns


def _is_denied_besides(document: Document, happening: Happening) -> bool:
    """Whether a clause of its own, or a verb with an object of its own, tells it after an "and": "denied that it hit
    the market and | that six men were detained |", "denied shelling the market and | detaining six men |"."""
    trigger, words = document.tokens(happening.event.trigger), document.tokens(happening.evidence)
    if trigger is None or words is None or words.start < 2 or trigger.root.pos_ not in ("VERB", "AUX"):
        return False
    before = document.parse[words.start - 1]
    if before.lower_ == "that":
        before = document.parse[words.start - 2]
    elif not any(child.dep_ in ("nsubj", "nsubjpass", "dobj") for child in trigger.root.children):
        return False  # "denied shelling and storming the market"
    return before.lower_ in ("and", "or", "nor", "but")


def _within_content(
    document: Document, happening: Happening, chain: Chain, resolved: Sequence[ResolvedAttribution]
) -> Span:
    """The happening's words without those that only say who says so, where the parser ran them together."""
    evidence, trigger = happening.evidence, happening.event.trigger
    cues = [link.cue for link in chain]
    for found in resolved:
        if found.attribution.cue not in cues or _lays(document, found.attribution.cue, evidence):
            continue
        for piece in found.attribution.content:
            if piece.covers(trigger) and not piece.covers(evidence):
                start, end = max(piece.start, evidence.start), min(piece.end, evidence.end)
                words = document.report.text[start:end]
                return Span.of(document.report.text, start, start + len(words.rstrip(" ,;\n")))
    return evidence


def _lays(document: Document, cue: Span | None, evidence: Span) -> bool:
    """Whether a cue lays a deed to somebody: "villagers blamed the army for the fire" stays whole."""
    said = document.tokens(cue) if cue is not None else None
    words = document.tokens(evidence)
    if said is None or words is None:
        return False
    lemmas = {token.lemma_.lower() for token in words}
    ways = load_laying().ways.get(said.root.lemma_.lower(), ())
    return any(not way.beside or not way.beside.isdisjoint(lemmas) for way in ways)


def _lays_another(document: Document, cue: Span, happening: Happening) -> bool:
    """Whether a cue lays what it is said of, and not the deed of its sentence: "after the raid, for which traders
    suspect students, | police held two |", "a gunman, whom the army named as a rebel, | shot two |". Who dies in what
    is laid to somebody is told with it."""
    said, told = document.tokens(cue), document.tokens(happening.event.trigger)
    if said is None or told is None:
        return False
    clause = next((each for each in (said.root, *said.root.ancestors) if each.dep_ == "relcl"), None)
    if clause is None or clause.head == told.root or not told.root.is_ancestor(clause.head):
        return False
    is_harm = any(toll.what in ("killed", "injured") for toll in happening.tolls)
    return clause.head.dep_ in ("nsubj", "nsubjpass") or not is_harm


def _without_doubles(claims: Sequence[Claim]) -> tuple[list[Claim], list[Rejection]]:
    """One claim for the same words from the same claimant: the first, which has the earliest trigger."""
    kept: dict[tuple[int, int, tuple[str, ...]], Claim] = {}
    rejections: list[Rejection] = []
    for claim in claims:
        speakers = tuple(link.source.name for link in claim.attribution)
        key = (claim.evidence[0].start, claim.evidence[0].end, speakers)
        first = kept.get(key)
        if first is None:
            kept[key] = claim
            continue
        is_first = first.stance == "denies" or first.confidence >= claim.confidence  # what stands at the denying word
        better, worse = (first, claim) if is_first else (claim, first)
        tolls = better.tolls or (worse.tolls if better.reality == "actual" else ())
        kept[key] = replace(better, tolls=tolls)
        rejections.append(
            Rejection(
                "claims",
                "the same words and claimant as another claim",
                claim.report_id,
                span=worse.evidence[0],
            )
        )
    return list(kept.values()), rejections
