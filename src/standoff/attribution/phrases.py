"""Attributions by adverbs ("reportedly"), phrases ("according to X") and asides (", say residents,")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from standoff.attribution.cues import Cues, load_cues
from standoff.attribution.finding import Finding, Run, runs_of
from standoff.attribution.sources import SPEAKERS, can_speak
from standoff.attribution.speech import is_told
from standoff.attribution.subjects import cue_run, name_run, source_run

__all__ = ["find_by_phrases", "turned_aside"]

_REACH = 10
"""So many words before "allegedly by" a participle may stand that it is said of."""
_PAST_OR_PRESENT = frozenset({"VBD", "VBN", "VBZ", "VBP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_FEW = 5
_PARTING = frozenset({";"})
_IN_A_NAME = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART", "PRON"})
_BY_ACCOUNT = frozenset({"in", "by", "on"})
_OWN = frozenset({"my", "our"})
_WITHIN = frozenset({"of", "in", "at", "for", "from"})


def find_by_phrases(parse: Doc, tokens: Sequence[Token], cues: Cues) -> Iterator[Finding]:
    """Every attribution whose cue is an adverb of hearsay or a phrase that names a source."""
    first_words = {words[0] for words in cues.phrases}
    for token in tokens:
        word = token.lower_
        if word in cues.adverbs:
            content = _done_by(parse, token) or _set_apart(parse, token) or _clause_without(token, {token.i})
            if content:
                yield Finding((token.i, token.i + 1), None, tuple(content))
        elif (word in first_words) and (after := _after_phrase(parse, token, cues)):
            yield from _according(parse, token, after, cues)
        elif word == "from" and token.i + 1 < token.sent.end and token.nbor().lower_ == "what":
            yield from _by_what_is_said(parse, token, token.i + 1, cues)
        elif word in _BY_ACCOUNT and token.dep_ in ("prep", "agent"):
            yield from _in_words(parse, token, cues)
        elif word == "as" and token.dep_ == "mark" and token.head.dep_ == "advcl":
            yield from _as_said(parse, token, cues)


def _done_by(parse: Doc, adverb: Token) -> list[Run]:
    """What is laid to whoever stands behind an adverb and "by", where the parser hung both on another verb: "the mayor,
    who | was shot on Friday |, allegedly | by rebels |, was buried"."""
    by = adverb.head
    if by.lower_ != "by" or by.i != adverb.i + 1 or by.head.pos_ in ("VERB", "AUX"):
        return []
    nearby = range(adverb.i - 1, max(adverb.sent.start, adverb.i - _REACH) - 1, -1)
    done = next((parse[at] for at in nearby if parse[at].tag_ == "VBN"), None)
    return [(done.left_edge.i, adverb.i), (by.i, by.right_edge.i + 1)] if done is not None else []


def _set_apart(parse: Doc, adverb: Token) -> list[Run]:
    """What an adverb between commas alone is said of: "a man, | reportedly her uncle |, died in the raid"."""
    sentence = adverb.sent
    if adverb.i <= sentence.start or parse[adverb.i - 1].text != "," or adverb.i + 1 >= sentence.end:
        return []
    if parse[adverb.i + 1].pos_ not in _IN_A_NAME:
        return []
    for at in range(adverb.i + 1, min(adverb.i + _REACH, sentence.end - 1)):
        if parse[at].pos_ in ("VERB", "AUX"):
            return []
        if parse[at].text == ",":
            return [(adverb.i + 1, at)]
    return []


def _after_phrase(parse: Doc, token: Token, cues: Cues) -> int | None:
    """Where a phrase that begins with a token ends, if a source may follow: "per the ministry" but "per day"."""
    for words in cues.phrases:
        end = token.i + len(words)
        if end < len(parse) and all(parse[token.i + at].lower_ == word for at, word in enumerate(words)):
            follows = parse[end]
            is_named = follows.pos_ == "PROPN" or follows.dep_ in ("det", "poss") or len(words) > 1
            return end if is_named else None
    return None


def _according(parse: Doc, token: Token, after: int, cues: Cues) -> Iterator[Finding]:
    """ "according to X": X with all that hangs on it; the content is the clause that the phrase stands in."""
    if after >= len(parse):
        return
    if parse[after].lower_ == "which":
        yield from _by_version(parse, token, after)
        return
    if parse[after].lower_ == "what":
        yield from _by_what_is_said(parse, token, after, cues)
        return
    head = next((c for c in parse[after - 1].children if c.dep_ == "pobj" and c.i >= after), None)
    if head is None:
        head = parse[after]
        while (
            head.head.i > head.i
            and head.head.i - after < 8
            and head.head.sent == token.sent
            and head.head.pos_ in ("NOUN", "PROPN")
        ):
            head = head.head
    cue = (token.i, after)
    source = source_run(parse, head, cue)
    is_bare = head.lemma_.lower() in load_cues().words["measures"] and not any(True for _ in head.lefts)
    if source is None or is_bare or not (can_speak(head, SPEAKERS) or _is_somebody(parse, token, head)):
        return  # "told by the planes according to their type", "went according to plan"
    source = _with_the_rest(parse, source, token.sent.end)
    taken = set(range(token.i, source[1]))
    content = _sentence_before(parse, token, source) or _clause_without(token, taken)
    if content:
        source, content = _of_its_verb(parse, token, source, content)
        yield Finding(cue, source, tuple(content), named=name_run(head), has_speech=True)


def _of_its_verb(parse: Doc, token: Token, source: Run, content: list[Run]) -> tuple[Run, list[Run]]:
    """A source and what it says where the phrase parts a second verb from its object: "blocked the road and | arrested,
    according to a nun, three porters |"; the parser may take the object for what the source is called."""
    verb = parse[token.i - 2] if token.i > token.sent.start + 1 and parse[token.i - 1].text == "," else token
    end = next((at for at in range(*source) if parse[at].text == ","), source[1])
    is_alone = all(child.dep_ not in ("dobj", "auxpass") for child in verb.children)
    if verb.tag_ not in _PAST_OR_PRESENT or verb.dep_ != "conj" or not is_alone or end + 2 >= verb.sent.end:
        return source, content
    return (source[0], end), [(verb.i, verb.i + 1), (end + (parse[end].text == ","), verb.sent.end)]


def _by_version(parse: Doc, token: Token, which: int) -> Iterator[Finding]:
    """ "are studying | a version | according to which the captors are rebels"."""
    version = parse[token.i - 1] if token.i > token.sent.start else None
    if version is None or not (
        version.lemma_.lower() in load_cues().nouns or version.lemma_ in load_cues().words["opinion"]
    ):
        return
    end = token.sent.end
    while end > which + 1 and parse[end - 1].is_punct:
        end -= 1
    if end > which + 1:
        yield Finding((token.i, which + 1), (version.left_edge.i, token.i), ((which + 1, end),))


def _by_what_is_said(parse: Doc, token: Token, what: int, cues: Cues) -> Iterator[Finding]:
    """ "according to what | the mayor | told reporters", "from what | residents | say"; where what was said is said by
    nobody ("according to what was said"), it is laid to nobody that is named."""
    sentence = token.sent
    last = sentence.end
    while last > what and parse[last - 1].is_punct:
        last -= 1
    end = next((at for at in range(what + 1, last) if parse[at].text == ","), last)
    said = (each for each in parse[what + 1 : end] if "speech" in cues.verbs.get(each.lemma_.lower(), {}))
    verb = next((each for each in said if each.pos_ == "VERB"), None)
    is_bare = verb is not None and verb.i + 1 == end  # not "fled from what residents called a massacre"
    if verb is None or (token.lower_ == "from" and not is_bare):
        return
    speakers = [child for child in verb.lefts if child.dep_ == "nsubj" and child.i > what]
    speakers += [end for child in verb.rights if child.dep_ == "agent" for end in child.rights if end.dep_ == "pobj"]
    cue = (token.i, what + 1)
    source = source_run(parse, speakers[0], cue) if speakers else None
    if speakers and (source is None or speakers[0].lower_ in ("i", "we", "you")):
        return
    is_opening = all(each.is_punct or each.pos_ in ("CCONJ", "ADV") for each in parse[sentence.start : token.i])
    start, stop = (end + 1, last) if is_opening else (sentence.start, token.i)
    while stop > start and parse[stop - 1].is_punct:
        stop -= 1
    if stop > start:
        named = name_run(speakers[0]) if speakers else None
        yield Finding(cue, source, ((start, stop),), named=named, has_speech=True)


def _with_the_rest(parse: Doc, source: Run, sentence_end: int) -> Run:
    """A source with those who follow it in a list, where the parser cut it: "according to police, | the clinic and two
    nuns |", "according to the abbot | and to a nurse |"."""
    at = source[1]
    while at < sentence_end and (parse[at].text == "," or parse[at].lower_ == "and"):
        at += parse[at].text == ","
        is_last = at < sentence_end and parse[at].lower_ == "and"
        at += is_last
        at += at < sentence_end and parse[at].lower_ == "to"
        start = at
        while at < sentence_end and (parse[at].pos_ in _IN_A_NAME or (at > start and parse[at].lower_ in _WITHIN)):
            at += 1
        nouns = [token for token in parse[start:at] if token.pos_ in ("NOUN", "PROPN")]
        if not any(can_speak(noun, SPEAKERS) for noun in nouns):
            return source
        if is_last:
            is_over = at == sentence_end or parse[at].text in (".", ",", ";")
            return (source[0], at) if is_over else source
    return source


def _is_somebody(parse: Doc, token: Token, head: Token) -> bool:
    """Whether a noun that no list has may be a source: ", according to | the abbot |"; not "according to the rules"."""
    is_set_off = token.i == token.sent.start or parse[token.i - 1].text == ","
    has_article = any(child.lower_ in ("a", "an", "the", "one") or child.dep_ == "poss" for child in head.lefts)
    is_measure = head.lemma_.lower() in load_cues().words["measures"]
    return (
        is_set_off
        and has_article
        and not is_measure
        and head.tag_ in ("NN", "NNS")
        and not head.lower_.endswith("tion")
    )


def _sentence_before(parse: Doc, token: Token, source: Run) -> list[Run]:
    """The sentence up to a phrase that ends it, if nobody else speaks in it."""
    sentence = token.sent
    is_last = all(t.is_punct for t in parse[source[1] : sentence.end]) or parse[source[1]].text in _PARTING
    is_last = is_last or _is_told_of(parse, source, sentence.end)
    parted = [at + 1 for at in range(sentence.start, token.i) if parse[at].text in _PARTING]
    start = parted[-1] if parted else sentence.start
    is_outermost = parse[token.i - 1].text == "," and token.i - 1 > start
    is_whole = is_last and start < token.i and (is_outermost or not is_told(parse, start, token.i))
    return [(start, token.i)] if is_whole else []


def _is_told_of(parse: Doc, source: Run, end: int) -> bool:
    """Whether what follows a source only tells of it: "according to residents, | some of whom spoke of nine dead |"."""
    behind = [token.lower_ for token in parse[source[1] : min(source[1] + _FEW, end)]]
    return behind[:1] == [","] and ("of", "whom") in pairwise(behind)


def _in_words(parse: Doc, token: Token, cues: Cues) -> Iterator[Finding]:
    """ "in X's view", "by her own account", "in the words of X", "by the count of X"."""
    is_in = token.lower_ == "in"
    nouns = cues.words["opinion"] if is_in else cues.words["tallying"]
    if token.lower_ == "by":
        nouns = nouns | cues.words["opinion"]
    noun = next((c for c in token.children if c.dep_ == "pobj" and c.lower_ in nouns), None)
    if noun is None or token.head.lemma_.lower() in cues.words["worded"]:
        return
    holder = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if holder is None:
        of = next((c for c in noun.rights if c.lower_ in ("of", "by")), None)
        holder = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
    if holder is None:
        return
    source = (holder.left_edge.i, holder.right_edge.i + 1)
    cue = (noun.i, noun.i + 1) if source[0] < noun.i else (token.i, source[0])
    if holder.lower_ in _OWN or holder.like_num:
        return  # "the ninth, by my count": the writer's
    end = max(source[1], noun.i + 1)
    before: list[Run] = []
    if not is_in and token.i != token.sent.start:
        before = _counted_in_clause(parse, token) or _sentence_before(parse, token, (source[0], end))
    content = before or _clause_without(token, set(range(token.i, end)))
    if content:
        yield Finding(cue, source, tuple(content), named=name_run(holder))


def _counted_in_clause(parse: Doc, token: Token) -> list[Run]:
    """What a relative clause right before a phrase tells of, if it holds the number that somebody counted: "burned in
    | a campaign in which 90 died |, by the mission's count"."""
    end = token.i - (parse[token.i - 1].text == ",")
    last = parse[end - 1]
    clause = next((each for each in (last, *last.ancestors) if each.dep_ == "relcl"), None)
    if clause is None or not any(each.like_num for each in clause.subtree):
        return []
    return [(clause.head.left_edge.i, end)]


def _as_said(parse: Doc, token: Token, cues: Cues) -> Iterator[Finding]:
    """ "as X put it", "as X said": the content is the clause that this one hangs on."""
    verb = token.head
    particle = next((c.lower_ for c in verb.rights if c.dep_ == "prt"), None)
    lemma = verb.lemma_.lower()
    frames = cues.verbs.get(f"{lemma} {particle}" if particle else lemma, {})
    objects = [c for c in verb.children if c.dep_ in ("dobj", "ccomp", "xcomp") and c.lower_ != "it"]
    is_put = lemma in cues.words["putting_it"] and any(c.lower_ == "it" for c in verb.rights)
    if objects or not ("speech" in frames or lemma == "put" or is_put):
        return
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return
    cue = cue_run(parse, verb, cues)
    if cue[1] < len(parse) and parse[cue[1]].lower_ == "it":
        cue = (cue[0], cue[1] + 1)
    source = source_run(parse, subject, cue)
    if source is None:
        return
    own: Run = (verb.left_edge.i, verb.right_edge.i + 1)
    content = runs_of({t.i for t in verb.head.subtree} - set(range(*own)))
    if content and len(content) <= 2:
        yield Finding(cue, source, tuple(content), named=name_run(subject), has_speech=True)


def turned_aside(parse: Doc, verb: Token, cues: Cues) -> Finding | None:
    """ "Two men, | say residents |, were shot": who says it stands behind the verb, both between commas, and the parser
    takes for its subject what was said to be shot."""
    cue, sentence = cues.verbs.get(verb.lemma_.lower(), {}).get("speech"), verb.sent
    if cue is None or verb.tag_ not in _FINITE or verb.i <= sentence.start + 1 or parse[verb.i - 1].text != ",":
        return None
    end = verb.i + 1
    while end < sentence.end and (parse[end].pos_ in _IN_A_NAME or parse[end].lower_ in _WITHIN):
        end += 1
    if end >= sentence.end - 1 or parse[end].text != ",":
        return None
    head = next((each for each in parse[verb.i + 1 : end] if each.pos_ in ("NOUN", "PROPN") and not _leads(each)), None)
    before, behind = parse[sentence.start : verb.i - 1], parse[end + 1 : sentence.end]
    is_cut = not any(map(_is_finite, before)) and any(map(_is_finite, behind))
    if head is None or not is_cut or not can_speak(head, SPEAKERS):
        return None
    last = sentence.end
    while last > end + 1 and parse[last - 1].is_punct:
        last -= 1
    content = [(sentence.start, verb.i - 1), (end + 1, last)]
    return Finding(
        (verb.i, verb.i + 1),
        (verb.i + 1, end),
        tuple(content),
        stance=cue.stance,
        is_report=cue.is_report,
        named=name_run(head),
        has_speech=True,
    )


def _leads(noun: Token) -> bool:
    """Whether a noun stands before the one that it is part of: "the | army | command"."""
    return noun.i + 1 < len(noun.doc) and noun.nbor().pos_ in ("NOUN", "PROPN")


def _is_finite(token: Token) -> bool:
    return token.tag_ in _FINITE


def _clause_without(token: Token, taken: set[int]) -> list[Run]:
    """The clause in which a token stands, without some of its tokens."""
    verb = token
    while verb.head.i != verb.i and not _is_clause(verb):
        verb = verb.head
    start, end = verb.left_edge.i, verb.right_edge.i + 1
    if (
        verb.dep_ in ("ccomp", "advcl", "conj", "relcl", "acl", "xcomp")
        and start == min(taken, default=start)
        and end == max(taken, default=end) + 1
    ):
        verb = verb.head
        start, end = verb.left_edge.i, verb.right_edge.i + 1
    inside = set(range(start, end)) - taken
    start = max(start, *(at + 1 for at in range(start, token.i) if token.doc[at].text in _PARTING), start)
    inside = {at for at in inside if at >= start}
    is_opening = token.i == token.sent.start
    is_aside = not is_opening and token.nbor(-1).text == ","
    for child in verb.children:  # a second clause ("..., but ...") speaks for itself, before or behind the phrase
        if (
            child.dep_ == "conj"
            and child.pos_ in ("VERB", "AUX")
            and any(c.dep_ in ("nsubj", "nsubjpass") for c in child.lefts)
            and child.left_edge.i > token.i
            and not (_goes_on(verb, child) and (is_opening or (is_aside and _has_comma_before(child))))
        ):
            inside -= set(range(child.left_edge.i, child.right_edge.i + 1))
        elif child.dep_ in ("cc", "mark") and child.i == start:
            inside.discard(child.i)
    if (second := _parted(verb, taken)) is not None:
        inside = {at for at in inside if at >= second.left_edge.i}
    if inside and token.i < min(inside):
        inside -= set(range(min(inside), token.i))
    return _over_colon(token, runs_of(inside)) if is_opening else runs_of(inside)


def _parted(verb: Token, taken: set[int]) -> Token | None:
    """The second verb, of another tense, within whose part a phrase stands, so that it is of that alone: "took the
    island and | have used | it, according to the navy, to store mines"."""
    behind = verb.doc[max(taken) + 1 : verb.sent.end]
    if all(token.is_punct for token in behind):
        return None
    for second in verb.rights:
        has_tense = any(child.dep_ == "aux" and child.tag_ in ("VBZ", "VBP", "VBD") for child in second.lefts)
        if second.dep_ == "conj" and second.tag_ in ("VBG", "VBN") and has_tense and second.i < min(taken):
            return second
    return None


def _over_colon(token: Token, runs: list[Run]) -> list[Run]:
    """What is told behind an opening phrase, with what a colon leads on to: "according to the mayor, there is no doubt:
    | it was the front |"."""
    sentence = token.sent
    end = runs[-1][1] if runs else sentence.end
    if end >= sentence.end - 1 or token.doc[end].text != ":":
        return runs
    last = sentence.end
    while last > end + 1 and token.doc[last - 1].is_punct:
        last -= 1
    return [*runs[:-1], (runs[-1][0], last)]


def _goes_on(verb: Token, second: Token) -> bool:
    """Whether a second clause goes on with what a phrase before both tells: "according to the mayor, rebels burned the
    mill | and the guards fled |"; "but" turns to something else."""
    joint = next((each for each in reversed(list(verb.rights)) if each.dep_ == "cc" and each.i < second.i), None)
    return joint is not None and joint.lower_ == "and"


def _has_comma_before(second: Token) -> bool:
    """Whether a comma closes an aside before a second clause: "nine died, according to a nun|,| and two fled"."""
    joint = second.left_edge.i - 1
    return joint > 1 and second.doc[joint - 1].text == ","


def _is_clause(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return token.dep_ in ("ROOT", "ccomp", "parataxis", "conj", "relcl", "advcl", "acl") and (
        token.dep_ != "conj" or any(c.dep_ in ("nsubj", "nsubjpass") for c in token.lefts)
    )
