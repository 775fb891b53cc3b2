"""Cue verbs in the passive: "is said to ...", "was condemned by X", "were accused of ...", "asked about ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from standoff.attribution.cue_verb import CueVerb, finding_of, governed_runs, is_in_words, subtree_runs
from standoff.attribution.cues import Cue, load_cues
from standoff.attribution.finding import Finding, Run, runs_of
from standoff.attribution.owning import deed_before
from standoff.attribution.subjects import antecedent_of, clause_on, source_run
from standoff.ontology import load_lexicon

__all__ = ["read_accusation", "read_passive"]

_COMPLEMENTS = ("xcomp", "ccomp", "oprd", "acomp")
_TAKEN = frozenset({"as", "for"})
_MARKS = frozenset({",", "-", "--", "–", "—", "(", ")"})
_STOPS = frozenset({".", "!", "?", ";"})


def read_passive(parse: Doc, verb: CueVerb) -> Finding | None:
    """The attribution of a passive: its source is whoever stands behind "by", or nobody."""
    called = (c for taken in verb.own.get("oprd", ()) for c in taken.rights if c.lower_ == "by")  # "called lies by X"
    agent = next((c for by in (*verb.own.get("agent", ()), *called) for c in by.rights if c.dep_ == "pobj"), None)
    source = source_run(parse, agent, verb.cue) if agent is not None else None
    charge = next((each for each in _charges_behind(verb) if source and source[0] < each.i < source[1]), None)
    if charge is not None and source is not None:
        source = (source[0], charge.i)  # "accused by | the bishop | of the murder"
    is_telling = verb.token.lemma_.lower() in load_cues().words["telling"]
    said = next(filter(_begins_with_that, agent.rights), None) if agent is not None and is_telling else None
    if said is not None and source is not None:
        source = (source[0], min(source[1], said.left_edge.i))  # "was told by | an officer | that he was dead"
    unattributed, verb = verb, replace(verb, source=source, subject=agent)
    if "of" in verb.frames and (found := read_accusation(verb, verb.frames["of"])):
        is_cut = charge is not None and found.named is not None and source is not None
        return replace(found, named=source) if is_cut else found
    cue = _cue(verb)
    if cue is None:
        return None
    if source is None and _is_minded(verb):
        return None
    if (around := _around(parse, verb)) is not None:
        nobodys = replace(unattributed, subject=None, source=None)
        return finding_of(nobodys, replace(cue, is_report=True), around)  # "was laid, it is said, | by rebels |"
    if any(child.lower_ == "it" for child in verb.own.get("nsubjpass", ())) and "ccomp" in verb.own:
        cue = replace(cue, is_report=True)  # "it is understood that ..."
    whom = _whom(verb)
    of = (antecedent_of(each) or each for each in verb.own.get("nsubjpass", ()))
    if cue.of_words and not any(map(is_in_words, of)):
        return None  # "two of which were shot down by a battery"
    complement = _complement(verb)
    complement += [(said.left_edge.i, said.right_edge.i + 1)] if said is not None else []
    if cue.needs_more and not complement:
        return None
    if not complement and verb.token.lemma_.lower() in load_cues().words["coming_upon"]:
        return None  # "the bodies were found by herders"
    is_unproven = verb.is_negated and cue.negated == "questions" and "auxpass" in verb.own and "passive" in verb.frames
    is_full = verb.token.dep_ == "acl" or "auxpass" in verb.own
    is_laid = source is None and is_full and verb.token.lemma_ in load_cues().words["laying"]
    if source is None and not is_laid and (not (complement or is_unproven) or verb.token.dep_ in ("acl", "amod")):
        return None  # but "an attack blamed on rebels", "was blamed on rebels", is laid to them by somebody
    if source is not None and whom is None and not complement:
        return None
    if cue.stance == "asserts" and _is_called_false(parse, complement):
        cue = replace(cue, stance="denies")  # "the report was called a lie by the ministry"
    end = _reach(verb)
    taken = {*range(verb.cue[0], end), *(range(*source) if source else ())}
    laid = deed_before(verb.token) if is_laid else ()  # "| the raid |, for which rebels are blamed"
    runs = (*laid, *([whom] if whom else ()), *complement)
    content = runs_of(at for run in runs for at in range(*run) if at not in taken)
    found = finding_of(verb, cue, content, run=(verb.cue[0], end)) if content else None
    told = next(iter(verb.own.get("nsubjpass", ())), None)
    if found is None or source is None or told is None or not is_telling or told.pos_ == "PRON":
        return found
    return replace(found, via=(((told.left_edge.i, min(told.right_edge.i + 1, verb.cue[0])), found.cue),))


def _begins_with_that(clause: Token) -> bool:
    return clause.dep_ in ("relcl", "acl") and clause.left_edge.lower_ == "that"


def _is_minded(verb: CueVerb) -> bool:
    """Whether the writer minds his readers of something in his own voice: "it should be pointed out that"."""
    is_due = any(child.lemma_.lower() in load_cues().words["due"] for child in verb.own.get("aux", ()))
    is_of_it = any(child.lower_ == "it" for child in verb.own.get("nsubjpass", ()))
    lemma = verb.token.lemma_.lower()
    return is_due and is_of_it and not verb.is_negated and lemma in load_cues().words["minding"]


def _taken(verb: CueVerb) -> frozenset[str]:
    """Words that lead to what is said of somebody: "was described | as | a spy", "was linked by the mayor | to | it".
    Where nobody says it, only "as" and "for" do."""
    cue = verb.frames.get("as")
    return _TAKEN | cue.taken if cue is not None and verb.source is not None else _TAKEN


def _around(parse: Doc, verb: CueVerb) -> list[Run] | None:
    """What a sentence tells around "it was reported" between marks, or before it: "the Guard, it was reported, ..."."""
    it = next((child for child in verb.own.get("nsubjpass", ()) if child.lower_ == "it"), None)
    sentence, end = verb.token.sent, verb.cue[1]
    if "clause" not in verb.frames:
        return None  # "the convoy stopped, it was accused, ...": no such words stand for what is said
    if it is None or it.i <= sentence.start + 1 or parse[it.i - 1].text not in _MARKS or end >= sentence.end:
        return None
    after = parse[end].text
    if after not in _MARKS and not (after in _STOPS and end + 1 >= sentence.end - 1):
        return None
    around = [(sentence.start, it.i - 1), (end + 1, sentence.end)]
    return [run for run in around if any(token.is_alpha for token in parse[slice(*run)])]


def _is_called_false(parse: Doc, complement: Sequence[Run]) -> bool:
    return any(parse[at].lemma_.lower() in load_cues().words["false"] for run in complement for at in range(*run))


def _reach(verb: CueVerb) -> int:
    """Where the cue ends: behind a "by", "as" or "for" that follows a full passive at once."""
    end = verb.cue[1]
    if "auxpass" not in verb.own:
        return end
    taken = _taken(verb)
    following = [*verb.own.get("agent", ()), *(c for c in verb.own.get("prep", ()) if c.lower_ in taken)]
    return end + 1 if any(child.i == end for child in following) else end


def read_accusation(verb: CueVerb, cue: Cue) -> Finding | None:
    """ "X accused Y of doing", "Y was accused of doing": the content is Y and what Y is said to have done."""
    reduced = [verb.token.head] if verb.is_passive and verb.token.dep_ == "acl" and verb.source is None else []
    for accused in (*verb.own.get("dobj", ()), *verb.own.get("nsubjpass", ()), *reduced):
        own = (*verb.own.get("prep", ()), *(c for c in accused.rights if c.dep_ == "prep"))
        for preposition in (*own, *_charges_behind(verb)):
            if preposition.lower_ not in verb.governed or preposition.i < verb.token.i:
                continue
            deed = governed_runs(preposition)
            if not deed:
                continue
            if accused.i > verb.token.i:
                return finding_of(verb, cue, [(accused.left_edge.i, deed[-1][1])])
            run = (verb.cue[0], preposition.i + 1 if preposition.i == verb.cue[1] else _reach(verb))
            whom = (accused.left_edge.i, min(accused.right_edge.i + 1, verb.cue[0]))
            return finding_of(verb, cue, [whom, *deed], run=run)
    return None


def _charges_behind(verb: CueVerb) -> list[Token]:
    """Prepositions that lead to a charge and hang on what stands before it: "accused in court | of | the murder",
    "accused by the bishop | of | having shot him"."""
    beside = [link for link in (*verb.own.get("prep", ()), *verb.own.get("agent", ())) if link.i > verb.token.i]
    links = [each for link in beside for each in link.subtree if each.dep_ == "prep" and each.lower_ in verb.governed]
    return [each for each in links if each not in beside and any(map(_is_charge, each.rights))][:1]


def _is_charge(end: Token) -> bool:
    deeds = load_lexicon().deeds | load_lexicon().kinds["violence"]
    return end.dep_ == "pcomp" or (end.dep_ == "pobj" and end.lemma_.lower() in deeds)


def _cue(verb: CueVerb) -> Cue | None:
    """How the passive is meant. Verbs that say a thing of somebody need no one who says it; others need an agent."""
    if "passive" in verb.frames:
        return verb.frames["passive"]
    if "as" in verb.frames:
        return verb.frames["as"]
    is_told = verb.source is not None or any(child.lower_ in _TAKEN for child in verb.after("prep"))
    return verb.frames.get("object") if is_told else None


def _whom(verb: CueVerb) -> Run | None:
    """The passive's subject, or the noun that a participle stands beside."""
    subject = next(iter(verb.own.get("nsubjpass", ())), None)
    if subject is not None:
        is_learned = verb.token.lemma_.lower() in load_cues().words["learning"]
        if subject.lower_ == "it" and ("ccomp" in verb.own or is_learned or _asked(verb) is not None):
            return None
        meant = antecedent_of(subject)
        is_laid = verb.token.dep_ == "relcl" and verb.token.lemma_ in load_cues().words["laying"]
        if meant is not None and is_laid and subject.tag_ == "WDT":
            return _whole(meant).left_edge.i, meant.i + 1  # ", | the murder of the mayor |, which is attributed to"
        if meant is not None and meant.lemma_.lower() in load_cues().nouns:
            return meant.left_edge.i, meant.i + 1  # ", | a claim | that could not be verified"
        return subject.left_edge.i, min(subject.right_edge.i + 1, verb.cue[0])
    noun = verb.token.head
    if verb.token.lemma_.lower() in load_cues().words["quoting"]:
        return None  # "officials quoted by media": not what media say, but whom they heard it from
    if verb.token.dep_ == "acl" and noun.i < verb.token.i and noun.pos_ in ("NOUN", "PROPN", "PRON"):
        return noun.left_edge.i, min(noun.right_edge.i + 1, verb.cue[0])
    return None


def _whole(noun: Token) -> Token:
    """The noun of a phrase whose last the parser took for what "which" stands for."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.i < noun.i:
        noun = noun.head.head
    return noun


def _complement(verb: CueVerb) -> list[Run]:
    """What is said of the subject: "to have left", "killed", "as a spy"."""
    runs: list[Run] = []
    asked = _asked(verb)
    if asked is not None:
        return subtree_runs(asked, verb)
    for child in verb.after(*_COMPLEMENTS):
        by = next((c for c in child.rights if child.dep_ == "oprd" and c.lower_ == "by"), None)
        runs += subtree_runs(child, verb) if by is None else [(child.left_edge.i, by.i)]
    is_learned = verb.token.lemma_.lower() in load_cues().words["learning"]
    taken = _taken(verb)
    for child in verb.after("prep"):
        if child.lower_ in taken:
            runs.append((child.left_edge.i, child.right_edge.i + 1))
        elif child.lower_ == "from" and is_learned:
            clauses = (clause_on(teller) for teller in child.rights if teller.dep_ == "pobj")
            runs += [(clause.left_edge.i, clause.right_edge.i + 1) for clause in clauses if clause is not None]
    return runs


def _asked(verb: CueVerb) -> Token | None:
    """The question that an "it" stands for: "it could not be ascertained whether ..."."""
    if not any(child.lower_ == "it" for child in verb.own.get("nsubjpass", ())):
        return None
    return next((c for c in verb.after("advcl") if any(mark.lower_ == "whether" for mark in c.lefts)), None)
