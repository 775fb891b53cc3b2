"""Verbs with what stands about them: subjects, objects and agents, by the parse, inherited where they are left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from standoff.languages.grammar import DEFINITE, NOMINAL, OBJECTS, PHRASE_HEADS, SUBJECTS, VERBAL
from standoff.languages.joined import joined_to, speech_verbs, told_beside
from standoff.ontology import load_lexicon

__all__ = [
    "ORDERING",
    "Clause",
    "clause_of",
    "coordinated",
    "has_aux",
    "has_object",
    "has_subject",
    "is_definite",
    "is_to_infinitive",
    "lemma_of",
    "lemmas_of",
    "light_key",
    "mark_of",
    "subtree_lemmas",
    "top_of",
]

_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_CONTROLLING = frozenset({"of", "from", "for", "with", "into"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb's arguments: heads of phrases, in text order, conjuncts not spread out.

    ``is_inherited`` tells that the subject stands in another clause. ``top`` is the verb whose own clause is the
    whole ("started" in "started trying to block").
    """

    verb: Token
    top: Token
    is_passive: bool
    subject: Token | None
    object: Token | None
    agent: Token | None
    is_inherited: bool


ORDERING = frozenset({"after", "before"})
"""Prepositions behind which another happening is told: "withdrew | after | killing nine soldiers"."""


def top_of(verb: Token) -> Token:
    """The highest verb over an open complement of which nothing but the complement is told.

    ("started" for "block" in "started trying to block the road").
    """
    top = verb
    for _ in range(6):
        head = top.head
        is_purpose = top.dep_ == "advcl" and head.lemma_ == "be" and head.i < top.i and is_to_infinitive(top)
        if is_purpose or (top.dep_ in ("xcomp", "oprd", "acomp") and head.pos_ in VERBAL and head.i != top.i):
            top = head
        elif (
            top.dep_ in ("acl", "pcomp", "xcomp")
            and head.pos_ in ("ADP", "ADJ")
            and head.lower_ not in ORDERING
            and head.head.pos_ in VERBAL
            and _controller(top) is None
        ):
            top = head.head
        else:
            break
    return top


def is_to_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def coordinated(head: Token) -> list[Token]:
    """The head of a phrase and those joined to it by "and" or "or"; of what somebody is one too: "guerrillas of the
    Front and of | the Movement |"."""
    joined = [other for other in head.conjuncts if other.i > head.i and other.pos_ in PHRASE_HEADS]
    return [head, *_other_wholes(head), *joined]


def _other_wholes(head: Token) -> Iterator[Token]:
    if head.lemma_.lower() in load_lexicon().parties["of_a_body"]:
        for of in (child for child in head.rights if child.lower_ == "of"):
            for other in (of, *of.rights):  # the parser may hang the second on either
                if other.dep_ == "conj" and other.lower_ == "of":
                    yield from (
                        end
                        for end in other.children
                        if end.dep_ == "pobj" and (end.pos_ == "PROPN" or end.text.isupper() or _is_of_owner(end))
                    )


def _is_of_owner(noun: Token) -> bool:
    """Whether a noun of a group has the name of the body that it is of before it: "the SRM's 6th | front |"."""
    is_group = noun.lemma_.lower() in load_lexicon().parties["organisations"]
    return is_group and any(child.dep_ in ("poss", "compound") and child.text.isupper() for child in noun.lefts)


def clause_of(verb: Token) -> Clause:
    """The clause of a verb."""
    children = list(verb.children)
    marks = {child.dep_ for child in children}
    objects = [child for child in children if child.dep_ in OBJECTS]
    is_led = not marks.isdisjoint(("aux", "auxpass"))
    is_done = {"nsubj", "dobj"} <= marks and not marks & {"auxpass", "nsubjpass"}  # "documented killings by police"
    is_passive = (not is_done and bool(marks & {"auxpass", "nsubjpass", "agent"})) or (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "acomp", "oprd", "amod", "advcl", "xcomp", "ccomp", "conj", "dep")
        and not is_led
        and not objects
    )
    is_shared = verb.dep_ == "conj" and verb.head.i < verb.i and verb.head.tag_ == "VBN" and not is_led
    if is_shared and verb.tag_ in ("VBN", "VBD") and not objects:
        is_passive = clause_of(verb.head).is_passive  # "six were killed and nine wounded"
    own = _own_subject(verb)
    is_absolute = own is not None and _is_absolute(verb, own)
    is_only_undergone = own is not None and not is_led and verb.lower_ in load_lexicon().parties["participles"]
    is_passive |= is_absolute or is_only_undergone
    top = top_of(verb)
    is_formal = own is None and any(child.dep_ == "expl" for child in verb.lefts)  # "there were no victims"
    is_inherited = own is None and not is_formal
    subject = _inherited(verb) if is_inherited else own
    object_ = objects[0] if objects else None
    if object_ is None and not is_passive:
        object_ = next((child for child in children if child.dep_ == "dative" and child.pos_ != "ADP"), None)
    if is_passive and object_ is not None and object_.tag_ == "WDT" and own is not None and own.dep_ == "nsubjpass":
        # "said on a web site that | two soldiers | had been killed", which the parser takes for a relative
        object_ = None
    if is_only_undergone and object_ is not None and object_.lemma_.lower() in load_lexicon().parties["as_what"]:
        object_ = None  # "two guards taken | hostage |"
    agent = None
    for child in children:
        if (child.dep_ == "agent" and not is_done) or (child.dep_ == "prep" and child.lower_ == "by" and is_passive):
            by = _instead_of(child)
            agent = next((token for token in by.children if token.dep_ == "pobj"), agent) if by is not None else agent
    if is_passive and own is not None and own.dep_ == "nsubj" and verb.dep_ not in ("oprd", "xcomp") and not is_shared:
        is_passive = "auxpass" in marks or agent is not None
        is_passive |= is_absolute or is_only_undergone
    return Clause(verb, top, is_passive, subject, object_, agent, is_inherited)


def _is_absolute(verb: Token, subject: Token) -> bool:
    """Whether a participle says what some of those just named underwent: "six men, two of them | beaten |"."""
    edge = subject.left_edge.i
    if has_aux(verb) or edge == 0 or verb.doc[edge - 1].text not in (",", "(", "-", "–"):
        return False
    is_participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lower_.endswith("ed"))
    is_free = any(child.dep_ in OBJECTS for child in verb.children) or _is_intransitive(verb)
    if not is_participle or is_free:
        return False
    return any(of.lower_ == "of" and any(t.lower_ in ("them", "whom") for t in of.rights) for of in subject.rights)


def _is_intransitive(verb: Token) -> bool:
    return verb.lemma_.lower() in load_lexicon().parties["intransitive"]


def mark_of(verb: Token) -> str:
    """The word that opens a clause: "if", "when"; empty where there is none."""
    return next((child.lower_ for child in verb.lefts if child.dep_ in ("mark", "advmod")), "")


def has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)


def has_object(verb: Token) -> bool:
    return any(child.dep_ in OBJECTS for child in verb.children)


def is_definite(noun: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in DEFINITE for child in noun.lefts)


def has_aux(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "auxpass") for child in verb.children)


_BREAKS = frozenset({":", "--", "—"})
_MEASURES = frozenset({"QUANTITY", "DATE", "TIME"})
_OF_TIME = frozenset({"after", "before", "since", "until"})


def _own_subject(verb: Token) -> Token | None:
    subjects = [child for child in verb.lefts if child.dep_ in _SUBJECTS or child.dep_ in _PASSIVE_SUBJECTS]
    if not subjects:  # "| the group | had machine-gunned it", where the parser hung it on "had"
        auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
        subjects = [each for child in auxiliaries for each in child.lefts if each.dep_ in _SUBJECTS]
    if not subjects and verb.tag_ in ("VBD", "VBZ", "VBP"):
        subjects = _behind_time(verb)
    if len(subjects) > 1 and subjects[0].tag_ == "WDT":
        del subjects[0]  # "said on a site that | two men | had been killed", which the parser takes for a relative
    for at, child in enumerate(subjects):
        ahead = subjects[at + 1].i if at + 1 < len(subjects) else child.i
        is_measure = child.ent_type_ in _MEASURES and ahead > child.i  # "two miles from Sorn, | men | stopped a bus"
        is_before = any(verb.doc[i].text in _BREAKS for i in range(child.i, ahead))  # "Ministry: | two jets | fired"
        if not (is_measure or is_before):
            return child
    for child in verb.rights:
        if child.dep_ in _SUBJECTS or child.dep_ in _PASSIVE_SUBJECTS:
            return child
    return None


def _behind_time(verb: Token) -> list[Token]:
    """The subject of a clause of time that the parser takes for what stands behind its preposition: "a day after | two
    guards | shot him"."""
    times = [child for child in verb.lefts if child.dep_ in ("npadvmod", "prep", "mark")]
    links = [each for time in times for each in (time, *time.rights) if each.lower_ in _OF_TIME]
    ends = [end for link in links for end in link.rights if end.dep_ == "pobj" and end.right_edge.i == verb.i - 1]
    return [end for end in ends if end.ent_type_ not in _MEASURES]


def _inherited(verb: Token) -> Token | None:
    """The subject that a verb without one of its own is understood to have."""
    above = joined_to(verb, speech_verbs())
    if above is not None:
        return _own_subject(above)  # "said the road was closed and accused the army": who said it accuses
    if (clause := told_beside(verb)) is not None:
        return clause_of(clause).subject  # "adds that the column burned the hall and withdrew"
    token = verb
    for _ in range(6):
        head, dep = token.head, token.dep_
        if head.i == token.i:
            return None
        if dep == "acl" and head.pos_ == "NOUN" and is_to_infinitive(token):
            return _planner(head)
        if dep in ("relcl", "acl") and head.pos_ in PHRASE_HEADS:
            return _doer(head) if verb.i == token.i and verb.tag_ in ("VBD", "VBN", "VBP", "VB") else head
        shared = _controller(token)
        if shared is not None:
            return shared
        if (
            dep == "ccomp"
            and head.dep_ == "relcl"
            and any(child.dep_ == "ccomp" for child in token.doc[head.i : token.i] if child.head.i == head.i)
        ):  # "a bomb that police say was planted by rebels | killed | six", hung on "say"
            return head.head
        if dep in ("xcomp", "oprd", "conj", "advcl", "pcomp", "prep", "ccomp", "acomp", "attr", "dep"):
            if head.pos_ in VERBAL:
                keeps_subject = head.lemma_ in load_lexicon().parties["promising"] or _tells_by_call(token)
                if dep == "xcomp" and not keeps_subject:
                    shared = next((child for child in head.children if child.dep_ in OBJECTS), None)
                    if shared is not None:
                        return shared
                own = _own_subject(head)
                if own is not None:
                    return own
            elif head.pos_ in PHRASE_HEADS and dep == "prep":
                is_own = verb.dep_ == "pcomp" and lemma_of(head) in load_lexicon().parties["intent"]
                return _planner(head) if is_own else None  # "have no intention of storming the town"
            token = head
        else:
            return None
    return None


def _tells_by_call(verb: Token) -> bool:
    """Whether who reaches somebody says something himself: "the front phoned the radio | to claim | the raid"."""
    known = load_lexicon().parties
    return verb.head.lemma_.lower() in known["reaching"] and verb.lemma_.lower() in known["telling_by_call"]


def _planner(noun: Token) -> Token | None:
    """Who is to do what an infinitive says of a noun: "the clan's attempt to", "a decision by the king to"; else
    the subject of the clause: "made an attempt to"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("of", "by"):
            return next((below for below in child.children if below.dep_ == "pobj"), None)
    verb = noun.head
    return _own_subject(verb) if noun.dep_ in ("dobj", "attr") and verb.pos_ in VERBAL else None


def _controller(verb: Token) -> Token | None:
    """The object that does what a gerund says: "accused the army of shelling", "kept them from leaving"."""
    prep = verb.head
    if verb.dep_ != "pcomp" or prep.lower_ not in _CONTROLLING:
        return None
    if prep.head.dep_ in ("dobj", "nsubjpass") and prep.head.head.lemma_ in load_lexicon().parties["blaming"]:
        return prep.head  # the parser hangs "of shelling" on the accused
    if prep.head.pos_ != "VERB":
        return None
    return next((child for child in prep.head.children if child.dep_ in OBJECTS), None)


def _doer(antecedent: Token) -> Token:
    """In "strikes by the force killed" the parser may hang "killed" on "force": the strikes killed."""
    by = antecedent.head
    if antecedent.dep_ == "pobj" and by.lower_ == "by" and by.head.pos_ in NOMINAL:
        return by.head
    return antecedent


def lemma_of(token: Token) -> str:
    """The lower-case lemma, with plurals that the lemmatizer leaves as they are ("servicemen") made singular."""
    lemma: str = token.lemma_.lower()
    if token.pos_ == "PROPN" and lemma.endswith("s") and lemma[:-1] in _common_nouns():
        return lemma[:-1]  # "Mortars" at the head of a sentence
    return f"{lemma[:-2]}an" if lemma.endswith("men") and len(lemma) > 4 else lemma


@cache
def _common_nouns() -> frozenset[str]:
    lexicon = load_lexicon()
    return frozenset().union(lexicon.nouns, *lexicon.kinds.values())


def lemmas_of(token: Token) -> tuple[str, ...]:
    """The lemma and the lower-case form; for the last part of a hyphenated word ("stand-off"), which the parser takes
    apart, also the whole, with its hyphen and without."""
    lemma = lemma_of(token)
    at, parse = token.i, token.doc
    if at < 2 or parse[at - 1].text != "-" or parse[at - 1].whitespace_ or parse[at - 2].whitespace_:
        return lemma, token.lower_
    first = parse[at - 2].lower_
    return lemma, token.lower_, f"{first}{lemma}", f"{first}-{lemma}"


def light_key(verb: Token) -> set[str]:
    """A verb's lemma (and what else its form may be of: "staged" is not of "stag"), alone and with its particle or bare
    object ("took place")."""
    form = verb.lower_
    guesses = (form[:-1], form[:-2]) if form.endswith("ed") else (f"{form[:-3]}e",) if form.endswith("ing") else ()
    lemmas = {verb.lemma_.lower(), *guesses}
    links = [child.lower_ for child in verb.children if child.dep_ in ("prt", "prep", "advmod") or _is_bare(child)]
    return {*lemmas, *(f"{lemma} {link}" for lemma in lemmas for link in links)}


def _is_bare(token: Token) -> bool:
    return token.dep_ == "dobj" and token.pos_ == "NOUN" and not token.n_lefts


def subtree_lemmas(verb: Token, depth: int = 3) -> set[str]:
    """Lemmas and lower forms of what hangs on a verb, to a depth, and the particles and prepositions.

    What a relative clause or a participle hangs on counts as its object, and so does the subject of a passive
    that stands with a verb above ("the blast appeared to have been caused").
    """
    found: set[str] = set()
    stack = [(child, 1) for child in verb.children]
    if verb.dep_ in ("relcl", "acl") and verb.head.i < verb.i:
        found.update(lemmas_of(verb.head))
    elif verb.dep_ == "xcomp" and any(child.dep_ == "auxpass" for child in verb.children):
        found.update(*(lemmas_of(child) for child in verb.head.children if child.dep_ in SUBJECTS))
    while stack:
        token, level = stack.pop()
        if token.dep_ == "advcl" and level == 1 and token.i == verb.i + 1:
            found.update(lemmas_of(token))
        if token.dep_ in ("nsubj", "csubj", "relcl", "advcl", "ccomp", "punct"):
            continue
        if token.dep_ == "conj" and token.pos_ in VERBAL:
            continue
        found.update(lemmas_of(token))
        if level < depth and token.pos_ != "VERB":
            # "held his wife and | two sons | at gunpoint": what is joined to a word lies no deeper than the word
            stack += [(child, level + (child.dep_ != "conj")) for child in token.children]
    return found


def _instead_of(by: Token) -> Token | None:
    """By whom it was, where somebody is named by whom it was not: "not by the army but | by | the rebels"; ``None``
    where nobody else is."""
    if not any(child.dep_ == "neg" for child in by.children):
        return by
    return next((child for child in by.rights if child.dep_ == "conj" and child.lower_ == "by"), None)
