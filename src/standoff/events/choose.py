"""One happening for one happening: a verb and its own noun are one, and so are a deed and the harm it did.

What is asked, urged, threatened, promised or refused is part of the asking and no happening of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from standoff.events.chosen import Chosen
from standoff.events.clauses import has_subject, is_definite, light_key, mark_of
from standoff.events.hosts import host_of, is_answered
from standoff.events.passed_over import is_on_the_way, is_passed_over, only_tells
from standoff.events.sorts import hung_on
from standoff.events.triggers import SPEECH, Found, governor
from standoff.events.tying import BESIDE, tie
from standoff.languages.grammar import VERBAL
from standoff.languages.what import called_in
from standoff.ontology import MATERIAL, LightVerbs, load_lexicon

__all__ = ["choose"]

_ARGUMENTS = frozenset({
    "on", "against", "of", "by", "between", "with", "among", "upon", "for", "at", "in", "over", "near", "into",
    "from", "to",
})  # fmt: skip
_UNTIL = frozenset({"until", "till"})
_IF = frozenset({"if", "unless"})


def choose(found: Sequence[Found], light: LightVerbs) -> list[Chosen]:
    """The happenings among the words found in one sentence, in text order."""
    verbs = {each.head.i: each for each in found if each.form in ("verb", "adjective") and not is_passed_over(each)}
    nouns = {each.word.i: each for each in found if each.form == "noun"}
    owner: dict[int, Found | None] = {}
    kept: dict[int, Chosen] = {}
    bound: list[Found] = []
    called = {at for each in found[:1] for what in called_in(each.word.sent) for at in range(*what.content)}
    for noun in (each for each in nouns.values() if each.word.i not in called):
        tied = tie(noun, verbs, light)
        if tied is not None and tied.form != "noun":
            verbs[tied.head.i] = tied
            bound.append(tied)
    for each in [each for each in verbs.values() if only_tells(each, verbs)]:
        del verbs[each.head.i]
    for each in sorted(verbs.values(), key=lambda each: (_depth(each.head), each.head.i)):
        host, absorbed = host_of(each, verbs, nouns, light)
        above = owner.get(host.head.i) if host is not None and not absorbed else None
        if above is not None and above.trigger.type in SPEECH and host is not None and each.head.head.i == host.head.i:
            is_condition = each.head.dep_ == "advcl" and mark_of(each.head) in _IF
            absorbed = is_condition or (each.head.dep_ == "conj" and not has_subject(each.head))
        chosen = kept.get(_root(owner, host)) if host is not None and absorbed else None
        if chosen is not None:
            chosen.merged.append(each)
            owner[each.head.i] = chosen.found
        else:
            kept[each.head.i] = Chosen(each)
            owner[each.head.i] = None
    told = {hung_on(each.found.head, tells_harm=True).i: each for each in kept.values() if _tells_of_noun(each.found)}
    alone: list[Chosen] = []
    taken = {each.word.i for each in bound}
    for noun in nouns.values():
        if noun.word.i in taken:
            continue
        if noun.word.i in told:  # "a raid on the port in which two died"
            told[noun.word.i].merged.append(noun)
            continue
        host = None if noun.word.i in called else _clause_host(noun.word, verbs, light)
        chosen = kept.get(_root(owner, host)) if host is not None else None
        if chosen is not None and not (host is not None and _led_to(noun, host, light)):
            chosen.merged.append(noun)
            continue
        inside = next((other for other in alone if _is_below(noun.word, other.found.word)), None)
        if inside is not None:
            inside.merged.append(noun)
        elif (
            stands_alone(noun)
            or (noun.word.i in called and noun.word.dep_ != "pobj")
            or (noun.trigger.type in MATERIAL and _is_avowed(noun.word, light))
        ) and not _is_given(noun.word):
            alone.append(Chosen(noun))
    told_of = [each for each in (*kept.values(), *alone) if not is_on_the_way(each.found)]
    return _without_conditions(sorted(told_of, key=lambda chosen: chosen.found.word.i))


def _tells_of_noun(each: Found) -> bool:
    is_hung = each.head.dep_ in ("relcl", "acl") or hung_on(each.head, tells_harm=True).i != each.head.head.i
    return each.trigger.role == "harm" and is_hung


def _without_conditions(chosen: list[Chosen]) -> list[Chosen]:
    """The happenings but for those on which another that is told depends: "the clinic could close | if its staff is
    not protected |". One of the same kind by which another ends is part of it: "the raids will go on | until the last
    rebel is killed |"."""
    conditions = {each.found.word.i: clause for each in chosen if (clause := _condition_of(each.found)) is not None}
    if not conditions:
        return chosen
    others = [each for each in chosen if each.found.word.i not in conditions]
    kept: list[Chosen] = []
    for each in chosen:
        clause = conditions.get(each.found.word.i)
        above = [other for other in others if clause is not None and _is_in_clause_of(other.found.word, clause.head)]
        if clause is None or not above:
            kept.append(each)
        elif mark_of(clause) in _UNTIL and each.found.trigger.type == above[0].found.trigger.type:
            above[0].merged += (each.found, *each.merged)
    return kept


def _is_in_clause_of(token: Token, verb: Token) -> bool:
    """Whether a word stands in the clause of a verb, and in none below that tells of something else."""
    for _ in range(12):
        if token.i == verb.i:
            return True
        if token.head.i == token.i or token.dep_ in ("advcl", "relcl", "acl"):
            return False
        token = token.head
    return False


def _condition_of(found: Found) -> Token | None:
    """The verb of the clause with "if" or "until" in the present tense in which a word tells what may come."""
    verb = found.head
    for _ in range(4):
        if verb.pos_ in VERBAL:
            break
        verb = verb.head
    if verb.dep_ != "advcl" or mark_of(verb) not in _IF | _UNTIL:
        return None
    finite = next((child for child in verb.lefts if child.dep_ in ("aux", "auxpass")), verb)
    return verb if finite.tag_ in ("VBZ", "VBP") else None


def _led_to(noun: Found, host: Found, light: LightVerbs) -> bool:
    """Whether a noun is what led to the happening: "the capture of the road raised fears of a siege" tells both."""
    if noun.word.dep_ != "nsubj" or noun.word.head.i != host.head.i:
        return False
    return bool(light_key(host.head) & light.cause) and stands_alone(noun)


def _root(owner: dict[int, Found | None], host: Found) -> int:
    at = host.head.i
    while (above := owner.get(at)) is not None:
        at = above.head.i
    return at


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i and depth < 60:
        token, depth = token.head, depth + 1
    return depth


def _is_below(token: Token, other: Token) -> bool:
    for _ in range(12):
        if token.i == other.i:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _clause_host(noun: Token, verbs: dict[int, Found], light: LightVerbs) -> Found | None:
    """The happening in whose clause a noun stands, unless that only answers what the noun tells."""
    path = [noun]
    for _ in range(12):
        token = path[-1].head
        if token.i == path[-1].i:
            return None
        if token.i in verbs:
            return None if is_answered(path, light) else verbs[token.i]
        path.append(token)
    return None


def _is_given(noun: Token) -> bool:
    """Whether a noun only says when something else was ("after the first deployment of"): told before, not here."""
    prep = noun.head
    if prep.lower_ == "in" and prep.i and prep.nbor(-1).lemma_ in load_lexicon().parties["part"]:
        return False  # "denied any part in the bombing"
    return noun.dep_ == "pobj" and prep.lower_ in BESIDE and prep.head.pos_ in VERBAL and is_definite(noun)


def _is_avowed(noun: Token, light: LightVerbs) -> bool:
    """Whether somebody only says of a deed that it was: "the navy confirmed the raid"."""
    _outer, above, relation = governor(noun, light.carriers)
    return relation == "dobj" and bool(light_key(above) & light.avowed)


def stands_alone(noun: Found) -> bool:
    """Whether a noun tells of a happening by itself: it says by whom, on whom, or where."""
    word = noun.word
    if noun.trigger.weight < 0.5:
        return False
    if word.dep_ == "ROOT":
        return True
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ in _ARGUMENTS:
            return True
        if child.dep_ in ("acl", "relcl"):
            return True
        if child.dep_ in ("poss", "compound", "amod", "nmod") and (
            child.pos_ == "PROPN" or child.ent_type_ or child.dep_ == "poss"
        ):
            return True
        if child.dep_ == "nummod" or (child.lower_ == "no" and noun.trigger.role == "harm"):
            return True
    return False
