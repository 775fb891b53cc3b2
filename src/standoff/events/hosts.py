"""Whether what one word tells is part of what another above it tells: a deed and its harm, a plea and what is asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from standoff.events.clauses import ORDERING, has_aux, has_object, has_subject, mark_of
from standoff.events.passed_over import is_cut_off
from standoff.events.sorts import hung_on, is_deed, is_party, is_weapon
from standoff.events.triggers import SPEECH, Found, governor
from standoff.events.tying import BESIDE
from standoff.languages.grammar import DAYS, OBJECTS, QUESTION_TAGS, VERBAL
from standoff.ontology import FORCE, MATERIAL, LightVerbs, Trigger, load_laying, load_scenes

__all__ = ["host_of", "is_answered"]

_SAID_BESIDE = frozenset({"ACCUSE", "AGREE", "REQUEST"})
"""What a participle behind a deed tells as a thing of its own."""
_SAID = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE"})
_UNDERGOING = frozenset({"dobj", "nsubjpass"})
_TURNED_DOWN = frozenset({"ACCUSE", "REJECT", "ASSAULT", "COERCE"})
_WHILE = frozenset({"as", "when", "after", "once", "because"})
_TOLD_APART = frozenset({"AGREE", "AID", "REQUEST", "ACCUSE", "THREATEN", "REJECT", "SUPPORT", "SANCTION"})
_EARLIER = (BESIDE | {"over"}) - {"in", "during"}
_IF = frozenset({"if", "unless"})


def host_of(
    each: Found, verbs: dict[int, Found], nouns: Collection[int], light: LightVerbs
) -> tuple[Found | None, bool]:
    """The nearest happening above a verb, and whether the verb is part of it."""
    token = each.head
    path: list[Token] = []
    for _ in range(12):
        if token.head.i == token.i:
            break
        path.append(token)
        token = token.head
        host = verbs.get(token.i)
        if host is not None and host is not each:
            return host, not is_answered(path, light) and _is_part(each, host, path, nouns, light)
    harm = _harm_before(each, verbs)
    return harm, harm is not None


def is_answered(path: Sequence[Token], light: LightVerbs) -> bool:
    """Whether what stands above a word, up to a happening, answers it: "in retaliation for", "to avenge"."""
    return any(token.lemma_.lower() in light.answering for token in path[1:])


def _harm_before(each: Found, verbs: dict[int, Found]) -> Found | None:
    """The harm that a deed told beside it did, where an aside between them hides that from the parser: "two were
    killed, most of them children, when a raid hit the bus"."""
    clause = each.head
    if clause.dep_ != "advcl" or clause.head.pos_ in VERBAL or mark_of(clause) not in _WHILE:
        return None
    before = [v for v in verbs.values() if clause.sent.start <= v.head.i < clause.left_edge.i]
    last = max(before, key=lambda v: v.head.i, default=None)
    return last if last is not None and last.trigger.role == "harm" and last.trigger.type == each.trigger.type else None


def _is_part(each: Found, host: Found, path: list[Token], nouns: Collection[int], light: LightVerbs) -> bool:
    dep = path[-1].dep_
    own, above = each.trigger, host.trigger
    deps = {token.dep_ for token in path}
    if own.role == above.role == "harm" and path[-1].lemma_.lower() in load_scenes()["sums"]:
        return True  # "put the number of wounded at 14"
    if own.role == "harm" and above.teller and path[-1].lower_ == "at" and any(token.like_num for token in path):
        return True  # "put its losses at seven killed"
    if own.type in MATERIAL and above.type in _TURNED_DOWN and _is_put_forward(path):
        return False  # "shot down claims that rebels had seized two nuns", "called the report that they had a lie"
    telling = (token for token in path if token.dep_ == "relcl")
    if any(child.dep_ == "ccomp" for clause in telling for child in clause.children):
        return False  # "a bomb that police believe was planted by the front": police tell that
    if dep == "conj" and len(path) == 1:
        return _is_part_of_joined(each, host)
    if dep == "prep" and "pcomp" in deps and has_subject(each.head) and has_aux(each.head):
        return False
    is_laid = above.type == "ACCUSE" and above.mode == "allege" and own.type in MATERIAL
    if is_laid and path[0].dep_ == "pcomp" and path[0].head.lower_ in ("of", "for", "with"):
        return False  # "accused the army of shelling the town" tells of the shelling
    is_whole = path[-1].left_edge.tag_ not in QUESTION_TAGS  # not "condemned | what it called an attack |"
    is_content = dep == "ccomp" and is_whole and deps <= {"ccomp", "conj"} and has_subject(path[-1])
    is_content |= is_laid and dep == "ccomp" and above.words[1] in ("allege", "charge", "suspect")
    if above.type == "ACCUSE" and own.type in MATERIAL and is_content:
        return False  # "alleged, or complained, that the army had shelled the town"
    if above.type == "CONCEDE" and own.type in MATERIAL and dep in ("xcomp", "pcomp") and len(path) == 1:
        return False  # "admitted having shelled the town"
    is_then = path[0].dep_ == "pcomp" and len(path) == 2 and path[1].lower_ in ORDERING
    is_deed = own.type in FORCE and not own.suffers and has_object(each.head)
    if is_then and is_deed and above.role != "harm" and not has_subject(each.head):
        return False  # "withdrew after killing nine soldiers"
    if dep in ("xcomp", "pcomp", "oprd", "acomp", "auxpass"):
        return True
    if dep == "prep" and not deps & {"relcl", "acl"}:
        return True
    if dep == "advcl":
        return _is_part_of_clause_above(each, host, path[-1])
    if dep == "ccomp":
        return _is_content(each, host, path)
    if above.type in SPEECH and dep in ("dobj", "nsubjpass", "pobj", "dative", "nsubj"):
        return own.type not in FORCE or above.type in ("ACCUSE", "REQUEST", "THREATEN", "AGREE", "REJECT")
    if "relcl" in deps or "acl" in deps:
        return _is_of_relative(each, host, path, nouns, light)
    return False


def _is_part_of_joined(each: Found, host: Found) -> bool:
    """Of two verbs joined by "and": "rioted, setting beds on fire", "fired on the bus and killed two"."""
    own, above = each.trigger, host.trigger
    if own.type == above.type or {own.type, above.type} <= FORCE:
        if own.role == above.role == "harm":
            is_state = each.form == "verb" and each.head.lemma_ == "be"
            is_cut = not has_aux(each.head) and not has_object(each.head)  # "six were killed and nine wounded"
            return not is_state and (not has_subject(each.head) or is_cut)
        if _is_beside(host.head) and _is_beside(each.head) and own.mode == above.mode == "destroy":
            return True  # "rioted, setting beds on fire and smashing windows"
        has_objects = has_object(each.head) and has_object(host.head)
        is_of_next = has_objects and _is_led(host) and host.form == "verb"
        is_attack = above.type == "ASSAULT" and above.role != "harm"
        is_toll = is_attack and own.words[1] in load_scenes()["toll_verbs"] and not _is_elsewhere(each.head)
        is_effect = is_toll or ((own.mode == "destroy" or own.role == "harm") and not is_of_next)
        return not has_subject(each.head) and (is_effect or not has_objects)
    return False


def _is_part_of_clause_above(each: Found, host: Found, verb: Token) -> bool:
    """Of a verb in a side clause, which ``verb`` leads: "killed two when it hit the bus", "marched to demand food"."""
    own, above = each.trigger, host.trigger
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return not (above.type == "CONSULT" and own.type in _SAID)  # "called the king to thank him"
    mark = mark_of(verb)
    if mark in _IF:
        return own.type == above.type or above.type in ("THREATEN", "AGREE", "REQUEST", "REJECT")
    if each.form == "occur":
        return False
    if mark == "as" and has_subject(verb) and _has_its_cause(host):
        return False  # "a missile killed nine as rebels pressed on the town"
    if own.type == above.type and (mark in _WHILE or not mark) and (above.role == "harm" or not has_subject(verb)):
        return True
    if {own.type, above.type} <= FORCE and not has_subject(verb):
        return True
    is_said_beside = own.type in _SAID_BESIDE and above.type not in (own.type, "CONSULT")
    if is_said_beside and own.words[1] not in load_scenes()["demanding"]:
        return False  # "marched on the office, calling on the mayor to resign"
    return not has_subject(verb) and own.type not in ("ASSAULT", "COERCE", "RETREAT", "OTHER") and verb.tag_ == "VBG"


def _is_content(each: Found, host: Found, path: Sequence[Token]) -> bool:
    """Of what is said, feared or asked for: "demanded that they leave"."""
    own, above = each.trigger, host.trigger
    if path[-1].i < host.head.i and is_cut_off(path[-1]):
        return False  # "a strike killed three; residents suspect the army"
    is_behind = len(path) == 1 and each.head.i > host.head.i
    is_direct = above.type == "CONCEDE" or (above.type == "REJECT" and is_behind)
    if is_direct and own.type in FORCE:
        return False  # "admitted, or ruled out, that its planes had hit the bridge" tells of the deed
    return above.type in SPEECH and above.type != "CONSULT"


def _is_of_relative(each: Found, host: Found, path: Sequence[Token], nouns: Collection[int], light: LightVerbs) -> bool:
    """Of a relative clause or a participle: "a rocket launched by the group hit the car park"."""
    own, above = each.trigger, host.trigger
    clause = next(token for token in path if token.dep_ in ("relcl", "acl"))
    about = hung_on(clause, tells_harm=own.role == "harm")
    if own.type == "ACCUSE" and clause is path[0] and about.lemma_.lower() in load_laying().points:
        return False  # "an act that passengers blame on a boy"
    if own.role == above.role == "harm" and len(path) <= 2:
        return True
    if above.role == "harm" and own.type == above.type and clause is path[0] and _is_what_harmed(clause):
        return True
    if {own.type, above.type} <= FORCE and len(path) == 2 and clause.dep_ == "acl" and clause.tag_ == "VBN":
        return True  # "a rocket launched by the group hit the car park"
    is_shot = len(path) == 3 and clause.dep_ == "acl" and clause.tag_ == "VBN" and is_weapon(clause.head)
    if is_shot and own.type == above.type and path[2].lower_ in ("from", "by", "with"):
        return True  # "was hit by rockets fired by the navy"
    if own.type != above.type and clause.dep_ == "relcl" and len(path) <= 2 and has_aux(each.head):
        is_crime = about.lemma_.lower() in load_laying().points
        if is_crime and {own.type, above.type} <= FORCE:
            return False  # "a crime for which nine soldiers have been detained"
    if {own.type, above.type} <= FORCE and (
        (about.i in nouns and (clause is not path[0] or _is_of(about, host, light)))
        or (clause.dep_ == "acl" and clause.tag_ == "VBG")
    ):
        return True
    return own.type not in MATERIAL and not _is_told_apart(own, clause)


def _is_put_forward(path: Sequence[Token]) -> bool:
    """Whether what is told is the content of a noun: "the claim that rebels seized two nuns"."""
    clause = next((token for token in path if token.dep_ == "acl"), None)
    is_next = clause is not None and clause is path[0] and len(path) == 2 and path[1].dep_ in _UNDERGOING
    if clause is None or not is_next or not has_subject(clause):
        return False
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.lefts)


def _is_what_harmed(clause: Token) -> bool:
    """Whether a clause tells what did the harm told above it: "wounded by a bomb that | went off | in a bank", "wounded
    on Monday night when charges | struck | the post"."""
    is_then = any(child.lower_ == "when" and child.dep_ == "advmod" for child in clause.lefts)
    return clause.dep_ == "relcl" and (is_then or is_weapon(clause.head))


def _is_told_apart(own: Trigger, clause: Token) -> bool:
    """A relative clause about somebody that tells on: "the elders, who had asked for food"."""
    return (
        own.type in _TOLD_APART
        and own.words[1] != "want"
        and clause.dep_ == "relcl"
        and clause.tag_ in ("VBD", "VBN")
        and is_party(clause.head)
    )


def _has_its_cause(host: Found) -> bool:
    """Whether harm is told with what did it: what goes on beside it is another happening."""
    clause = host.clause
    if clause is None or host.form != "verb" or host.trigger.role != "harm" or host.trigger.suffers:
        return False
    is_active = not clause.is_passive and not clause.is_inherited
    return is_active and clause.subject is not None and clause.object is not None


def _is_led(host: Found) -> bool:
    """Whether somebody does it, and not a weapon or a deed: what somebody does next is another happening."""
    subject = host.clause.subject if host.clause is not None else None
    return subject is not None and is_party(subject) and not is_weapon(subject) and not is_deed(subject)


def _is_beside(verb: Token) -> bool:
    """Whether a verb is a participle that goes beside a deed, or is joined to one."""
    return verb.tag_ == "VBG" and (verb.dep_ == "advcl" or (verb.dep_ == "conj" and verb.head.dep_ == "advcl"))


def _is_of(noun: Token, host: Found, light: LightVerbs) -> bool:
    """Whether a noun is what the verb above tells of, and not what was before: "closed after an attack"."""
    outer, above, relation = governor(noun, light.carriers)
    return above.i == host.head.i and not (relation == "prep" and outer.head.lower_ in _EARLIER)


def _is_elsewhere(verb: Token) -> bool:
    """Whether a verb amid a list of deeds names a town of its own: "blew up a bridge, | killed a marine in Arauquita |
    and fled"."""
    if not verb.i or verb.nbor(-1).text != ",":
        return False
    holders = (verb, *(child for child in verb.rights if child.dep_ in OBJECTS))
    links = (child for holder in holders for child in holder.rights if child.lower_ in ("in", "at", "near"))
    ends = (end for link in links for end in link.rights if end.dep_ == "pobj")
    return any(end.pos_ == "PROPN" and end.ent_type_ not in DAYS for end in ends)
