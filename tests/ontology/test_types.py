"""The data files of the ontology say what they must, and a wrong one says what is wrong."""

from __future__ import annotations

import pytest

from standoff.errors import KnowledgeError
from standoff.ontology import LINKS, NAMES, acled_pair, load_equipment, load_lexicon, read_type, sub_event_types
from standoff.records import Acled

LEXICON = load_lexicon()

ACCUSE = """
type = "ACCUSE"
definition = "A party blames another."
[[triggers]]
verbs = ["blame"]
"""


def test_there_is_a_type_for_each_of_plovers_sixteen_and_one_for_the_rest():
    assert set(LEXICON.types) == set(NAMES)
    assert len(NAMES) == 17


@pytest.mark.parametrize("name", NAMES)
def test_each_type_says_what_it_means_and_shows_it_in_examples(name: str):
    each = LEXICON.types[name]
    assert each.definition.endswith(".")
    assert len(each.examples) >= 8
    assert each.triggers
    assert each.targets


@pytest.mark.parametrize("name", NAMES)
def test_each_mode_with_words_of_its_own_is_shown_in_an_example(name: str):
    each = LEXICON.types[name]
    told = {trigger.mode for trigger in each.triggers} - {None}
    assert told <= set(each.modes)
    assert told <= {example.mode for example in each.examples}


def test_acled_has_twenty_five_sub_event_types_in_six_types():
    assert len(sub_event_types()) == 25
    assert len({acled_pair(name).event_type for name in sub_event_types()}) == 6
    assert acled_pair("Grenade") == Acled("Explosions/Remote violence", "Grenade")


def test_every_acled_name_in_the_types_is_one_of_acleds():
    named = {each.acled for each in LEXICON.types.values()}
    named |= {mode.acled for each in LEXICON.types.values() for mode in each.modes.values()}
    assert named - {None} <= sub_event_types()


def test_a_word_leads_to_its_triggers_the_ones_with_more_words_first():
    triggers = LEXICON.verbs["open"]
    counts = [sum(word not in LINKS for word in trigger.words) for trigger in triggers]
    assert counts == sorted(counts, reverse=True)


def test_no_word_is_given_twice_in_one_entry():
    for each in LEXICON.types.values():
        seen = [(t.words, t.mode, t.object, t.subject, t.context, t.form, t.role, t.suffers) for t in each.triggers]
        doubles = {" ".join(entry[0][1:]) for entry in seen if seen.count(entry) > 1}
        assert doubles == set(), each.name


@pytest.mark.parametrize(("text", "names"), load_equipment().examples, ids=lambda value: str(value)[:40])
def test_named_weapons_and_vehicles_are_found_in_the_examples(text: str, names: tuple[str, ...]):
    assert tuple(text[start:end] for start, end in load_equipment().find(text)) == names


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("type = ", "is no TOML"),
        ('type = "BLAME"\ndefinition = "x."', "'BLAME' is no event type"),
        ('type = "ACCUSE"', "definition"),
        ('type = "ACCUSE"\ndefinition = "x."\ncolour = 1', "colour"),
        (f'{ACCUSE}mode = "loud"', "loud"),
        (f'{ACCUSE}role = "king"', "role 'king' is unknown"),
        (f'{ACCUSE}form = "middle"', "form 'middle' is unknown"),
        (f"{ACCUSE}weight = 3", "weight 3 is out of bounds"),
        (f'{ACCUSE}suffers = "yes"', "suffers 'yes' is neither true nor false"),
        (f'{ACCUSE}object = ["<dragon>"]', "<dragon> is no kind"),
        ('type = "ACCUSE"\ndefinition = "x."\n[[triggers]]\nweight = 0.5', "it has no words"),
        ('type = "ACCUSE"\ndefinition = "x."\ntargets = ["<nobody>"]', "'<nobody>' is unknown"),
        ('type = "ACCUSE"\ndefinition = "x."\nacled = "War"', "War"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong_in_it_and_what_to_do(text: str, says: str):
    with pytest.raises(KnowledgeError) as caught:
        read_type("accuse.toml", text, LEXICON.kinds)
    assert "accuse.toml" in caught.value.message
    assert says in caught.value.message
    assert caught.value.advice
