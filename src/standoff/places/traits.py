"""What the words around a name say: that it is a place, of what kind and in which other; or that it is somebody."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.gazetteer import Candidate
from standoff.places.lie import holds, is_capital
from standoff.places.names import Name, has_article
from standoff.places.others import HYPHENS, Others
from standoff.places.page import Page
from standoff.places.words import Head, PlaceWords

__all__ = ["describe", "heads_beside"]

_ACRONYM = 5
"""A word of so many letters at most, with capitals beyond the first: an abbreviation."""
_LOOK_BACK = 5
_TOLD = frozenset({"told", "tells"})
_LEVELS = {"country": 0, "admin1": 1, "region": 1, "admin2": 2}
_PARTS_OF_TOWNS = frozenset({"quarter", "street", "building"})
_ARTICLES = frozenset({"a", "an", "the", "another"})
_BESIDE = frozenset({"settlement", "town", "quarter", "camp"})
"""Kinds of places that a name is told to be behind a comma."""
_DASHES = frozenset({"—", "–", "-", "--", "―", ":", "("})


def describe(page: Page, names: Sequence[Name], words: PlaceWords, others: Others) -> None:
    """Give each name its traits, heads and container; ``names`` are in the order of the text."""
    begins = {name.first: name for name in names}
    ends = {name.last: name for name in names}
    small = {lower for lower, is_capital in zip(page.lowers, page.is_capital, strict=True) if not is_capital}
    titled = {text.lower() for text in page.texts if text.istitle()}
    for name in names:
        if name.demonym_of is not None:
            if page.texts[name.last : name.last + 1] and page.texts[name.last] in HYPHENS:
                name.traits.add("tied")  # "Russian-held" says nothing of where
        else:
            _describe(name, page, words, others, begins, ends, small, titled)


def _describe(
    name: Name,
    page: Page,
    words: PlaceWords,
    others: Others,
    begins: dict[int, Name],
    ends: dict[int, Name],
    small: set[str],
    titled: set[str],
) -> None:
    traits = name.traits
    first, last = name.first, name.last
    begin, end = page.bounds(first)
    is_cased = page.is_cased[page.sentence_of[first]]
    is_single = last == first + 1
    name.heads = (*_heads_left(page, first, words), *_heads_right(page, first, last, words))
    name.heads = name.heads or heads_beside(page, last, words)
    if any(head.name not in ("building", "street") for head in name.heads):
        traits.add("with head")
    if first - 2 >= begin and page.lowers[first - 1] in ("of", ":") and page.lowers[first - 2] in words.plural:
        traits.add("with plural head")
    if first > begin and page.lowers[first - 1] in words.directions:
        traits.add("with direction")
    if has_article(page, first, last) and not name.heads:
        traits.add("with article")
    before = _before(page, first, words)
    if before in words.at:
        traits.add("after at")
    elif before in words.perhaps:
        traits.add("after perhaps")
    if last - first > 1 and not all(page.texts[at] in HYPHENS for at in range(first + 1, last)):
        traits.add("many words")
        if page.lowers[first] in words.common_first:
            traits.add("called as many are")
    is_heading = first == begin and all(pos == "PUNCT" for pos in page.pos[last:end])
    if not is_cased and not (is_heading and page.lowers[first] in titled):
        traits.add("capitals everywhere")
    if first == begin and is_single and not is_heading:
        traits.add("sentence start")
    is_state = is_single and page.lowers[first] in words.abbreviations
    if is_state:
        is_single = False
    is_short = is_single and is_cased and 1 < len(page.texts[first]) <= _ACRONYM
    if is_short and not page.texts[first][1:].islower() and page.lowers[first] not in titled:
        traits.add("acronym")
    if is_single and page.lowers[first] in words.alone:
        traits.add("ordinary")
    if is_single and page.lowers[first] in small:
        traits.add("small elsewhere")
    if is_single and page.pos[first] not in ("PROPN", "NOUN", "X") and is_cased:
        traits.add("no proper noun")
    if is_single and (page.lowers[first] in others.surnames or page.lowers[first] in words.given):
        traits.add("surname")
    if page.lowers[last : last + 1] and page.lowers[last] in words.things:
        traits.add("thing")
    after = last + 1 if last + 1 < end and page.texts[last] in ("'s", "’s") else last
    if after > last and page.is_capital[after] and page.lowers[after] in words.heads:  # "St. Peter's Square"
        traits.add("before unknown capital")
    if first in others.state_bodies and last < end and others.is_body[last]:
        traits.add("in body")
    elif others.is_body[first]:
        traits.add("like a body")
    elif is_cased and _is_part_after(page, last, words, begins, end):
        traits.add("before unknown capital")
    if is_cased and _is_part_before(page, first, words, ends, begin):
        traits.add("after unknown capital")
    if is_single and page.deps[first] == "nsubj" and page.document.parse[first].head.lemma_ in words.government_verbs:
        traits.add("speaks")
    if first > begin and page.lowers[first - 1] in _TOLD and not any(_may_answer(each) for each in name.candidates):
        traits.add("is told")
    if last + 1 < end and page.texts[last] == "," and page.texts[last + 1].isdigit() and len(page.texts[last + 1]) < 3:
        traits.add("surname")  # "Campbell, 42, ..."
    if _is_dateline(page, first, last, begin):
        traits.add("dateline")
    elif _is_in_brackets_of_dateline(page, first, last):
        traits.add("outlet of dateline")
    name.container = _container(name, page, words, begins, ends)
    if name.container is not None:
        traits.add("in container")
    if (previous := _listed(page, first, ends)) is not None and previous.demonym_of is None:
        traits.add("in list")
        if "with plural head" in previous.traits and not name.heads:  # "the villages of X, Y and Z"
            name.heads = previous.heads
            traits |= {"with head", "with plural head"}
        name.listed.append(previous)
        previous.listed.append(name)


def _may_answer(place: Candidate) -> bool:
    """Whether a place's name may stand for a government: "told Washington"."""
    return place.kind == "country" or is_capital(place)


def _heads_left(page: Page, first: int, words: PlaceWords) -> tuple[Head, ...]:
    """The kinds that "the village of" or "the village" before a name gives."""
    at = first - 1
    if at > 0 and page.lowers[at] == "of":
        at -= 1
        heads = words.heads.get(page.lowers[at], ())
        if at > 0 and page.is_capital[at - 1] and page.lowers[at - 1] not in words.never:
            heads = tuple(head for head in heads if head.name not in _PARTS_OF_TOWNS)  # "the X quarter of Y"
        return heads
    if at >= 0 and not page.is_capital[at] and page.lowers[at] not in words.plural:
        heads = words.heads.get(page.lowers[at], ())
        return tuple(
            head for head in heads if head.name in words.of_unknown and page.lowers[at] not in ("state", "port")
        )
    return ()


def _heads_right(page: Page, first: int, last: int, words: PlaceWords) -> tuple[Head, ...]:
    """The kinds that "province", "village" after a name give; "an Idlib village" is one in or near Idlib."""
    if last >= page.bounds(first)[1] or (first > 0 and page.lowers[first - 1] in ("a", "an")):
        return ()
    return words.heads.get(page.lowers[last], ())


def heads_beside(page: Page, last: int, words: PlaceWords) -> tuple[Head, ...]:
    """The kinds that a noun behind a comma gives: "X, a town in ...", "X, a Christian village of 3,000"."""
    end = page.bounds(last - 1)[1]
    if last + 2 >= end or page.texts[last] != "," or page.lowers[last + 1] not in _ARTICLES:
        return ()
    at = last + 2
    while at < end and (page.lowers[at] in words.between or page.pos[at] == "ADJ"):
        at += 1
    heads = words.heads.get(page.lowers[at], ()) if at < end else ()
    return tuple(head for head in heads if head.name in _BESIDE)


def _before(page: Page, first: int, words: PlaceWords) -> str:
    """The preposition or verb that governs a name, past the article, adjectives, and "the village of"."""
    begin = page.bounds(first)[0]
    at = first - 1
    for _ in range(_LOOK_BACK):
        if at < begin:
            return ""
        lower = page.lowers[at]
        if lower == "of" and at > begin and page.lowers[at - 1] in words.heads:
            at -= 2
        elif lower in ("the", "a", "an") or lower in words.directions or lower in words.between:
            if lower in words.at:  # "north", "east" are both
                return lower
            at -= 1
        elif page.pos[at] in ("ADJ", "DET"):
            at -= 1
        else:
            return lower
    return ""


def _is_part_before(page: Page, first: int, words: PlaceWords, ends: dict[int, Name], begin: int) -> bool:
    """Whether a capitalised word that nobody knows stands right before a name."""
    at = first - 1
    if at > begin and page.texts[at] in HYPHENS and page.is_tied(at) and page.is_tied(at - 1):
        at -= 1
        if not page.is_capital[at]:
            return False
    if at < begin or not page.is_capital[at] or at + 1 in ends:
        return False
    lower = page.lowers[at]
    if lower in words.directions or lower in words.heads or lower in words.never or lower in words.abbreviations:
        return False
    if lower in words.between or lower in words.titles:
        return False
    return at > begin or page.pos[at] in ("PROPN", "NOUN")


def _is_part_after(page: Page, last: int, words: PlaceWords, begins: dict[int, Name], end: int) -> bool:
    """Whether a capitalised word that nobody knows stands right after a name."""
    at = last
    if at + 1 < end and page.texts[at] in HYPHENS and page.is_tied(at - 1) and page.is_tied(at):
        at += 1
    elif at not in begins and (tied := _after_article(page, at, end, words)):  # "Ain | al-Jahash"
        at = tied
    if at >= end or not page.is_capital[at] or at in begins:
        return False
    lower = page.lowers[at]
    if lower in words.directions or (lower in words.never and lower not in words.joiners):
        return False
    if any(head.name != "building" for head in words.heads.get(lower, ())):
        return False
    return not any(page.lowers[each] in words.titles for each in range(at, min(end, at + 3)))


def _after_article(page: Page, at: int, end: int, words: PlaceWords) -> int | None:
    """The word to which a hyphen ties the Arabic article."""
    is_article = at + 2 < end and page.lowers[at] in words.particles and page.texts[at + 1] in HYPHENS
    return at + 2 if is_article and page.is_tied(at) and page.is_tied(at + 1) else None


def _is_dateline(page: Page, first: int, last: int, begin: int) -> bool:
    """Whether a name stands where reports say where they were written: first, before a dash, a colon or a bracket."""
    if first != begin or (page.document.block_of[first] == page.document.block_of[first - 1] and first > 0):
        return False
    if page.document.blocks[page.document.block_of[first]].kind == "dateline":
        return True
    end = min(page.bounds(first)[1], last + 8)
    if last < end and page.texts[last] in ("—", "–", "--", "(", ":"):
        return True
    return (
        page.texts[first].isupper()
        and last < end
        and page.texts[last] == ","
        and any(page.texts[at] in _DASHES for at in range(last, end))
    )


def _is_in_brackets_of_dateline(page: Page, first: int, last: int) -> bool:
    """Whether a name belongs to the agency in the brackets of a dateline: "Tegucigalpa, 15 Feb (Voz del Atlantico)"."""
    begin, end = page.bounds(first)
    if page.document.blocks[page.document.block_of[first]].kind != "dateline":
        return False
    return "(" in page.texts[begin:first] and ")" in page.texts[last:end] and ")" not in page.texts[begin:first]


def _container(
    name: Name, page: Page, words: PlaceWords, begins: dict[int, Name], ends: dict[int, Name]
) -> Name | None:
    """The name of what this one lies in: "X, Y", "X in Y", "Y's X", "the Yish town of X", "the Y province town X"."""
    return _container_after(name, page, words, begins) or _container_before(name, page, words, ends)


def _container_after(name: Name, page: Page, words: PlaceWords, begins: dict[int, Name]) -> Name | None:
    end = page.bounds(name.first)[1]
    at = name.last
    while at < end and page.lowers[at] in words.heads:
        at += 1
    if at >= end or page.lowers[at] not in (",", "in", "(", "/"):
        return None
    is_in = "in" in page.lowers[at : at + 2]
    at += 1
    if at < end and page.lowers[at] == "in":
        at += 1
    at = _past(page, at, end, words)
    holder = begins.get(at)
    if holder is None:
        return None
    if holder.last < end and page.texts[holder.last] in ("'s", "’s"):  # "in Ethiopia's Tigray region"
        inner = begins.get(_past(page, holder.last + 1, end, words))
        if inner is not None and inner.demonym_of is None and _is_said_to_hold(inner, name, page, words):
            return inner
    if holder.demonym_of:  # "X, a Syrian town"; but "in X, Syrian officials said"
        noun = _past(page, holder.last, end, words)
        return holder if noun > holder.last and page.lowers[noun - 1] in words.heads else None
    return holder if _may_hold(holder, name) or (is_in and _is_region_of_villages(holder, name)) else None


def _is_region_of_villages(holder: Name, name: Name) -> bool:
    """Whether one name is a province's and the other one of villages, which the gazetteer knows elsewhere only."""
    province = holder.candidates[0]
    is_province = province.kind == "admin1" and province.is_main_name
    return is_province and all(place.kind == "village" for place in name.candidates)


def _past(page: Page, at: int, end: int, words: PlaceWords) -> int:
    """The first token from one on that is no article and no word for a kind of place or what is told of it."""
    while at < end and (_is_telling(page.lowers[at], words) or page.lowers[at] in ("the", "a")):
        at += 1
    return at


def _container_before(name: Name, page: Page, words: PlaceWords, ends: dict[int, Name]) -> Name | None:
    begin = page.bounds(name.first)[0]
    at = name.first
    for _ in range(_LOOK_BACK):
        if at in ends:
            holder = ends[at]
            if holder.demonym_of:  # not "the Russian-held town of X"
                return holder if page.texts[at] not in HYPHENS else None
            is_tied = at < name.first and (page.lowers[at] in ("'s", "’s") or page.lowers[at] in words.heads)
            return holder if is_tied and _may_hold(holder, name) else None
        at -= 1
        if at < begin or not (_is_telling(page.lowers[at], words) or page.lowers[at] in ("'s", "’s")):
            return None
    return None


def _is_telling(word: str, words: PlaceWords) -> bool:
    return word in words.heads or word in words.between or word in words.directions or word == "of"


def _may_hold(holder: Name, name: Name) -> bool:
    """Whether something that one name can mean lies in something that the other can.

    Of two states or two regions neither holds the other, whatever hamlets are called like one: they are a list.
    """
    if _level(holder) >= _level(name):
        return False
    return any(holds(outer, inner) for outer in holder.candidates[:8] for inner in name.candidates)


def _is_said_to_hold(holder: Name, name: Name, page: Page, words: PlaceWords) -> bool:
    """Whether the words call a name a region, which then holds another though the gazetteer knows none such in it."""
    heads = _heads_right(page, holder.first, holder.last, words)
    is_region = any(head.precision in ("region", "district") for head in heads)
    return _level(holder) < _level(name) and (is_region or _may_hold(holder, name))


def _level(name: Name) -> int:
    return min(_LEVELS.get(place.kind, 3) if place.is_main_name else 3 for place in name.candidates)


def _listed(page: Page, first: int, ends: dict[int, Name]) -> Name | None:
    """The name before this one in a list."""
    at = first
    for _ in range(2):
        if at - 1 >= 0 and page.lowers[at - 1] in (",", "and", "or", "&"):
            at -= 1
    return ends.get(at) if at < first else None
