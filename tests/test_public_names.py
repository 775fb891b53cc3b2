"""What ``import standoff`` offers is exactly ``__all__``, and fetching it is lazy."""

from __future__ import annotations

import subprocess
import sys

import pytest

import standoff

PUBLIC = {
    "Account", "Acled", "Actor", "Attribution", "Block", "Casebook", "Claim", "DateMention", "Event", "Happened", "Incident",
    "Judgement", "Knowledge", "Link", "Origin", "Participant", "Place", "PlaceMention", "Reading", "Rejection", "Report", "Source", "Span", "StandoffError",
    "Toll", "When", "__version__", "happened", "open", "read",
}  # fmt: skip


def test_all_holds_the_public_names_and_no_others() -> None:
    assert set(standoff.__all__) == PUBLIC
    assert sorted(standoff.__all__) == dir(standoff)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_can_be_fetched(name: str) -> None:
    assert getattr(standoff, name) is not None


def test_every_record_comes_from_the_place_where_it_is_defined() -> None:
    from standoff import errors, pipeline, records

    assert standoff.StandoffError is errors.StandoffError
    assert standoff.Reading is pipeline.Reading
    assert standoff.Claim is records.Claim


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Casebok'"):
        _ = standoff.Casebok


def test_importing_the_package_loads_no_parser() -> None:
    script = "import sys, standoff; assert not {'spacy', 'numpy', 'rich', 'typer'} & set(sys.modules), sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)
