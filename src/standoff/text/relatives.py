"""Relative clauses that the parser takes apart: "the raid, which officials blamed on the front, killed six".

It now and then hangs the clause's verb as a participle on its own subject, and takes that for the subject of what the
sentence goes on to tell, so that officials would have killed six. The words tell: a noun, a comma, "which" or "whom",
who does it, and next to that the verb.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from standoff.text.hanging import hang

__all__ = ["mend_relatives"]

_RELATIVE = frozenset({"which", "whom"})


def mend_relatives(parse: Doc) -> None:
    """Hang such clauses on the noun that they are of, and give the sentence its subject back."""
    for relative in parse:
        if relative.lower_ in _RELATIVE and relative.i > 1 and relative.nbor(-1).text == ",":
            _mend(relative)


def _mend(relative: Token) -> None:
    antecedent, end = relative.nbor(-2), relative.sent.end
    verb = next((token for token in relative.doc[relative.i + 1 : end] if _stands_behind(token, relative)), None)
    if verb is None or antecedent.pos_ not in ("NOUN", "PROPN") or antecedent.i < relative.sent.start:
        return
    doer, above, behind = verb.head, verb.head.head, verb.right_edge.i + 1
    if relative.is_ancestor(antecedent):  # hung on what hangs on it, the clause would go round in a ring
        return
    if above.i == relative.i:  # and nothing goes on behind it
        hang(verb, antecedent, "relcl")
    elif above.dep_ == "relcl" and above.head.i < relative.i < behind < above.i and relative.doc[behind].text == ",":
        noun = above.head
        if relative.is_ancestor(noun):
            return
        hang(verb, noun, "relcl")
        _put_above(above, noun)
    else:
        return
    verb.tag_ = "VBD"
    hang(doer, verb, "nsubj")
    hang(relative, verb, "dobj")


def _put_above(verb: Token, noun: Token) -> None:
    """Make a noun the subject of the verb that hangs on it, and the verb what the noun was."""
    is_root = noun.head.i == noun.i
    behind = [child for child in noun.rights if child.i > verb.i]
    hang(verb, verb if is_root else noun.head, noun.dep_)
    hang(noun, verb, "nsubjpass" if any(child.dep_ == "auxpass" for child in verb.lefts) else "nsubj")
    for child in behind:
        child.head = verb


def _stands_behind(verb: Token, relative: Token) -> bool:
    """Whether a verb hangs as a participle on whoever stands between it and a relative."""
    return (
        verb.dep_ == "acl"
        and verb.tag_ in ("VBD", "VBN")
        and verb.head.i == verb.i - 1
        and (verb.head.left_edge.i == relative.i + 1)
    )
