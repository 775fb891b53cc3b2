"""Headlines: parts that each tell of something, passives without "was", and verbs that the parser takes for nouns
("Patrols Collide Near Bridge", "Envoy Slams Raid on Camp")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.events.clauses import lemmas_of
from standoff.events.conditions import is_told_in
from standoff.events.kinds import acled_of, mode_of
from standoff.events.leanings import Leanings
from standoff.events.parties import is_deed_itself
from standoff.events.passages import Passages
from standoff.events.sorts import people
from standoff.events.spans import trim
from standoff.events.triggers import Found
from standoff.languages.grammar import NOMINAL
from standoff.ontology import LINKS, Lexicon, Trigger, load_scenes
from standoff.records import Document, Event, Happening, Participant

__all__ = ["Part", "parts_of", "read_headline", "spread", "within_part"]

_SURENESS = 0.7
"""What the confidence is taken times: no clause vouches for such a reading."""
_LEAST_WEIGHT = 0.8
_BREAKS = frozenset({";", ":", "–", "—", "-", "|", "/"})


@dataclass(slots=True)
class Part:
    """A part of a headline, with the words in it that tell of something."""

    words: TokenSpan
    found: list[Found]

    @property
    def is_told_by_nouns(self) -> bool:
        """Whether the parser saw no verb here that tells of anything."""
        return all(each.form == "noun" for each in self.found)


def parts_of(sentence: TokenSpan, found: Iterable[Found], lexicon: Lexicon) -> list[Part]:
    """What a headline tells one after the other: "Bridge shelled; two ferries hit, one adrift", in text order.

    A comma sets two parts apart only where each has a word of its own that tells of something, and the second is no
    more of the first's harm ("six killed, nine wounded") and none that its deed did ("shells port, kills nine").
    """
    parts: list[Part] = []
    told = list(found)
    start, opens = sentence.start, True
    for token in sentence:
        is_comma = token.text == ","
        is_break = token.text in _BREAKS and bool(token.whitespace_) and (token.text != "-" or _is_apart(token))
        if not is_comma and not is_break and token.i + 1 < sentence.end:
            continue
        end = token.i if is_comma or is_break else token.i + 1
        if end > start:
            piece = sentence.doc[start:end]
            part = Part(piece, [each for each in told if start <= each.word.i < end])
            if opens or not parts or not _goes_on(parts[-1], part, lexicon):
                parts.append(part)
            else:
                last = parts.pop()
                parts.append(Part(sentence.doc[last.words.start : end], [*last.found, *part.found]))
        start, opens = token.i + 1, is_break
    return parts


def spread(words: TokenSpan, part: TokenSpan) -> TokenSpan:
    """The words of a part's one happening from its begin to the end of their phrase: the parser hangs what follows a
    headline's verb anywhere."""
    end = words.end
    while end < part.end and words.doc[end].pos_ in _PHRASE and words.doc[end].lower_ != "according":
        end += 1
    is_later = words.start - 1 > part.start and words.doc[words.start - 1].text == ","
    first = part.start if is_later else words.start  # "Army shells port, | kills nine |"
    spread_out = trim(words.doc[first:end])
    return words.doc[min(spread_out.start, words.start) : max(spread_out.end, words.end)]


_PHRASE = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET", "ADP"})


def within_part(found: Found, part: TokenSpan) -> Found:
    """A word with the subject that its own part of a headline has, where the parser went over the break for one."""
    clause = found.clause
    if clause is None or clause.subject is None or part.start <= clause.subject.i < part.end:
        return found
    before = [each for each in part.doc[part.start : found.word.i] if each.pos_ in NOMINAL]
    if not before or clause.is_inherited:
        return found
    return replace(found, clause=replace(clause, subject=before[-1]))


def _is_apart(dash: Token) -> bool:
    return dash.i > 0 and bool(dash.nbor(-1).whitespace_)


def _goes_on(before: Part, part: Part, lexicon: Lexicon) -> bool:
    """Whether what follows a comma belongs to what stands before it."""
    if before.found and part.words[0].lower_ in load_scenes()["harming"]:
        return True  # "Jet bombs ferry landing, killing five"
    tells, told = ([*_roles(each, lexicon)] for each in (part, before))
    if not tells or not told or (part.found and part.is_told_by_nouns and "harm" not in tells):
        return True
    is_led = _led_by(part.words, lexicon) is not None
    return tells[0] == "harm" and (told[0] == "harm" or (is_led and told[0] == "act"))  # "Army shells port, kills nine"


def _roles(part: Part, lexicon: Lexicon) -> list[str]:
    if part.found and not part.is_told_by_nouns:
        return [each.trigger.role for each in part.found if each.form != "noun"]
    verb = _verb(part.words, lexicon)
    return [verb[1].role] if verb is not None else [each.trigger.role for each in part.found]


def read_headline(
    document: Document,
    part: TokenSpan,
    lexicon: Lexicon,
    registry: Any,
    context: set[str],
    leanings: Leanings,
    passages: Passages,
) -> Happening | None:
    """The happening of a part of a headline in which the parser saw no verb; ``None`` where no word can be one.

    A word counts as its verb where it is a form of a verb that tells of a happening, agrees with the noun before it
    ("Patrols collide", "Envoy slams"), and what stands before it can be its subject.
    """
    verb = _verb(part, lexicon)
    if verb is None:
        return None
    return _happening(document, part, *verb, lexicon, registry, context, leanings, passages)


def _verb(part: TokenSpan, lexicon: Lexicon) -> tuple[Token, Trigger] | None:
    led = _led_by(part, lexicon)
    if led is not None:
        subject = led[0].nbor(-1)
        trigger = _trigger(part[0], part, lexicon, subject)
        if trigger is not None:
            return part[0], trigger
    for token in part[1:]:
        trigger = _trigger(token, part, lexicon)
        if trigger is not None:
            return token, trigger
    return None


def _led_by(part: TokenSpan, lexicon: Lexicon) -> tuple[Token, Trigger] | None:
    """The verb before a comma whose subject a part goes on with: "Rebels | topple | pylons, murder mayor"."""
    start = part.start - 1
    if len(part) < 2 or start <= part.sent.start or part.doc[start].text != ",":
        return None
    first = start
    while first > part.sent.start and part.doc[first - 1].text not in _BREAKS and part.doc[first - 1].text != ",":
        first -= 1
    before = part.doc[first:start]
    told = ((token, _trigger(token, before, lexicon)) for token in before[1:])
    return next(((token, trigger) for token, trigger in told if trigger is not None), None)


def _trigger(token: Token, sentence: TokenSpan, lexicon: Lexicon, subject: Token | None = None) -> Trigger | None:
    """The trigger by which a word may tell as the verb of ``subject``, which is the word before it where none is
    given."""
    before = subject if subject is not None else token.nbor(-1)
    is_verb = token.pos_ in ("VERB", "NOUN", "PROPN", "ADJ") or token.lower_ == "down"
    is_noun = before.pos_ in NOMINAL or (before.pos_ == "ADJ" and before.lower_ in people())
    if not is_verb or not is_noun or not token.is_alpha:
        return None
    form: str = token.lower_
    is_plural = before.lower_.endswith("s") and not before.lower_.endswith("ss")
    is_group = before.lower_ in lexicon.parties["plural"]  # "Army Kills Two" and "Army Kill Two"
    is_plural |= any(each.lower_ in (",", "and", "&") for each in sentence[: token.i - sentence.start])
    singular = (form[:-1], *([form[:-2]] if form.endswith("es") else [])) if form.endswith("s") else ()
    singular = () if is_plural else singular
    guesses = (form, *singular) if is_plural or is_group else singular
    verb = next((guess for guess in guesses if guess in lexicon.verbs), None)
    if verb is None:
        return None
    after = {lemma for each in sentence[token.i - sentence.start + 1 :] for lemma in lemmas_of(each)}
    ahead = {lemma for each in sentence[: token.i - sentence.start] for lemma in lemmas_of(each)}
    if subject is not None:
        ahead |= {lemma for each in (subject, *subject.lefts) for lemma in lemmas_of(each)}
    for trigger in lexicon.verbs[verb]:
        words = set(trigger.words[2:])
        if trigger.weight < _LEAST_WEIGHT or not words <= after or (words <= LINKS and words):
            continue
        if not trigger.not_object.isdisjoint(after) or not trigger.not_subject.isdisjoint(ahead):
            continue
        is_anybody = before.pos_ == "PROPN" and "<name>" in trigger.subject
        if trigger.subject and trigger.subject.isdisjoint(ahead) and not is_anybody:
            continue
        is_named = trigger.object and token.i + 1 < sentence.end and token.nbor(1).pos_ == "PROPN"
        if (trigger.object and trigger.object.isdisjoint(after) and not is_named) or not is_told_in(
            trigger, after | ahead
        ):
            continue
        return trigger
    return None


def _happening(
    document: Document,
    sentence: TokenSpan,
    token: Token,
    trigger: Trigger,
    lexicon: Lexicon,
    registry: Any,
    context: set[str],
    leanings: Leanings,
    passages: Passages,
) -> Happening:
    words = trim(sentence)
    found = Found(trigger, token, token, "noun")
    type_ = lexicon.types[trigger.type]
    parties = _parties(document, sentence, token, trigger, lexicon, registry)
    led = _led_by(sentence, lexicon) if token.i == sentence.start else None
    if led is not None:
        before = sentence.doc[led[0].sent.start : sentence.start - 1]
        whose = _parties(document, before, *led, lexicon, registry)
        parties = (*(each for each in whose if each.role == "actor"), *parties)
    mode = mode_of(type_, found, words, context)
    acled = acled_of(type_, mode, found, parties, context, words, leanings.of(token), passages.of(token))
    return Happening(
        event=Event(type_.name, mode, acled, document.span(token)),
        evidence=document.span(words),
        sentence=document.span(sentence),
        participants=parties,
        confidence=round(trigger.weight * _SURENESS, 3),
    )


_BETWEEN = LINKS | {"near", "after", "amid", "during", "before", "since", "around", "outside", "inside", "between"}


_JOINTS = frozenset({",", "and", "&"})


def _joined(phrase: TokenSpan) -> list[TokenSpan]:
    """The phrases of "army, militia"."""
    cuts = [each.i for each in phrase if each.lower_ in _JOINTS]
    starts = [phrase.start, *(cut + 1 for cut in cuts)]
    return [phrase.doc[start:end] for start, end in zip(starts, [*cuts, phrase.end], strict=True) if end > start]


def _is_named(token: Token) -> bool:
    """Whether a word can belong to the name of a party; in title case the parser takes "Near" for one."""
    return token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET") and token.lower_ not in _BETWEEN


def _parties(
    document: Document, sentence: TokenSpan, token: Token, trigger: Trigger, lexicon: Lexicon, registry: Any
) -> tuple[Participant, ...]:
    first = token.i
    while first > sentence.start and (_is_named(sentence.doc[first - 1]) or sentence.doc[first - 1].lower_ in _JOINTS):
        first -= 1
    last = token.i + 1
    while last < sentence.end and _is_named(sentence.doc[last]):
        last += 1
    subject, object_ = sentence.doc[first : token.i], sentence.doc[token.i + 1 : last]
    weapons = lexicon.kinds["weapon"] | lexicon.kinds["violence"] | lexicon.deeds
    while len(subject) > 1 and not weapons.isdisjoint(lemmas_of(subject[-1])):
        subject = subject[:-1]  # "US Missile Strike": the US
    found: list[Participant] = []
    own = "target" if trigger.suffers else "actor"
    for role, phrase in (*((own, each) for each in _joined(subject)), ("target", object_)):
        if len(phrase) and weapons.isdisjoint(lemmas_of(phrase[-1])) and not is_deed_itself(phrase):
            span = document.span(phrase)
            actor = registry.resolve(span.text) if registry is not None else None
            found.append(Participant("target" if role == "target" else "actor", span, None, actor))
    return tuple(found)
