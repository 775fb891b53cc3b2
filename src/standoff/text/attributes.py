"""What spaCy's attribute ruler sets, remembered by word.

The ruler asks some 170 patterns of each token. All but a few look at one token alone: at its word, tag and
dependency. What they set is asked once for each such three and remembered; the others are asked of every text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

__all__ = ["remember_attributes"]

REMEMBERED: Final = 50_000
"""So many words with their tag and dependency are kept; when there are more, all are asked anew."""

_NAME = "standoff_attributes"
_Key = tuple[int, int, int]
"""A word, its tag and its dependency."""
_Match = tuple[int, dict[int, int]]
"""Where its pattern stands among all (a later one's attributes prevail), and what it sets."""


def remember_attributes(parser: Language) -> None:
    """Put in the place of the parser's attribute ruler one that does the same and remembers."""
    ruler = parser.get_pipe("attribute_ruler")
    remembering = parser.add_pipe(_NAME, after="attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    assert isinstance(remembering, _RememberingRuler)
    remembering.take(ruler)
    parser.remove_pipe("attribute_ruler")


@Language.factory(_NAME)
def _make(nlp: Language, name: str) -> _RememberingRuler:
    return _RememberingRuler(nlp.vocab, name)


class _RememberingRuler:
    def __init__(self, vocab: Vocab, name: str) -> None:
        self.name = name
        self._vocab = vocab
        self._single = AttributeRuler(vocab)
        self._single_at: list[int] = []
        self._several = AttributeRuler(vocab)
        self._several_at: list[int] = []
        self._known: dict[_Key, tuple[list[_Match], dict[int, int]]] = {}

    def take(self, ruler: AttributeRuler) -> None:
        """Have the patterns of a ruler, in its order."""
        patterns: list[dict[str, Any]] = list(ruler.patterns)
        for at, pattern in enumerate(patterns):
            alone = all(len(tokens) == 1 for tokens in pattern["patterns"])
            (self._single if alone else self._several).add_patterns([pattern])
            (self._single_at if alone else self._several_at).append(at)

    def __call__(self, doc: Doc) -> Doc:
        by_several: dict[int, list[_Match]] = {}
        for which, _, start, end in self._several.match(doc):
            index = self._several.indices[which]
            at = start + index if index >= 0 else end + index
            by_several.setdefault(at, []).append((self._several_at[which], self._several.attrs[which]))
        keys = list(map(tuple, doc.to_array([ORTH, TAG, DEP]).tolist()))
        self._ask({key for key in keys if key not in self._known})
        for token, key in zip(doc, keys, strict=True):
            matches, attributes = self._known[key]
            if token.i in by_several:
                attributes = _merged([*matches, *by_several[token.i]])
            for attribute, value in attributes.items():
                _SET[attribute](token, value)
        if len(self._known) > REMEMBERED:
            self._known.clear()
        return doc

    def _ask(self, unknown: set[_Key]) -> None:
        keys = list(unknown)
        words = Doc(self._vocab, words=[self._vocab.strings[orth] for orth, _, _ in keys])
        for word, (_, tag, dep) in zip(words, keys, strict=True):
            word.tag, word.dep = tag, dep
        matches: list[list[_Match]] = [[] for _ in keys]
        for which, _, at, _ in self._single.match(words):
            matches[at].append((self._single_at[which], self._single.attrs[which]))
        self._known |= {key: (found, _merged(found)) for key, found in zip(keys, matches, strict=True)}


def _merged(matches: list[_Match]) -> dict[int, int]:
    merged: dict[int, int] = {}
    for _, attributes in sorted(matches, key=lambda match: match[0]):
        merged |= attributes
    return merged


def _set_pos(token: Token, value: int) -> None:
    token.pos = value


def _set_lemma(token: Token, value: int) -> None:
    token.lemma = value


def _set_morph(token: Token, value: int) -> None:
    token.set_morph(value)  # type: ignore[attr-defined]  # spaCy's stub leaves it out


def _set_tag(token: Token, value: int) -> None:
    token.tag = value


def _set_dep(token: Token, value: int) -> None:
    token.dep = value


_SET: Final[dict[int, Callable[[Token, int], None]]] = {
    POS: _set_pos,
    LEMMA: _set_lemma,
    MORPH: _set_morph,
    TAG: _set_tag,
    DEP: _set_dep,
}
