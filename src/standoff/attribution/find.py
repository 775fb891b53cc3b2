"""The stage: a document in, its attributions out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from standoff.attribution.asides import without_aside
from standoff.attribution.called import find_called
from standoff.attribution.continuation import with_continuations, with_quoted_headlines
from standoff.attribution.cues import Cues, load_cues
from standoff.attribution.doubts import find_doubts
from standoff.attribution.finding import Finding, Run, trimmed
from standoff.attribution.footage import find_shown
from standoff.attribution.headlines import find_in_headlines
from standoff.attribution.nouns import find_by_nouns
from standoff.attribution.owning import find_laid, find_owned
from standoff.attribution.phrases import find_by_phrases
from standoff.attribution.proposals import proposed
from standoff.attribution.quotes import Quotations, find_quotations
from standoff.attribution.recordings import find_recordings
from standoff.attribution.relays import with_relays
from standoff.attribution.sources import Registry, make_source
from standoff.attribution.statements import find_following, find_statements
from standoff.attribution.turns import find_turns
from standoff.attribution.verbs import find_by_verbs
from standoff.attribution.verdicts import find_verdicts
from standoff.records import Attribution, Document, Link, Marks, Source
from standoff.records.attribution import AttributionKind

__all__ = ["find_attributions"]

_POINTING = frozenset({"it", "this", "that", "these", "those", "they", "all"})
_HANGING = frozenset({"ccomp", "xcomp", "advcl", "csubj"})
_SHORT = 8
"""A denial without a verb is at most so many words long."""
_DIRECT_SHARE = 0.9
_INDIRECT_SHARE = 0.1


def find_attributions(document: Document, registry: Registry | None, marks: Marks | None = None) -> list[Attribution]:
    """Every attribution of a document in text order, nested ones too: an outer content holds an inner one whole.

    ``registry`` (an ``ActorRegistry``) tells the kind and the party of known sources; ``marks`` are what the model says
    of the words.
    """
    parse = document.parse
    if not len(parse):
        return []
    cues = load_cues()
    tokens = list(parse)  # the parser makes a new object for every look at a token
    verbs = [token for token in tokens if token.tag_[:2] == "VB"]
    quotations = find_quotations(tokens, document.block_of)
    findings = [
        *find_called(parse, cues),
        *find_doubts(parse, tokens, cues),
        *find_owned(parse, verbs, cues),
        *find_laid(parse, verbs, cues),
        *find_by_verbs(parse, verbs, cues, quotations),
        *find_shown(parse, tokens, cues),
        *find_by_phrases(parse, tokens, cues),
        *find_by_nouns(parse, tokens, cues, quotations),
        *find_in_headlines(document, registry, quotations),
        *find_verdicts(tokens, cues),
    ]
    statements = [*find_statements(document), *find_following(document)]
    given = {at for statement in statements for at in range(*statement.cue)}
    findings = [*statements, *(f for f in findings if given.isdisjoint(range(*f.cue)))]
    findings += find_recordings(parse, tokens, findings, document.block_of)
    findings += [*find_turns(parse, tokens, document.block_of), *proposed(parse, findings, marks)]
    findings = with_relays(parse, tokens, verbs, findings, registry, quotations)
    findings = _settled(parse, findings, quotations, cues)
    findings = with_quoted_headlines(document, with_continuations(parse, findings, quotations))
    attributions = [_attribution(document, finding, quotations, registry) for finding in findings]
    attributions.sort(key=_order)
    return attributions


def _settled(parse: Doc, findings: Sequence[Finding], quotations: Quotations, cues: Cues) -> list[Finding]:
    """The findings with contents made whole by quotation marks, trimmed, and each cue used once."""
    settled: dict[Run, Finding] = {}
    more: list[Finding] = []
    block_of = quotations.block_of
    for finding in findings:
        cue = _with_colon(parse, finding.cue, block_of)
        taken = (cue, finding.source) if finding.source else (cue,)
        content = []
        for run in (_on_this_side(parse, each, finding) for each in finding.content):
            whole = without_aside(parse, _whole(run, finding, quotations), finding, quotations, cues)
            content += [kept for part in _outside(whole, taken) if (kept := trimmed(parse, part)) is not None]
        content = [(start, end) for start, end in content if block_of[start] == block_of[end - 1]]
        first = _first_sentence(parse, content)
        if first and finding.stance == "asserts" and _calls_it_false(parse, [first], cues):
            rest = [(max(first[1], start), end) for start, end in content if end > first[1]]
            if rest:  # ""That is false. We seized five men," said the captain"
                more.append(replace(finding, cue=cue, content=tuple(rest)))
            finding, content = replace(finding, stance="denies", is_verdict=True), [first]
        if content:
            settled.setdefault(cue, replace(finding, cue=cue, content=tuple(_merged(content))))
    return _without_shorter([*settled.values(), *more])


def _first_sentence(parse: Doc, content: Sequence[Run]) -> Run | None:
    """The first sentence of a content, or as much of it as is said in one piece."""
    if not content:
        return None
    start, end = content[0]
    first = parse[start + 1 if end > start + 1 and parse[start].is_punct else start].sent
    return start, min(end, first.end)


def _on_this_side(parse: Doc, run: Run, finding: Finding) -> Run:
    """What is told before a cue; nothing, where a semicolon parts it: "warship expelled; Pentagon claims"."""
    end = min(finding.cue[0], finding.source[0] if finding.source else finding.cue[0])
    is_parted = any(parse[at].text == ";" for at in range(run[1] - 1, end))
    return (run[1], run[1]) if is_parted else run


def _calls_it_false(parse: Doc, content: Sequence[Run], cues: Cues) -> bool:
    """Whether a content only says that something is not so: "this is baseless propaganda", "that was not true", "no
    such thing happened"."""
    if len(content) != 1:
        return False
    told = parse[content[0][0] : content[0][1]]
    verb = told.root
    is_negated = any(child.dep_ == "neg" or child.lower_ == "not" for child in verb.children)
    if verb.pos_ not in ("VERB", "AUX"):  # "A lie, answered the ministry", "a lie made up by the enemy"
        if verb.dep_ == "dobj" and verb.head.lemma_.lower() in cues.words["retelling"]:
            return False  # "repeated the lie"
        kind = "true" if is_negated else "false"
        return any(token.lemma_.lower() in cues.words[kind] for token in (verb, *verb.lefts)) and len(told) <= _SHORT
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    lemma = subject.lemma_.lower()
    is_pointing = subject.lower_ in _POINTING or lemma in cues.nouns or lemma in cues.words["opinion"]
    if verb.lemma_ in cues.words["happening"]:
        is_none = {"no", "such"} <= {child.lower_ for child in subject.lefts}
        return is_none or (is_negated and subject.lower_ in _POINTING)
    taken = next((c for c in verb.rights if c.dep_ in ("attr", "acomp") or c.lower_ in ("so", "without")), None)
    if verb.lemma_ != "be" or taken is None or not is_pointing:
        return False
    if any(child.dep_ in _HANGING for child in (*taken.rights, *verb.rights)):
        return False  # "it was wrong to shell the market"
    if is_negated:
        return taken.lemma_.lower() in cues.words["true"]
    if taken.lower_ == "without":
        return any(child.lemma_.lower() in cues.words["truth"] for child in taken.children)
    return any(token.lemma_.lower() in cues.words["false"] for token in (taken, *taken.lefts))


def _without_shorter(findings: Sequence[Finding]) -> list[Finding]:
    """The findings whose cue is not part of a longer one: "voiced fears that", not "voiced" and "fears" beside it."""
    longest: dict[int, int] = {}
    for finding in findings:
        length = finding.cue[1] - finding.cue[0]
        for at in range(*finding.cue):
            longest[at] = max(length, longest.get(at, 0))
    return [f for f in findings if any(longest[at] == f.cue[1] - f.cue[0] for at in range(*f.cue))]


def _with_colon(parse: Doc, cue: Run, block_of: Sequence[int]) -> Run:
    """The cue with a colon that follows it: "The mayor said: ..."."""
    start, end = cue
    has_colon = end < len(parse) and parse[end].text == ":" and block_of[end] == block_of[end - 1]
    return (start, end + 1) if has_colon else cue


def _whole(run: Run, finding: Finding, quotations: Quotations) -> Run:
    """The run stretched to the end of a quotation that it cuts, unless the cue itself stands in that quotation."""
    start, end = run
    while end > start + 1 and quotations.opening_at(end - 1):
        end -= 1
    for at in (start, end - 1):
        quotation = quotations.at(at)
        if quotation is None or quotation[0] <= finding.cue[0] < quotation[1]:
            continue
        if finding.source and quotation[0] <= finding.source[0] < quotation[1]:
            continue
        start, end = min(start, quotation[0]), max(end, quotation[1])
    for reach in (end, end + 1):
        closing = quotations.at(reach)
        if closing and closing[1] == reach + 1 and closing[0] >= start:
            end = closing[1]
            break
    return start, end


def _outside(run: Run, taken: Sequence[Run]) -> list[Run]:
    """What is left of a run without the tokens of others."""
    parts = [run]
    for begin, stop in taken:
        parts = [
            part
            for start, end in parts
            for part in ((start, min(end, begin)), (max(start, stop), end))
            if part[0] < part[1]
        ]
    return parts


def _merged(runs: Sequence[Run]) -> list[Run]:
    merged: list[Run] = []
    for start, end in sorted(runs):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _attribution(
    document: Document, finding: Finding, quotations: Quotations, registry: Registry | None
) -> Attribution:
    parse = document.parse
    source = _source(document, finding.source, finding.named, registry) if finding.source else None
    via = tuple(
        Link(_source(document, passer, None, registry), document.span(parse[cue[0] : cue[1]]))
        for passer, cue in finding.via
    )
    return Attribution(
        source=source,
        cue=document.span(parse[finding.cue[0] : finding.cue[1]]),
        content=tuple(document.span(parse[start:end]) for start, end in finding.content),
        stance=finding.stance,
        kind=_kind(parse, finding.content, quotations),
        via=via,
        is_report=finding.is_report,
    )


def _source(document: Document, run: Run, named: Run | None, registry: Registry | None) -> Source:
    words = document.parse[run[0] : run[1]]
    naming = document.parse[named[0] : named[1]] if named else words
    return make_source(document.span(words), naming, registry)


def _kind(parse: Doc, content: Sequence[Run], quotations: Quotations) -> AttributionKind:
    """By the share of the content's letters that stand between quotation marks."""
    letters = quoted = 0
    for start, end in content:
        for token in parse[start:end]:
            count = sum(map(str.isalnum, token.text))
            letters += count
            if count and quotations.at(token.i):
                quoted += count
    share = quoted / letters if letters else 0.0
    return "direct" if share >= _DIRECT_SHARE else "indirect" if share <= _INDIRECT_SHARE else "mixed"


def _order(attribution: Attribution) -> tuple[int, int, int]:
    cue = attribution.cue
    first = min(piece.start for piece in attribution.content)
    return (cue.start if cue else first, first, -attribution.content[-1].end)
