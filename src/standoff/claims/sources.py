"""Who a source is: pronouns and short forms taken up, joint sources told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Protocol

from msgspec.structs import replace
from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.claims.references import antecedent, is_first_person, load_reference_words
from standoff.languages.grammar import RELATIVE_TAGS
from standoff.languages.phrases import name_phrase
from standoff.ontology import load_lexicon
from standoff.records import Actor, Attribution, Document, Source, SourceKind, Span

__all__ = ["Registry", "SourceResolver", "is_own_of_speaker", "name_of"]

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|another|some)\s+", re.IGNORECASE)
_BODIES: Final[frozenset[SourceKind]] = frozenset({"body", "monitor", "outlet"})
_OWN = {"our": "we", "my": "I"}
_TAKEN_IN_TURN = frozenset({"one", "another"})
_ONE_OF = {"one": "person", "some": "plural", "two": "plural", "others": "plural"}


class Registry(Protocol):
    """What this stage asks of the actor registry."""

    def resolve(self, text: str, *, country: str | None = None) -> Actor | None: ...
    def source_kind(self, text: str) -> SourceKind | None: ...
    def party_of(self, text: str) -> str | None: ...


def is_own_of_speaker(word: str) -> bool:
    """Whether a word lays a thing to whoever speaks: "my", "our"."""
    return word.lower() in _OWN


class SourceResolver:
    """Gives every attribution of one document its resolved sources, in the order of the text.

    One attribution yields several sources where several speak together ("A and B said").
    """

    def __init__(self, document: Document, registry: Registry) -> None:
        self._document = document
        self._registry = registry
        self._seen: list[Source] = []

    def resolve(self, attribution: Attribution) -> tuple[Source, ...]:
        """The sources of an attribution; call once each, in text order. A nameless one ("reportedly")
        yields its cue as the source; a nameless doubt or verdict ("could not be verified", "is untrue") is the
        publisher's, whatever that is called, and so is a guess ("is suspected of")."""
        source, cue = attribution.source, attribution.cue
        if source is None:
            if cue is None:
                return ()
            if attribution.stance == "questions" or self._is_verdict(attribution) or self._is_own_voice(cue):
                return (Source(self._document.report.publisher or "", cue, "publisher"),)
            return (Source(cue.text, cue, "unnamed"),)
        resolved = tuple(self.identify(part) for part in self._parts(source))
        self._seen.extend(resolved)
        return resolved

    def _is_verdict(self, attribution: Attribution) -> bool:
        """Whether a nameless denial is the writer's word ("is untrue") and not that of somebody unnamed ("was
        denied")."""
        tokens = self._document.tokens(attribution.cue) if attribution.cue else None
        return attribution.stance == "denies" and tokens is not None and tokens.root.tag_ != "VBN"

    def _is_own_voice(self, cue: Span) -> bool:
        """Whether a nameless passive is how the writer puts it, and not what somebody is said to have said."""
        tokens = self._document.tokens(cue)
        if tokens is None:
            return False
        verb = next((token for token in reversed(tokens) if token.pos_ == "VERB"), None)
        words, lemma = load_reference_words(), verb.lemma_.lower() if verb is not None else ""
        is_held = lemma in words.held and verb is not None and any(map(_is_doer, verb.lefts))
        return is_held or lemma in words.own_voice

    def identify(self, source: Source) -> Source:
        """The source with a pronoun, a short form or a bare surname replaced by who is meant."""
        tokens = self._document.tokens(source.span)
        if tokens is None:
            return source
        head = tokens.root
        words = load_reference_words()
        is_one_more = len(tokens) == 1 and head.lower_ in _TAKEN_IN_TURN
        if (head.lower_ in _ONE_OF and tokens[-1].lower_ == "them") or is_one_more:
            return self._partitive(source, head)
        if head.tag_ in RELATIVE_TAGS and source.name.casefold() not in {*words.short_forms, head.lower_}:
            return source  # "the centre, which blames the army": who it stands for is named beside it
        is_pronoun = head.lower_ in words.pronouns and head.text != "US"
        if (
            is_pronoun and len(tokens) == 1 and is_first_person(head.text)
        ):  # a speaker's own "we" stands in what he says
            return Source(self._document.report.publisher or "", source.span, "publisher")
        if head.pos_ == "PRON" or (len(tokens) == 1 and is_pronoun):
            return self._pronoun(source, head)
        possessive = next((t for t in tokens if t.dep_ == "poss" and t.lower_ in words.pronouns), None)
        if possessive is not None and is_first_person(_OWN.get(possessive.lower_, "")) and self._is_count(head):
            return Source(self._document.report.publisher or "", source.span, "publisher")  # "by our count"
        if head.lemma_.lower() in words.said and possessive is not None:
            return self._pronoun(source, possessive)
        if possessive is not None and is_own_of_speaker(possessive.text):
            return source
        if possessive is not None and head.lemma_.lower() in words.roles:
            return self._of_owner(source, possessive)
        if head.lower_ in words.short_forms and tokens.end == head.i + 1 and _is_bare(tokens.start, head):
            return self._short_form(source, head, words.short_forms[head.lower_])
        is_unknown = source.kind in ("unnamed", "body") and source.party is None
        return self._surname(source) if is_unknown or source.kind == "person" else source

    def _is_count(self, head: Token) -> bool:
        words = load_reference_words()
        return head.lemma_.lower() in words.counts or head.lower_ in words.grounds

    def heard_from(self, source: Source, resolved: Source) -> str | None:
        """The name under which a source that is taken up by a pronoun or a surname, or one of several, spoke before: he
        said it to the same paper. ``None`` for a source named anew."""
        tokens = self._document.tokens(source.span)
        if tokens is None:
            return None
        words = load_reference_words()
        is_short = tokens[0].lower_ == "the" and tokens.root.i == tokens.start + 1
        is_short = is_short and tokens.root.lower_ in words.short_forms  # "the source, who asked not to be named"
        is_surname = resolved.name.casefold() != source.name.casefold() and len(tokens) == 1
        is_theirs = any(token.dep_ == "poss" and token.lower_ in words.pronouns for token in tokens)
        if not (is_short or is_surname or is_theirs) and tokens.root.lower_ not in words.pronouns | _ONE_OF:
            return None
        return resolved.name.removeprefix("one of ")

    def _partitive(self, source: Source, head: Token) -> Source:
        """ "One of them said": one of those who spoke last."""
        several = self._latest("plural", head.i)
        return replace(several, name=f"one of {several.name}", span=source.span) if several else source

    def _pronoun(self, source: Source, pronoun: Token) -> Source:
        kind = load_reference_words().pronouns.get(pronoun.lower_)
        previous = self._latest(kind, pronoun.i)
        head = antecedent(pronoun)
        if head is not None and not self._can_speak(head):
            head = None
        if previous is not None:
            at = self._document.tokens(previous.span)
            # A source taken up again is likelier than any other phrase, unless that one stands between them
            # as the subject of a sentence of its own.
            if head is None or at is None or head.i <= at.end or head.dep_ not in ("nsubj", "nsubjpass"):
                return replace(previous, span=source.span)
            if kind != "plural" and head.sent.root != head.head:
                return replace(previous, span=source.span)
        if head is None:
            return source
        phrase = name_phrase(head)
        name = self._document.span(phrase).text
        bare = _ARTICLE.sub("", name)
        known = self._registry.source_kind(bare)
        if kind == "person" and known not in (None, "person", "unnamed", "unnamed_official"):
            return source  # the dateline "KHARTOUM", taken for a person's name
        found = known or ("person" if kind == "person" else source.kind)
        return Source(bare, source.span, found, self._registry.party_of(bare))

    def _of_owner(self, source: Source, pronoun: Token) -> Source:
        """ "Its spokesman": who speaks for whom, which the words alone do not say outside of their report."""
        owner = self._pronoun(source, pronoun)
        if owner.name == source.name or not source.name.casefold().startswith(pronoun.lower_):
            return source
        office = source.name[len(pronoun) :].lstrip()
        return replace(source, name=f"{owner.name}'s {office}", party=source.party or owner.party)

    def _can_speak(self, head: Token) -> bool:
        words = load_reference_words()
        return (
            head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
            or head.lemma_.lower() in words.roles | words.groups
            or head.lower_ in words.short_forms
            or self._registry.source_kind(name_phrase(head).text) is not None
        )

    def _latest(self, kind: str | None, before: int) -> Source | None:
        for source in reversed(self._seen[-8:]):
            tokens = self._document.tokens(source.span)
            if tokens is None or tokens.start >= before:
                continue
            if self._document.parse[before].sent.start - tokens.sent.start > 160:
                break
            head = tokens.root
            is_plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in ("they", "their")
            if kind == "person":
                fits = source.kind == "person" or (not is_plural and _is_one_person(source, tokens))
            elif kind == "plural":
                fits = is_plural
            else:
                fits = source.kind not in ("person", "unnamed", "unnamed_official", "video") and not is_plural
            if fits:
                return source
        return None

    def _short_form(self, source: Source, head: Token, kinds: frozenset[str]) -> Source:
        word = head.lower_
        candidates = [s for s in reversed(self._seen[-12:]) if s.kind in kinds]
        if kinds & _BODIES and "person" not in kinds:  # no lawmaker is "the group"
            candidates = [each for each in candidates if not _is_somebody(each)]
        words = load_reference_words()
        if word in words.accused:
            candidates = [each for each in candidates if words.no_group.isdisjoint(each.name.casefold().split())]
        named = [s for s in candidates if re.search(rf"\b{re.escape(word)}\b", s.name, re.IGNORECASE)]
        others = [c for c in candidates if not head.is_title or c.kind != "person"]
        if word in load_reference_words().bear_their_name:
            others = []
        for found in (*named, *others):
            return replace(found, span=source.span)
        return source

    def _surname(self, source: Source) -> Source:
        tokens, name = self._document.tokens(source.span), _ARTICLE.sub("", source.name).split()[-1:]
        before = source.name.split()[:-1]
        is_named = tokens is not None and bool(name) and tokens.root.text in name[0]
        if not name or name[0].islower() or (before and not is_named) or not all(word.islower() for word in before):
            return source  # but "responsible Fabius said", where a mark is missing, is he
        for seen in self._seen:
            if seen.kind == "person" and " " in seen.name and re.search(rf"\b{re.escape(name[0])}\b", seen.name):
                return replace(seen, span=source.span)
        return source

    def _parts(self, source: Source) -> Sequence[Source]:
        tokens = self._document.tokens(source.span)
        if tokens is None:
            return (source,)
        root = tokens.root
        if root.left_edge.i > tokens.start or root.right_edge.i + 1 < tokens.end:  # the parser cut a list of them
            listed = [self._one_of(source, self._document.span(run)) for run in _runs_of_list(tokens)]
            if len(listed) > 1:
                return listed
        heads = [root]
        while True:
            following = [c for c in heads[-1].conjuncts if c.i > heads[-1].i and c.head == heads[-1]]
            following = following or _listed(heads[-1])
            if not following or following[0].i >= tokens.end:
                break
            heads.append(following[0])
        if len(heads) == 1 or not all(self._can_stand_alone(head) for head in heads):
            return (source,)
        parts = []
        for head in heads:
            span = self._document.span(name_phrase(head))
            if not source.span.covers(span):
                return (source,)
            parts.append(self._one_of(source, span))
        return parts

    def _one_of(self, source: Source, span: Span) -> Source:
        """One of several sources that are named together, by its own words."""
        name = _ARTICLE.sub("", span.text)
        kind = self._registry.source_kind(name) or source.kind
        return Source(name, span, kind, self._registry.party_of(name))

    def _can_stand_alone(self, head: Token) -> bool:
        """Whether one of several nouns is a source by itself: "| police | and | residents | said", but not "a | founder
        and director | said"."""
        if head.tag_ in ("NNS", "NNPS") or _has_article(head):
            return True
        if head.dep_ == "conj" and head.head.tag_ == "NN" and _has_article(head.head):
            return False  # "the spokesman and commander Oduya"
        has_words = any(child.dep_ in ("amod", "compound") for child in head.lefts)
        is_known = has_words or self._registry.source_kind(head.text) is not None
        return head.pos_ == "PROPN" or (head.pos_ == "NOUN" and is_known)


def _runs_of_list(tokens: TokenSpan) -> list[TokenSpan]:
    """The phrases of a list, without what joins them: "police, | the clinic | and to | two nuns"; none where a clause
    stands among them."""
    runs: list[TokenSpan] = []
    if any(token.pos_ in ("VERB", "AUX") or token.tag_.startswith("W") or token.text == "(" for token in tokens):
        return runs
    start = tokens.start
    for at in range(tokens.start, tokens.end + 1):
        is_joint = at == tokens.end or tokens.doc[at].text == "," or tokens.doc[at].lower_ in ("and", "to")
        if is_joint and at > start:
            runs.append(tokens.doc[start:at])
        if is_joint:
            start = at + 1
    is_joined = len(runs) > 1 and "and" in [token.lower_ for token in tokens.doc[runs[-2].end : runs[-1].start]]
    return runs if is_joined else []


def _listed(head: Token) -> list[Token]:
    """The next of several whom the parser takes for what the first is: "divers, | a trawler's crew | and the harbour
    office said"."""
    appositions = (child for child in head.rights if child.dep_ == "appos" and child.pos_ == "NOUN")
    return [child for child in appositions if head.tag_ == "NNS" and any(c.dep_ == "conj" for c in child.rights)]


def _is_doer(child: Token) -> bool:
    """Whether somebody is held to have done something, and not a deed to be his, nor something to be so."""
    return child.dep_ == "nsubjpass" and child.lower_ != "it" and child.lemma_.lower() not in load_lexicon().deeds


def _is_one_person(source: Source, tokens: TokenSpan) -> bool:
    """Whether the words of a source, which is not several, may be of one person: by a role, as somebody without a name
    ("a member of the council", but no "family"), as one who did something, or by his age ("Ada Brandt, 44,")."""
    words, head = load_reference_words(), tokens.root
    lemma = head.lemma_.lower()
    is_somebody = source.kind in ("unnamed", "unnamed_official") and head.tag_ == "NN"
    if lemma in words.roles or head.lower_ in ("he", "she"):
        return True
    if is_somebody and lemma not in words.groups | words.bodies:
        return True
    told = (following for token, following in pairwise(tokens) if token.text == ",")
    return any(token.lower_ == "who" or (token.like_num and token.is_digit) for token in told)


def _is_somebody(source: Source) -> bool:
    """Whether a source is one person by what it is called: "a lawmaker"."""
    return source.name.casefold().rpartition(" ")[2] in load_reference_words().roles


def _has_article(noun: Token) -> bool:
    return any(child.dep_ in ("det", "poss", "nummod") for child in noun.lefts)


def _is_bare(start: int, head: Token) -> bool:
    """Whether a phrase is only an article and a noun: "the monitor", "the Observatory"."""
    before = [token.lower_ for token in head.doc[start : head.i]]
    return all(word in ("the", "that", "this", "these", "those", "same") for word in before) and bool(before)


def name_of(words: str) -> str:
    """The words without a leading article.

    >>> name_of("The Valley Gazette")
    'Valley Gazette'
    """
    return _ARTICLE.sub("", words)
