"""Names of states and capitals that stand for those who rule there: "Moscow denied", "talks with Iran", "US troops"."""

from __future__ import annotations

from spacy.tokens import Token

from standoff.actors import ActorRegistry
from standoff.gazetteer import capitals
from standoff.places.names import Name
from standoff.places.others import HYPHENS
from standoff.places.page import Page
from standoff.places.words import PlaceWords

__all__ = ["is_government"]

_OFFICIAL = "official"
_MAY_ACT = frozenset({"likely", "unlikely", "set", "due", "about", "expected"})
"""A government is so to do something: "Moscow is likely to send troops"."""
_STEPS = 4
"""Names joined by "and" are followed back to the first of them so far."""


def is_government(name: Name, page: Page, words: PlaceWords) -> bool:
    """Whether a resolved name says who, not where. A people's adjective is told apart before: it never says where."""
    place = name.choice
    if place is None:
        return False
    last = name.last
    if _is_tied_to_word(page, last, words):  # "US-led", "Damascus-based"
        return True
    if page.lowers[last : last + 1] and page.lowers[last] in words.called_after:
        return True
    is_country = place.kind == "country"
    if is_country and name.heads and all(head.name == "building" for head in name.heads):
        return True  # "the U.S. Embassy" is in another
    if name.heads or "dateline" in name.traits:
        return False
    if page.lowers[name.first] in words.abbreviations and _is_attribute(page, name, words):
        return True
    if not is_country and not (place.kind == "city" and capitals().get(place.name)):
        return False
    if _is_beside_verb(name, page, words) or page.lowers[max(page.bounds(name.first)[0], name.first - 1)] == _OFFICIAL:
        return True
    head = page.document.parse[name.first : last].root
    for _ in range(_STEPS):
        if head.dep_ != "conj" or head.head.pos_ not in ("PROPN", "NOUN"):
            break
        head = head.head
    return _stands_for_rulers(head, words, is_country=is_country)


def _is_beside_verb(name: Name, page: Page, words: PlaceWords) -> bool:
    """Whether the very next word tells what the name says, or the last one who is spoken to: the parse may err."""
    parse = page.document.parse
    begin, end = page.bounds(name.first)
    before = parse[name.first - 1] if name.first > begin else None
    after = parse[name.last] if name.last < end else None
    if before is not None and before.tag_ in ("VBZ", "VBD") and before.lemma_ in words.addressing:
        return True
    is_led_in = before is not None and (before.lower_ in words.at or before.lower_ in words.perhaps)
    return (
        after is not None and not is_led_in and after.tag_ in ("VBZ", "VBP") and after.lemma_ in words.government_verbs
    )


def _stands_for_rulers(token: Token, words: PlaceWords, *, is_country: bool) -> bool:
    governor = token.head
    lemma = governor.lemma_.lower()
    match token.dep_:
        case "nsubj":
            if _is_minded(governor, words) or _is_to_act(governor, words):
                return True
            if is_country and lemma == "lose" and _loses_forces(governor):
                return True
            if lemma in words.place_verbs or governor.pos_ not in ("VERB", "AUX"):
                return lemma in words.moods  # "held Tehran responsible"
            return is_country or lemma in words.government_verbs or _has_object(governor)
        case "dobj" | "nsubjpass" | "dative":
            return lemma in words.addressing or _is_minded(governor, words)
        case "poss" | "compound" | "nmod" | "amod":
            return lemma in words.possessions
        case "pobj":
            return _after_preposition(governor, words, is_country=is_country)
    return False


def _is_minded(verb: Token, words: PlaceWords) -> bool:
    """Whether a verb says of what mind somebody is: "was sceptical", "held them responsible"."""
    return any(child.pos_ == "ADJ" and child.lemma_.lower() in words.moods for child in verb.rights)


def _is_to_act(verb: Token, words: PlaceWords) -> bool:
    """Whether a verb says what somebody will do as governments do: "is likely to send", not "is likely to fall"."""
    above = [verb, *(child for child in verb.rights if child.lower_ in _MAY_ACT)]
    is_likely = len(above) > 1 or verb.lower_ in _MAY_ACT
    acts = (child.lemma_ for each in above for child in each.rights if child.dep_ == "xcomp")
    return is_likely and any(act in words.government_verbs for act in acts)


def _loses_forces(verb: Token) -> bool:
    """Whether those lost are somebody's own: "lost | 20 soldiers |", not "lost | power |"."""
    lost = [child.text for child in verb.rights if child.dep_ == "dobj"]
    return any(ActorRegistry.load().resolve(each) is not None for each in lost)


def _has_object(verb: Token) -> bool:
    """Whether somebody does something to another: towns do not, their governments do."""
    return any(child.dep_ == "dobj" for child in verb.rights)


def _after_preposition(preposition: Token, words: PlaceWords, *, is_country: bool) -> bool:
    governor = preposition.head.lemma_.lower()
    match preposition.lower_:
        case "by":
            return is_country or preposition.dep_ == "agent"
        case "with" | "against" | "between":
            return governor in words.dealings or (is_country and governor in words.government_verbs)
        case "to":
            return governor in ("accord", "according") or governor in words.addressing
        case "on":  # "blamed on Moscow", "blamed the raid on Moscow"
            return governor in words.addressing or preposition.head.head.lemma_.lower() in words.addressing
        case "in":
            return preposition.head.lower_ in words.rulers
        case "of":
            return is_country and governor in words.possessions
    return False


def _is_tied_to_word(page: Page, last: int, words: PlaceWords) -> bool:
    """Whether a hyphen and a word for what is done by or from there follow: "-backed", "-based", "-Led"."""
    if last + 1 >= len(page) or page.texts[last] not in HYPHENS:
        return False
    if not (page.is_tied(last - 1) and page.is_tied(last)):
        return False
    return page.texts[last + 1].islower() or page.lowers[last + 1] in words.tied


def _is_attribute(page: Page, name: Name, words: PlaceWords) -> bool:
    """Whether an abbreviated state stands before what is its own: "US troops", not "US soil" or "the US said"."""
    last = name.last
    if last >= page.bounds(name.first)[1] or page.lowers[last] in words.soil:
        return False
    return page.pos[last] in ("NOUN", "PROPN", "ADJ", "NUM") or page.lowers[name.first - 1 : name.first] in (
        ["a"],
        ["an"],
    )
