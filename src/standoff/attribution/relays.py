"""Who passed the words on: "officials quoted by media said", "told AFP", "quoted X as saying", "citing X"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from standoff.attribution.cues import load_cues
from standoff.attribution.finding import Finding, Run, runs_of
from standoff.attribution.quotes import Quotations
from standoff.attribution.sources import SPEAKERS, Registry, can_speak, is_kind, is_press_name
from standoff.attribution.subjects import clause_on, name_run, source_run, subject_of
from standoff.languages.grammar import RELATIVE_TAGS
from standoff.ontology import load_lexicon
from standoff.records import PRESS, Stance

__all__ = ["with_relays"]

_FOOTAGE = frozenset({"video"})
_BESIDE = frozenset({"advcl", "acl", "csubj", "dobj", "xcomp", "relcl"})
_REFERRING = frozenset({"reference", "referring"})
_MIN_BEFORE = 2
_MAX_CITING = 25
_MAX_PASSER = 12
_MIN_SHOWN = 3
_PUNCTUATION = frozenset({",", ".", ";", ":", "(", "“", '"', "”"})


def with_relays(
    parse: Doc,
    tokens: Sequence[Token],
    verbs: Sequence[Token],
    findings: Sequence[Finding],
    registry: Registry | None,
    quotations: Quotations,
) -> list[Finding]:
    """The findings with their passers-on, and those that only the passing on tells of."""
    quoting = load_cues().words["quoting"]
    starts = [sentence.start for sentence in parse.sents]
    told: list[list[Finding]] = [[] for _ in starts]
    for finding in findings:
        passed = _with_press_told(parse, _with_quoted_by(parse, finding), registry)
        passed = _with_carried_by(parse, passed, registry)
        told[bisect_right(starts, finding.cue[0]) - 1].append(passed)
    learning = load_cues().words["learning"]
    for verb in verbs:
        if verb.lemma_.lower() in learning:
            at = bisect_right(starts, verb.i) - 1
            told[at] = [_with_learned_from(parse, verb, finding) for finding in told[at]]
        if verb.lemma_.lower() in quoting:
            at = bisect_right(starts, verb.i) - 1
            told[at] = _with_passer_behind(parse, verb, told[at])
            told[at] = _with_quoting(parse, verb, told[at], quotations)
    for token in tokens:
        if token.lower_ in _REFERRING:
            at = bisect_right(starts, token.i) - 1
            told[at] = _with_referred_to(parse, token, told[at], registry)
    asides = {link for sentence in told for finding in sentence for link in finding.via}
    findings = [f for sentence in told for f in _with_shared(sentence)]
    return [f for f in findings if f.source is None or (f.source, f.cue) not in asides]


def _with_shared(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of a sentence, with the passers-on of what the same words of a source said before in it: "claimed
    the raid in a call to the Echo | and said two had died |"."""
    passed: dict[Run, tuple[tuple[Run, Run], ...]] = {}
    for finding in findings:
        if finding.source is None:
            yield finding
        elif finding.via:
            passed[finding.source] = finding.via
            yield finding
        else:
            yield replace(finding, via=passed.get(finding.source, ()))


def _with_quoted_by(parse: Doc, finding: Finding) -> Finding:
    """ "officials quoted by media": media pass on; the source is the officials."""
    if finding.source is None:
        return finding
    for at in range(*finding.source):
        token = parse[at]
        if (
            token.lemma_.lower() not in load_cues().words["quoting"]
            or token.dep_ != "acl"
            or token.tag_ != "VBN"
            or token.head.i < finding.source[0]
        ):
            continue
        for child in token.rights:
            passer = next((c for c in child.rights if c.dep_ == "pobj"), None) if child.lower_ in ("by", "in") else None
            if passer is not None:
                stop = passer.right_edge.i + 1
                while stop < finding.source[1] and parse[stop].pos_ == "PROPN":
                    stop += 1  # "state news agency | SANA |"
                run = (passer.left_edge.i, min(stop, finding.source[1]))
                end = at
                while end > finding.source[0] and parse[end - 1].is_punct:
                    end -= 1
                named = finding.named and (finding.named[0], min(finding.named[1], end))
                via = ((run, (at, child.i + 1)), *finding.via)
                return replace(finding, source=(finding.source[0], end), named=named, via=via)
    return finding


def _with_passer_behind(parse: Doc, verb: Token, findings: list[Finding]) -> list[Finding]:
    """The findings where "| quoted by the Echo |" stands behind who said it, and the parser did not tie it to him: "a
    widow quoted by the Echo", "an official quoted by the pro-army Echo denied that"."""
    follows = verb.i + 1 < len(parse) and parse[verb.i + 1].lower_ in ("by", "in")
    begin = verb.i - 1 if verb.i and parse[verb.i - 1].text == "," else verb.i
    if not follows or verb.tag_ != "VBN" or begin == 0 or parse[begin - 1].pos_ not in ("NOUN", "PROPN"):
        return findings
    end = verb.i + 2
    while end < min(verb.sent.end, verb.i + _MAX_PASSER) and not _ends_name(parse[end]):
        end += 1
    passer = (verb.i + 2, end)
    result = []
    for finding in findings:
        source, via = finding.source, ((passer, (verb.i, verb.i + 2)), *finding.via)
        if source is None or passer[0] == passer[1]:
            result.append(finding)
        elif finding.cue[0] <= verb.i < finding.cue[1]:
            if source[0] >= passer[1] or source[1] <= passer[0]:
                result.append(finding)
        elif not finding.via and source[1] == begin and finding.cue[0] != begin:
            result.append(replace(finding, via=via))
        elif passer[0] <= source[0] < source[1] <= passer[1] and finding.cue[0] >= passer[1]:
            named = name_run(parse[begin - 1])
            content = runs_of(at for run in finding.content for at in range(*run) if not named[0] <= at < passer[1])
            whole = (parse[begin - 1].left_edge.i, begin)
            told = tuple(content) or finding.content
            result.append(replace(finding, source=whole, named=(named[0], begin), content=told, via=via))
        else:
            result.append(finding)
    return result


def _ends_name(token: Token) -> bool:
    return token.text in _PUNCTUATION or token.pos_ in ("VERB", "AUX")


def _with_press_told(parse: Doc, finding: Finding, registry: Registry | None) -> Finding:
    """ "X told AFP", "X confirmed to AFP that ...": AFP passes on."""
    verb = parse[finding.cue[0] : finding.cue[1]].root
    if registry is None or verb.pos_ != "VERB" or finding.source is None:
        return finding
    told = None
    if verb.lemma_.lower() in ("tell", "inform"):
        told = next((c for c in verb.rights if c.dep_ in ("dobj", "dative")), None)
    else:
        to = next((c for c in verb.rights if c.lower_ == "to" and c.dep_ in ("prep", "dative")), None)
        told = next((c for c in to.rights if c.dep_ == "pobj"), None) if to is not None else None
    if told is None or finding.source[0] <= told.i < finding.source[1] or _is_publishers(told):
        return finding  # "according to AFP"
    run = name_run(told)
    whole = (told.left_edge.i, told.right_edge.i + 1)
    for words in (run, whole, (run[0], told.i + 1)):  # "told | the Beirut-based website | Al-Safha"
        if registry.source_kind(parse[words[0] : words[1]].text) in PRESS:
            return replace(finding, via=(*finding.via, (run, finding.cue)))
    is_named = told.pos_ == "PROPN" or any(child.pos_ == "PROPN" for child in told.lefts)
    if told.pos_ == "PROPN" and any(map(_is_press_word, told.lefts)):
        return replace(finding, via=(*finding.via, (run, finding.cue)))  # "told the weekly Sorn Tag"
    is_press = _is_press_word(told) and (is_named or told.lemma_.lower() not in load_cues().words["of_the_press"])
    if is_press or is_press_name(parse[run[0] : run[1]]):
        return replace(finding, via=(*finding.via, (run, finding.cue)))
    return finding


def _with_carried_by(parse: Doc, finding: Finding, registry: Registry | None) -> Finding:
    """ "X, in a recording broadcast by a radio station, said ...", "X said in an interview with the Echo", "X, whom the
    Echo quoted, said", "X called a radio station and said", "X said on Facebook": the station, the paper and the
    platform pass on."""
    if finding.source is None or finding.via:
        return finding
    verb = parse[finding.cue[0] : finding.cue[1]].root
    if (aside := _in_aside(parse, finding, registry)) is not None:
        return replace(finding, via=(aside,))
    if (shown := _shown_in(parse, finding.source[0])) is not None:
        return replace(finding, via=((_whole_name(shown), finding.cue),))
    subject = parse[finding.source[0] : finding.source[1]].root
    nearby = [*verb.children, *subject.rights]
    nearby += [each for child in verb.rights if child.dep_ == "dobj" for each in child.subtree if each.dep_ == "prep"]
    nearby += [token for token in parse[finding.source[0] : finding.cue[0]] if token.pos_ == "VERB"]
    for child in (*nearby, verb):
        if (press := _passer(parse, child, registry)) is not None:
            return replace(finding, via=((_whole_name(press), finding.cue),))
    return finding


def _shown_in(parse: Doc, start: int) -> Token | None:
    """The pictures in which somebody speaks, by where he is named: "| a video | circulated in which a man said"."""
    if start < _MIN_SHOWN or parse[start - 1].lower_ != "which" or parse[start - 2].lower_ not in ("in", "on"):
        return None
    begin = max(parse[start].sent.start, start - _MAX_PASSER)
    nouns = (parse[at] for at in range(start - 3, begin - 1, -1) if parse[at].pos_ == "NOUN")
    return next((noun for noun in nouns if is_kind(noun, _FOOTAGE)), None)


def _passer(parse: Doc, beside: Token, registry: Registry | None) -> Token | None:
    """Who passes the words on, by what stands beside who said them or that they did: "| on Facebook |", "| in a letter
    sent to the Echo |", "a commander | who spoke to the Echo |", "a caller | to the Echo |"."""
    words = load_cues().words
    if beside.pos_ in ("VERB", "AUX"):
        return _carrier(parse, beside, registry)
    end = next((c for c in beside.rights if c.dep_ == "pobj"), None)
    if end is None or beside.lower_ not in ("in", "on", "over", "through", "via", "to"):
        return None
    is_own = any(child.dep_ == "poss" for child in end.lefts)
    if beside.lower_ == "on" and beside.head.pos_ == "NOUN" and beside.head.lemma_.lower() not in words["speech_act"]:
        return None  # "denied a raid on the radio station"
    is_platform = end.lemma_.lower() in words["platform"] and (beside.lower_ != "in" or end.pos_ == "PROPN")
    if is_platform and not is_own and beside.lower_ != "to":
        return end
    if beside.lower_ != "in" and _is_press(parse, end, registry):
        return end if beside.lower_ != "to" or beside.head.lemma_.lower() in words["callers"] else None
    if end.lemma_.lower() not in words["speech_act"] or beside.lower_ == "to":
        return None
    return next((press for link in end.rights if (press := _carrier(parse, link, registry)) is not None), None)


def _carrier(parse: Doc, link: Token, registry: Registry | None) -> Token | None:
    """Who carries the words: "| broadcast by a station |", "| with the Echo |", "| sent to AFP |", "whom | the Echo
    quoted |", "who | called the Echo |", "| asked by AFP |". What something was read out or aired on need not be known
    as a station."""
    words, lemma = load_cues().words, link.lemma_.lower()
    holders = [link]
    if link.pos_ in ("VERB", "AUX"):
        reached = next((c for c in link.rights if c.dep_ == "dobj"), None)
        if lemma in words["calling"] and reached is not None and _is_press(parse, reached, registry):
            return reached
        is_asked = lemma in words["asking"] and link.tag_ == "VBN" and link.dep_ == "acl"
        is_met = lemma in words["meeting"]
        if link.dep_ not in ("acl", "relcl", "advcl") or not (is_asked or is_met or lemma in words["carrying"]):
            return None
        quoter = next((c for c in link.lefts if c.dep_ == "nsubj"), None)
        is_met &= any(c.lower_ == "whom" for each in link.lefts for c in (each, *each.rights))
        if is_met and quoter is not None and _is_press(parse, quoter, registry):
            return quoter  # "residents with whom the Echo spoke"
        if quoter is not None and quoter.tag_ not in RELATIVE_TAGS and lemma in words["quoting"]:
            return quoter if quoter.pos_ == "PROPN" or _is_press(parse, quoter, registry) else None
        below = [link, *(c for c in link.rights if c.dep_ == "prt" or c.lower_ == "out")]
        holders = [c for each in below for c in each.rights if c.lower_ in ("by", "on", "over", "in", "to")]
    elif link.lower_ not in ("with", "to", "for", "from", "on", "by", "in"):
        return None
    for holder in holders:
        press = next((c for c in holder.rights if c.dep_ == "pobj"), None)
        is_aired = press is not None and link.dep_ == "acl" and holder.lower_ == "on" and press.text.isupper()
        if press is not None and (is_aired or _is_press(parse, press, registry)):
            return press
        if press is not None and holder.lower_ in ("by", "on") and press.lemma_.lower() in words["platform"]:
            return press  # "carried by a Twitter account", "shared on WhatsApp", "a statement on a forum"
    return None


def _in_aside(parse: Doc, finding: Finding, registry: Registry | None) -> tuple[Run, Run] | None:
    """ "The spokesman, Antara reports, says ...": a paper and its verb between commas, behind whom they report."""
    for at in range(max(0, (finding.source or finding.cue)[0]), finding.cue[0]):
        report = parse[at]
        if report.lower_ not in ("reports", "reported", "report", "says", "said") or report.i == finding.cue[0]:
            continue
        paper = parse[at - 1] if at else report
        is_apart = parse[at + 1].text == "," and parse[name_run(paper)[0] - 1].text == ","
        if is_apart and _is_press(parse, paper, registry):
            return name_run(paper), (at, at + 1)
    return None


def _is_press(parse: Doc, head: Token, registry: Registry | None) -> bool:
    run = name_run(head)
    # "the local | Valley Gazette |"
    first = next((at for at in range(*run) if parse[at].text[:1].isupper()), run[0])
    named = parse[first : run[1]]
    known = registry.source_kind(named.text) if registry is not None else None
    return known in PRESS or is_press_name(named) or (known is None and _is_press_word(head))


def _is_publishers(head: Token) -> bool:
    """Whether words were said to whoever publishes them: "told | this station |", "| our newsroom |"."""
    return any(child.lower_ in ("this", "our") for child in head.lefts)


def _is_press_word(head: Token) -> bool:
    """Whether a noun stands for a paper or a station: "the paper", which may be a document elsewhere, too."""
    words = load_cues().words
    if _is_publishers(head):
        return False
    return is_kind(head, PRESS) or head.lemma_.lower() in words["outlet"]


def _whole_name(head: Token) -> Run:
    return head.left_edge.i, name_run(head)[1]


def _with_learned_from(parse: Doc, verb: Token, finding: Finding) -> Finding:
    """ "We learn from X that ...", "the Echo has heard from X that ...": X is the source, the Echo passes on."""
    if not finding.cue[0] <= verb.i < finding.cue[1]:
        return finding
    preposition = next((c for c in verb.rights if c.lower_ == "from" and c.dep_ == "prep"), None)
    teller = next((c for c in preposition.rights if c.dep_ == "pobj"), None) if preposition is not None else None
    source = source_run(parse, teller, finding.cue) if teller is not None else None
    if preposition is None or source is None or teller is None or not can_speak(teller, SPEAKERS):
        return finding
    clause = clause_on(teller)
    source = source if clause is None else (source[0], min(source[1], clause.left_edge.i))
    via = finding.via
    if finding.source is not None and is_press_name(parse[finding.source[0] : finding.source[1]]):
        via = ((finding.source, finding.cue), *via)
    taken = {verb.i, *range(preposition.i, source[1])}
    content = runs_of(at for run in finding.content for at in range(*run) if at not in taken)
    return replace(finding, source=source, named=name_run(teller), content=tuple(content) or finding.content, via=via)


def _with_quoting(parse: Doc, verb: Token, findings: list[Finding], quotations: Quotations) -> list[Finding]:
    """ "SANA quoted X as saying ...", "X was quoted by SANA as saying ..." and "SANA reported, citing X, ...": X is the
    source, SANA passes on."""
    spoken = next((c for c in verb.rights if c.dep_ == "dobj"), None) or _so_called(verb)
    saying = _as_saying(verb)
    is_aside = verb.dep_ in _BESIDE or _follows_comma(verb)
    if spoken is not None and saying is None and is_aside and (verb.tag_ == "VBG" or _is_of_passer(verb)):
        source = source_run(parse, spoken, (verb.i, verb.i + 1))
        if source is not None and _can_be_cited(spoken, verb) and not is_kind(spoken, _FOOTAGE):
            return _with_citing(parse, verb, source, name_run(spoken), findings)
        return findings
    if spoken is None:
        found = _quoted_by(parse, verb, saying, quotations) if saying is not None else None
    else:
        found = _quoted(parse, verb, spoken, saying, quotations)
    if found is None:
        return findings
    used = {verb.i, *range(*found.cue)}
    return [f for f in findings if used.isdisjoint(range(*f.cue))] + [found]


def _so_called(verb: Token) -> Token | None:
    """Who is cited by what a paper calls him: "quoting | what it called | a security source"."""
    clause = next((c for c in verb.rights if c.dep_ == "ccomp" and c.left_edge.lower_ == "what"), None)
    named = (c for c in clause.rights if c.dep_ in ("oprd", "dobj", "attr")) if clause is not None else iter(())
    return next((c for c in named if can_speak(c, SPEAKERS)), None)


def _is_of_passer(verb: Token) -> bool:
    """Whether a clause tells of a paper whom it cites: "according to Radio Sorn, | which cited | a doctor"."""
    return verb.dep_ == "relcl" and any(child.tag_ in RELATIVE_TAGS and child.dep_ == "nsubj" for child in verb.lefts)


def _can_be_cited(noun: Token, verb: Token) -> bool:
    """Whether it is words that are cited: of whoever is quoted, and of any but what is only a reason ("citing safety
    concerns")."""
    if can_speak(noun, SPEAKERS):
        return True
    words = load_cues().words
    lemma = noun.lemma_.lower()
    is_reason = lemma in words["reason"] or lemma in load_lexicon().deeds  # "citing the arrival of more trucks"
    is_reason = is_reason or any(child.dep_ in ("acl", "relcl") for child in noun.rights)
    return noun.pos_ == "NOUN" and (verb.lemma_.lower() in words["quoting_words"] or not is_reason)


def _quoted(parse: Doc, verb: Token, spoken: Token, saying: Token | None, quotations: Quotations) -> Finding | None:
    """ "SANA quoted X as saying that ...", ""...," SANA quoted X as saying." and "SANA quoted X: "..."."."""
    cue: Run = (verb.i, verb.i + 1)
    subject = subject_of(verb)[0]
    source = source_run(parse, spoken, cue)
    passer = source_run(parse, subject, cue) if subject is not None else None
    if source is None or passer is None:
        return None
    if saying is not None:
        source = (source[0], min(source[1], saying.head.i))
        cue = (saying.head.i, saying.i + 1)
        content = _said(saying, passer[0], quotations)
    else:
        opening = quotations.opening_at(source[1] + 1) if parse[source[1] : source[1] + 1].text in (":", ",") else None
        content = opening if passer[0] < verb.i else None
    if content is None or source[0] >= source[1]:
        return None
    via = ((passer, (verb.i, verb.i + 1)),)
    named = name_run(spoken)
    stance: Stance = "asserts" if saying is None else _stance_of(saying)
    return Finding(cue, source, (content,), stance, has_speech=True, named=named, via=via)


def _quoted_by(parse: Doc, verb: Token, saying: Token, quotations: Quotations) -> Finding | None:
    """ "X was quoted as saying by SANA that ..."."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    cue = (next((c.i for c in verb.lefts if c.dep_ == "auxpass"), verb.i), saying.i + 1)
    source = source_run(parse, subject, cue) if subject is not None else None
    if subject is None or source is None:
        return None
    content = _said(saying, source[0], quotations)
    if content is None:
        return None
    by = next((t for t in verb.sent if t.i > verb.i and t.lower_ in ("by", "in") and t.head in (verb, saying)), None)
    passer = next((c for c in by.rights if c.dep_ == "pobj"), None) if by is not None else None
    via: tuple[tuple[Run, Run], ...] = ()
    if passer is not None:
        via = (((passer.left_edge.i, passer.right_edge.i + 1), (verb.i, verb.i + 1)),)
    return Finding(cue, source, (content,), _stance_of(saying), has_speech=True, named=name_run(subject), via=via)


def _stance_of(saying: Token) -> Stance:
    """What is told of somebody who is quoted "as | denying | that" it happened."""
    clause = load_cues().verbs.get(saying.lemma_.lower(), {}).get("clause")
    return "asserts" if clause is None else clause.stance


def _as_saying(verb: Token) -> Token | None:
    """The "saying" of "quoted X as saying"."""
    for child in verb.subtree:
        if child.lower_ == "as" and child.dep_ == "prep":
            found = next((c for c in child.rights if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)
            if found is not None:
                return found
    return None


def _said(saying: Token, first: int, quotations: Quotations) -> Run | None:
    """What follows "as saying", or else what stands before the whole, which begins at token ``first``."""
    clause = next((c for c in saying.rights if c.dep_ in ("ccomp", "xcomp", "dobj")), None)
    if clause is not None and clause.dep_ == "dobj" and saying.nbor().lower_ == "by":
        clause = None  # "as saying by the agency | Nura |"
    if clause is not None:
        start = clause.left_edge.i if saying.doc[saying.i + 1].lower_ == "by" else saying.i + 1
        return start, max(clause.right_edge.i, saying.right_edge.i) + 1
    before = quotations.closing_before(first) or quotations.closing_before(first - 1)
    if before is not None:
        return before
    start = saying.sent.start
    return (start, first) if first - start > _MIN_BEFORE else None


def _with_citing(parse: Doc, verb: Token, source: Run, named: Run, findings: list[Finding]) -> list[Finding]:
    """Lay the content of the clause, or of the source, that "citing X" stands beside to X."""
    begin = verb.left_edge.i
    beside = [finding for finding in findings if _stands_beside(parse, verb, finding)]
    if not beside and _follows_comma(verb):  # ", quoting X" at the end of all that was said
        beside = [f for f in findings if _speaks(parse, f) and any(run[0] <= verb.i < run[1] for run in f.content)]
    before = verb.i - 1 if _follows_comma(verb) else verb.i
    others = (finding for finding in findings if verb.i not in range(*finding.cue))
    told_by = [f for f in others if f.source is not None and f.source[1] in (before, verb.i)]  # "a daily, citing Y,"
    told_by = told_by or [finding for finding in beside if finding.source is not None]
    nearest = min(told_by, key=lambda finding: abs(finding.cue[0] - verb.i), default=None)
    return _laid_to_cited(parse, nearest, (begin, verb.i), source, named, findings)


def _laid_to_cited(
    parse: Doc, teller: Finding | None, citing: Run, source: Run, named: Run, findings: list[Finding]
) -> list[Finding]:
    """The findings with what the teller says laid to whom he cites; ``citing`` is where the words that cite begin, and
    the last of them."""
    begin, verb = citing
    result: list[Finding] = []
    for finding in findings:
        passer = finding.source
        if passer is None or finding is not teller:
            result.append(finding)
            continue
        if passer[0] < begin < passer[1]:
            passer = (passer[0], begin - 1 if parse[begin - 1].is_punct else begin)
        taken = set(range(begin, source[1]))
        kept = runs_of(at for run in finding.content for at in range(*run) if at not in taken)
        result.append(
            replace(
                finding,
                cue=(verb, verb + 1),
                source=source,
                named=named,
                content=tuple(kept) or finding.content,
                via=((passer, finding.cue), *finding.via),
            )
        )
    return [f for f in result if not (teller is not None and f.cue[0] <= verb < f.cue[1] and f.source != source)]


def _with_referred_to(parse: Doc, word: Token, findings: list[Finding], registry: Registry | None) -> list[Finding]:
    """ "The agency reports | with reference to | a deputy that ...": the deputy is the source, the agency passes on.
    What others than papers and agencies refer to, they speak about."""
    to = parse[word.i + 1] if word.i + 1 < len(parse) else word
    cited = next((c for c in to.rights if c.dep_ == "pobj"), None) if to.lower_ == "to" else None
    begin = word.i - 1 if word.i and parse[word.i - 1].lower_ in ("with", "in") else word.i
    if cited is None or (word.pos_ == "NOUN" and begin == word.i) or not _can_be_cited(cited, word):
        return findings
    cue = (word.i, word.i + 1)
    source = source_run(parse, cited, cue)
    tellers = [f for f in findings if f.source and f.cue[0] != word.i and abs(f.cue[0] - word.i) < _MAX_CITING]
    tellers = [f for f in tellers if _speaks(parse, f) and f.source and _is_press_run(parse, f.source, registry)]
    teller = min(tellers, key=lambda finding: abs(finding.cue[0] - word.i), default=None)
    if source is None or teller is None:
        return findings
    return _laid_to_cited(parse, teller, (begin, word.i), source, name_run(cited), findings)


def _is_press_run(parse: Doc, run: Run, registry: Registry | None) -> bool:
    return any(_is_press(parse, each, registry) for each in {parse[run[0] : run[1]].root, parse[run[1] - 1]})


def _stands_beside(parse: Doc, verb: Token, finding: Finding) -> bool:
    """Whether "citing X" belongs to whoever speaks in a finding: "media reported, citing X", "media citing X said"."""
    if finding.cue[0] <= verb.i < finding.cue[1]:
        return False
    if finding.source is not None and finding.source[0] <= verb.head.i < finding.source[1]:
        return True
    outer = parse[finding.cue[0] : finding.cue[1]].root
    is_near = abs(verb.i - outer.i) < _MAX_CITING
    is_tied = verb.head == outer or any(c == verb.head for c in outer.children) or 0 < verb.i - outer.i <= 2
    return _speaks(parse, finding) and is_near and (is_tied or _only_phrases_between(outer, verb))


def _only_phrases_between(outer: Token, verb: Token) -> bool:
    """Whether "citing" follows a verb of speech and what only says when and where: "reported on Friday, | citing | X,
    that two had died"."""
    between = outer.doc[outer.i + 1 : verb.i]
    return _follows_comma(verb) and len(between) > 0 and all(t.pos_ not in ("VERB", "AUX") for t in between)


def _follows_comma(verb: Token) -> bool:
    return verb.i > verb.sent.start and verb.nbor(-1).text == ","


def _speaks(parse: Doc, finding: Finding) -> bool:
    lemma = parse[finding.cue[0] : finding.cue[1]].root.lemma_.lower()
    return finding.has_speech or "speech" in load_cues().verbs.get(lemma, ())
