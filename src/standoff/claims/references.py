"""Who "it", "they", "the monitor" are: reference by rules of our own over the parse.

A referring word takes up the most salient fitting phrase before it: subjects before objects, the same sentence
and the one before it before older ones, and only phrases that agree in kind and number. Nothing fitting within
``REACH`` sentences leaves the word as it stands.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from standoff.errors import KnowledgeError
from standoff.languages.joined import cue_verbs, speech_verbs
from standoff.languages.phrases import is_nominal
from standoff.ontology import load_lexicon

__all__ = ["ReferenceWords", "antecedent", "is_first_person", "load_reference_words"]

REACH = 4
"""How many sentences back a reference may reach."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_OBJECT_FORMS = frozenset({"him", "them"})
_MAX_CLIMB = 6
_ONE = frozenset({"one", "1"})
_SOME = frozenset({"all", "most", "many", "several", "some", "none", "both", "half"})
_OBJECTS = frozenset({"dobj", "pobj", "attr", "dative", "conj", "appos", "ROOT"})


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """The words of ``reference.toml``; ``pronouns`` maps a pronoun to person, thing, plural or speaker."""

    pronouns: dict[str, str]
    short_forms: dict[str, frozenset[str]]
    bear_their_name: frozenset[str]
    papers: frozenset[str]
    monitors: frozenset[str]
    accused: frozenset[str]
    no_group: frozenset[str]
    said: frozenset[str]
    checked: frozenset[str]
    counts: frozenset[str]
    grounds: frozenset[str]
    links: frozenset[str]
    parts: frozenset[str]
    own_voice: frozenset[str]
    held: frozenset[str]
    roles: frozenset[str]
    groups: frozenset[str]
    bodies: frozenset[str]
    fighters: frozenset[str]
    creeds: frozenset[str]
    other_bodies: frozenset[str]
    pointed: frozenset[str]
    of_any_force: frozenset[str]
    answers: frozenset[str]
    left_open: tuple[str, ...]
    owning: frozenset[str]
    confirming: frozenset[str]
    bearing_out: frozenset[str]
    putting: frozenset[str]
    blaming: frozenset[str]
    laying: frozenset[str]
    accusing: frozenset[str]
    counting: frozenset[str]
    calling: frozenset[str]
    giving: frozenset[str]
    long_times: frozenset[str]
    reminding: frozenset[str]
    happenings: frozenset[str]
    killings: frozenset[str]
    harms: frozenset[str]
    further: frozenset[str]
    apart: frozenset[str]
    at: frozenset[str]
    away: frozenset[str]
    towards: frozenset[str]
    leaving: frozenset[str]
    sent: frozenset[str]
    ways: frozenset[str]
    locating: frozenset[str]
    sides: frozenset[str]
    edges: frozenset[str]
    clearing: frozenset[str]
    coming: frozenset[str]
    speaking: frozenset[str]
    tending: frozenset[str]
    tended: frozenset[str]
    on_the_spot: frozenset[str]


@cache
def load_reference_words(language: str = "en") -> ReferenceWords:
    """The words by which a language refers back.

    Raises KnowledgeError when the file lacks a table.
    """
    path = files("standoff.languages").joinpath(language, "reference.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return ReferenceWords(
            {word: kind for kind, words in table["pronouns"].items() for word in words},
            {word: frozenset(kinds) for word, kinds in table["short_forms"].items()},
            frozenset(table["bear_their_name"]["nouns"]),
            frozenset(table["papers"]["nouns"]),
            frozenset(table["monitors"]["ends"]),
            frozenset(table["accused"]["nouns"]),
            frozenset(table["accused"]["others"]),
            frozenset(table["said"]["nouns"]),
            frozenset(table["said"]["checked"]),
            frozenset(table["said"]["counts"]),
            frozenset(table["grounds"]["nouns"]),
            frozenset(table["grounds"]["links"]),
            frozenset(table["said"]["parts"]),
            frozenset(table["own_voice"]["verbs"]),
            frozenset(table["own_voice"]["held"]),
            frozenset(table["roles"]["nouns"]),
            frozenset(table["groups"]["nouns"]),
            frozenset(table["bodies"]["nouns"]),
            frozenset(table["bodies"]["fighters"]),
            frozenset(table["bodies"]["creeds"]),
            frozenset(table["bodies"]["others"]),
            frozenset(table["bodies"]["pointed"]),
            frozenset(table["bodies"]["of_any_force"]),
            frozenset(table["answers"]["cues"]),
            tuple(table["answers"]["left_open"]),
            frozenset(table["answers"]["owning"]),
            frozenset(table["answers"]["confirming"]),
            frozenset(table["answers"]["bearing_out"]),
            frozenset(table["counting"]["putting"]),
            frozenset(table["blaming"]["words"]),
            frozenset(table["blaming"]["laying"]),
            frozenset(table["blaming"]["direct"]),
            frozenset(table["counting"]["words"]),
            frozenset(table["calling"]["words"]),
            frozenset(table["giving"]["verbs"]),
            frozenset(table["long_times"]["units"]),
            frozenset(table["reminding"]["words"]),
            frozenset(table["happenings"]["nouns"]),
            frozenset(table["happenings"]["killings"]),
            frozenset(table["happenings"]["harms"]),
            frozenset(table["further"]["words"]),
            frozenset(table["further"]["apart"]),
            frozenset(table["places"]["at"]),
            frozenset(table["places"]["away"]),
            frozenset(table["places"]["towards"]),
            frozenset(table["places"]["leaving"]),
            frozenset(table["places"]["sent"]),
            frozenset(table["places"]["ways"]),
            frozenset(table["places"]["locating"]),
            frozenset(table["places"]["sides"]),
            frozenset(table["places"]["edges"]),
            frozenset(table["places"]["clearing"]),
            frozenset(table["places"]["coming"]),
            frozenset(table["places"]["speaking"]),
            frozenset(table["places"]["tending"]),
            frozenset(table["places"]["tended"]),
            frozenset(table["places"]["on_the_spot"]),
        )
    except KeyError as missing:
        raise KnowledgeError(f"{path} lacks {missing}", advice="Restore the table or reinstall.") from missing


def is_first_person(name: str) -> bool:
    """Whether a source goes by "we" or "I". The United States do not go by "us".

    >>> is_first_person("We"), is_first_person("US")
    (True, False)
    """
    return name != "US" and load_reference_words().pronouns.get(name.casefold()) == "speaker"


def antecedent(pronoun: Token) -> Token | None:
    """The head of the phrase that a personal or possessive pronoun takes up, or ``None``."""
    kind = load_reference_words().pronouns.get(pronoun.lower_)
    if _is_reflexive(pronoun):
        subject = next((child for child in _clause(pronoun).lefts if child.dep_ in _SUBJECTS), None)
        if subject is not None and not _is_reflexive(subject):
            return antecedent(subject) if subject.pos_ == "PRON" else subject
    if kind is None or kind == "speaker" or _is_expletive(pronoun):
        return None
    is_added = _is_added(pronoun)
    of = pronoun.head
    is_some = pronoun.dep_ == "pobj" and of.lower_ == "of" and (of.head.pos_ == "NUM" or of.head.lower_ in _SOME)
    is_owner = pronoun.dep_ == "poss" and pronoun.head.lemma_.lower() in _men()
    best: tuple[float, Token] | None = None
    doers, beside = _doers_and_objects(pronoun)
    tells = _clause(pronoun).lemma_.lower() in cue_verbs()
    speaking = _said_by(pronoun) if kind != "person" else None
    for distance, candidate in _candidates(pronoun):
        if candidate in doers or not _agrees(candidate, kind):
            continue
        if is_owner and (_is_paper(candidate) or _is_spot(candidate)):
            continue
        is_beside_her = candidate.dep_ == "conj" and candidate.head.pos_ == "PRON"  # "she and two residents"
        is_subject = (candidate.head if is_beside_her else candidate).dep_ in _SUBJECTS
        is_likely = (is_subject and not is_added) or candidate in beside or _has_a_speaker(candidate)
        rank = 1.0 - 0.5 * distance + (1.0 if is_likely else 0.0)
        rank += 0.25 if candidate.ent_type_ else 0.0
        rank -= 0.5 if _is_where(candidate) else 0.0
        rank -= 1.0 if speaking is not None and _is_spoken_to(candidate, speaking) else 0.0
        rank += 1.5 if _is_topic(candidate) else 0.0
        if distance and kind == "plural" and _only_tells(candidate):
            rank += 0.5 if tells else -1.0
        rank += 1.25 if is_some and any(child.dep_ == "nummod" for child in candidate.lefts) else 0.0
        rank -= 0.002 * (pronoun.i - candidate.i)
        if best is None or rank > best[0]:
            best = (rank, candidate)
    return best[1] if best else None


@cache
def _men() -> frozenset[str]:
    """Who is somebody's: "its | men |", "its | troops |"."""
    return load_lexicon().kinds["force"] | load_lexicon().parties["of_a_body"]


def _is_paper(candidate: Token) -> bool:
    """Whether a noun names what is said or written, which has no men."""
    return candidate.lemma_.lower() in load_lexicon().parties["words"]


def _said_by(pronoun: Token) -> Token | None:
    """The verb of saying whose clause a pronoun is the subject of: "| claimed | in a letter to the radio that it"."""
    clause = _clause(pronoun)
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or clause.dep_ not in ("ccomp", "acl", "advcl"):
        return None
    for verb in (clause.head, *clause.head.ancestors):
        if verb.sent == pronoun.sent and verb.lemma_.lower() in speech_verbs() and verb.pos_ == "VERB":
            return verb
    return None


def _is_spoken_to(candidate: Token, verb: Token) -> bool:
    """Whether somebody stands behind a verb of saying as whom the words reach: "told | the radio | that it", "in a
    letter sent to | the agency | that it"."""
    return candidate.i > verb.i and verb.is_ancestor(candidate) and candidate.dep_ in ("dobj", "dative", "pobj")


def _is_spot(candidate: Token) -> bool:
    """Whether a noun only tells where something is, and has no men: "in | the capital |"."""
    is_place = candidate.lemma_.lower() in load_lexicon().kinds["place"] and candidate.pos_ == "NOUN"
    return is_place and candidate.dep_ == "pobj" and candidate.head.lower_ in load_reference_words().at


def _is_reflexive(token: Token) -> bool:
    """Whether a pronoun stands for the subject of its own clause: "the guard shot himself"."""
    return token.pos_ == "PRON" and token.lower_.endswith(("self", "selves"))


def _doers_and_objects(pronoun: Token) -> tuple[list[Token], list[Token]]:
    """Of an object who does it, whom it cannot take up though they stand with a verb farther up: "the police joined
    by blocking convoys and forcing them back"; and the objects of verbs told beside its own, which it likely takes up.
    """
    of = pronoun.head
    is_part = pronoun.dep_ == "pobj" and of.lower_ == "of" and of.head.dep_ == "dobj"  # "shot two of them"
    is_object = pronoun.dep_ in ("dobj", "dative") or is_part
    if not is_object and not (pronoun.dep_ == "nsubj" and pronoun.lower_ in _OBJECT_FORMS):
        return [], []
    verb = _clause(pronoun)
    if pronoun.dep_ == "nsubj" and verb.dep_ in ("ccomp", "xcomp"):
        verb = verb.head  # "forced them to leave", read as that they leave
    beside: list[Token] = []
    for _ in range(_MAX_CLIMB):
        subjects = [child for child in verb.lefts if child.dep_ in _SUBJECTS]
        if subjects or verb.dep_ not in ("conj", "pcomp", "xcomp", "advcl", "prep"):
            return [each for subject in subjects for each in (subject, *subject.conjuncts)], beside
        if verb.dep_ == "conj":
            beside += [child for child in verb.head.rights if child.dep_ == "dobj"]
        verb = verb.head
    return [], beside


def _is_added(pronoun: Token) -> bool:
    """Whether a pronoun tells more of those just named, behind a comma: "held six clerks, two of | them | women"."""
    if pronoun.dep_ != "pobj" or pronoun.head.lower_ != "of":
        return False
    edge = pronoun.head.head.left_edge.i
    return edge > 0 and pronoun.doc[edge - 1].text == ","


def _candidates(pronoun: Token) -> Iterator[tuple[int, Token]]:
    sentence = pronoun.sent
    clause = _clause(pronoun)
    for token in sentence:
        if token.i >= pronoun.i:
            break
        # A pronoun never takes up another argument of its own verb, nor "two" in "two of them".
        if pronoun.dep_ == "pobj" and pronoun.head.head == token:
            continue
        if _is_candidate(token) and not (token.head == clause and pronoun.head == clause):
            yield 0, token
    distance = 0
    while sentence.start > 0 and distance < REACH:
        distance += 1
        sentence = sentence.doc[sentence.start - 1].sent
        for token in sentence:
            if _is_candidate(token):
                yield distance, token


def _is_candidate(token: Token) -> bool:
    return (
        is_nominal(token)
        and token.pos_ != "PRON"
        and (token.dep_ in _SUBJECTS or token.dep_ in _OBJECTS or _has_a_speaker(token))
        and token.ent_type_ not in ("DATE", "TIME", "PERCENT", "MONEY", "ORDINAL", "QUANTITY")
        and not (token.dep_ == "pobj" and token.head.lower_ in ("on", "during", "since", "until"))
        and not any(child.tag_ == "WP$" for child in token.lefts)  # "a group whose fate is unknown"
        and not (token.lower_ == "death" and token.head.lower_ == "to")  # "stabbed to death by its members"
    )


def _only_tells(token: Token) -> bool:
    """Whether somebody unarmed only says what others did: "rebels burned the mill, | farmers | said. They ..."."""
    subject = token.head if token.dep_ == "conj" else token
    return (
        subject.dep_ in _SUBJECTS
        and subject.head.lemma_.lower() in speech_verbs()
        and token.ent_type_ not in ("ORG", "NORP", "GPE", "PERSON")
        and token.lemma_.lower() not in load_lexicon().kinds["force"] | load_lexicon().parties["attackers"]
    )


def _is_topic(token: Token) -> bool:
    """Whether a sentence is told to be about somebody: "as for | the rebels |, farmers say that they fled"."""
    link = token.head
    return token.dep_ == "pobj" and link.lower_ == "for" and link.i > 0 and link.nbor(-1).lower_ == "as"


def _has_a_speaker(token: Token) -> bool:
    """Whether somebody speaks for a body: "the | group |'s spokesman told the paper that its men ...", "a | Hamas |
    official"."""
    speaker = token.head
    return (
        token.dep_ in ("poss", "compound", "nmod")
        and speaker.dep_ in _SUBJECTS
        and speaker.lemma_.lower() in load_reference_words().roles
        and any(child.dep_ == "ccomp" for child in speaker.head.rights)
        and (token.ent_type_ in ("ORG", "NORP", "GPE") or token.lemma_.lower() in load_reference_words().groups)
    )


def _is_where(token: Token) -> bool:
    """Whether a name tells where something is: "in Idlib", "to the western Deir Ezzor"."""
    return token.ent_type_ in ("GPE", "LOC", "FAC") and token.dep_ == "pobj" and token.head.lower_ not in ("of", "by")


def _clause(token: Token) -> Token:
    while token.dep_ not in ("ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj") and token.head != token:
        token = token.head
    return token


def _is_expletive(pronoun: Token) -> bool:
    if pronoun.lower_ != "it":
        return False
    if pronoun.dep_ == "expl":
        return True
    verb = pronoun.head
    if pronoun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    if verb.lemma_ in ("appear", "seem", "rain", "snow"):
        return True
    clausal = any(child.dep_ in ("ccomp", "csubj", "xcomp") for child in verb.children)
    return verb.lemma_ == "be" and clausal and any(c.dep_ in ("acomp", "attr") for c in verb.children)


def _is_plural_name(name: Token) -> bool:
    """Whether a name is that of several, as its article and its ending say: "the Houthis"."""
    return name.text.endswith("s") and any(child.lower_ == "the" for child in name.lefts)


def _is_acronym(candidate: Token) -> bool:
    """Whether a body goes by its letters, whatever the parser takes them for: "the FARC", "the ELN"."""
    is_name = candidate.pos_ == "PROPN" or candidate.ent_type_ != ""
    is_short = candidate.text.isupper() and 2 < len(candidate.text) < 7
    return is_name and is_short and any(child.lower_ == "the" for child in candidate.lefts)


def _agrees(candidate: Token, kind: str) -> bool:
    words = load_reference_words()
    lemma = candidate.lemma_.lower()
    is_plural = candidate.tag_ in ("NNS", "NNPS") or any(
        child.dep_ == "conj" or (child.dep_ == "nummod" and child.lower_ not in _ONE) for child in candidate.children
    )  # "eleven peshmerga": the parser does not tell the number of such a noun
    if _is_acronym(candidate):
        return kind in ("thing", "plural")
    is_body = candidate.pos_ == "PROPN" and lemma in words.bodies  # "the Clara Ramirez | Front |"
    is_person = (candidate.ent_type_ == "PERSON" and not is_body) or lemma in words.roles
    if kind == "person":
        return is_person and not is_plural
    if kind == "plural":
        is_group = candidate.tag_ == "NNP" and (candidate.ent_type_ in ("NORP", "ORG") or _is_plural_name(candidate))
        return is_plural or is_group or lemma in words.groups or candidate.pos_ == "NUM"
    if candidate.pos_ == "NUM" or (is_plural and candidate.tag_ != "NNPS"):
        return False
    return not is_person or lemma in words.groups
