"""On which days a happening took place, and what that rests on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from msgspec.structs import replace
from spacy.tokens import Token

from standoff.claims.own import attributions_beside, best_for_each, other_triggers, words_of
from standoff.claims.references import load_reference_words
from standoff.claims.same import Told, told_in_paragraph
from standoff.claims.scenes import Scene, are_apart
from standoff.claims.tense import is_so_far, is_underway, lays_a_deed, telling
from standoff.languages.language import load_rules
from standoff.records import NOT_AT_ONCE, Attribution, DateMention, Document, Happening, Span, When

__all__ = [
    "Headings",
    "carried",
    "carry_when",
    "day_headings",
    "days_counted_back",
    "days_of_heading",
    "is_deed_itself",
    "is_hour",
    "is_of_document",
    "lies_well_before",
    "published_on",
    "stated_dates",
    "told_as_news",
]

Headings = Sequence[tuple[int, DateMention | None]]
"""Where in a report a stretch under a day begins, and that day; ``None`` where a heading of another kind ends it."""

FAR = 2.0
"""A date further than this from the trigger, as ``_way`` reckons, is that of something else."""
BESIDE_LETTERS = 2
"""A date so many letters from a source or cue stands beside it."""
ANOTHER = 1.6
"""What a date costs that another happening, or another noun, seems to have for itself."""
REPORTED = 2.5
"""What a date costs that hangs on the verb that reports the trigger, or on a later one of its own."""
LONG_DAYS = 31
"""What took place at one time is not carried over from a longer stretch up to now ("since 2011")."""
NEWS_DAYS = 10
"""What is told as said on a day is no older than so many days, unless its own sentence says so."""
SHORT_DAYS = 1
"""A paragraph goes on to tell of a day or a night that it names, and of no longer time."""
REACH = 3
"""What "has" happened began with what so many sentences before it tell."""

_LINE = re.compile(r"[^\n]+")
_AROUND = " \t\r:.-–—*#=|"
"""What may stand around a day that is all of its line."""
_CLOSED_OFF = re.compile(r"\s[-–—]{1,2}\s|[:.]\s")
_LONGEST_HEADING = 40
"""A line in capitals of so many letters is a heading."""
_DAY = timedelta(days=1)
_HOUR = "relative to the day before it"
_VERBAL = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONSULT", "AGREE", "CONCEDE", "SUPPORT"})
_OTHER_CLAUSE = {
    "relcl": 3.0, "acl": 2.5, "advcl": 3.0, "ccomp": 3.0, "csubj": 3.0, "pcomp": 2.5, "parataxis": 3.0, "conj": 1.2,
}  # fmt: skip
"""What a date costs that stands in another clause, below the one of the trigger."""
_OWN_CLAUSE = {"advcl": 0.5, "relcl": 1.0, "acl": 1.0, "parataxis": 0.8, "conj": 0.7, "pcomp": 0.5, "ccomp": 0.4}
"""What it costs that the trigger stands in a clause below the one of the date."""
_OF_NOUN = frozenset({"poss", "compound", "nmod"})
_MAIN_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "xcomp"})
_COUNTED_FROM = frozenset({"after", "before", "of", "following"})
"""The last word of a day that is counted from what follows."""
_HOURS = frozenset({"hour", "minute", "moment", "second"})
_SAID_BESIDE = "stated"
"""Of what counts from a happening, and has its day right beside it: "on Monday, a day after ..."."""
_UNITS = {"day": 1, "week": 7}
_ONE = frozenset({"a", "one", "the"})
_LOOSELY = frozenset({"about", "around", "almost", "nearly", "over", "than", "least", "few"})
_MOST_COUNTED = 30
_CLAUSES = frozenset({"advcl", "pcomp", "pobj"})
_DATING = frozenset({"of", "dated"})
_MEANWHILE = frozenset({"when", "as", "while"})
"""What opens a clause of the same time."""
_ON_OCCASION = frozenset({"in", "during", "by", "from", "with", "amid", "on", "at", "through"})
"""Prepositions between a happening and another that is the same: "killed in the raid on Monday"."""


def stated_dates(
    document: Document,
    happenings: Sequence[Happening],
    dates: Sequence[DateMention],
    attributions: Sequence[Attribution],
) -> list[tuple[DateMention | None, DateMention | None]]:
    """For each happening the date expressions of its own sentence that say when it took place, and when it was said.

    A date beside a word of saying, outside what is said ("X said on Monday that ..."), dates the saying, and one that
    hangs on another happening ("a response to the raid on Monday") dates that one. A date too vague to bound
    ("recently") is still the happening's: it says that no other date is.
    """
    points: list[dict[int, float]] = []
    said: list[DateMention | None] = []
    within: list[set[int]] = []
    counted_from = [_counted_from(document, mention) for mention in dates]
    starts = [mention.span.start for mention in dates]
    beside_each = attributions_beside(map(words_of, happenings), attributions)
    for happening, others, near in zip(happenings, other_triggers(document, happenings), beside_each, strict=True):
        frames = [attributions[number] for number in near if _tells(attributions[number], happening)]
        trigger = _root(document, happening.event.trigger)
        beside = _beside_the_count(document, happening, dates)
        own: dict[int, float] = {}
        inside: set[int] = set()
        saying: DateMention | None = None
        first, end = (bisect_left(starts, at) for at in (happening.sentence.start, happening.sentence.end))
        apart = _clause_counted_from(counted_from[first:end], trigger)
        for at, mention in enumerate(dates[first:end], first):
            token = _root(document, mention.span) if happening.sentence.covers(mention.span) else None
            if token is None or trigger is None or not (mention.earliest or "vague" in mention.basis):
                continue
            if mention.is_of_dateline or is_of_document(document, mention):
                continue
            if beside is not None:
                own |= {at: 0.0} if mention is beside else {}
                continue
            if (other := counted_from[at]) is not None and other in _upwards(trigger):
                continue
            if apart is not None and token != apart and not apart.is_ancestor(token):
                continue  # "broke out on Monday, a day after a guard | shot | two men"
            if other is not None and other.head == trigger:
                own[at] = 0.0
                continue
            governor = _governor(token)
            if governor != trigger and (
                any(_dates_saying(document, mention, token, f) for f in frames)
                or _is_given_out(governor, trigger)
                or _is_laid(governor, trigger)
            ):
                saying = mention if mention.earliest else saying
                continue
            way = min(_way(token, verb, others) for verb in (trigger, *_when_verbs(document, happening, others)))
            own[at] = (0.6 if happening.evidence.covers(mention.span) else 0.0) - way
            if token in _upwards(trigger):
                inside.add(at)
        points.append(own)
        said.append(saying)
        within.append(inside)
    chosen = _with_opening(happenings, dates, said, best_for_each(points, -FAR))
    days_of_deeds = {_days(dates[at]) for at in chosen if at is not None and not is_hour(dates[at])}
    days_of_sayings = {_days(mention) for mention in said if mention is not None} - days_of_deeds
    return [
        (
            None
            if at is None or (is_hour(dates[at]) and _days(dates[at]) in days_of_sayings)
            else _alone(dates[at])
            if at in inside
            else dates[at],
            saying,
        )
        for at, inside, saying in zip(chosen, within, said, strict=True)
    ]


def _with_opening(
    happenings: Sequence[Happening],
    dates: Sequence[DateMention],
    said: Sequence[DateMention | None],
    chosen: Sequence[int | None],
) -> list[int | None]:
    """What was chosen, and the date with which a sentence opens for its first happening, where nobody has it."""
    taken = {id(dates[at]) for at in chosen if at is not None} | {
        id(mention) for mention in said if mention is not None
    }
    opening = {
        mention.span.start: at for at, mention in enumerate(dates) if mention.earliest and id(mention) not in taken
    }
    found: list[int | None] = []
    for happening, at in zip(happenings, chosen, strict=True):
        found.append(opening.pop(happening.sentence.start, None) if at is None else at)
    return found


def _counted_from(document: Document, mention: DateMention) -> Token | None:
    """The word of the happening from which a day is counted: "burned the huts a day after a bomb | wounded | two",
    "on the eve of | the talks |"."""
    words = document.tokens(mention.span)
    if words is None or len(words) == 1 or words[-1].lower_ not in _COUNTED_FROM:
        return None
    if any(word.lemma_.lower() in _HOURS for word in words):
        return None
    behind = document.parse[words.end : words.sent.end]
    return next(
        (each for each in behind if each.dep_ in _CLAUSES and words.start <= each.left_edge.i <= words.end), None
    )


def _clause_counted_from(counted_from: Sequence[Token | None], trigger: Token | None) -> Token | None:
    """The word above a trigger from which a day of its sentence is counted."""
    above = _upwards(trigger) if trigger is not None else ()
    return next((each for each in counted_from if each is not None and each in above), None)


def days_counted_back(document: Document, told: Sequence[Told], dates: Sequence[DateMention]) -> list[When | None]:
    """For each happening its days, where another's are counted from it: "On Monday rebels took Sorn, | a day after | a
    bomb went off" puts the bomb on Sunday."""
    starts = [mention.span.start for mention in dates]
    found: list[When | None] = []
    for this in told:
        sentence, trigger = this.happening.sentence, _root(document, this.happening.event.trigger)
        first, end = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        above = _upwards(trigger) if trigger is not None and this.date is None else ()
        counts = (mention for mention in dates[first:end] if _counted_from(document, mention) in above)
        found.append(next((days for each in counts if (days := _counted_back(document, each)) is not None), None))
    return found


def _counted_back(document: Document, mention: DateMention) -> When | None:
    """The days from which a mention counts, so many of them before or after its own."""
    words, own = document.tokens(mention.span), _when(mention)
    if words is None or own is None or mention.basis != _SAID_BESIDE or _length(own) > SHORT_DAYS:
        return None
    numbers, units = load_rules("dates")["numbers"], [word for word in words if word.lemma_.lower() in _UNITS]
    if len(units) != 1 or not units[0].i > words.start:
        return None
    before = units[0].nbor(-1).lower_
    number = 1 if before in _ONE else numbers.get(before, int(before) if before.isdecimal() else None)
    if number is None or number > _MOST_COUNTED or any(word.lower_ in _LOOSELY for word in words):
        return None
    unit = _UNITS[units[0].lemma_.lower()]
    away = timedelta(days=number * unit) * (1 if words[-1].lower_ == "before" else -1)
    slack = _DAY * (unit // 2)
    basis = f"{mention.span.text} it: {own.earliest.isoformat()}"
    return When(own.earliest + away - slack, own.latest + away + slack, mention.span, basis)


def is_hour(mention: DateMention) -> bool:
    """Whether an expression gives but the time of day, of the day told before it: "shortly after dawn"."""
    return mention.basis.startswith(_HOUR)


def _days(mention: DateMention) -> tuple[date | None, date | None]:
    return mention.earliest, mention.latest


def _is_given_out(verb: Token, trigger: Token) -> bool:
    """Whether a verb tells when a count or a statement was given: "the toll was given on Tuesday by the mayor"."""
    if verb.lemma_.lower() not in load_reference_words().giving or trigger.pos_ not in ("NOUN", "PROPN"):
        return False
    token = trigger
    for _ in range(4):
        if token.head == verb:
            return token.dep_ in ("nsubj", "nsubjpass", "dobj")
        if token.dep_ not in ("pobj", "prep", "compound", "amod"):
            return False
        token = token.head
    return False


def _tells(frame: Attribution, happening: Happening) -> bool:
    """Whether a frame says the happening, and is no part of it: "were | found | dead over the weekend"."""
    if frame.cue is None or not frame.covers(happening.event.trigger):
        return False
    return frame.source is not None or not happening.evidence.covers(frame.cue)


def is_of_document(document: Document, mention: DateMention) -> bool:
    """Whether a date is that of something said or written: "in their bulletin | of this morning |", "a letter dated |
    7 May |". By the words in their order: "of 2 May put" is read as a verb."""
    words = document.tokens(mention.span)
    if words is None or words[0].i < 2:
        return False
    link = words[0] if words[0].lower_ in _DATING else words[0].nbor(-1)
    noun = link.nbor(-1)
    return link.lower_ in _DATING and noun.lemma_.lower() in load_rules("cues")["words"]["speech_act"]


def _is_laid(verb: Token, trigger: Token) -> bool:
    """Whether a verb tells when a deed was laid to somebody: "a raid for which both today | blamed | the other"."""
    return lays_a_deed(verb) and trigger.pos_ == "NOUN" and trigger in _upwards(verb)[1:]


def _when_verbs(document: Document, happening: Happening, others: set[int]) -> list[Token]:
    """The verbs by which a happening's own words say when it was: "two were killed when a raid | hit | the bus"."""
    tokens = document.tokens(happening.evidence) or ()
    return [
        token
        for token in tokens
        if token.dep_ == "advcl" and token.i not in others and any(c.lower_ in _MEANWHILE for c in token.lefts)
    ]


def _beside_the_count(document: Document, happening: Happening, dates: Sequence[DateMention]) -> DateMention | None:
    """The date before a clause that counts the harmed, where a noun with a day of its own is set beside a deed of
    another day: "Friday's losses came on top of a raid | on Monday, | in which nine died"."""
    trigger = _root(document, happening.event.trigger)
    harms = [toll.trigger for toll in happening.tolls if toll.low is not None or toll.high is not None]
    if trigger is None or trigger.pos_ != "NOUN" or not harms:
        return None
    verb = _root(document, harms[0])
    own = [document.span(child) for child in trigger.lefts if child.dep_ in _OF_NOUN]
    if verb is None or verb.dep_ not in ("advcl", "relcl") or not any(a.span.overlaps(b) for a in dates for b in own):
        return None
    start, end = happening.event.trigger.end, harms[0].start
    return next((each for each in reversed(dates) if each.earliest and start < each.span.start < end), None)


def _alone(mention: DateMention) -> DateMention:
    """The date without the "since" before it: "since July, when the town fell"."""
    return mention if mention.bare is None else replace(mention, earliest=mention.bare[0], latest=mention.bare[1])


def _dates_saying(document: Document, mention: DateMention, token: Token, frame: Attribution) -> bool:
    """Whether a date says when the frame's source spoke: outside the content, and of the cue or next to it."""
    if frame.cue is None or frame.covers(mention.span):
        return False
    if frame.cue.covers(document.span(_governor(token))):
        return True
    pieces = [frame.cue] + ([frame.source.span] if frame.source else [])
    return any(
        0 <= piece.start - mention.span.end <= BESIDE_LETTERS or 0 <= mention.span.start - piece.end <= BESIDE_LETTERS
        for piece in pieces
    )


def _root(document: Document, span: Span) -> Token | None:
    tokens = document.tokens(span)
    return tokens.root if tokens is not None else None


def _governor(token: Token) -> Token:
    """The verb that a date hangs on; before a "that" it is the one above: "had written a day earlier | that ..."."""
    verb = token
    while verb.head != verb and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    is_before = any(child.dep_ == "mark" and child.lower_ == "that" and child.i > token.i for child in verb.lefts)
    return verb.head if is_before else verb


def _upwards(token: Token) -> list[Token]:
    """A token and those that it hangs on, to the root."""
    way = [token]
    while token.head != token and len(way) < 40:
        token = token.head
        way.append(token)
    return way


def _way(date_token: Token, trigger: Token, others: set[int]) -> float:
    """How far a trigger is from a date: from the date up the parse to where both meet, and down to the trigger.

    What is dear on the way: clauses that are not the trigger's, and other happenings that may have the date.
    """
    above = _upwards(trigger)
    if date_token in above:
        return 0.0  # "since July, when the town fell"
    cost = 0.02 * abs(date_token.i - trigger.i)
    if trigger.pos_ == "NOUN" and any(
        at in others and trigger.doc[at].pos_ == "NOUN" for at in range(trigger.i + 1, date_token.i)
    ):
        cost += ANOTHER  # "the attack was a response to the raid on Monday"
    meeting = None
    for token in _upwards(date_token):
        if token in above:
            meeting = token
            break
        if token != date_token:
            # "the raid carried out on Monday"
            is_told_of = token.dep_ in ("relcl", "acl") and token.head == trigger and trigger.pos_ == "NOUN"
            cost += (
                0.5 if is_told_of else _cost_of_passing(token, date_token, others)
            )  # "the raid carried out on Monday"
        elif token.dep_ in ("poss", "compound", "nmod") and not _is_happening(token.head, others):
            cost += ANOTHER  # "Monday's losses"
    for token in above:
        if token == meeting:
            break
        is_reported = token.dep_ == "ccomp" and token.head == meeting and not _is_inside(date_token, token, meeting)
        cost += REPORTED if is_reported else _OWN_CLAUSE.get(token.dep_, 0.1)
    is_first = date_token.left_edge.i == date_token.sent.start
    return cost - (0.5 if is_first else 0.0)


def _is_inside(date_token: Token, clause: Token, verb: Token) -> bool:
    """Whether a date may stand in a reported clause though the parser hangs it on the verb that reports: "said nine
    people died on Monday", but not "said on Monday that nine people died" or "nine people died, he said on Monday"."""
    return verb.i < clause.i < date_token.i


def _cost_of_passing(token: Token, date_token: Token, others: set[int]) -> float:
    """What it costs to go up through a token that may have the date for itself: a clause, another happening."""
    if token.pos_ in ("VERB", "AUX"):
        if token.dep_ == "conj" and date_token.i < token.i:
            return REPORTED  # "spoke of nine dead, and on Monday named them"
        is_meanwhile = token.dep_ == "advcl" and any(child.lower_ in _MEANWHILE for child in token.lefts)
        return 0.6 if is_meanwhile else _OTHER_CLAUSE.get(token.dep_, 0.2)
    if _is_happening(token, others):
        if token.dep_ == "pobj":
            return 0.5 if token.head.lower_ in _ON_OCCASION else 2.5
        return 0.5 if token.dep_ in ("nsubj", "nsubjpass", "agent") else 1.2
    return 0.1


def _is_happening(token: Token, others: set[int]) -> bool:
    return token.i in others or token.lemma_.lower() in load_reference_words().happenings


def day_headings(document: Document, dates: Sequence[DateMention]) -> Headings:
    """The days that stand alone in their line, as in a diary, over what was done on them."""
    text = document.report.text
    days = {(mention.span.start, mention.span.end): mention for mention in dates if _is_day(mention)}
    found: list[tuple[int, DateMention | None]] = []
    opening = _opening_days(text, dates)
    for line in _LINE.finditer(text) if days or opening else ():
        words = line.group().strip(_AROUND)
        start = line.start() + line.group().find(words)
        day = days.get((start, start + len(words))) or opening.get(start)
        if day is not None or (found and words.isupper() and len(words) <= _LONGEST_HEADING):
            found.append((start, day))
    return found


def _opening_days(text: str, dates: Sequence[DateMention]) -> dict[int, DateMention]:
    """The days that open their line and are closed off, where at least two lines of a report begin so: "MONDAY, May 21
    - Two men died", "6-7 May. A house burned"."""
    opening = {
        day.span.start: day
        for day in dates
        if (day.span.start == 0 or text[day.span.start - 1] == "\n")
        and _CLOSED_OFF.match(text, day.span.end)
        and not day.is_of_dateline
        and (days := _when(day)) is not None
        and _length(days) <= NEWS_DAYS
    }
    return opening if len({_days(day) for day in opening.values()}) > 1 else {}


def _is_day(mention: DateMention) -> bool:
    return mention.earliest is not None and mention.earliest == mention.latest and not mention.is_of_dateline


def days_of_heading(this: Told, headings: Headings) -> When | None:
    """The day that stands over the stretch in which a happening is told, or ``None``."""
    at = bisect_right(headings, this.happening.evidence.start, key=lambda heading: heading[0]) - 1
    days = _when(headings[at][1]) if at >= 0 else None
    return replace(days, basis=f"carried over: {days.basis}") if days is not None else None


def carry_when(
    document: Document,
    this: Told,
    scene: Scene,
    told: Sequence[Told],
    headings: Headings,
    *,
    counted: When | None = None,
    is_reported: bool = False,
) -> When | None:
    """The happening's days: stated, or ``counted`` from another's, or its scene's; for a scene that the first sentences
    tell as news, the day on which it was said or published and the day before.

    What goes on is of the day on which it is told, and so is a habit that keeps on ("has breached it daily"); what
    "has" happened reaches up to that day. What lies before the rest of the passage or is yet to come has no days but
    stated ones. ``told`` is what the report tells up to its sentence, that one included, ``headings`` the days that
    stand over its stretches; ``is_reported`` says that it is somebody's claim, so that "had" but puts it before the
    telling.
    """
    if this.date is not None or counted is not None:
        return _when(this.date) or counted
    trigger = _root(document, this.happening.event.trigger)
    if trigger is None:
        return None
    how = telling(trigger, is_headline=document.block(trigger).kind == "headline", is_reported=is_reported)
    if how == "before" or lies_well_before(trigger):
        return None
    told_on = _told_on(document, this)
    is_habit = this.happening.reality == "habitual"
    keeps_on = is_habit and (how == "perfect" or (how == "present" and is_underway(trigger)))
    is_of_the_story = how == "past" or keeps_on or _counts_the_harmed(document, this)
    if this.happening.reality in NOT_AT_ONCE and not is_of_the_story:
        return None
    if (how == "present" or keeps_on) and told_on is not None:
        return replace(told_on, basis=f"going on when {told_on.basis}")
    begun = (
        _days_of_paragraph(document, this, trigger, told)
        or days_of_heading(this, headings)
        or _days_of_scene(this, scene, told, is_earlier=_has_had(trigger))
    )
    if how == "perfect" and (begun is None or is_so_far(trigger)):
        before = _told_just_before(this, told, told_on.latest if told_on is not None else date.max)
        begun = replace(before, basis=f"since what is told before: {before.basis}") if before is not None else begun
    if begun is None:
        return told_on
    return _up_to(begun, told_on) if how == "perfect" else begun


def lies_well_before(trigger: Token) -> bool:
    """Whether what is told happened so long after it: "comes three weeks | after gunmen stormed a base"."""
    words = load_reference_words()
    for token in _upwards(trigger)[:4]:
        opener = next((child for child in token.lefts if child.lower_ == "after"), None)
        if opener is None and token.dep_ == "pcomp" and token.head.lower_ == "after":
            opener = token.head
        if opener is not None and opener.i and opener.nbor(-1).lemma_.lower() in words.long_times:
            return True
    return False


def _days_of_paragraph(document: Document, this: Told, trigger: Token, told: Sequence[Told]) -> When | None:
    """The day of what the last few sentences of the same paragraph told as their news, for a deed without a day.

    None where "the raid" takes up what was told elsewhere, where "had" puts it before, where it has a day of saying,
    or where it was done at another place.
    """
    if this.takes_up or this.said is not None or not is_deed_itself(this) or _has_had(trigger):
        return None
    here = islice(told_in_paragraph(this, told), REACH)
    dated = next((each for each in here if each.date is not None), None)
    if dated is None or dated.date is None or not _is_news_of_sentence(document, dated):
        return None
    if this.place is not None and dated.place is not None and are_apart(this.place, dated.place):
        return None
    days = _when(dated.date)
    if days is None or _length(days) > SHORT_DAYS or dated.date.bare is not None:
        return None
    return replace(days, basis=f"carried over: {days.basis}")


def _is_news_of_sentence(document: Document, told: Told) -> bool:
    """Whether a deed is what its sentence is about, and not told beside: "mourned a man | shot on Sunday |"."""
    trigger = _root(document, told.happening.event.trigger)
    if trigger is None or trigger.pos_ not in ("VERB", "AUX") or _has_had(trigger) or not is_deed_itself(told):
        return False
    return all(token.dep_ in _MAIN_CLAUSES for token in _upwards(trigger))


def _has_had(trigger: Token) -> bool:
    return any(child.lower_ == "had" for child in trigger.lefts)


def _days_of_scene(this: Told, scene: Scene, told: Sequence[Told], *, is_earlier: bool) -> When | None:
    """The scene's days. Where only what was said in it has a day ("the charity on Monday accused ..."), what was done
    has that of the last deed told before; and what is only said has none of a deed's, unless it is told as earlier
    ("had been informed")."""
    date = scene.date_for(this)
    is_only_said = not is_deed_itself(this) and not is_earlier
    if is_only_said and not any(other.date is date and not is_deed_itself(other) for other in scene.members):
        return None
    if is_deed_itself(this) and not any(other.date is date and is_deed_itself(other) for other in scene.members):
        date = next((other.date for other in reversed(told) if is_deed_itself(other) and other.date is not None), None)
    days = _when(date)
    if days is None or (date is not None and date.bare is not None and _length(days) > LONG_DAYS):
        return None
    said = _when(this.said)
    if said is not None and not scene.is_old_news and (said.earliest - days.latest).days > NEWS_DAYS:
        return None
    return replace(days, basis=f"carried over: {days.basis}")


def _counts_the_harmed(document: Document, this: Told) -> bool:
    """Whether what may come is only how many a deed harmed: "the death toll could reach 200"."""
    words = document.tokens(this.happening.evidence) or ()
    return this.happening.reality == "hypothetical" and any(word.lemma_.lower() == "toll" for word in words)


def is_deed_itself(told: Told) -> bool:
    """Whether something is done, and not only said, asked or agreed."""
    return told.happening.event.type not in _VERBAL


def _length(days: When) -> int:
    return (days.latest - days.earliest).days


def _told_on(document: Document, this: Told) -> When | None:
    """The day on which it was said, or published, and the day before it."""
    said = _when(this.said)
    if said is not None:
        return replace(said, earliest=said.earliest - _DAY, basis=f"said then: {said.basis}")
    return told_as_news(document)


def published_on(document: Document) -> date | None:
    """The day on which a report was published first."""
    report = document.report
    return (report.origin.published_on if report.origin else None) or report.published_on


def told_as_news(document: Document) -> When | None:
    """The day on which a report was published, and the day before it."""
    day = published_on(document)
    return When(day - _DAY, day, None, f"told as news on {day.isoformat()}") if day is not None else None


def carried(mention: DateMention) -> When | None:
    """The days of a date that another sentence gives."""
    days = _when(mention)
    return replace(days, basis=f"carried over: {days.basis}") if days is not None else None


def _up_to(begun: When, told_on: When | None) -> When:
    latest: date = max(begun.latest, told_on.latest) if told_on is not None else begun.latest
    return replace(begun, latest=latest)


def _told_just_before(this: Told, told: Sequence[Told], latest: date) -> When | None:
    """The days that the nearest of a few sentences before gives, if they are not yet to come on the latest day."""
    sentences: set[int] = set()
    for other in reversed(told):
        if other.sentence == this.sentence:
            continue
        sentences.add(other.sentence)
        if len(sentences) > REACH:
            break
        found = _when(other.date)
        if found is not None and found.earliest <= latest:
            return found
    return None


def _when(mention: DateMention | None) -> When | None:
    if mention is None or mention.earliest is None or mention.latest is None:
        return None
    return When(mention.earliest, mention.latest, mention.span, mention.basis)
