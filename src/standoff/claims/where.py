"""Which of a report's places is a happening's, and how it came by it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import chain, islice

from spacy.tokens import Token

from standoff.claims.locating import locating_places, without_locating
from standoff.claims.own import attributions_beside, best_for_each, other_triggers
from standoff.claims.references import load_reference_words
from standoff.claims.same import Told, told_in_paragraph
from standoff.claims.scenes import Scene, is_within
from standoff.gazetteer import capitals
from standoff.ontology import load_lexicon
from standoff.records import Attribution, Block, Document, Happening, Place, PlaceMention, Span

__all__ = [
    "carry_place",
    "is_goal",
    "is_of_other_deed",
    "is_seat_of_sender",
    "is_vague",
    "placed",
    "places_of_deeds",
    "stated_places",
]

LEAST = 0.4
"""Fewer points than this, and a place of the sentence is not the happening's."""
VAGUE_KM = 60.0
"""A place vaguer than this is made finer by its scene."""
WIDEST_KM = 1_000.0
"""What is vaguer ("Latin America") is carried to no happening."""
WHERE = 3.0
"""What speaks for a place whose "where" tells of the happening."""
RELATIVE = 1.5
"""What speaks for a place of which, or of what was done at which, a relative clause tells the happening."""
OPENING = 2.5
"""What speaks at least for a place that opens its sentence: "In X, two men were hurt by a bomb that went off"."""
OF_WHO = 1.0
"""What speaks against a place that only tells of who did it."""
MOST_BEFORE = 2
"""Words that may stand before such a place: "Up in X", "Meanwhile, in X"."""
_CLIMBED = 14
"""So many words above a place are looked at."""
FAR_ABOVE = 4
"""So many words above whom somebody speaks to stands the verb of speaking."""
CLOSEST_LETTERS = 600
"""For a happening whose scene has no place: how far after it the report's first place may stand."""

_FROM = frozenset({"from"})
_TO = frozenset({"to", "into", "toward", "towards"})
_RANK = {"exact": 3.0, "near": 2.8, "town": 2.8, "district": 2.0, "region": 1.0, "country": 0.0}


def places_of_deeds(
    document: Document,
    places: Sequence[PlaceMention],
    attributions: Sequence[Attribution],
    happenings: Sequence[Happening],
) -> list[PlaceMention]:
    """The places at which something may have been done.

    Not so a state that acts, where a source is ("a source in Homs said") or speaks ("told reporters in Homs"), unless
    it is told there of a deed ("in Homs, where two bombs exploded"); nor where somebody is from ("two men from Homs").
    """
    triggers = sorted((happening.event.trigger for happening in happenings), key=lambda trigger: trigger.start)
    named = Counter(place.country for place in places if place.country is not None)
    story = max(named, key=lambda country: named[country], default=None)
    beside = attributions_beside((_with_sentence(document, place) for place in places), attributions)
    holders = {at for at, held in locating_places(document, places).items() if _is_dateline(document, places[held])}
    return [
        place
        for number, (place, near) in enumerate(zip(places, beside, strict=True))
        if number not in holders  # of "SORN, Kayah State -" the state only tells where Sorn lies
        and not place.is_demonym
        and _is_of_deed(document, place, [attributions[at] for at in near], triggers, story)
    ]


def _with_sentence(document: Document, place: PlaceMention) -> list[Span]:
    tokens = document.tokens(place.name_span)
    return [place.name_span] if tokens is None else [place.name_span, document.span(tokens.sent)]


def _is_of_deed(
    document: Document,
    place: PlaceMention,
    attributions: Sequence[Attribution],
    triggers: Sequence[Span],
    story: str | None,
) -> bool:
    tokens = document.tokens(place.name_span)
    if tokens is not None and _told_where(tokens.root):
        return True
    sources = [a.source.span for a in attributions if a.source is not None and a.source.span.covers(place.name_span)]
    if sources:  # "the nurse, who was hurt in Homs, said"
        return any(source.covers(each) and each.end <= place.span.start for source in sources for each in triggers)
    if tokens is None:
        return True
    if _is_whose(place, tokens.root):
        return False
    preposition = _preposition(tokens.root)
    if preposition is None or place.span.covers(document.span(preposition)):
        return True
    above, before = preposition.head, preposition.nbor(-1) if preposition.i else preposition
    words = load_reference_words()
    if preposition.lower_ in _FROM and above.lemma_.lower() in words.coming:
        return False  # "flew in | from X |"
    is_from = preposition.lower_ in _FROM and before.pos_ in ("NOUN", "PROPN")
    if is_from and before.lemma_.lower() not in words.sent and above.lemma_.lower() not in words.clearing:
        return False
    if above.pos_ == "NOUN" and above.lemma_.lower() in words.speaking:
        return any(trigger.overlaps(document.span(each)) for each in _up_to_verb(above) for trigger in triggers)
    if above.pos_ not in ("VERB", "AUX"):
        return True
    verb = document.span(above)
    behind = bisect_left(triggers, place.span.end, key=lambda trigger: trigger.start)
    if behind < len(triggers) and triggers[behind].start < verb.start:
        return True  # "in Homs, the bombs that went off were claimed by nobody"
    if place.country == story and place.name not in capitals() and _opens_sentence(document, place):
        # "in Homs, police said that a mine killed two"; not "in Geneva, an envoy said", "in Homs, he told reporters"
        return words.speaking.isdisjoint(each.lemma_.lower() for child in above.rights for each in _near(child))
    return any(trigger.overlaps(verb) for trigger in triggers) or not any(
        a.cue is not None and a.cue.covers(verb) and not a.covers(place.name_span) and not a.covers(verb)
        for a in attributions
    )


def _is_whose(place: PlaceMention, name: Token) -> bool:
    """Whether a region only says whose the forces are: "the Puntland police", "militia of Galmudug"."""
    if place.precision != "region":
        return False
    while name.dep_ == "conj" and name.head.pos_ == "PROPN":  # "forces of X and | Y |"
        name = name.head
    whose = name.head.head if name.dep_ == "pobj" and name.head.lower_ == "of" else name.head
    if whose == name or (whose == name.head and name.dep_ not in ("compound", "nmod", "amod", "poss")):
        return False
    words = load_reference_words()
    return whose.lemma_.lower() in words.groups or whose.lemma_.lower() in words.fighters


def _near(child: Token) -> list[Token]:
    """A word below a verb, and what it governs where it is a preposition: "spoke | to reporters |"."""
    return [child, *child.rights] if child.dep_ in ("prep", "dative") else [child]


def _preposition(name: Token) -> Token | None:
    """The preposition that a name hangs on, past what stands before it ("near the town of X")."""
    token = name
    for _ in range(4):
        if token.dep_ == "prep" and token.lower_ != "of":
            return token
        if token.head == token or token.dep_ not in ("pobj", "compound", "appos", "prep", "nmod"):
            break
        token = token.head
    return None


def _is_led_to(document: Document, place: PlaceMention) -> bool:
    tokens = document.tokens(place.name_span)
    led = _preposition(tokens.root) if tokens is not None else None
    return led is not None and led.lower_ in _TO


def _told_where(name: Token) -> list[Token]:
    """The verbs of what a name's "where" goes on to tell: "in X, where two bombs exploded"."""
    return [
        child
        for token in (name, name.head, name.head.head)
        for child in token.rights
        if child.dep_ == "relcl" and child.i > name.i and any(each.lower_ == "where" for each in child.lefts)
    ]


def _up_to_verb(noun: Token) -> list[Token]:
    """A noun and what it hangs on, as far as the next verb: "a | talk | to | journalists |"."""
    above = list(islice(noun.ancestors, FAR_ABOVE))
    verb = next((at for at, each in enumerate(above) if each.pos_ in ("VERB", "AUX")), len(above))
    return [noun, *above[: verb + 1]]


def stated_places(
    document: Document, happenings: Sequence[Happening], places: Sequence[PlaceMention]
) -> list[PlaceMention | None]:
    """For each happening the place, of those given, that its own sentence gives for it, or ``None``.

    A place belongs to the word of doing that it hangs on: of two happenings in a sentence each has its own. The middle
    of two places ("between X and Y") goes before each of them.
    """
    others = other_triggers(document, happenings)
    names = [place.name_span for place in places]
    locating = {
        at: meant
        for at, meant in locating_places(document, places).items()
        if not _is_led_to(document, places[meant])  # "brought to X, near Y": there X is not where it was done
    }
    points = []
    for happening, taken in zip(happenings, others, strict=True):
        own = {at: _points(document, happening, places[at], taken) for at in _inside(happening, names)}
        points.append(without_locating(own, locating))
    return [_whole(places[at], places) if at is not None else None for at in best_for_each(points, LEAST)]


def _whole(place: PlaceMention, places: Sequence[PlaceMention]) -> PlaceMention:
    return next((each for each in places if each != place and each.span.covers(place.span)), place)


def _points(document: Document, happening: Happening, place: PlaceMention, others: set[int]) -> float:
    points = _RANK.get(place.precision or "", 0.5) * 0.4
    points += 1.0 if happening.evidence.covers(place.name_span) else 0.0
    trigger, tokens = document.tokens(happening.event.trigger), document.tokens(place.name_span)
    if tokens is not None and trigger is not None:
        tied = _attachment(tokens.root, trigger.root, others, is_country=place.precision == "country")
        points += max(tied, OPENING) if _opens_sentence(document, place) else tied
        points -= 0.03 * abs(tokens.root.i - trigger.root.i)
        if trigger.root in (told := _told_where(tokens.root)) or any(each.is_ancestor(trigger.root) for each in told):
            points += WHERE
        elif _is_told_of(tokens.root, trigger.root):
            points += RELATIVE
    return points


def _is_told_of(name: Token, trigger: Token) -> bool:
    """Whether a happening is told in a relative clause about a place or what stands with it: "raids on X, one of which
    | hit | a house"."""
    clause = trigger
    while clause.dep_ == "conj" and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    if clause.dep_ not in ("relcl", "acl") or clause.is_ancestor(name):
        return False
    if any(each.dep_ == "prep" and each.lower_ not in load_reference_words().at for each in clause.lefts):
        return False  # "a strike on X, for which they threatened Y"
    return clause.head == name or clause.head.is_ancestor(name)


def _inside(happening: Happening, spans: Sequence[Span]) -> list[int]:
    return [at for at, span in enumerate(spans) if happening.sentence.covers(span)]


def _attachment(name: Token, trigger: Token, others: set[int], *, is_country: bool) -> float:
    """What the way from a place's name up to the trigger speaks for: the preposition, and what lies between."""
    words = load_reference_words()
    points, steps, between = 0.0, 0, 0.0
    preposition = ""
    if (into := _into_hospital(name)) is not None:
        preposition = into.lower_ if into.lower_ in words.towards else ""
    token, is_of_another = name, False
    while token != trigger and token.head != token and steps < 14:
        if token.dep_ == "prep" and not preposition and token.lower_ != "of":
            preposition = token.lower_
        token, steps = token.head, steps + 1
        if token.i in others and token != trigger:
            between += 2.5 if token.dep_ in ("relcl", "acl") else 0.5
        elif token != trigger and token.dep_ in ("acl", "relcl") and token.head.dep_ == "nsubj":
            between += OF_WHO  # "rebels holed up in X | shelled Y"
        elif is_of_another and token != trigger and token.dep_ in ("relcl", "acl"):
            between += 4.0  # "hit the depot that had served | for an attack on X"
        is_of_another = is_of_another or (token.pos_ == "NOUN" and token.lemma_.lower() in load_lexicon().deeds)
    if token == trigger:
        points += 2.0 - 0.1 * steps - between
    elif between:
        points -= 0.5
    is_beside = name.head == trigger or name.head.head == trigger
    if preposition in words.towards and (not is_beside or trigger.lemma_.lower() in words.leaving):
        points -= 2.0 if not is_beside else 6.0  # "were led away | to the barracks of X |" is done elsewhere
    elif preposition in words.at:
        points += 0.7
    elif is_country:
        points -= 2.0
    elif preposition in words.away:
        points -= 0.3
    return points


def is_of_other_deed(document: Document, place: PlaceMention, happening: Happening) -> bool:
    """Whether a place only tells where another deed was done, told aside of what a happening is about: "hit the depot
    that had served for an attack on X"."""
    name, trigger = document.tokens(place.name_span), document.tokens(happening.event.trigger)
    if name is None or trigger is None or not happening.sentence.covers(place.name_span):
        return False
    deeds, is_of_another = load_lexicon().deeds, False
    for each in islice(name.root.ancestors, _CLIMBED):
        if each == trigger.root:
            return False
        is_of_another = is_of_another or (each.pos_ == "NOUN" and each.lemma_.lower() in deeds)
        if is_of_another and each.dep_ in ("relcl", "acl"):
            return True
    return False


def carry_place(
    this: Told, scene: Scene, told_before: Sequence[Told], places: Sequence[PlaceMention], document: Document
) -> Place | None:
    """The happening's place: stated in its sentence, finer where its scene has a finer one inside it, else its
    scene's, else that of the last happening told before it, else the nearest that the report names before it or, for a
    headline, after it. ``told_before`` is what the report tells up to its sentence, that one included."""
    own, of_scene = this.place, scene.place
    if of_scene is None or is_goal(document, of_scene):
        of_scene = _last_place(this, told_before, document)
    elif of_scene.name_span.start >= this.happening.sentence.end:
        of_scene = _told_sooner(this, of_scene, places, document)
    told = _finer(_of_paragraph(this, scene, told_before, document), of_scene) or of_scene
    if own is not None and not (told is not None and is_vague(own) and is_within(told, own)):
        return Place(own, "stated")
    if told is not None:
        return placed(document, told)
    start, end = this.happening.sentence.start, this.happening.sentence.end
    before = reversed(places[: bisect_left(places, start, key=_begin)])
    last = next((p for p in before if p.name_span.end <= start and _may_be_carried(document, p)), None)
    if last is not None and not is_seat_of_sender(document, last):
        return placed(document, last)
    close = places[bisect_left(places, end, key=_begin) : bisect_left(places, end + CLOSEST_LETTERS, key=_begin)]
    following = _first_of_body(document, [p for p in close if _may_be_carried(document, p)])
    return Place(following, "carried over") if following is not None else _of_the_story(places, last, start)


def _first_of_body(document: Document, following: Sequence[PlaceMention]) -> PlaceMention | None:
    """The first of the places that follow a headline: where the report was sent from only if its first sentence names
    no other."""
    first = next(iter(following), None)
    if first is None or not _is_dateline(document, first):
        return first
    dateline = document.tokens(first.name_span)
    if dateline is None or dateline.sent.end >= len(document.parse):
        return first
    lead = document.span(document.parse[dateline.sent.end].sent)
    return next((p for p in following if p.name_span.start < lead.end and not _is_dateline(document, p)), first)


def _told_sooner(
    this: Told, of_scene: PlaceMention, places: Sequence[PlaceMention], document: Document
) -> PlaceMention:
    """The place told of last before a happening, else first after it, where its scene is placed but much later."""
    start, end = this.happening.sentence.start, this.happening.sentence.end
    at = bisect_left(places, start, key=_begin)
    before = (p for p in reversed(places[:at]) if p.name_span.end <= start and not _is_head(document, p))
    following = places[bisect_left(places, end, key=_begin) : bisect_left(places, _begin(of_scene), key=_begin)]
    after = following if _begin(of_scene) > end + CLOSEST_LETTERS else ()
    sooner = (
        p
        for p in chain(before, after)
        if p.country == of_scene.country and _may_be_carried(document, p) and not is_vague(p)
    )
    sent_from: PlaceMention | None = None
    for place in sooner:
        if not _is_dateline(document, place):
            return place
        sent_from = sent_from or (place if place.name not in capitals() else None)
    return sent_from or of_scene


def _opens_sentence(document: Document, place: PlaceMention) -> bool:
    """Whether a sentence opens with a place, which then holds for all that it tells: "In X, a grenade exploded"."""
    tokens = document.tokens(place.span)
    if tokens is None:
        return False
    begin = tokens[0].sent.start
    at = tokens.start if tokens[0].dep_ == "prep" else tokens.start - 1
    while at > begin and document.parse[at].pos_ in ("DET", "ADJ"):
        at -= 1
    first = document.parse[at]
    is_led_in = first.lower_ in load_reference_words().at or tokens[0].lower_ in load_reference_words().at
    return is_led_in and 0 <= at - begin <= MOST_BEFORE


def is_seat_of_sender(document: Document, place: PlaceMention) -> bool:
    """Whether a place is a capital from which the report was sent."""
    return place.name in capitals() and _is_dateline(document, place)


def placed(document: Document, place: PlaceMention) -> Place:
    """A place as that of a happening whose sentence does not give it."""
    return Place(place, "headline" if _is_head(document, place) else "carried over")


def _finer(place: PlaceMention | None, of_scene: PlaceMention | None) -> PlaceMention | None:
    return of_scene if place is not None and of_scene is not None and is_within(of_scene, place) else place


def is_goal(document: Document, place: PlaceMention) -> bool:
    """Whether the words say where somebody or a road was heading for, or to which hospital the harmed were brought."""
    tokens = document.tokens(place.span)
    if tokens is None:
        return False
    words = load_reference_words()
    if tokens[0].lower_ in words.towards or _into_hospital(tokens.root) is not None:
        return True
    if tokens.root.dep_ == "advmod":  # "34 were treated | there |"
        verb = tokens.root.head.lemma_.lower()
        return (verb in words.leaving or verb in words.tended) and verb not in words.on_the_spot
    if _is_of_way(document, place):
        return True
    to = _preposition(tokens.root)
    if to is None or to.lower_ not in words.towards:
        return False
    return to.head.lemma_.lower() in words.ways or (to.i > 0 and to.nbor(-1).lemma_.lower() in words.ways)


def _is_of_way(document: Document, place: PlaceMention) -> bool:
    """Whether a town only names the road or pipeline that leads there: "a barn on the X road"."""
    name = document.tokens(place.name_span)
    if name is None or place.precision not in ("near", "town", "district"):
        return False
    return name.root.dep_ == "compound" and name.root.head.lemma_.lower() in load_reference_words().ways


def _into_hospital(name: Token) -> Token | None:
    """The preposition before a hospital or a morgue of a place, to which the harmed were brought or in which they lay:
    "died on the way | to | a hospital in X"."""
    words = load_reference_words()
    house = name.head.head if name.dep_ == "pobj" else name.head if name.dep_ == "compound" else name
    if house.lemma_.lower() not in words.tending or house.dep_ != "pobj":
        return None
    into = house.head
    return into if into.lower_ in words.towards or into.head.lemma_.lower() in words.tended else None


def _of_paragraph(this: Told, scene: Scene, told: Sequence[Told], document: Document) -> PlaceMention | None:
    """The place last told of in the sentences before that stand in the same paragraph.

    None where "the raid" takes up what its scene told before: then it is as if told there.
    """
    if this.takes_up and any(this.takes_up & each.lemmas for each in scene.members if each.sentence < this.sentence):
        return None
    earlier = told_in_paragraph(this, told)
    before = (each.place for each in earlier if each.place is not None and _may_share_place(each, this))
    return next((place for place in before if _is_on(document, place) and not is_vague(place)), None)


def _is_on(document: Document, place: PlaceMention) -> bool:
    """Whether what follows in the paragraph may have happened there too: on a road as well, but not where it leads."""
    if _may_be_carried(document, place):
        return True
    name = document.tokens(place.name_span)
    is_there = name is not None and name.root.head.head.lower_ in load_reference_words().at
    return is_there and _is_sound(place) and _is_of_way(document, place)


def _may_share_place(one: Told, other: Told) -> bool:
    """Whether one may have been where the other was: what is done is not done where somebody then goes to talk."""
    return (one.happening.event.type == "CONSULT") <= (other.happening.event.type == "CONSULT")


def _of_the_story(places: Sequence[PlaceMention], last: PlaceMention | None, start: int) -> Place | None:
    """For a happening beside which no place stands: the country last told of, else where the report was sent from."""
    countries = (p for p in reversed(places) if p.precision == "country" and p.name_span.end <= start)
    found = next((p for p in countries if not p.is_demonym), last)
    return Place(found, "carried over") if found is not None else None


def _may_be_carried(document: Document, place: PlaceMention) -> bool:
    return _is_sound(place) and not is_goal(document, place)


def _is_sound(place: PlaceMention) -> bool:
    """Whether a place may be carried to a happening: it lies somewhere, and is finer than a country or a continent."""
    is_fine = place.precision != "country" and (place.uncertainty_km or 0.0) <= WIDEST_KM
    return is_fine and place.lat is not None and not place.is_demonym


def _last_place(this: Told, told: Sequence[Told], document: Document) -> PlaceMention | None:
    """The place of the last happening told before, or in the same sentence."""
    before = (each.place for each in reversed(told) if _may_share_place(each, this))
    places = (place for place in before if place is not None and place.precision != "country")
    return next((place for place in places if not is_goal(document, place)), None)


def is_vague(place: PlaceMention) -> bool:
    """Whether a place is a country, or as wide as a region."""
    return place.precision == "country" or (place.uncertainty_km or 0.0) > VAGUE_KM


def _is_head(document: Document, place: PlaceMention) -> bool:
    return _block(document, place).kind == "headline"


def _is_dateline(document: Document, place: PlaceMention) -> bool:
    return _block(document, place).kind == "dateline"


def _block(document: Document, place: PlaceMention) -> Block:
    at = bisect_right(document.starts, place.name_span.start) - 1
    return document.blocks[document.block_of[max(at, 0)]]


def _begin(place: PlaceMention) -> int:
    return place.name_span.start
