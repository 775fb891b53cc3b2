"""The stage: a document in, happenings out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.events.accused import accused_of
from standoff.events.choose import choose
from standoff.events.chosen import Chosen, Laid
from standoff.events.clauses import clause_of
from standoff.events.conditions import lemmas_in
from standoff.events.counted import with_counted
from standoff.events.headlines import Part, parts_of, read_headline, spread, within_part
from standoff.events.kinds import acled_of, mode_of, type_of
from standoff.events.laying import may_lay, points_back, with_laid
from standoff.events.leanings import Leanings, load_table
from standoff.events.modality import (
    Modality,
    is_demand,
    is_hearsay,
    is_left_open,
    is_only_supposed,
    is_taken_on,
    load_modality_words,
    modality_of,
    vow_of,
)
from standoff.events.parties import find_parties, is_count, is_deed_itself, participants_of
from standoff.events.passages import Passages, load_passage_table
from standoff.events.proposals import completed, told_beside, told_of, with_proposals
from standoff.events.sorts import Parties, is_same, place_of
from standoff.events.spans import evidence_of
from standoff.events.surety import confidence_of
from standoff.events.triggers import SPEECH, Found, find_triggers
from standoff.events.weighing import weighed
from standoff.languages.grammar import QUESTION_TAGS, VERBAL
from standoff.languages.phrases import name_phrase
from standoff.languages.what import called_in
from standoff.ontology import (
    DEEDS_AND_PROTESTS,
    FORCE,
    acled_pair,
    load_equipment,
    load_laying,
    load_lexicon,
    load_scenes,
)
from standoff.records import TO_COME, Certainty, Document, Event, Happening, Marks, Span, Toll

__all__ = ["find_happenings"]


def find_happenings(
    document: Document, tolls: Sequence[Toll], registry: Any = None, marks: Marks | None = None
) -> list[Happening]:
    """Every happening the document tells of, in text order, with its type, parties, words, polarity and reality.

    ``tolls`` are tied to the happening whose words hold their own; ``registry`` (anything with
    ``resolve(text)`` and ``mentions(words)``) names the parties, and may be ``None``; ``marks`` are what
    the model says of the words.
    """
    lexicon = load_lexicon()
    equipment = _equipment(document)
    leanings = Leanings(document.parse, load_table())
    passages = Passages(document, load_passage_table(), marks)
    found: list[Happening] = []
    for sentence in document.parse.sents:
        kind = document.block(sentence[0]).kind
        if kind == "dateline":
            continue  # "BOGOTA (Andes Press)"
        context, is_headline = lemmas_in(sentence), kind == "headline"
        words = find_triggers(sentence, lexicon, context, is_headline=is_headline)
        words = with_proposals(words, sentence, marks)
        whole = document.span(sentence)
        if is_headline or not any(token.pos_ in VERBAL for token in sentence):
            parts = parts_of(sentence, words, lexicon)
        elif words or may_lay(sentence, _doers_before(found, whole)):
            parts = [Part(sentence, words)]
        else:
            continue
        for part in parts:
            if is_headline and _is_asked(part.words):
                continue
            if part.is_told_by_nouns and part.words is not sentence:
                read = read_headline(document, part.words, lexicon, registry, context, leanings, passages)
                if read is not None:
                    found.append(replace(read, sentence=whole))
                    continue
            chosen = choose(
                [within_part(each, part.words) for each in part.found] if is_headline else part.found, lexicon.light
            )
            after, men = _is_after_deed(found, whole), _doers_before(found, whole)
            chosen = with_laid(chosen, part.found, part.words, is_after_deed=after, is_headline=is_headline, men=men)
            for each in chosen:
                told = _happening(
                    document, each, chosen, part.words, whole, registry, equipment, context, marks, leanings, passages
                )
                if _is_of_the_telling(told, each) or _is_to_the_reader(each):
                    continue
                if told.event.type == "REJECT" and _leaves_open_no_deed(each.found, part.found):
                    continue  # "does not rule out elections" rejects nothing
                if told.polarity == "negative" and told.event.trigger.text.lower() == "toll":
                    continue  # "has not given a toll" denies no happening
                if told.participants or told.event.type in DEEDS_AND_PROTESTS or not _is_vague(each, told):
                    found.append(told)
    return _with_tolls(_with_deeds(with_counted(document, found, tolls)), tolls)


def _is_asked(words: TokenSpan) -> bool:
    """Whether a part of a headline only asks: "Patrols Collide: | Who Rammed Whom? |"."""
    ends = words.doc[words.end - 1 : min(words.end + 1, words.sent.end)]
    return words[0].tag_ in QUESTION_TAGS and any(token.text == "?" for token in ends)


def _leaves_open_no_deed(found: Found, all_found: Sequence[Found]) -> bool:
    """Whether somebody only does not exclude a thing, and that is no deed."""
    verb = found.head
    words = load_modality_words()
    if not is_left_open(verb, words) or all(child.dep_ != "dobj" for child in verb.rights):
        return False
    supposed = words.of("possible", "suppositions")
    if any(child.dep_ == "dobj" and child.lemma_.lower() in supposed for child in verb.rights):
        return False  # "rules out no hypothesis": of what was done
    below = {token.i for token in verb.subtree if token.i > verb.i}
    return not any(each.head.i in below and each.trigger.type in _DEEDS for each in all_found)


_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
_NEARBY = 500
"""So many code points after it a deed is still what is meant where none is named."""


def _is_after_deed(told: Sequence[Happening], sentence: Span) -> bool:
    """Whether a deed was told shortly before."""
    return any(
        each.event.type in FORCE and (each.polarity, each.reality) == ("positive", "actual")
        for each in told[-6:]
        if sentence.start - each.evidence.end < _NEARBY
    )


def _doers_before(told: Sequence[Happening], sentence: Span) -> frozenset[str]:
    """Words for people by which those go who did what was told shortly before, and nobody to whom it was done."""
    named: dict[str, set[str]] = {"actor": set(), "target": set(), "other": set()}
    for each in told[-6:]:
        if each.event.type in FORCE and sentence.start - each.evidence.end < _NEARBY:
            for party in each.participants:
                if party.span is not None:
                    named[party.role].update(party.span.text.lower().split())
    return load_laying().men & named["actor"] - named["target"]


_NEAR = 2
"""So many sentences that tell of something further a deed is still the one just told."""
_PLAIN = "Attack"


def _with_deeds(happenings: Sequence[Happening]) -> list[Happening]:
    """Harm that no word of its sentence says the means of is of the deed told just before, to ACLED: "A bomb went off.
    Two women died."."""
    harm = load_scenes()["harm"]
    given: list[Happening] = []
    number, deed = 0, (-_NEAR - 1, _PLAIN)
    for each in happenings:
        if given and each.sentence != given[-1].sentence:
            number += 1
        sub_event = each.event.acled.sub_event_type if each.event.acled else None
        is_harm = not harm.isdisjoint(each.event.trigger.text.lower().split())
        if is_harm and sub_event == _PLAIN and each.event.mode is None and number - deed[0] <= _NEAR:
            each = replace(each, event=replace(each.event, acled=acled_pair(deed[1])))
        elif each.event.type == "ASSAULT" and not is_harm and sub_event is not None and each.reality == "actual":
            deed = (number, sub_event)
        given.append(each)
    return given


def _happening(
    document: Document,
    chosen: Chosen,
    others: Sequence[Chosen],
    within: TokenSpan,
    sentence: Span,
    registry: Any,
    equipment: Sequence[Span],
    context: set[str],
    marks: Marks | None,
    leanings: Leanings,
    passages: Passages,
) -> Happening:
    lexicon = load_lexicon()
    found = chosen.found
    emitted = {
        other.found.head.i if other.found.form != "noun" else other.found.word.i
        for other in others
        if other is not chosen
    }
    taken_in = {each.head.i for each in chosen.merged if each.form != "noun"}
    words: TokenSpan = evidence_of(found, taken_in, emitted, within)
    if chosen.laid is not None and chosen.laid.deed.word.i == found.word.i:  # whom it is laid to stands beside it
        accused = name_phrase(chosen.laid.accused)
        if within.start <= accused.start and accused.end <= within.end:
            words = words.doc[min(words.start, accused.start) : max(words.end, accused.end)]
    is_headline = document.block(found.word).kind == "headline"
    evidence = document.span(spread(words, within) if is_headline and len(others) == 1 else words)
    sides = _parties(chosen, marks)
    doers = [each if isinstance(each, Token) else each.root for each in sides.actors]
    modality = modality_of(found, is_headline=is_headline)
    if modality.certainty == "certain" and any(is_only_supposed(each, found) for each in doers):
        modality = Modality(modality.polarity, "probable", modality.reality)
    parties = participants_of(sides, document, registry)
    if chosen.laid is not None:
        modality = _laid(modality, chosen, chosen.laid)
    modality = weighed(modality, told_of(found, marks), settled=_settled(chosen))
    if chosen.laid is not None and chosen.laid.is_by_own_word and modality.certainty == "certain":
        modality = Modality(modality.polarity, "probable", modality.reality)  # by what they say, or left there
    telling = chosen.telling
    is_asked = _is_asked_for(chosen)
    type_ = lexicon.types["REQUEST" if is_asked else type_of(telling, modality)]
    if is_asked or type_.name == "REJECT" != telling.trigger.type:
        modality = Modality("positive", modality.certainty, "actual")  # the refusal, or the demand, itself is no plan
    mode = mode_of(type_, telling, words, context)
    told = told_of(telling, marks)
    likely = None if marks is None else told.probability if told is not None else 0.0
    leaning, passage, beside = leanings.of(telling.word), passages.of(telling.word), told_beside(telling, marks)
    acled = acled_of(type_, mode, telling, parties, context, words, leaning, passage, told, beside)
    return Happening(
        event=Event(type_.name, mode, acled, document.span(telling.run)),
        evidence=evidence,
        sentence=sentence,
        participants=parties,
        polarity=modality.polarity,
        certainty=modality.certainty,
        reality=modality.reality,
        equipment=tuple(span for span in equipment if evidence.covers(span)),
        confidence=confidence_of(chosen, modality, parties, likely),
        is_faint=telling.is_faint,
        is_demand=is_asked,
    )


_SUREST_LAST = ("possible", "probable", "certain")


def _laid(own: Modality, chosen: Chosen, laid: Laid) -> Modality:
    """A deed is told no more surely than it is laid to somebody: "presumably committed by rebels". What was told
    elsewhere was done, whoever it was that did it."""
    verb = laid.verb
    by = modality_of(Found(chosen.telling.trigger, verb, verb, "verb", clause_of(verb)))
    is_thought = verb.lemma_ in load_modality_words().of("probable", "verbs") and not is_taken_on(verb)
    is_supposed = laid.is_supposed or is_thought  # "police suspect"
    by_verb: Certainty = "probable" if is_supposed else by.certainty
    return Modality(
        "negative" if laid.is_denied or "negative" in (own.polarity, by.polarity) else "positive",
        min(own.certainty, by.certainty, by_verb, key=_SUREST_LAST.index),
        "actual" if points_back(chosen) else own.reality,
    )


def _settled(chosen: Chosen) -> frozenset[str]:
    """What is known of how a happening is told, whatever its word may seem to say."""
    is_real = points_back(chosen) or vow_of(chosen.found) is not None
    known = (("reality", is_real), ("certainty", is_hearsay(chosen.found)))
    return frozenset(name for name, is_known in known if is_known)


def _is_asked_for(chosen: Chosen) -> bool:
    return chosen.laid is None and is_demand(chosen.telling.head)


def _parties(chosen: Chosen, marks: Marks | None) -> Parties:
    telling = chosen.telling
    merged = [each for each in chosen.merged if each is not telling]
    parties = completed(find_parties(telling, merged), telling, marks)
    if chosen.laid is not None:
        parties.actors = [each for each in accused_of(chosen.laid) if not is_count(each)]
        is_pointed_to = points_back(chosen)  # to whom it was done is told elsewhere
        parties.targets = [each for each in parties.targets if not (is_pointed_to or is_same(each, parties.actors))]
    if _is_asked_for(chosen) and parties.actors:  # who should do it is asked to; who asks is told elsewhere
        parties.actors, parties.targets = [], parties.actors
    parties.targets = [each for each in parties.targets if not is_deed_itself(each)]
    callers = {at for what in called_in(telling.word.sent) for at in range(what.start, what.content[0])}
    others = chosen.barred if telling.word.i in callers else chosen.barred | callers
    for side in (parties.actors, parties.targets):  # "was killed in what the army called an ambush": the army says so
        side[:] = [each for each in side if place_of(each) not in others]
    return parties


def _equipment(document: Document) -> list[Span]:
    return [document.span_at(start, end) for start, end in load_equipment().find(document.parse.text)]


_BY_TELLERS = frozenset({"REQUEST", "REJECT", "SUPPORT", "COERCE", "CONSULT", "CONCEDE", "AGREE"})


def _is_of_the_telling(told: Happening, chosen: Chosen) -> bool:
    """Whether somebody only bargains about being quoted: "pleaded anonymity", "declined to comment", "asked that his
    name be withheld"."""
    if chosen.found.trigger.words[1] == "withhold" and any(
        child.dep_ == "nsubjpass" and child.lemma_ in ("name", "identity") for child in chosen.found.head.lefts
    ):
        return True
    if told.event.type not in _BY_TELLERS:
        return False
    verb, scenes = chosen.found.head, load_scenes()
    below = {token.lemma_.lower() for token in verb.subtree if token.i > verb.i}
    if told.event.type in ("REQUEST", "CONSULT") and "comment" in below:
        return True  # "did not reply to a request for comment", "phoned the ministry for comment"
    if chosen.found.form == "noun":
        return False
    if verb.lemma_ == "ask" and "name" in below and not below.isdisjoint(scenes["naming"]):
        return True  # "asked us to keep his name to ourselves"
    is_silent = verb.lemma_ in scenes["declining"] and not below.isdisjoint(scenes["remarking"])
    is_of_telling = is_silent or not below.isdisjoint(scenes["of_the_telling"])
    return is_of_telling or _is_kept_silent(verb) or _is_let_speak(verb)


def _is_kept_silent(verb: Token) -> bool:
    """Whether somebody only keeps to himself what he knows: "declined to say who had fired", "would not discuss it"."""
    scenes = load_scenes()
    known = scenes["giving_away"]
    if verb.lemma_ in scenes["declining"]:
        below = next((child for child in verb.rights if child.dep_ == "xcomp"), None)
        is_asked = below is not None and any(token.lower_ == "whether" for token in below.subtree)
        return below is not None and below.lemma_ in known and not is_asked  # that may be so, or not
    is_refused = {"not", "n't"} & {child.lower_ for child in verb.lefts if child.dep_ == "neg"}
    return verb.lemma_ in known and bool(is_refused) and any(child.lemma_ in ("will", "would") for child in verb.lefts)


def _is_let_speak(verb: Token) -> bool:
    """Whether somebody may, or may not, say what he knows: "was not authorised to discuss the raid"."""
    scenes = load_scenes()
    if verb.dep_ == "xcomp" and verb.lemma_ in scenes["speaking"]:
        return verb.head.lemma_ in scenes["letting"]
    below = next((child for child in verb.rights if child.dep_ == "xcomp"), None)
    return verb.lemma_ in scenes["letting"] and below is not None and below.lemma_ in scenes["speaking"]


_US = frozenset({"our", "us", "your", "you", "me", "my"})


def _is_to_the_reader(chosen: Chosen) -> bool:
    """Whether a sentence bids its reader do something: "Call your senator", "Write to our desk". An order to others
    ("Ask the army for safe passage!") stays."""
    verb = chosen.found.head
    return (
        chosen.found.trigger.type in SPEECH
        and verb.dep_ == "ROOT"
        and verb.tag_ == "VB"
        and verb.i <= verb.sent.start + 1
        and not any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "expl", "csubj") for child in verb.children)
        and any(token.lower_ in _US for token in verb.sent)
    )


def _is_vague(chosen: Chosen, told: Happening) -> bool:
    """Whether talk, help or blame between nobody is only spoken of: "the summit", "to inform"."""
    return chosen.found.form == "noun" or (chosen.found.form == "verb" and told.reality != "actual")


_HARMFUL = frozenset({"ASSAULT", "COERCE", "OTHER", "RETREAT"})
"""Types whose happening may have the toll of a word of harm that stands beside it in its sentence."""


def _with_tolls(happenings: Sequence[Happening], tolls: Sequence[Toll]) -> list[Happening]:
    """Each toll with the happening whose trigger is its own, or else the one whose words hold it most tightly."""
    by_sentence: dict[Span, list[int]] = {}
    for number, happening in enumerate(happenings):
        by_sentence.setdefault(happening.sentence, []).append(number)
    sentences = sorted(by_sentence)
    held: dict[int, list[Toll]] = {}
    for toll in tolls:
        at = bisect_right(sentences, toll.trigger.start, key=lambda sentence: sentence.start) - 1
        if at < 0 or not sentences[at].covers(toll.trigger):
            continue
        ranks = [(_distance(happenings[number], toll), number) for number in by_sentence[sentences[at]]]
        distance, number = min(ranks)
        holder = happenings[number]
        is_harm = holder.event.type in _HARMFUL and holder.reality not in TO_COME
        if distance[0] < _BESIDE or is_harm:
            held.setdefault(number, []).append(toll)
    return [
        replace(each, tolls=tuple(held[number])) if number in held else each for number, each in enumerate(happenings)
    ]


_BESIDE = 2


def _distance(happening: Happening, toll: Toll) -> tuple[int, bool, bool, int]:
    """How far a toll is from a happening: in its trigger (0), in its words (1), beside it (2); type; whether it was
    only tried or planned; place."""
    trigger = happening.event.trigger
    within = 0 if trigger.overlaps(toll.trigger) else 1 if happening.evidence.covers(toll.trigger) else _BESIDE
    is_other, is_to_come = happening.event.type not in _HARMFUL, happening.reality in ("attempted", "planned")
    return within, is_other, is_to_come, abs(trigger.start - toll.trigger.start)
