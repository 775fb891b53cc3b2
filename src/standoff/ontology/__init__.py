"""What kinds of happening there are, and the words that tell of them: PLOVER's types and modes, ACLED's pairs."""

from standoff.ontology.acled import acled_pair, load_scenes, sub_event_types
from standoff.ontology.deeds import DEEDS_AND_PROTESTS, FORCE, MATERIAL, VIOLENCE
from standoff.ontology.equipment import EquipmentNames, load_equipment
from standoff.ontology.laying import Laying, LayingWay, load_laying
from standoff.ontology.lexicon import (
    LINKS,
    NAMES,
    EventType,
    Example,
    Lexicon,
    LightVerbs,
    Mode,
    Trigger,
    load_lexicon,
    read_type,
)

__all__ = [
    "DEEDS_AND_PROTESTS",
    "FORCE",
    "LINKS",
    "MATERIAL",
    "NAMES",
    "VIOLENCE",
    "EquipmentNames",
    "EventType",
    "Example",
    "Laying",
    "LayingWay",
    "Lexicon",
    "LightVerbs",
    "Mode",
    "Trigger",
    "acled_pair",
    "load_equipment",
    "load_laying",
    "load_lexicon",
    "load_scenes",
    "read_type",
    "sub_event_types",
]
