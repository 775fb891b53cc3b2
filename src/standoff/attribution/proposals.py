"""Attributions by the model alone, where the lists have no word for it that words are laid to somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from standoff.attribution.cue_verb import accuses_nobody, falls_short, owns_to
from standoff.attribution.cues import load_cues
from standoff.attribution.finding import Finding, Run, trimmed
from standoff.attribution.sources import SPEAKERS, can_speak
from standoff.languages.grammar import DAYS
from standoff.records import Marks, Said, Stance

__all__ = ["proposed"]

_ADDED = 0.5
"""Chosen on the part of our own sentences that the model did not learn on."""
_GAP = 3
_NEAR = 4
_HAPPENS = 0.5
_ASKING = frozenset({"REQUEST", "THREATEN", "AGREE"})
_BY = frozenset({"by", "from", "to"})
_EMPTY = frozenset({"AUX", "DET", "PART"})


def proposed(parse: Doc, findings: Sequence[Finding], marks: Marks | None) -> Iterator[Finding]:
    """What the model is sure of and no rule has found: whose words these are, and how they are said to be."""
    if marks is None:
        return
    taken = {at for finding in findings for at in range(*finding.cue)}
    by_source: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        for at in range(*finding.source) if finding.source is not None else ():
            by_source[at].append(finding)
    for said in marks.cues:
        is_at_colon = said.cue[1] in taken and parse[said.cue[1]].text == ":"  # "spokesman to the radio: ..."
        is_found = is_at_colon or not taken.isdisjoint(range(*said.cue))
        if said.probability < _ADDED or is_found or not _is_cue(parse, said, marks):
            continue
        source = max(_joined(said.source, (said.cue,)), key=lambda run: run[1] - run[0], default=None)
        speaker = trimmed(parse, source) if source else None
        if speaker is None or not can_speak(parse[speaker[0] : speaker[1]].root, SPEAKERS):
            continue
        if _is_accused(parse, said, speaker) or _owns_to_nothing(parse, said) or _is_gainsaid(parse, said, speaker):
            continue
        content = [run for run in _joined(said.content, (said.cue, speaker)) if run[1] - run[0] > 1]
        has_verb = any(token.pos_ in ("VERB", "AUX") for token in parse[said.cue[0] : said.cue[1]])
        if content and (has_verb or not _says_it(by_source, speaker, content)):
            taken |= set(range(*said.cue))
            yield Finding(said.cue, speaker, tuple(content), _stance(parse, said), not _asks(said, marks))


def _says_it(by_source: Mapping[int, Sequence[Finding]], speaker: Run, content: Sequence[Run]) -> bool:
    """Whether a rule lays the words to the speaker, so that a phrase is no cue beside it: "| in a letter | the director
    affirmed that"."""
    found = {id(finding): finding for at in range(*speaker) for finding in by_source.get(at, ())}
    said = {at for finding in found.values() for run in finding.content for at in range(*run)}
    return all(said.issuperset(range(*run)) for run in content)


def _is_cue(parse: Doc, said: Said, marks: Marks) -> bool:
    """Whether the words of a cue can be one: more than auxiliaries ("has"), no part of a name ("Rodi Said"), not only a
    day ("the ministry | on Friday | denied"), and not likelier what happened."""
    words = parse[said.cue[0] : said.cue[1]]
    happens = max((marks.triggers[token.i].probability for token in words if token.i in marks.triggers), default=0.0)
    return (
        happens < said.probability
        and not _is_only_when(words)
        and any(token.is_alpha and token.pos_ not in _EMPTY for token in words)
        and not all(token.pos_ == "PROPN" or token.is_punct or _is_in_name(token) for token in words)
    )


def _is_only_when(words: TokenSpan) -> bool:
    is_day = [token.ent_type_ in DAYS for token in words]
    return any(is_day) and all(day or token.pos_ == "ADP" for day, token in zip(is_day, words, strict=True))


def _is_accused(parse: Doc, said: Said, speaker: Run) -> bool:
    """Whether words are laid to whoever the cue accuses: "was laid at the door of | the brigades |", "| Army | blamed
    for raid"."""
    verb = next((token for token in parse[said.cue[0] : said.cue[1]] if token.pos_ == "VERB"), None)
    if verb is None:
        return False
    if speaker[0] >= said.cue[1]:
        before = parse[speaker[0] - 1]
        return before.pos_ == "ADP" and before.lower_ not in _BY
    return accuses_nobody(verb)


def _is_gainsaid(parse: Doc, said: Said, speaker: Run) -> bool:
    """Whether the writer tells it against somebody: "contrary to | claims by the militia |, nobody was hurt"."""
    start = min(said.cue[0], speaker[0])
    words = parse[max(parse[start].sent.start, start - _NEAR) : max(said.cue[1], speaker[1])]
    return any(token.lower_ in load_cues().words["gainsaying"] for token in words)


def _owns_to_nothing(parse: Doc, said: Said) -> bool:
    """Whether a cue tells that somebody says nothing: "has never acknowledged the raid"."""
    words = parse[said.cue[0] : said.cue[1]]
    return any(token.dep_ == "neg" for token in words) and any(map(owns_to, words))


def _stance(parse: Doc, said: Said) -> Stance:
    """That of the listed verbs in a cue, where all their uses have one: "continues to deny" denies, "does not exclude"
    asserts."""
    verbs = load_cues().verbs
    if any(map(falls_short, parse[said.cue[0] : said.cue[1]])):
        return "questions"
    words = parse[said.cue[0] : said.cue[1]]
    cues = [cue for token in words for cue in verbs.get(token.lemma_, {}).values()]
    known = {cue.stance for cue in cues}
    first = next((verbs[token.lemma_] for token in words if token.pos_ == "VERB" and token.lemma_ in verbs), {})
    if first and all(cue.stance == "denies" for cue in first.values()):
        cues, known = [*first.values()], {"denies"}  # "disclaim blame for"
    if known == {"denies"} and any(token.dep_ == "neg" for token in words):
        known = {cue.negated for cue in cues}
    return "denies" if known == {"denies"} else "questions" if known == {"questions"} else "asserts"


def _is_in_name(token: Token) -> bool:
    """Whether a word with a capital goes on with a name: "Reuters, Rodi Said". Of the usual words of saying the rules
    know in headlines too that they are none."""
    before = token.nbor(-1) if token.i > token.sent.start else token
    return token.text.istitle() and before.text.istitle() and before.pos_ == "PROPN"


def _asks(said: Said, marks: Marks) -> bool:
    """Whether to say it is itself to do something: what is called for or threatened is not put forward as a fact."""
    known = (marks.triggers[at] for at in range(*said.cue) if at in marks.triggers)
    return any(
        each.probability >= _HAPPENS and max(each.types, key=lambda t: each.types[t]) in _ASKING for each in known
    )


def _joined(runs: Sequence[Run], between: Sequence[Run]) -> list[Run]:
    """Runs with a few words between them as one, unless the cue or the source stands there."""
    joined: list[Run] = []
    for start, end in runs:
        last = joined[-1][1] if joined else -_GAP - 1
        if start - last <= _GAP and not any(last <= run[0] < start for run in between):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined
