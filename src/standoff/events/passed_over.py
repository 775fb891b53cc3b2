"""Words that seem to tell of a happening and only say who tells it, or how he was asked."""

from __future__ import annotations

from spacy.tokens import Token

from standoff.events.clauses import has_object, has_subject, lemma_of, light_key, mark_of
from standoff.events.triggers import Found
from standoff.languages.grammar import QUESTION_TAGS, RELATIVE_TAGS, SUBJECTS
from standoff.languages.joined import speech_verbs
from standoff.ontology import MATERIAL, load_lexicon

__all__ = ["is_cut_off", "is_on_the_way", "is_passed_over", "only_tells"]

_ASIDE = frozenset({",", '"', "”", "“", "–", "—", "--", "-"})
_ASIDE_ENDS = _ASIDE | {".", ";", ":"}
_SOMEBODY = frozenset({"i", "he", "she", "we"})


def is_passed_over(each: Found) -> bool:
    """A weak word in a reduced clause ("a town held by rebels"), one in what nobody says ("did not say who"), or one by
    which a source only keeps back its name ("declined to be named")."""
    if each.trigger.type == "REJECT" and any(map(_is_kept_back, each.head.rights)):
        return True
    is_reduced = each.head.dep_ == "acl" and not has_subject(each.head)
    is_held = each.head.dep_ == "relcl" and each.clause is not None and each.clause.is_passive
    if is_held and each.trigger.weight < 0.6:
        return True  # "a district which has been held by rebels"
    if is_reduced and (each.trigger.weight < 0.6 or each.trigger.type == "MOBILIZE"):
        return True
    if each.head.lemma_ == "let" and each.head.tag_ == "VB" and not has_subject(each.head):
        return True
    if each.trigger.words == ("verb", "ask") and _asks_to_know(each.head):
        return True
    return _lets_know(each.head) or _is_interviewed(each.head) or _is_unanswered(each.head)


def only_tells(each: Found, verbs: dict[int, Found]) -> bool:
    """Whether a word only says how sure somebody is of a happening that follows: "warned that the army may storm the
    town", "are suspected to have crossed the river"."""
    lemma = each.trigger.words[1]
    light = load_lexicon().light
    if lemma in light.told_after and each.form == "verb":
        is_led = any(child.dep_ == "nsubj" for child in each.head.children) or has_object(each.head)
        is_behind = is_led and any(child.dep_ == "ccomp" and not is_cut_off(child) for child in each.head.lefts)
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
        if lemma == "assure" and child.dep_ == "ccomp" and _is_past(child):
            return True  # "assured us that the army had shelled the town"
        if lemma == "suspect" and child.dep_ == "xcomp" and each.clause is not None and each.clause.is_passive:
            return child.i in verbs
    return False


def _is_past(verb: Token) -> bool:
    """Whether a verb tells what has been done: "shelled", "had shelled", "was shelled"; not "would shell"."""
    helping = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    return (helping[0] if helping else verb).tag_ in ("VBD", "VBN") or any(each.lemma_ == "have" for each in helping)


def is_on_the_way(found: Found) -> bool:
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
    is_then = verb.dep_ == "advcl" and mark_of(verb) in ("as", "when", "while")
    is_broken_off = verb.tag_ == "VBG" and any(
        child.dep_ == "advcl" and child.i > verb.i and mark_of(child) == "when" for child in verb.rights
    )
    return is_somebody and (is_then or is_broken_off)


def is_cut_off(content: Token) -> bool:
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
    is_denied = any(child.dep_ == "neg" for child in above.children) or above.lemma_ in load_lexicon().light.unknown
    return asks and is_denied and verb.dep_ in ("ccomp", "xcomp", "pcomp")
