"""Where the words that a verb of saying lays to its subject stand: before it, around it, after it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from standoff.attribution.finding import Run, runs_of
from standoff.attribution.quotes import Quotations

__all__ = ["speech_content"]

_MAX_GAP = 16
_SHORT_TAIL = 12
_CLAUSES = frozenset({"ccomp", "parataxis"})
_CLAUSE_STARTS = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "EX", "WRB", "WP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def speech_content(parse: Doc, verb: Token, cue: Run, source: Run, quotations: Quotations) -> list[Run]:
    """The content of a verb of saying with a subject of its own, by marks, commas and clauses; ``[]`` if none.

    Where quotation marks and commas are lost, a verb of saying at the end of a sentence takes the sentence before it.
    """
    first, last = min(source[0], cue[0]), max(source[1], cue[1])
    sentence = verb.sent
    inside = quotations.at(cue[0])
    complements = [c for c in verb.children if c.dep_ == "ccomp"]
    complement = complements[0] if complements else None
    before = _before(parse, verb, first, sentence.start, quotations, complement)
    after = _after(parse, verb, last, sentence.end, quotations, complement, before)
    runs = [*before, *after]
    runs += [(max(last, c.left_edge.i), c.right_edge.i + 1) for c in complements[1:] if c.i > last and after]
    if inside is not None:
        runs = [(max(start, inside[0] + (start <= inside[0])), min(end, inside[1])) for start, end in runs]
        runs = [run for run in runs if run[0] < run[1]]
    return runs_of(at for run in runs for at in range(*run) if not first <= at < last)


def _before(
    parse: Doc, verb: Token, first: int, start: int, quotations: Quotations, complement: Token | None
) -> list[Run]:
    at = first
    if at and parse[at - 1].text == "," and at - 1 > start:
        at -= 1
    quotation = quotations.closing_before(at)
    if quotation is not None and first <= start and _is_full(parse, quotation):
        quotation = None  # the sentence before ended in a quotation of its own
    if quotation is not None and (quotation[1] - quotation[0] > 3 or at < first or complement is not None):
        own_start = _clause_start(parse, verb, start, quotation[0], complement)
        return [(min(quotation[0], own_start), at if at == quotation[1] else quotation[1])]
    if first <= start:
        return []
    is_left = (complement is not None and complement.i < verb.i) or verb.dep_ == "parataxis"
    if is_left:
        governor = complement if complement is not None and complement.i < verb.i else verb.head
        return [(max(start, min(governor.left_edge.i, governor.i)), first)]
    if complement is not None or _says_more(verb):
        return []
    # Nothing that the parser ties to the verb: what stands before it in the sentence, if the verb ends it.
    is_end = _rest_is_short(parse, verb)
    if (
        is_end
        and first - start >= 3
        and verb.dep_ in ("relcl", "ROOT", "acl", "appos", "dep", "conj", "advcl", "ccomp", "pcomp")
    ):
        if verb.dep_ == "relcl" and parse[first - 1].tag_ in ("WDT", "WP", "IN", "WRB"):
            return []
        if verb.dep_ in ("conj", "advcl") and parse[first - 1].text not in (",",):
            return []
        if parse[first - 1].dep_ in ("mark", "cc") or parse[first].tag_ in ("WP", "WDT"):
            return []
        if any(token.tag_ in _FINITE or token.tag_ == "VBN" for token in parse[start : first - 1]):
            return [(start, first)]
    return []


def _is_full(parse: Doc, quotation: Run) -> bool:
    """Whether a quotation ends a sentence by a full stop: whoever is named after it begins a new one."""
    return parse[quotation[1] - 2].text == "."


def _clause_start(parse: Doc, verb: Token, start: int, quote_start: int, complement: Token | None) -> int:
    """Where the clause begins that ends in the quotation: earlier than the quotation where only its end is quoted."""
    if quote_start <= start:
        return quote_start
    if parse[quote_start - 1].text in (".", ":", "?", "!"):
        return quote_start
    if complement is not None and complement.i < verb.i:
        return min(quote_start, complement.left_edge.i)
    return start if verb.dep_ in ("ROOT", "parataxis") else quote_start


def _after(
    parse: Doc, verb: Token, last: int, end: int, quotations: Quotations, complement: Token | None, before: list[Run]
) -> list[Run]:
    opening = _opening_after(parse, last, end, quotations, complement)
    runs: list[Run] = []
    if complement is not None and complement.right_edge.i >= last:
        if complement.i >= last or not before:
            runs.append((max(last, complement.left_edge.i), complement.right_edge.i + 1))
        elif before:
            runs.append((_after_comma(parse, verb, last), complement.right_edge.i + 1))
    elif verb.dep_ == "parataxis" and before and verb.head.right_edge.i >= last:
        runs.append((_after_comma(parse, verb, last), verb.head.right_edge.i + 1))
    if opening is not None:
        runs.append(opening)
    elif not runs and not before and last < end and parse[last].text == ":":
        runs.append((last + 1, end) if last + 1 < end else _next_block(last + 1, quotations))
    elif not runs and not before and complement is None:
        runs += _near_clause(parse, verb, last, end) or _far_clause(parse, last, end)
    return [run for run in runs if run[0] < run[1]]


def _next_block(at: int, quotations: Quotations) -> Run:
    """The paragraph after a colon that ends its own."""
    block_of = quotations.block_of
    end = at
    while end < len(block_of) and block_of[end] == block_of[at] and block_of[at] != block_of[at - 1]:
        end += 1
    return at, end


def _near_clause(parse: Doc, verb: Token, last: int, end: int) -> list[Run]:
    """A clause that follows without "that" and that the parser hung elsewhere: "said he would stay if ..."."""
    if last + 2 >= end or parse[last].tag_ not in _CLAUSE_STARTS or _says_more(verb):
        return []
    if parse[last].tag_ in ("WRB", "WP") and not any(child.dep_ == "neg" for child in verb.children):
        return []  # "said when he left" tells when, "has not said when he left" what
    return [(last, end)] if any(token.tag_ in _FINITE for token in parse[last + 1 : end]) else []


def _far_clause(parse: Doc, last: int, end: int) -> list[Run]:
    """A clause that begins with "that" behind an addressee or an adverbial, which the parser took for a part of it."""
    for at in range(last, min(last + _MAX_GAP, end - 2)):
        token = parse[at]
        if token.lower_ == "that" and token.tag_ != "DT" and parse[at + 1].tag_ not in _FINITE:
            return [(at, end)]
        if token.tag_ in _FINITE or token.text in (";", ":") or token.tag_ in ("WP", "WRB"):
            return []
    return []


def _after_comma(parse: Doc, verb: Token, last: int) -> int:
    """Behind the verb's own adverbials: the content goes on after the comma that closes them."""
    at = last
    own = {token.i for token in verb.subtree}
    while at < len(parse) and at in own and parse[at].text != ",":
        at += 1
    return at


def _opening_after(parse: Doc, last: int, end: int, quotations: Quotations, complement: Token | None) -> Run | None:
    """The quotation that follows the verb, with no clause of its own between: "he said on Friday, "...""."""
    for at in range(last, min(last + _MAX_GAP, len(parse))):
        quotation = quotations.opening_at(at)
        if quotation is not None:
            if at >= end and parse[last].text not in (":", ",", "."):
                return None
            before = parse[at - 1].text
            if at == last or before in (",", ":") or (at == end and before == ":"):
                return quotation
            return None
        if at >= end or parse[at].tag_ in _FINITE or (complement is not None and last <= complement.left_edge.i <= at):
            return None
    return None


def _says_more(verb: Token) -> bool:
    return any(child.dep_ in ("xcomp", "oprd", "dobj") and child.i > verb.i for child in verb.children)


def _rest_is_short(parse: Doc, verb: Token) -> bool:
    """Whether the sentence ends with the verb's own adverbials."""
    own = {token.i for token in verb.subtree}
    rest = [token for token in parse[verb.i + 1 : verb.sent.end] if not token.is_punct and token.i not in own]
    return not rest and not any(token.tag_ in _FINITE for token in parse[verb.i + 1 : verb.sent.end])
