"""What incidents are called."""

from __future__ import annotations

from standoff.languages.language import load_rules
from standoff.ontology import load_lexicon
from standoff.ontology.acled import sub_event_types


def test_every_sort_of_happening_has_a_name_in_plain_words() -> None:
    titles = load_rules("incidents")["titles"]

    assert set(sub_event_types()) | set(load_lexicon().types) == set(titles)
    assert not [name for name in titles.values() if "/" in name]
