"""Denials tied to what they deny, and answers to what they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from spacy.tokens import Token

from standoff.claims.answered import Told, content_lemmas
from standoff.claims.chains import Chain, ResolvedAttribution
from standoff.claims.parties import are_among, of_the_accused
from standoff.claims.references import load_reference_words
from standoff.claims.sources import name_of
from standoff.ontology import FORCE, load_laying, load_lexicon
from standoff.records import TO_COME, Attribution, Claim, Document, Event, Participant, Span, content_id

__all__ = ["anaphoric_denials", "claim_id", "denial_evidence", "tie_responses"]

_DONE = FORCE | {"MOBILIZE", "RETREAT", "AID", "PROTEST", "OTHER", "REJECT"}
_DENIED = FORCE | {"AID", "OTHER"}
_DONE_OR_NOT = frozenset({"actual", "habitual"})
_LIKELY, _OWNED, _SURE = 2.5, 4.4, 5.0
"""How well an answer must fit what it answers: one that tells something itself, one that owns to something, and one
that may only tell ("confirmed that two had died")."""
_POINTING = frozenset({"it", "this", "that", "these", "those"})
_DEFINITE = _POINTING | {"the", "such"}
_FEW = 3
"""Who confirms what was said names it in so few words: "all these reports"."""
_BEING = frozenset({"be", "do", "happen", "occur", "exist"})


def claim_id(report_id: str, evidence: Span, event: Event, chain: Chain) -> str:
    """The content id of a claim: the report, the words, the type and who says so."""
    speakers = [f"{link.source.name}|{link.stance}" for link in chain]
    return content_id("claim", report_id, evidence.start, evidence.end, event.type, event.trigger.start, speakers)


_LONG = 2
"""The evidence of a denial leaves out a source that is so many times as long as the rest of it."""


def denial_evidence(document: Document, found: ResolvedAttribution) -> Span:
    """The words of a denial as a whole: who denies, the denying, and what is denied."""
    attribution = found.attribution
    pieces = [*attribution.content]
    if _is_quoted_verdict(attribution):
        return _within_marks(document, pieces[0])
    pieces += [attribution.cue] if attribution.cue else []
    if attribution.source is not None and not _follows_another_verb(document, attribution):
        source, said = attribution.source.span, sum(piece.end - piece.start for piece in pieces)
        if source.end - source.start < _LONG * said:  # else who denies would drown what is denied
            pieces.append(source)
    start = min(piece.start for piece in pieces)
    end = max(piece.end for piece in pieces)
    words = document.report.text[start:end]
    trimmed = words.rstrip(" .,;:\n")
    return Span.of(document.report.text, start, start + len(trimmed))


def _is_quoted_verdict(attribution: Attribution) -> bool:
    """Whether somebody denies only by what he is quoted as saying: ""Not true," says the mayor", "Navy: "A lie" "."""
    cue = attribution.cue
    if attribution.stance != "denies" or attribution.kind != "direct" or cue is None:
        return False
    return attribution.content[0].start < cue.start or cue.text.endswith(":")


_MARKS = "\"'“”‘’«» .,;:\n"


def _within_marks(document: Document, piece: Span) -> Span:
    """The words of a quotation without its marks."""
    start = piece.start + len(piece.text) - len(piece.text.lstrip(_MARKS))
    return Span.of(document.report.text, start, piece.start + len(piece.text.rstrip(_MARKS)))


def _follows_another_verb(document: Document, attribution: Attribution) -> bool:
    """Whether the source did something else before: "the union | condemned | the raid and denied that ..."."""
    cue = document.tokens(attribution.cue) if attribution.cue is not None else None
    if cue is None or attribution.source is None or cue.root.dep_ != "conj" or cue.root.head.pos_ != "VERB":
        return False
    source = document.tokens(attribution.source.span)
    return source is not None and source.end <= cue.root.head.i < cue.start


def anaphoric_denials(
    document: Document, resolved: Sequence[ResolvedAttribution], claims: Sequence[Claim]
) -> list[Claim]:
    """Claims of denials that only point back: "The US rejects these claims", "Moscow denied any involvement"; and of
    confirmations that do: "two residents confirmed this".

    Each is the happening of the claim it answers, as the denier denies it. That it did not happen, or is only to come,
    is what the other said: the denial denies something put forward.
    """
    words = load_reference_words()
    told = Told(document, claims)
    denials: list[Claim] = []
    for found in resolved:
        attribution = found.attribution
        is_confirmed = _confirms_what_was_said(document, attribution)
        if attribution.cue is None or (attribution.stance == "asserts" and not is_confirmed):
            continue
        evidence = denial_evidence(document, found)
        if any(evidence.overlaps(claim.evidence[0]) and claim.stance == attribution.stance for claim in claims):
            continue
        if not attribution.is_report and any(attribution.cue.overlaps(claim.event.trigger) for claim in claims):
            continue  # "rejected the plan": a refusal, which is told by itself
        lemmas = content_lemmas(document, attribution.content)
        taken_up = words.said | words.parts | (words.checked if attribution.stance == "questions" else frozenset())
        is_referring = bool(lemmas & taken_up) or _points(document, attribution) or _is_verdict(document, attribution)
        is_bare = len(lemmas) > 2 or lemmas <= {"they", "he", "she", "them"}
        is_open = not attribution.is_report or attribution.cue.text.casefold().endswith(words.left_open)
        if not is_referring and attribution.stance == "questions" and (is_bare or is_open):
            continue  # "asked not to be named", "did not rule out military action": neither answers anything
        least = 0.0 if is_referring or not is_bare else _OWNED
        for chain in _laid_to(document, found, resolved):
            answered = told.answered_by(evidence, chain, lemmas, least=least)
            if answered is None:
                continue
            chain = _as_accused(chain, answered)
            event = replace(answered.event, trigger=_deed_in(document, attribution) or attribution.cue)
            participants = answered.participants
            if attribution.stance == "denies":
                event, participants = replace(_denied(answered), trigger=event.trigger), _said_to_have_part(answered)
            if attribution.stance == "denies" and lemmas & words.parts and chain[-1].source.kind != "publisher":
                others = (each for each in participants if each.role != "actor")
                source = chain[-1].source  # "denied any part in the raid": it was said to have been theirs
                participants = (Participant("actor", source.span, source.name), *others)
            denials.append(
                replace(
                    answered,
                    id=claim_id(document.report.id, evidence, event, chain),
                    evidence=(evidence,),
                    sentence=_sentence(document, attribution.cue),
                    attribution=chain,
                    event=event,
                    participants=participants,
                    polarity=answered.polarity if is_confirmed else "positive",
                    certainty="certain",
                    reality="actual" if answered.reality in TO_COME else answered.reality,
                    tolls=(),
                    equipment=(),
                    responds_to=answered.id,
                )
            )
    return denials


def _confirms_what_was_said(document: Document, attribution: Attribution) -> bool:
    """Whether somebody only bears out what another said: "a nephew confirmed | his account |"."""
    if attribution.stance != "asserts" or attribution.cue is None or not attribution.is_report:
        return False
    words = load_reference_words()
    cue = document.tokens(attribution.cue)
    told = [token for piece in attribution.content for token in document.tokens(piece) or ()]
    if cue is None or cue.root.lemma_.lower() not in words.bearing_out or len(told) > _FEW:
        return False
    nouns = [token for token in told if token.pos_ in ("NOUN", "PROPN", "VERB", "AUX", "NUM")]
    if not nouns:
        return any(token.lower_ in _POINTING for token in told)
    return all(token.lemma_.lower() in words.said for token in nouns)


def _denied(answered: Claim) -> Event:
    """What a denial of a claim denies: a deed; a move or a mere word is rejected."""
    return answered.event if answered.event.type in _DENIED else replace(answered.event, type="REJECT", mode=None)


def _said_to_have_part(answered: Claim) -> tuple[Participant, ...]:
    """The parties of what is denied: whoever is accused is said to have done it."""
    if answered.event.type != "ACCUSE":
        return answered.participants
    return of_the_accused(answered.participants)


def _as_accused(chain: Chain, answered: Claim) -> Chain:
    """The chain of a denial by "the group", which is whoever the deed is laid to."""
    if not chain or chain[-1].source.name.casefold() not in load_reference_words().accused:
        return chain
    accused = [each for each in answered.participants if each.role == "actor"]
    if len(accused) != 1 or accused[0].span is None:
        return chain
    name = name_of(accused[0].name or accused[0].span.text)
    return (*chain[:-1], replace(chain[-1], source=replace(chain[-1].source, name=name)))


def _is_verdict(document: Document, attribution: Attribution) -> bool:
    """Whether a denial has no verb of its own, and so denies what was told before: "A lie, answered the ministry"."""
    words = [token for piece in attribution.content for token in document.tokens(piece) or ()]
    return attribution.stance == "denies" and not any(token.pos_ in ("VERB", "AUX") for token in words)


def _deed_in(document: Document, attribution: Attribution) -> Span | None:
    """The word by which a denial points to a deed: "denied responsibility for | the attack |", "denied
    | responsibility |"."""
    happenings = load_reference_words().happenings
    words = [token for piece in attribution.content for token in document.tokens(piece) or ()]
    told = next((token for token in words if token.lemma_ in happenings), None)
    told = told or next((token for token in words if token.lemma_ in load_laying().bare), None)
    if told is None and words and attribution.stance == "denies":  # "denied | the dispersal |"
        first = next((token for token in words if token.pos_ == "NOUN"), None)
        told = first if first is not None and first.lemma_ in load_lexicon().nouns else None
    return document.span(told.doc[told.i : told.i + 1]) if told is not None else None


def _laid_to(
    document: Document, found: ResolvedAttribution, resolved: Sequence[ResolvedAttribution]
) -> Sequence[Chain]:
    """The chains of a denial or a doubt; those of whoever tells it, where it is nobody's: "the figures have yet to be
    verified, a spokesman said". A remark on what somebody said is the writer's: ", a claim that could not be verified".
    """
    attribution, cue = found.attribution, found.attribution.cue
    words = [tokens for piece in attribution.content if (tokens := document.tokens(piece)) is not None]
    is_remark = any(tokens.root.dep_ in ("appos", "npadvmod", "dep") for tokens in words)
    if attribution.source is not None or cue is None or is_remark:
        return found.alternatives
    telling = [each for each in resolved if each.attribution.source is not None and each.attribution.covers(cue)]
    nearest = min((each for each in telling if each.attribution.is_report), key=lambda each: each.extent, default=None)
    if nearest is None:
        return found.alternatives
    return [(*chain[:-1], replace(chain[-1], stance=attribution.stance)) for chain in nearest.alternatives]


def _points(document: Document, attribution: Attribution) -> bool:
    """Whether a content points back: "denied it", "denied having had | such | orders", "did not confirm that number";
    not "challenged them"."""
    words = [token for piece in attribution.content for token in document.tokens(piece) or ()]
    pointing = _POINTING | {"them", "such"} if attribution.stance == "denies" else _POINTING
    return any(
        token.lower_ in pointing and token.dep_ != "mark" and token.tag_ != "WDT" and not _does_something(token)
        for token in words
    )


def _does_something(token: Token) -> bool:
    """Whether an "it" is who does what its clause tells, and no word for what was told: "denied that | it | had had a
    letter"."""
    is_subject = token.lower_ == "it" and token.dep_ in ("nsubj", "nsubjpass")
    return is_subject and token.head.lemma_ not in _BEING


def tie_responses(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with ``responds_to`` set on denials, on confirmations, and on what a denier says in its stead."""
    words = load_reference_words()
    everything = Told(document, claims)
    tied: list[Claim] = []
    filled: dict[str, Claim] = {}
    last_denial: Claim | None = None
    for claim in claims:
        answered: Claim | None = None
        if claim.stance == "asserts" and _points_back(document, claim):
            told = _deed_before(claim, tied)
            if told is not None:
                claim = filled[claim.id] = _taken_over(document, claim, told)
        elif claim.responds_to is None and claim.attribution:
            cue = claim.attribution[-1].cue
            lemmas = content_lemmas(document, claim.evidence)
            if claim.stance != "asserts":
                told_itself = _told_itself(document, claim)
                least = _LIKELY if told_itself is not None else 0.0
                answered = everything.named_by(claim) or everything.answered_by(
                    claim.evidence[0], claim.attribution, lemmas, own=told_itself, least=least
                )
            elif cue is not None and (said := content_lemmas(document, (cue,))) & words.answers:
                least = _SURE if said & words.confirming else _OWNED if said & words.owning else _LIKELY
                least = _LIKELY if _only_points(document, claim) else least
                answered = everything.answered_by(claim.evidence[0], claim.attribution, lemmas, least=least)
            elif claim.tolls and cue is not None and said & words.putting:
                counts = everything.counted_otherwise(claim)
                answered = everything.answered_by(
                    claim.evidence[0], claim.attribution, lemmas, least=_LIKELY, among=counts
                )
            elif cue is not None and claim.evidence[0].covers(cue) and _only_points(document, claim):
                owned = everything.taken_up_by(claim)
                if owned is not None:
                    claim = _taken_over(document, claim, owned)
            elif cue is not None and said & words.blaming:
                pass  # who blames somebody tells of the deed anew
            elif last_denial is not None and (
                _carries_on(last_denial, claim) or _goes_on_denying(document, last_denial, claim)
            ):
                tied.append(replace(claim, responds_to=last_denial.responds_to))
                continue
            elif claim.polarity == "negative" and claim.reality in _DONE_OR_NOT:
                answered = everything.contradicted_by(claim, lemmas)
        if answered is not None:
            claim = _tied(claim, answered)
            if claim.stance == "denies" and claim.event.type == "REJECT" and _takes_up_something_said(document, claim):
                event = replace(_denied(answered), trigger=claim.event.trigger)
                claim = replace(claim, event=event, participants=_said_to_have_part(answered))
        if claim.stance == "denies":
            last_denial = claim
        tied.append(claim)
    return [_of_filled(claim, filled) for claim in tied]


def _told_itself(document: Document, claim: Claim) -> Claim | None:
    """What a denial or a doubt tells in words of its own, ``None`` where it only points: "denied | the attack |"."""
    cue, trigger = claim.attribution[-1].cue, document.tokens(claim.event.trigger)
    if trigger is None or (cue is not None and cue.overlaps(claim.event.trigger)):
        return None
    words = load_reference_words()
    return claim if trigger.root.lemma_.lower() not in words.happenings | words.said | words.parts else None


def _takes_up_something_said(document: Document, claim: Claim) -> bool:
    """Whether all that a claim says is that something said was denied: "scoffed at these reports", "rejected this"."""
    cue = claim.attribution[-1].cue if claim.attribution else None
    if cue is not None and not cue.overlaps(claim.event.trigger):
        return False
    denied = document.tokens(Span.of(document.report.text, claim.event.trigger.end, claim.evidence[0].end))
    said = load_reference_words().said
    if denied is None or any(token.pos_ in ("VERB", "AUX") for token in denied):
        return False  # "denied that it regretted the errors"
    return any(token.lower_ in _POINTING or token.lemma_ in said for token in denied)


def _of_filled(claim: Claim, filled: Mapping[str, Claim]) -> Claim:
    """A denial of a claim that only pointed to a deed, with what that one took over: "Kyiv blames Moscow for it, and
    Moscow denies this"."""
    told = filled.get(claim.responds_to or "")
    if told is None or claim.stance == "asserts" or claim.event.mode is not None or claim.event.type != told.event.type:
        return claim
    has_target = any(each.role == "target" for each in claim.participants)
    targets = [each for each in told.participants if each.role == "target" and not has_target]
    event = replace(told.event, trigger=claim.event.trigger)
    return replace(_tied(claim, told), event=event, participants=(*claim.participants, *targets))


_REACH = 700
"""So many code points back a deed is what is pointed to."""


def _deed_before(claim: Claim, told: Sequence[Claim]) -> Claim | None:
    """The deed told last before a claim that only points to one, an attack rather than a constraint; what points too
    has taken over the same."""
    start = claim.evidence[0].start
    near = [
        each
        for each in told
        if each.event.type in FORCE
        and (each.stance, each.polarity, each.reality) == ("asserts", "positive", "actual")
        and start - _REACH <= each.evidence[0].start < start
    ]
    attacks = [each for each in near if each.event.type == "ASSAULT"]
    return max(attacks or near, key=lambda each: each.evidence[0].start, default=None)


def _points_back(document: Document, claim: Claim) -> bool:
    """Whether a deed is told by a word that says nothing of it: "the crime", "the killers"."""
    trigger = document.tokens(claim.event.trigger)
    if trigger is None or claim.event.type not in FORCE:
        return False
    return load_laying().says_nothing_of_it(trigger.root.lemma_.lower())


def _only_points(document: Document, claim: Claim) -> bool:
    """Whether a deed is laid to somebody by a word that points to it: "claimed responsibility for | the attack |"."""
    trigger = document.tokens(claim.event.trigger)
    if trigger is None or trigger.root.pos_ != "NOUN" or claim.event.type not in FORCE:
        return False
    words = list(trigger.root.children)
    return all(word.dep_ in ("det", "punct") for word in words) and any(word.lower_ in _DEFINITE for word in words)


def _taken_over(document: Document, claim: Claim, told: Claim) -> Claim:
    """A claim that only points to a deed, with what was told of it: how, to whom, where and when. It answers only who
    told otherwise: who lays to somebody what nobody was blamed for says more of it."""
    has_target = any(each.role == "target" for each in claim.participants)
    targets = [each for each in told.participants if each.role == "target"]
    if has_target or are_among(targets, claim.participants):
        targets = []
    tied = _tied(claim, told)
    return replace(
        tied,
        responds_to=told.id if _is_otherwise(claim, told) or _is_answer(document, claim) else claim.responds_to,
        event=replace(told.event, trigger=claim.event.trigger),
        participants=(*claim.participants, *(replace(each, basis="carried over") for each in targets)),
    )


def _is_answer(document: Document, claim: Claim) -> bool:
    """Whether the cue of a claim is a word of answering: "later | admitted | the strike"."""
    cue = claim.attribution[-1].cue if claim.attribution else None
    return cue is not None and not load_reference_words().answers.isdisjoint(content_lemmas(document, (cue,)))


def _is_otherwise(claim: Claim, told: Claim) -> bool:
    """Whether a claim says of the deed that another told that it was not so, or was another's."""
    if told.attribution == claim.attribution:
        return False
    if claim.polarity == "negative":
        return True
    own, theirs = (_names_of_actors(each) for each in (claim, told))
    return bool(claim.attribution and told.attribution and own and theirs) and own.isdisjoint(theirs)


def _names_of_actors(claim: Claim) -> frozenset[str]:
    """The names of whoever did something and the ids of those that are known."""
    actors = [each for each in claim.participants if each.role == "actor"]
    known = [each.actor.id for each in actors if each.actor is not None]
    return frozenset((*known, *(name for each in actors if (name := each.name or (each.span and each.span.text)))))


def _tied(claim: Claim, answered: Claim) -> Claim:
    """The claim with what it answers: of the same scene, and of its place and day where it states none itself."""
    is_placed = claim.place is not None and claim.place.basis == "stated"
    is_only_said = claim.event.type not in _DONE and claim.event.type != answered.event.type
    is_loose = claim.when is not None and claim.when.basis.startswith(("carried over", "told as news", "said then"))
    is_dated = claim.when is not None and (is_only_said or not is_loose)
    return replace(
        claim,
        responds_to=answered.id,
        scene=answered.scene,
        place=claim.place if is_placed else answered.place or claim.place,
        when=claim.when if is_dated else answered.when or claim.when,
    )


def _carries_on(denial: Claim, claim: Claim) -> bool:
    return (
        denial.responds_to is not None
        and denial.sentence == claim.sentence
        and claim.evidence[0].start > denial.evidence[0].start
        and claim.attribution[-1].source.name == denial.attribution[-1].source.name
    )


_NEXT = 3
"""So many code points at most lie between a sentence and the next, a paragraph's break among them."""


def _goes_on_denying(document: Document, denial: Claim, claim: Claim) -> bool:
    """Whether who only denied what was said says next what was not so: "the army rejected the charge. It
    hit no house"."""
    cue = denial.attribution[-1].cue
    if claim.polarity != "negative" or cue is None or denial.responds_to is None:
        return False
    is_next = 0 <= claim.sentence.start - denial.sentence.end <= _NEXT
    if not is_next or claim.attribution[-1].source.name != denial.attribution[-1].source.name:
        return False
    content = Span.of(document.report.text, cue.end, max(cue.end, denial.evidence[0].end))
    tells_itself = any(token.pos_ in ("VERB", "AUX") for token in document.tokens(content) or ())
    return not tells_itself


def _sentence(document: Document, span: Span) -> Span:
    tokens = document.tokens(span)
    return span if tokens is None else document.span(tokens[0].sent)
