"""Where the words that a verb of saying lays to its subject stand: before it, around it, after it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from standoff.attribution.cues import load_cues
from standoff.attribution.finding import Run, runs_of
from standoff.attribution.quotes import Quotations
from standoff.attribution.sources import SPEAKERS, can_speak
from standoff.languages.grammar import TENSED

__all__ = ["is_told", "speech_content"]

_MAX_GAP = 16
_FEW = 2
_CLAUSE_STARTS = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "EX", "WRB", "WP"})
_PARTING = frozenset({";", ":", "(", "—", "–", "--", "―"})
_STOPS = frozenset({".", ":", "?", "!"})
_MISHUNG = frozenset({"relcl", "ROOT", "acl", "appos", "dep", "conj", "advcl", "ccomp", "pcomp"})
_BESIDE = frozenset({"but", "and", "while", "whereas", "yet", "although", "though"})
_NOT_SPOKEN = frozenset({"while", "although", "though", "as", "after", "according", "who", "which", "whose", "whom"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A verb of saying in its sentence: ``first`` to ``last`` hold source and cue, ``start`` to ``end`` the sentence.

    ``complement`` is the clause that the parser takes for what is said.
    """

    parse: Doc
    verb: Token
    first: int
    last: int
    start: int
    end: int
    complement: Token | None
    quotations: Quotations

    def text(self, at: int) -> str:
        return self.parse[at].text if 0 <= at < len(self.parse) else ""


def speech_content(parse: Doc, verb: Token, cue: Run, source: Run, quotations: Quotations) -> list[Run]:
    """The content of a verb of saying with a subject of its own, by marks, commas and clauses; ``[]`` if none.

    Where quotation marks and commas are lost, a verb of saying at the end of a sentence takes the sentence before it.
    """
    first = min(source[0], cue[0])
    start = _start(parse, verb, first)
    last = max(source[1], cue[1])
    end = _end(parse, verb, last, quotations) if first > start + _FEW else verb.sent.end
    complements = [c for c in verb.children if c.dep_ == "ccomp" and start <= c.i < end and not _is_remark(c)]
    later = [c for c in complements if c.i > verb.i]
    if later and len(later) < len(complements) and parse[last : last + 1].text != ",":
        complements, start = later, first  # "Shells fell, the mayor said nobody was hurt"
    place = _Place(
        parse,
        verb,
        first,
        last,
        start,
        end,
        complements[0] if complements else None,
        quotations,
    )
    before = _before(place)
    after = _after(place, before)
    if before:
        after = [run for run in after if not _is_apposition_to_told(parse, run)]
    runs = [*([before] if before else ()), *after]
    for more in complements[1:] if after else ():
        if more.i > place.last:
            runs.append((max(place.last, more.left_edge.i), more.right_edge.i + 1))
    inside = quotations.at(cue[0])
    if inside is not None:
        runs = [(max(start, inside[0] + (start <= inside[0])), min(end, inside[1])) for start, end in runs]
    return runs_of(at for run in runs for at in range(*run) if not place.first <= at < place.last)


def _is_remark(clause: Token) -> bool:
    """Whether a clause is a remark on what is said before: "two died, the mayor said, | which the army denies |", or
    on those who were told: "two died, the mayor told reporters | whom he met |"."""
    start, verb = clause.left_edge, clause.head
    if start.i == 0 or start.tag_ not in ("WP", "WDT"):
        return False
    told = start.nbor(-1)
    is_of_told = told.head.i == verb.i and told.dep_ == "dobj" and told.i > verb.i
    is_said = any(child.dep_ == "ccomp" for child in verb.lefts)
    return (start.lower_ == "which" and told.text == ",") or (is_of_told and is_said)


def _is_apposition_to_told(parse: Doc, run: Run) -> bool:
    """Whether a run only names what is told before: "two died, the mayor said, | an allegation they reject |"."""
    head = parse[run[0] : run[1]].root
    return head.dep_ in ("npadvmod", "appos") and head.lemma_.lower() in load_cues().nouns


def _end(parse: Doc, verb: Token, last: int, quotations: Quotations) -> int:
    """Where the sentence ends for who speaks behind what he says: at a semicolon, behind which another matter is told:
    "Two died, the mayor said; | the army denies it |"."""
    rest = range(last, verb.sent.end)
    return next((at for at in rest if parse[at].text == ";" and quotations.at(at) is None), verb.sent.end)


def _start(parse: Doc, verb: Token, first: int) -> int:
    """Where the sentence begins for a speaker: behind a mark that parts it from what stands before.

    A semicolon parts what somebody else said; a mark right before a speaker whose words follow parts everything.
    """
    start = verb.sent.start
    has_more = any(child.dep_ == "ccomp" for child in verb.rights)
    if has_more and first > start and parse[first - 1].text in _PARTING:
        return first
    for at in range(first - 1, start, -1):
        if parse[at].text == ";":
            return at + 1 if is_told(parse, start, at) or _is_heading(verb.sent) else start
    return start


def _is_heading(sentence: TokenSpan) -> bool:
    """Whether a sentence without a stop opens a text, as a headline does."""
    return sentence.start == 0 and sentence[-1].text not in _STOPS


def is_told(parse: Doc, start: int, end: int) -> bool:
    """Whether somebody speaks in a run: whether it holds a finite verb of saying."""
    verbs = load_cues().verbs
    return any(token.tag_ in TENSED and "speech" in verbs.get(token.lemma_.lower(), ()) for token in parse[start:end])


def _before(place: _Place) -> Run | None:
    """What is said before the source and the cue."""
    parse, verb, first, start, complement = place.parse, place.verb, place.first, place.start, place.complement
    at = first - 1 if place.text(first - 1) == "," and first - 1 > start else first
    quotation = place.quotations.closing_before(at)
    if quotation is not None and first <= start and place.text(quotation[1] - 2) == ".":
        quotation = None  # the sentence before ended in a quotation of its own
    elif quotation is not None and quotation[0] > start and complement is not None and complement.i > verb.i:
        quotation = None  # a title in a phrase before the source: "On the show "Dawn", he said that ..."
    if quotation is not None and (quotation[1] - quotation[0] > 3 or at < first or complement is not None):
        return _lead(place, quotation), at if at == quotation[1] else quotation[1]
    is_telling = verb.lemma_.lower() in load_cues().words["telling"]
    things = (thing for thing in verb.rights if _is_object(thing) and not first <= thing.i < place.last)
    if first <= start or (not is_telling and any(things)):
        return None  # "others say nothing"
    other = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.right_edge.i + 2 == first), None)
    has_more = complement is not None or any(child.dep_ == "xcomp" for child in verb.rights)
    if other is not None and not has_more and place.text(first - 1) == ",":
        return _whole_sentence(place, other.left_edge.i), first
    if complement is not None and complement.i < verb.i:
        return _whole_sentence(place, max(start, complement.left_edge.i)), first
    if verb.dep_ == "parataxis" and complement is None:
        return _whole_sentence(place, max(start, min(verb.head.left_edge.i, verb.head.i))), first
    if complement is not None or _says_more(verb, place.last) or not _rest_is_short(place) or first - start < 3:
        return None
    # Nothing that the parser ties to the verb: what stands before it in the sentence, which it ends.
    before = parse[first - 1]
    if verb.dep_ not in _MISHUNG or before.dep_ in ("mark", "cc") or parse[first].tag_ in ("WP", "WDT"):
        return None
    if verb.dep_ == "relcl" and before.tag_ in ("WDT", "WP", "IN", "WRB"):
        return None
    if verb.dep_ in ("conj", "advcl") and before.text != ",":
        return None
    is_clause = any(token.tag_ in TENSED or token.tag_ == "VBN" for token in parse[start : first - 1])
    return (start, first) if is_clause or before.text == "," else None


def _whole_sentence(place: _Place, begin: int) -> int:
    """Where a content begins that a source ends: at the sentence's beginning, if nobody else speaks before it."""
    if begin <= place.start or not _rest_is_short(place):
        return begin
    return (
        begin
        if is_told(place.parse, place.start, begin) or place.quotations.at(begin) != place.quotations.at(place.start)
        else place.start
    )


def _lead(place: _Place, quotation: Run) -> int:
    """Where the content begins that ends in a quotation: earlier than the quotation where only its end is quoted."""
    start = quotation[0]
    if start <= place.start or place.text(start - 1) in _STOPS:
        return start
    if place.complement is not None and place.complement.i < place.verb.i:
        return min(start, place.complement.left_edge.i)
    return place.start if place.verb.dep_ in ("ROOT", "parataxis") else start


def _after(place: _Place, before: Run | None) -> list[Run]:
    """What is said behind the source and the cue."""
    verb, last, complement = place.verb, place.last, place.complement
    opening = _opening_after(place)
    if before is not None and place.quotations.closing_before(before[1]) is not None:
        return [opening] if opening is not None else []  # what follows a quotation and its speaker is quoted too
    runs: list[Run] = []
    if complement is not None and complement.right_edge.i >= last:
        begin = max(last, complement.left_edge.i) if complement.i >= last or not before else _after_comma(place)
        runs.append((begin, complement.right_edge.i + 1))
    elif verb.dep_ == "parataxis" and before and verb.head.right_edge.i >= last:
        runs.append((_after_comma(place), verb.head.right_edge.i + 1))
    if opening is not None:
        runs.append(opening)
    elif not runs and before:
        runs += _resumed(place)
    elif not runs and last < place.end and place.text(last) == ":":
        runs.append((last + 1, place.end) if last + 1 < place.end else _next_block(place))
    elif not runs and complement is None:
        runs += _near_clause(place) or _far_clause(place)
    return [run for run in runs if run[0] < run[1] and not (before and _is_anothers(place.parse, run))]


def _is_anothers(parse: Doc, run: Run) -> bool:
    """Whether a clause beside what was said tells what somebody else says: "nine died, police said, but | the army
    denied it |"."""
    start = run[0] + (parse[run[0]].text == ",")
    if start >= run[1] or parse[start].lower_ not in _BESIDE:
        return False
    verb = next((t for t in parse[start : run[1]] if t.tag_ in TENSED and t.dep_ not in ("relcl", "aux")), None)
    if verb is None or verb.lemma_.lower() not in load_cues().verbs:
        return False
    return any(child.dep_ == "nsubj" and can_speak(child, SPEAKERS) for child in verb.lefts if child.i >= start)


def _resumed(place: _Place) -> list[Run]:
    """What goes on behind a source set between commas: "The bridge, he said on Friday, and the dam were hit."."""
    at = _after_comma(place)
    if place.text(place.first - 1) != "," or place.text(at) != "," or at + 2 >= place.end:
        return []
    token = place.parse[at + 1]
    if token.tag_ == "VBG" or token.lower_ in _NOT_SPOKEN or place.quotations.at(token.i) is not None:
        return []
    return [(at + 1, place.end)]


def _next_block(place: _Place) -> Run:
    """The paragraph after a colon that ends its own."""
    block_of, at = place.quotations.block_of, place.last + 1
    end = at
    while end < len(block_of) and block_of[end] == block_of[at] and block_of[at] != block_of[at - 1]:
        end += 1
    return at, end


def _near_clause(place: _Place) -> list[Run]:
    """A clause that follows without "that" and that the parser hung elsewhere: "said he would stay if ..."."""
    parse, verb, last, end = place.parse, place.verb, place.last, place.end
    if last + 2 >= end or parse[last].tag_ not in _CLAUSE_STARTS or _says_more(verb):
        return []
    if parse[last].tag_ in ("WRB", "WP") and not any(child.dep_ == "neg" for child in verb.children):
        return []  # "said when he left" tells when, "has not said when he left" what
    return [(last, end)] if any(token.tag_ in TENSED for token in parse[last + 1 : end]) else []


def _far_clause(place: _Place) -> list[Run]:
    """A clause that begins with "that" behind an addressee or an adverbial, which the parser took for a part of it."""
    parse, end = place.parse, place.end
    is_telling = place.verb.lemma_.lower() in load_cues().words["telling"]
    if any(child.dep_ == "xcomp" or (child.dep_ == "dobj" and not is_telling) for child in place.verb.rights):
        return []
    for at in range(place.last, min(place.last + _MAX_GAP, end - 2)):
        token = parse[at]
        if token.lower_ == "that" and token.tag_ != "DT" and parse[at + 1].tag_ not in TENSED:
            return [(at, end)]
        if token.tag_ in TENSED or token.text in (";", ":") or token.tag_ in ("WP", "WRB"):
            return []
    return []


def _after_comma(place: _Place) -> int:
    """Behind the verb's own adverbials: the content goes on after the comma that closes them."""
    at = place.last
    own = {token.i for token in place.verb.subtree}
    while at in own and place.text(at) != ",":
        at += 1
    return at


def _opening_after(place: _Place) -> Run | None:
    """The quotation that follows the verb, with no clause of its own between: "he said on Friday, "...""."""
    parse, last, end = place.parse, place.last, place.end
    clause = place.complement.left_edge.i if place.complement is not None else -1
    for at in range(last, min(last + _MAX_GAP, len(parse))):
        quotation = place.quotations.opening_at(at)
        if quotation is not None:
            if at >= end and parse[last].text not in (":", ",", "."):
                return None
            if place.text(at - 1) in ("but", "and") and (at - 1 == last or place.text(at - 2) == ","):
                return quotation
            return quotation if at == last or place.text(at - 1) in (",", ":") else None
        if at >= end or parse[at].tag_ in TENSED or last <= clause <= at:
            return None
    return None


def _says_more(verb: Token, behind: int = 0) -> bool:
    least = max(verb.i + 1, behind)
    return any((child.dep_ in ("xcomp", "oprd") or _is_object(child)) and child.i >= least for child in verb.children)


def _is_object(child: Token) -> bool:
    """Whether a verb has a word for its object, and not the first of a day: "said | this | Saturday"."""
    if child.dep_ != "dobj" or child.lower_ != "this" or child.i + 1 >= len(child.doc):
        return child.dep_ == "dobj"
    return child.nbor().dep_ != "npadvmod"


def _rest_is_short(place: _Place) -> bool:
    """Whether the sentence ends with the verb's own adverbials."""
    own = {token.i for token in place.verb.subtree}
    rest = place.parse[place.verb.i + 1 : place.end]
    return all(token.is_punct or token.i in own for token in rest) and not any(t.tag_ in TENSED for t in rest)
