"""Labels of the parser, and small words of English, that stand for one thing together."""

from __future__ import annotations

__all__ = [
    "ANY_SUBJECTS",
    "ARGUMENTS",
    "DAYS",
    "DEFINITE",
    "FINITE",
    "NAMED",
    "NOMINAL",
    "OBJECTS",
    "PHRASE_HEADS",
    "PLURALS",
    "POSSESSIVES",
    "QUESTION_TAGS",
    "RELATIVE_PRONOUNS",
    "RELATIVE_TAGS",
    "SUBJECTS",
    "SUBSTANTIVES",
    "TENSED",
    "VERBAL",
]

# parts of speech
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN"})
PHRASE_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
"""What may stand for somebody or something by itself: "| two | were shot", "the | wounded |"."""
SUBSTANTIVES = PHRASE_HEADS - {"ADJ"}

# tags
FINITE = frozenset({"VBD", "VBZ", "VBP"})
TENSED = FINITE | {"MD"}
PLURALS = frozenset({"NNS", "NNPS"})
RELATIVE_TAGS = frozenset({"WDT", "WP"})
QUESTION_TAGS = RELATIVE_TAGS | {"WRB"}

# dependencies
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ANY_SUBJECTS = SUBJECTS | {"csubj", "csubjpass", "expl"}
"""Clauses as subjects too, and "there"."""
OBJECTS = frozenset({"dobj", "obj"})
ARGUMENTS = SUBJECTS | {"dobj", "pobj"}

# entities
DAYS = frozenset({"DATE", "TIME"})
NAMED = frozenset({"ORG", "NORP", "GPE", "PERSON"})
"""Entities that may do something."""

# words
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
RELATIVE_PRONOUNS = frozenset({"that", "which", "who", "whom"})
