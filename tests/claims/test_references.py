"""Who a pronoun takes up."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from standoff.claims.references import antecedent
from standoff.languages.phrases import name_phrase

EXAMPLES = tomllib.loads(files("standoff.languages").joinpath("en", "reference.toml").read_text("utf-8"))["examples"]


def pronoun_in(document, word):
    return next(token for token in document.parse if token.text == word and token.pos_ == "PRON")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:40])
def test_every_example_of_the_data_file_holds(make_document, example):
    head = antecedent(pronoun_in(make_document(example["text"]), example["pronoun"]))
    assert head is not None
    assert name_phrase(head).text == example["name"]


def test_a_weather_it_takes_up_nothing(make_document):
    document = make_document("The army left the town. It is likely that fighting will resume.")
    assert antecedent(pronoun_in(document, "It")) is None


def test_he_never_takes_up_a_body(make_document):
    document = make_document("The army left the town. He spoke later.")
    assert antecedent(pronoun_in(document, "He")) is None


def test_a_pronoun_never_takes_up_another_argument_of_its_verb(make_document):
    document = make_document("The brigade says the regiment attacked it at dawn.")
    head = antecedent(pronoun_in(document, "it"))
    assert head is not None
    assert head.text == "brigade"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Police held two monks and freed them at dusk.", "them", "two monks"),
        ("Soldiers caught three herders, and later shot them.", "them", "three herders"),
        ("Rebels freed nine hostages after shooting two of them.", "them", "nine hostages"),
        ("The clan stole a lorry and burned it.", "it", "a lorry"),
        ("Soldiers came to the well. Herders saw them.", "them", "Soldiers"),
        ("Students marched to the gate. Police fired gas to hold them back.", "them", "Students"),
        ("Six nuns were seized at dawn. Two of them were beaten.", "them", "Six nuns"),
        ("Police held nine clerks, some of them beaten.", "them", "nine clerks"),
    ],
)
def test_a_pronoun_never_takes_up_the_subject_that_its_verb_shares_or_the_words_it_is_part_of(
    make_document, text, word, name
):
    head = antecedent(pronoun_in(make_document(text), word))
    assert head is not None
    assert name_phrase(head).text == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The group's spokesman told Radio Sorn by phone that its fighters had left.", "The group"),
        ("A Hezbollah official told the paper that its rockets had struck the base.", "Hezbollah"),
        ("The army's spokesman said its troops had killed nine rebels.", "The army"),
        ("The ministry told the paper its jets had not bombed the clinic.", "The ministry"),
        ("A brother of the victim told Radio Sorn that its staff had been threatened.", "Radio Sorn"),
    ],
)
def test_whoever_a_speaker_speaks_for_is_taken_up_before_those_who_are_told(make_document, text: str, name: str):
    head = antecedent(pronoun_in(make_document(text), "its"))
    assert head is not None
    assert name_phrase(head).text == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Rebels attacked the mill, farmers said. "They burned it," one recalled.', "Rebels"),
        ("Gunmen took 12 girls, witnesses told the paper. They fled on motorbikes.", "Gunmen"),
        ("Rebels attacked the mill, farmers said. They added that it burned.", "farmers"),
        ("Soldiers said the mill burned. They shot two guards.", "Soldiers"),
        ("Farmers said rebels had burned the mill. They dismissed the ministry's account.", "Farmers"),
        ("She and two residents said nine people were buried. They dismissed the account.", "two residents"),
    ],
)
def test_they_are_not_those_who_only_told_of_it(make_document, text: str, name: str):
    head = antecedent(pronoun_in(make_document(text), "They"))
    assert head is not None
    assert name_phrase(head).text == name


def test_the_speaker_of_a_quotation_is_not_looked_for_before_it(make_document):
    document = make_document('The mayor stayed. "We saw the planes."')
    assert antecedent(pronoun_in(document, "We")) is None


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("His car was hit. The Clara Ramirez Front said it shot him for treason.", "it", "The Clara Ramirez Front"),
        ("Ten men who had refused to join the front were stabbed to death by its members.", "its", "the front"),
    ],
)
def test_a_body_that_bears_the_name_of_somebody_is_a_thing_and_a_death_has_no_members(
    make_document, text, pronoun, name
):
    head = antecedent(pronoun_in(make_document(text), pronoun))
    assert head is not None
    assert name_phrase(head).text == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("As for the rebels, farmers of Sorn say that they stole 200 sacks.", "the rebels"),
        ("As for the two soldiers, witnesses say that they fled.", "the two soldiers"),
        ("The farmers waited for the rebels, and they stole 200 sacks.", "The farmers"),
    ],
)
def test_whom_a_sentence_is_told_to_be_about_is_taken_up_before_who_speaks_in_it(make_document, text: str, name: str):
    head = antecedent(pronoun_in(make_document(text), "they"))
    assert head is not None
    assert name_phrase(head).text == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Snipers slowed the trucks. Eleven peshmerga had been killed, nine of them by mines.", "peshmerga"),
        ("The Ministry said that ten miners had been hiding in the clinic. All of them were killed.", "miners"),
        ("The Council said that six divers had stayed in the port. Most of them were later freed.", "divers"),
        ("The mayor came by road. Two aircraft circled over Loma. They dropped leaflets.", "aircraft"),
    ],
)
def test_a_noun_with_a_number_before_it_is_of_several(make_document, text: str, name: str):
    words = [token for token in make_document(text).parse if token.lower_ in ("them", "they")]
    found = antecedent(words[0])
    assert found is not None
    assert found.text == name
