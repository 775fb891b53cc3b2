"""Which words of a sentence tell of a happening, by the lexicon and what stands about them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from standoff.events.clauses import Clause, clause_of, lemma_of, lemmas_of, subtree_lemmas
from standoff.events.conditions import fits, has_words, is_told_in, meets
from standoff.languages.grammar import ARGUMENTS, NOMINAL, SUBJECTS, VERBAL
from standoff.languages.phrases import end_of_motto
from standoff.ontology import Lexicon, Trigger, load_lexicon, load_scenes

__all__ = ["SPEECH", "Found", "find_triggers", "governor", "is_somebody", "only_says_where"]

# Words about other deeds: the deed inside is told as wished, feared, promised or reproached.
SPEECH = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT", "ACCUSE", "SUPPORT", "CONCEDE", "CONSULT", "SANCTION"})
_NEAR = 6
"""A noun of several words with "of" among them ends within so many tokens of its head."""


@dataclass(slots=True)
class Found:
    """A word that tells of a happening. ``head`` is the verb that its clause hangs on, ``word`` the telling word.

    ``form``: ``verb``; ``noun`` (a phrase of its own); a noun with a verb that only carries it, as ``object``
    ("carried out raids"), ``undergo`` ("suffered losses"), ``occur`` ("clashes erupted"); ``adjective`` ("is dead").
    """

    trigger: Trigger
    word: Token
    head: Token
    form: str
    clause: Clause | None = None
    is_faint: bool = False
    """Whether only the model holds it for a happening, and is not sure of it or of its type."""

    @property
    def run(self) -> Sentence:
        """The telling word as a whole: all of "stand-off", which the parser takes apart."""
        start = self.word.i - 2 * (len(lemmas_of(self.word)) > 2)
        return self.word.doc[start : self.word.i + 1]


def find_triggers(sentence: Sentence, lexicon: Lexicon, context: set[str], *, is_headline: bool = False) -> list[Found]:
    """All words of the sentence that may tell of a happening, in text order; nothing is merged yet.

    ``context`` holds the lemmas of the sentence.
    """
    found: list[Found] = []
    for token in sentence:
        each: Found | None = None
        tag = token.tag_[:2]
        if (token.pos_ in VERBAL or (tag == "VB" and token.pos_ != "NOUN")) and token.dep_ not in ("aux", "auxpass"):
            lemma = _verb_lemma(token, lexicon)
            if lemma is not None:
                each = _verb(token, lexicon.verbs[lemma], context, is_headline=is_headline)
        elif token.pos_ in NOMINAL or (token.text == "-" and token.n_lefts):
            for lemma in reversed(lemmas_of(token)):
                if lemma in lexicon.nouns:
                    is_of_name = not is_headline and _is_of_name(token)
                    each = None if is_of_name else _noun(token, lexicon.nouns[lemma], context)
                    break
        if each is None and _is_verb_of_shot(token):
            each = _verb(token, lexicon.verbs["shoot"], context)
        if each is None and tag in ("JJ", "VB") and token.lower_ in lexicon.adjectives:
            each = _adjective(token, lexicon)
        if each is None and token.lower_ in lexicon.adjectives and token.dep_ in ("nsubj", "pobj"):
            each = _described(token, lexicon)
        if each is not None:
            found.append(each)
    return found


def _is_verb_of_shot(token: Token) -> bool:
    """Whether the parser made "dead" the verb of "shot dead": "gunmen on a motorcycle shot | dead | the mayor"."""
    if token.lower_ != "dead" or token.i == token.sent.start or token.nbor(-1).lower_ != "shot":
        return False
    return token.nbor(-1).pos_ == "NOUN" and {"nsubj", "dobj"} <= {child.dep_ for child in token.children}


def _verb_lemma(token: Token, lexicon: Lexicon) -> str | None:
    """The verb of the lexicon that a word is a form of, also where the lemmatizer went astray ("staged": no stag)."""
    lemma = lemma_of(token)
    form: str = token.lower_
    guesses: tuple[str, ...] = (lemma,)
    if form.endswith("ed"):
        doubled = (form[:-3],) if form[-4:-3] == form[-3:-2] else ()  # "machinegunned"
        guesses = (form[:-1], lemma, form[:-2], *doubled)
    elif form.endswith("ing"):
        guesses = (lemma, f"{form[:-3]}e", form[:-3])
    guesses = (*lemmas_of(token)[3:], *guesses)  # "machine-gunned", which the parser takes apart
    return next((guess for guess in guesses if guess in lexicon.verbs), None)


def _verb(token: Token, triggers: tuple[Trigger, ...], context: set[str], *, is_headline: bool = False) -> Found | None:
    if token.dep_ in ("amod", "compound") or is_somebody(token) or only_says_where(token):
        return None
    clause: Clause | None = None
    below: set[str] | None = None
    if is_headline:
        clause = clause_of(token)
        if _is_cut_passive(token, clause):
            clause = replace(clause, is_passive=True, object=None)
            below = subtree_lemmas(token).union(lemmas_of(clause.subject) if clause.subject is not None else ())
    for trigger in triggers:
        words = trigger.words[2:]
        if words:
            if not context.issuperset(words):
                continue
            below = subtree_lemmas(token) if below is None else below
            if not has_words(token, words, below):
                continue
        clause = clause or clause_of(token)
        if fits(trigger, clause, token, context):
            return Found(trigger, token, token, "verb", clause)
    return None


def _is_cut_passive(verb: Token, clause: Clause) -> bool:
    """Whether a headline leaves out "was": "Port shelled", "Two ferries hit"."""
    if clause.is_passive or clause.subject is None or clause.is_inherited or _has_near(verb, clause.object):
        return False
    is_past = verb.tag_ in ("VBD", "VBN") or verb.lower_ in load_lexicon().light.pasts
    lemmas = set(lemmas_of(verb))
    parties = load_lexicon().parties
    return (
        is_past
        and not any(child.dep_ in ("aux", "auxpass") for child in verb.lefts)
        and not any(child.dep_ in ("ccomp", "xcomp") for child in verb.rights)
        and lemmas.isdisjoint(parties["intransitive"])
        and lemmas.isdisjoint(parties["mutual"])
    )


def _has_near(verb: Token, object_: Token | None) -> bool:
    """Whether a verb has an object in its own part of a headline."""
    return object_ is not None and not any(token.text in ",;" for token in verb.doc[verb.i : object_.i])


def is_somebody(token: Token) -> bool:
    """Whether a participle stands for people: "the wounded", "forty wounded were brought in"."""
    if token.tag_ != "VBN":
        return False
    if any(child.dep_ == "det" or (child.pos_ == "NUM" and token.dep_ in ARGUMENTS) for child in token.lefts):
        return True
    number = token.head
    is_counted = token.dep_ == "acl" and number.pos_ == "NUM" and number.dep_ in SUBJECTS
    return is_counted and not token.n_rights


def only_says_where(token: Token) -> bool:
    """Whether a participle only says where those are of whom something else is told: "gunmen | positioned | there"."""
    return token.dep_ == "acl" and token.lower_ in load_scenes()["posted"]


def _noun(token: Token, triggers: tuple[Trigger, ...], context: set[str]) -> Found | None:
    is_before = token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i
    if (is_before and token.head.tag_[:2] != "VB") or token.ent_type_ == "DATE":
        return None  # "March" is a month
    before = {lemma for child in token.children if child.dep_ in ("compound", "amod") for lemma in lemmas_of(child)}
    links = [
        child for child in token.rights if child.dep_ == "prep" and child.lower_ in ("of", "on", "against", "over")
    ]
    after = {lemma for link in links for end in link.children for lemma in lemmas_of(end)}
    for trigger in triggers:
        words = trigger.words[1:]
        if len(words) > 1 and not (context.issuperset(words) and _has_run(token, words)):
            continue
        if not trigger.not_object.isdisjoint(after) or not trigger.not_subject.isdisjoint(before):
            continue
        if is_told_in(trigger, context):
            return Found(trigger, token, token, "noun")
    return None


def _is_of_name(noun: Token) -> bool:
    """Whether a noun is part of a body's name: "the Army of National | Liberation |"."""
    if end_of_motto(noun) > 0:
        return True  # "| Death | to Kidnappers"
    link = noun.head
    words = (noun, link.head)
    is_linked = noun.dep_ == "pobj" and link.lower_ in ("of", "for") and link.i == noun.left_edge.i - 1
    return is_linked and all(word.pos_ == "PROPN" and word.text.istitle() for word in words)


def _has_run(noun: Token, words: tuple[str, ...]) -> bool:
    """Whether the words of a noun of several words stand about the head: before it, or after it from "of" on."""
    parse = noun.doc
    if words[0] in lemmas_of(noun):
        following = {lemma for each in parse[noun.i + 1 : noun.i + 1 + _NEAR] for lemma in lemmas_of(each)}
        return following.issuperset(words[1:])
    start = noun.i - len(words) + 1
    if start >= 0 and all(
        word in lemmas_of(each) for word, each in zip(words[:-1], parse[start : noun.i], strict=True)
    ):
        return True
    before = {lemma for child in noun.lefts for lemma in lemmas_of(child)}
    return before.issuperset(words[:-1])


def _adjective(token: Token, lexicon: Lexicon) -> Found | None:
    head = token.head
    if token.dep_ == "amod" and token.i > head.i and head.pos_ not in VERBAL:  # "56 dead"
        return Found(lexicon.adjectives[token.lower_][0], token, token, "noun")
    if token.dep_ in ("ROOT", "appos", "conj") and any(map(_is_number, token.lefts)):
        return Found(lexicon.adjectives[token.lower_][0], token, token, "noun")  # "150 dead in Qarah"
    if token.tag_ == "VBG" and head.lower_ != "go":  # "14 men are missing", which the parser takes for a deed
        is_state = any(child.dep_ == "aux" and child.lemma_ == "be" for child in token.lefts)
        return _stating(token, token, lexicon) if is_state and not _has_object(token) else None
    is_predicate = token.dep_ in ("acomp", "oprd", "attr", "xcomp", "ccomp", "amod", "advmod")
    if not is_predicate or head.pos_ not in VERBAL or head.lemma_ not in load_lexicon().light.states:
        return None
    return _stating(token, head, lexicon)


def _is_number(token: Token) -> bool:
    """Whether so many are told of: in headlines the parser takes a number for a subject too."""
    return token.dep_ == "nummod" or (token.dep_ == "nsubj" and token.pos_ == "NUM")


_DESCRIBING = frozenset({"be", "include", "comprise"})


def _described(token: Token, lexicon: Lexicon) -> Found | None:
    """The dead or hurt of whom it is said who they were: "| the dead | were porters", "two of | the injured | are
    nurses"."""
    triggers = [each for each in lexicon.adjectives[token.lower_] if each.role == "harm"]
    if not triggers or not any(child.dep_ in ("det", "poss") for child in token.lefts):
        return None
    some = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("of", "among") else token
    verb = some.head
    if some.dep_ != "nsubj" or verb.lemma_ not in _DESCRIBING:
        return None
    if not any(child.dep_ in ("attr", "dobj") and child.pos_ != "ADJ" for child in verb.rights):
        return None  # "the dead were many"
    return Found(triggers[0], token, verb, "adjective", clause_of(verb))


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in verb.rights)


def _stating(token: Token, head: Token, lexicon: Lexicon) -> Found | None:
    """What a word says of the subject of a verb: "is dead", "went missing"."""
    clause = clause_of(head)
    for trigger in lexicon.adjectives[token.lower_]:
        if meets(clause.object or clause.subject, trigger.subject, trigger.not_subject):
            return Found(trigger, token, head, "adjective", clause)
    return None


def governor(noun: Token, carriers: frozenset[str]) -> tuple[Token, Token, str]:
    """What a noun hangs on: the outermost noun that carries it, the governing word, and the relation to it.

    "a series of raids by": the carrier is "series". The relation is that of the outermost noun; for the object
    of a preposition it is ``prep`` and the governing word that of the preposition.
    """
    outer = noun
    for _ in range(4):
        if outer.dep_ == "conj" and outer.head.pos_ in NOMINAL:
            outer = outer.head
            continue
        prep = outer.head
        carrier = prep.head
        if outer.dep_ != "pobj" or prep.dep_ != "prep" or prep.lower_ not in ("of", "for", "to", "in", "against"):
            break
        if carrier.pos_ != "NOUN" or carrier.lemma_ not in carriers:
            break
        outer = carrier
    if outer.dep_ == "pobj":
        return outer, outer.head.head, "prep"
    return outer, outer.head, outer.dep_
