"""One happening for one happening: a verb and its own noun are one, and so are a deed and the harm it did.

What is asked, urged, threatened, promised or refused is part of the asking and no happening of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from standoff.events.clauses import ORDERING, clause_of, has_aux, is_to_infinitive, lemma_of, light_key
from standoff.events.sorts import hung_on, is_deed, is_party, is_weapon
from standoff.events.triggers import SPEECH, Found, governor
from standoff.languages.grammar import DAYS, DEFINITE, OBJECTS, QUESTION_TAGS, RELATIVE_TAGS, SUBJECTS, VERBAL
from standoff.languages.joined import speech_verbs
from standoff.languages.what import called_in
from standoff.ontology import FORCE, MATERIAL, LightVerbs, Trigger, load_laying, load_lexicon, load_scenes

__all__ = ["Chosen", "Laid", "choose"]

_SAID_BESIDE = frozenset({"ACCUSE", "AGREE", "REQUEST"})
"""What a participle behind a deed tells as a thing of its own."""
_SAID = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE"})
_UNDERGOING = frozenset({"dobj", "nsubjpass"})
_TURNED_DOWN = frozenset({"ACCUSE", "REJECT", "ASSAULT", "COERCE"})
_WHILE = frozenset({"as", "when", "after", "once", "because"})
_ASIDE = frozenset({",", '"', "”", "“", "–", "—", "--", "-"})
_ASIDE_ENDS = _ASIDE | {".", ";", ":"}
_ARGUMENTS = frozenset({
    "on", "against", "of", "by", "between", "with", "among", "upon", "for", "at", "in", "over", "near", "into",
    "from", "to",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Laid:
    """A deed, the head of the phrase that says who is accused of it, the verb that lays it to them, and whether they
    are only supposed to have done it, or not to have done it, as the verb alone does not tell: "is | not to blame | for
    it"; and whether what they left or sent says so, and nobody else."""

    deed: Found
    accused: Token
    verb: Token
    is_supposed: bool = False
    is_denied: bool = False
    is_by_own_word: bool = False


@dataclass(slots=True)
class Chosen:
    """A happening's words: the one that leads, and those that it takes in (``merged``, of any form); what is laid to
    whom, where the leading word only lays a deed to somebody; the tokens of whom something else is laid to beside it
    (``barred``), who are no party to it."""

    found: Found
    merged: list[Found] = field(default_factory=list)
    laid: Laid | None = None
    barred: frozenset[int] = frozenset()

    @property
    def telling(self) -> Found:
        """The word that tells what was done."""
        return self.found if self.laid is None else self.laid.deed


def choose(found: Sequence[Found], light: LightVerbs) -> list[Chosen]:
    """The happenings among the words found in one sentence, in text order."""
    verbs = {each.head.i: each for each in found if each.form in ("verb", "adjective") and not _is_passed_over(each)}
    nouns = {each.word.i: each for each in found if each.form == "noun"}
    owner: dict[int, Found | None] = {}
    kept: dict[int, Chosen] = {}
    bound: list[Found] = []
    called = {at for each in found[:1] for what in called_in(each.word.sent) for at in range(*what.content)}
    for noun in (each for each in nouns.values() if each.word.i not in called):
        tied = _tie(noun, verbs, light)
        if tied is not None and tied.form != "noun":
            verbs[tied.head.i] = tied
            bound.append(tied)
    for each in [each for each in verbs.values() if _only_tells(each, verbs)]:
        del verbs[each.head.i]
    for each in sorted(verbs.values(), key=lambda each: (_depth(each.head), each.head.i)):
        host, absorbed = _host(each, verbs, nouns, light)
        above = owner.get(host.head.i) if host is not None and not absorbed else None
        if above is not None and above.trigger.type in SPEECH and host is not None and each.head.head.i == host.head.i:
            is_condition = each.head.dep_ == "advcl" and _mark(each.head) in _IF
            absorbed = is_condition or (each.head.dep_ == "conj" and not _has_subject(each.head))
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
    told_of = [each for each in (*kept.values(), *alone) if not _is_on_the_way(each.found)]
    return _without_conditions(sorted(told_of, key=lambda chosen: chosen.found.word.i))


def _tells_of_noun(each: Found) -> bool:
    is_hung = each.head.dep_ in ("relcl", "acl") or hung_on(each.head, tells_harm=True).i != each.head.head.i
    return each.trigger.role == "harm" and is_hung


def _only_tells(each: Found, verbs: dict[int, Found]) -> bool:
    """Whether a word only says how sure somebody is of a happening that follows: "warned that the army may storm the
    town", "are suspected to have crossed the river"."""
    lemma = each.trigger.words[1]
    light = load_lexicon().light
    if lemma in light.told_after and each.form == "verb":
        is_led = any(child.dep_ == "nsubj" for child in each.head.children) or _has_object(each.head)
        is_behind = is_led and any(child.dep_ == "ccomp" and not _is_cut_off(child) for child in each.head.lefts)
        if is_behind or _is_said_aside(each.head, may_name=lemma in light.told_to):
            return True  # "further raids are likely, officials warned"
    if lemma == "insist":
        return not any(map(_is_insisted_on, each.head.children))
    for child in each.head.rights:
        if lemma in ("warn", "caution") and child.dep_ == "ccomp" and each.trigger.type == "THREATEN":
            subject = next((below for below in child.lefts if below.dep_ in SUBJECTS), None)
            told = {below.i for below in child.subtree} & verbs.keys()
            if subject is not None and any(below.dep_ == "poss" and below.pos_ == "PRON" for below in subject.lefts):
                return False  # "warned that his government would expel him"
            return (
                subject is not None and subject.pos_ != "PRON" and any(verbs[i].trigger.type in MATERIAL for i in told)
            )
        if lemma == "suspect" and child.dep_ == "xcomp" and each.clause is not None and each.clause.is_passive:
            return child.i in verbs
    return False


def _is_cut_off(content: Token) -> bool:
    """Whether a semicolon parts what seems to be said from the word of saying behind it."""
    return any(token.text == ";" for token in content.doc[content.i : content.head.i])


def _is_said_aside(verb: Token, *, may_name: bool) -> bool:
    """Whether a clause between commas, or behind one, only says who says so: "no officer, | the mayor admitted |, will
    serve them". Those who are told may stand in it where ``may_name``."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.tag_ in RELATIVE_TAGS or any(child.dep_ in ("neg", "cc") for child in verb.lefts):
        return False
    parse, first, start = verb.doc, subject.left_edge.i, verb.sent.start
    if first == start or parse[first - 1].text not in _ASIDE:
        return False
    if first == start + 1 or verb.dep_ in ("relcl", "acl", "advcl"):
        return verb.dep_ == "parataxis"
    end = verb.i + 1
    told = next((child for child in verb.rights if child.dep_ in ("dobj", "dative")), None)
    if may_name and told is not None and told.left_edge.i == end:
        end = told.right_edge.i + 1
    return end == len(parse) or parse[end].text in _ASIDE_ENDS


def _is_insisted_on(child: Token) -> bool:
    """Whether something is asked for: "insisted on a truce", "insists that the army should leave"."""
    if child.dep_ == "prep":
        return child.lower_ in ("on", "upon")
    asked = {"should", "must"} & {below.lower_ for below in child.lefts if below.dep_ == "aux"}
    is_bare = child.tag_ == "VB" and not any(below.dep_ == "aux" for below in child.lefts)
    return child.dep_ == "ccomp" and (bool(asked) or is_bare)


def _is_passed_over(each: Found) -> bool:
    """A weak word in a reduced clause ("a town held by rebels"), one in what nobody says ("did not say who"), or one by
    which a source only keeps back its name ("declined to be named")."""
    if each.trigger.type == "REJECT" and any(map(_is_kept_back, each.head.rights)):
        return True
    is_reduced = each.head.dep_ == "acl" and not _has_subject(each.head)
    is_held = each.head.dep_ == "relcl" and each.clause is not None and each.clause.is_passive
    if is_held and each.trigger.weight < 0.6:
        return True  # "a district which has been held by rebels"
    if is_reduced and (each.trigger.weight < 0.6 or each.trigger.type == "MOBILIZE"):
        return True
    if each.head.lemma_ == "let" and each.head.tag_ == "VB" and not _has_subject(each.head):
        return True
    if each.trigger.words == ("verb", "ask") and _asks_to_know(each.head):
        return True
    return _lets_know(each.head) or _is_interviewed(each.head) or _is_unanswered(each.head)


def _lets_know(verb: Token) -> bool:
    """Whether somebody only tells: "let it be known that the depot had burned"."""
    below = [child.lemma_ for child in verb.rights if child.dep_ in ("ccomp", "xcomp")]
    return verb.lemma_ in ("let", "allow") and not load_lexicon().light.made_known.isdisjoint(below)


def _is_interviewed(verb: Token) -> bool:
    """Whether a word only tells how whoever speaks was asked: "the owner, | reached in Oslo |, denied it"."""
    is_reduced = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "nsubj"
    if not is_reduced or verb.lemma_ not in load_lexicon().light.interviewing:
        return False
    return verb.head.head.lemma_ in speech_verbs() and not any(child.dep_ in ("agent", "dobj") for child in verb.rights)


def _is_on_the_way(found: Found) -> bool:
    """Whether somebody only goes his way when a thing is done: "was shot | as he left the mosque |", "was leaving a
    mill when a bomb went off"."""
    verb, lexicon = found.head, load_lexicon()
    if found.trigger.type != "RETREAT" or light_key(verb).isdisjoint(lexicon.light.passing):
        return False
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    lemma = subject.lemma_.lower()
    is_named = subject.tag_ == "NNP" and subject.ent_type_ in ("PERSON", "")
    is_person = lemma in lexicon.kinds["person"] and lemma not in lexicon.kinds["force"]
    is_somebody = is_named or is_person or subject.lower_ in _SOMEBODY
    is_then = verb.dep_ == "advcl" and _mark(verb) in ("as", "when", "while")
    is_broken_off = verb.tag_ == "VBG" and any(
        child.dep_ == "advcl" and child.i > verb.i and _mark(child) == "when" for child in verb.rights
    )
    return is_somebody and (is_then or is_broken_off)


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
        elif _mark(clause) in _UNTIL and each.found.trigger.type == above[0].found.trigger.type:
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
    if verb.dep_ != "advcl" or _mark(verb) not in _IF | _UNTIL:
        return None
    finite = next((child for child in verb.lefts if child.dep_ in ("aux", "auxpass")), verb)
    return verb if finite.tag_ in ("VBZ", "VBP") else None


def _asks_to_know(verb: Token) -> bool:
    """Whether who asks wants to know and not to get: "asked about the raid", "the traders ask who gains by it"."""
    kinds = load_lexicon().kinds
    for token in (token for child in verb.rights for token in child.subtree):
        if token.tag_.startswith("W") or token.lower_ in ("whether", "if", "about"):
            return True
        is_asked_for = token.lower_ in ("for", "that") or (token.tag_ == "TO" and token.pos_ == "PART")
        lemma = lemma_of(token)
        if is_asked_for or lemma in kinds["supplies"] or lemma in kinds["demand"]:
            return False
    is_quoted = any(child.dep_ == "ccomp" for child in verb.lefts)
    return not is_quoted or any(token.text == "?" for token in verb.sent)


def _is_kept_back(child: Token) -> bool:
    """Whether it is one's own name that one does not give: "declined to be named", "refused to give his name"."""
    if child.dep_ != "xcomp":
        return False
    withheld, disclosing = (load_lexicon().parties[name] for name in ("withheld", "disclosing"))
    is_own = any(
        below.dep_ == "auxpass" or (below.dep_ == "dobj" and below.lemma_ in withheld) for below in child.children
    )
    return is_own and (child.lemma_ in withheld or child.lemma_ in disclosing)


def _is_unanswered(verb: Token) -> bool:
    above = verb.head
    if verb.dep_ not in ("ccomp", "xcomp", "acl", "relcl", "pcomp") or above.i >= verb.i:
        return False
    asks = any(child.tag_ in QUESTION_TAGS and child.dep_ != "mark" for child in verb.subtree if child.i < verb.i)
    is_denied = any(child.dep_ == "neg" for child in above.children) or above.lemma_ in _ASKING
    return asks and is_denied and verb.dep_ in ("ccomp", "xcomp", "pcomp")


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


def _tie(noun: Found, verbs: dict[int, Found], light: LightVerbs) -> Found | None:
    """The noun as the telling word of the verb that carries it, or ``None`` where the verb tells by itself."""
    outer, gov, relation = governor(noun.word, light.carriers)
    if gov.pos_ not in VERBAL:
        return noun
    if gov.i in verbs:
        return None
    gov, relation = _below_holding(gov, relation)
    keys = light_key(gov)
    form = None
    if gov.dep_ == "advcl" and relation == "nsubj" and _is_definite(noun.word) and _mark(gov) in _BESIDE:
        return None  # "since the operation began" says when
    if relation in ("dobj", "obj", "attr", "oprd"):
        if gov.lemma_ == "be":
            form = "undergo" if outer.lemma_ in ("target", "victim", "scene") else "occur"
        elif keys & light.undergo:
            form = "undergo"
        elif keys & light.averted or keys & light.cause:
            form = "occur"
        elif keys & light.object:
            form = "object"
    elif relation == "nsubjpass":
        form = "occur" if keys & (light.object | light.undergo | light.noticed) else None
    elif relation in ("nsubj", "csubj"):
        form = "occur" if keys & light.occur else None
    elif relation == "prep":
        if gov.lemma_ in ("be", "go") and outer.head.lower_ in ("on", "in", "at", "under"):
            form = "undergo" if outer.head.lower_ == "under" else "object"
        elif gov.lemma_ in (
            "engage",
            "participate",
            "involve",
            "take",
            "mire",
            "join",
            "embroil",
            "result",
            "lead",
            "succeed",
            "end",
        ):
            form = "object"
    if form is None:
        return noun
    return replace(noun, head=gov, form=form, clause=clause_of(gov))


def _below_holding(verb: Token, relation: str) -> tuple[Token, str]:
    """The verb that carries a noun below one that only says how sure it is, and the noun's relation to it: "the raid is
    believed to have been | carried out | by rebels"."""
    if relation not in SUBJECTS or verb.lemma_ not in load_lexicon().light.holding:
        return verb, relation
    below = next((child for child in verb.rights if child.dep_ == "xcomp" and child.tag_ in ("VB", "VBN")), None)
    if below is None or not is_to_infinitive(below):
        return verb, relation
    return below, "nsubjpass" if any(child.dep_ == "auxpass" for child in below.lefts) else "nsubj"


def _host(each: Found, verbs: dict[int, Found], nouns: Collection[int], light: LightVerbs) -> tuple[Found | None, bool]:
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
            return host, not _is_answered(path, light) and _is_part(each, host, path, nouns, light)
    harm = _harm_before(each, verbs)
    return harm, harm is not None


def _harm_before(each: Found, verbs: dict[int, Found]) -> Found | None:
    """The harm that a deed told beside it did, where an aside between them hides that from the parser: "two were
    killed, most of them children, when a raid hit the bus"."""
    clause = each.head
    if clause.dep_ != "advcl" or clause.head.pos_ in VERBAL or _mark(clause) not in _WHILE:
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
    is_speech = above.type in SPEECH
    if own.type in MATERIAL and above.type in _TURNED_DOWN and _is_put_forward(path):
        return False  # "shot down claims that rebels had seized two nuns", "called the report that they had a lie"
    if above.type == "REJECT" and own.type in MATERIAL and _is_shown_in(path, host):
        return False  # "footage of guards beating a boy was faked"
    telling = (token for token in path if token.dep_ == "relcl")
    if any(child.dep_ == "ccomp" for clause in telling for child in clause.children):
        return False  # "a bomb that police believe was planted by the front": police tell that
    if dep == "conj" and len(path) == 1:
        if own.type == above.type or {own.type, above.type} <= FORCE:
            if own.role == above.role == "harm":
                is_state = each.form == "verb" and each.head.lemma_ == "be"
                is_cut = not has_aux(each.head) and not _has_object(each.head)  # "six were killed and nine wounded"
                return not is_state and (not _has_subject(each.head) or is_cut)
            if _is_beside(host.head) and _is_beside(each.head) and own.mode == above.mode == "destroy":
                return True  # "rioted, setting beds on fire and smashing windows"
            has_objects = _has_object(each.head) and _has_object(host.head)
            is_of_next = has_objects and _is_led(host) and host.form == "verb"
            is_attack = above.type == "ASSAULT" and above.role != "harm"
            is_toll = is_attack and own.words[1] in load_scenes()["toll_verbs"] and not _is_elsewhere(each.head)
            is_effect = is_toll or ((own.mode == "destroy" or own.role == "harm") and not is_of_next)
            return not _has_subject(each.head) and (is_effect or not has_objects)
        return False
    if dep == "prep" and "pcomp" in deps and _has_subject(each.head) and has_aux(each.head):
        return False
    is_laid = above.type == "ACCUSE" and above.mode == "allege" and own.type in MATERIAL
    if is_laid and path[0].dep_ == "pcomp" and path[0].head.lower_ in ("of", "for", "with"):
        return False  # "accused the army of shelling the town" tells of the shelling
    is_whole = path[-1].left_edge.tag_ not in QUESTION_TAGS  # not "condemned | what it called an attack |"
    is_content = dep == "ccomp" and is_whole and deps <= {"ccomp", "conj"} and _has_subject(path[-1])
    is_content |= is_laid and dep == "ccomp" and above.words[1] in ("allege", "charge", "suspect")
    if above.type == "ACCUSE" and own.type in MATERIAL and is_content:
        return False  # "alleged, or complained, that the army had shelled the town"
    if above.type == "CONCEDE" and own.type in MATERIAL and dep in ("xcomp", "pcomp") and len(path) == 1:
        return False  # "admitted having shelled the town"
    is_then = path[0].dep_ == "pcomp" and len(path) == 2 and path[1].lower_ in ORDERING
    is_deed = own.type in FORCE and not own.suffers and _has_object(each.head)
    if is_then and is_deed and above.role != "harm" and not _has_subject(each.head):
        return False  # "withdrew after killing nine soldiers"
    if dep in ("xcomp", "pcomp", "oprd", "acomp", "auxpass"):
        return True
    if dep == "prep" and not deps & {"relcl", "acl"}:
        return True
    if dep == "advcl":
        verb = path[-1]
        if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
            return not (above.type == "CONSULT" and own.type in _SAID)  # "called the king to thank him"
        mark = _mark(verb)
        if mark in _IF:
            return own.type == above.type or above.type in ("THREATEN", "AGREE", "REQUEST", "REJECT")
        if each.form == "occur":
            return False
        if mark == "as" and _has_subject(verb) and _has_its_cause(host):
            return False  # "a missile killed nine as rebels pressed on the town"
        if own.type == above.type and (mark in _WHILE or not mark) and (above.role == "harm" or not _has_subject(verb)):
            return True
        if {own.type, above.type} <= FORCE and not _has_subject(verb):
            return True
        is_said_beside = own.type in _SAID_BESIDE and above.type not in (own.type, "CONSULT")
        if is_said_beside and own.words[1] not in load_scenes()["demanding"]:
            return False  # "marched on the office, calling on the mayor to resign"
        return (
            not _has_subject(verb) and own.type not in ("ASSAULT", "COERCE", "RETREAT", "OTHER") and verb.tag_ == "VBG"
        )
    if dep == "ccomp":
        if path[-1].i < host.head.i and _is_cut_off(path[-1]):
            return False  # "a strike killed three; residents suspect the army"
        is_behind = len(path) == 1 and each.head.i > host.head.i
        is_direct = above.type == "CONCEDE" or (above.type == "REJECT" and is_behind)
        if is_direct and own.type in FORCE:
            return False  # "admitted, or ruled out, that its planes had hit the bridge" tells of the deed
        return is_speech and above.type != "CONSULT"
    if is_speech and dep in ("dobj", "nsubjpass", "pobj", "dative", "nsubj"):
        return own.type not in FORCE or above.type in ("ACCUSE", "REQUEST", "THREATEN", "AGREE", "REJECT")
    if "relcl" in deps or "acl" in deps:
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
        return own.type not in ("ASSAULT", "COERCE", "RETREAT", "OTHER", "MOBILIZE") and not _is_told_apart(own, clause)
    return False


def _is_put_forward(path: Sequence[Token]) -> bool:
    """Whether what is told is the content of a noun: "the claim that rebels seized two nuns"."""
    clause = next((token for token in path if token.dep_ == "acl"), None)
    is_next = clause is not None and clause is path[0] and len(path) == 2 and path[1].dep_ in _UNDERGOING
    if clause is None or not is_next or not _has_subject(clause):
        return False
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.lefts)


def _is_shown_in(path: Sequence[Token], host: Found) -> bool:
    """Whether what is told is what a faked picture shows."""
    return path[-1].dep_ == "nsubjpass" and host.head.lemma_ in load_lexicon().kinds["falsifying"]


def _is_what_harmed(clause: Token) -> bool:
    """Whether a clause tells what did the harm told above it: "wounded by a bomb that | went off | in a bank", "wounded
    on Monday night when charges | struck | the post"."""
    is_then = any(child.lower_ == "when" and child.dep_ == "advmod" for child in clause.lefts)
    return clause.dep_ == "relcl" and (is_then or is_weapon(clause.head))


_TOLD_APART = frozenset({"AGREE", "AID", "REQUEST", "ACCUSE", "THREATEN", "REJECT", "SUPPORT", "SANCTION"})


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


def _mark(verb: Token) -> str:
    """The word that opens a clause: "if", "when"; empty where there is none."""
    return next((child.lower_ for child in verb.lefts if child.dep_ in ("mark", "advmod")), "")


def _is_elsewhere(verb: Token) -> bool:
    """Whether a verb amid a list of deeds names a town of its own: "blew up a bridge, | killed a marine in Arauquita |
    and fled"."""
    if not verb.i or verb.nbor(-1).text != ",":
        return False
    holders = (verb, *(child for child in verb.rights if child.dep_ in OBJECTS))
    links = (child for holder in holders for child in holder.rights if child.lower_ in ("in", "at", "near"))
    ends = (end for link in links for end in link.rights if end.dep_ == "pobj")
    return any(end.pos_ == "PROPN" and end.ent_type_ not in DAYS for end in ends)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in OBJECTS for child in verb.children)


def _clause_host(noun: Token, verbs: dict[int, Found], light: LightVerbs) -> Found | None:
    """The happening in whose clause a noun stands, unless that only answers what the noun tells."""
    path = [noun]
    for _ in range(12):
        token = path[-1].head
        if token.i == path[-1].i:
            return None
        if token.i in verbs:
            return None if _is_answered(path, light) else verbs[token.i]
        path.append(token)
    return None


def _is_answered(path: Sequence[Token], light: LightVerbs) -> bool:
    """Whether what stands above a word, up to a happening, answers it: "in retaliation for", "to avenge"."""
    return any(token.lemma_.lower() in light.answering for token in path[1:])


_IF = frozenset({"if", "unless"})
_UNTIL = frozenset({"until", "till"})
_SOMEBODY = frozenset({"i", "he", "she", "we"})
_ASKING = frozenset({"unclear", "unknown", "determine", "ask", "wonder", "establish", "investigate", "decide"})
_BESIDE = frozenset({"in", "after", "following", "since", "before", "during", "amid", "despite", "until", "for"})
_EARLIER = (_BESIDE | {"over"}) - {"in", "during"}


def _is_given(noun: Token) -> bool:
    """Whether a noun only says when something else was ("after the first deployment of"): told before, not here."""
    prep = noun.head
    if prep.lower_ == "in" and prep.i and prep.nbor(-1).lemma_ in load_lexicon().parties["part"]:
        return False  # "denied any part in the bombing"
    return noun.dep_ == "pobj" and prep.lower_ in _BESIDE and prep.head.pos_ in VERBAL and _is_definite(noun)


def _is_avowed(noun: Token, light: LightVerbs) -> bool:
    """Whether somebody only says of a deed that it was: "the navy confirmed the raid"."""
    _outer, above, relation = governor(noun, light.carriers)
    return relation == "dobj" and bool(light_key(above) & light.avowed)


def _is_definite(noun: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in DEFINITE for child in noun.lefts)


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
