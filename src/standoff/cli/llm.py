"""The options of commands that may ask a language model, and the question before anything is sent."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.cli import output, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standoff.llm import Endpoint, Estimate, Price
    from standoff.pipeline import Reading
    from standoff.records import Rejection, Report

__all__ = ["Asking", "Llm", "LlmAtOnce", "LlmModel", "LlmPrice", "LlmTimeout", "Yes", "asking", "note_unread"]

KEY = "STANDOFF_LLM_KEY"

Llm = Annotated[
    str | None,
    typer.Option(
        "--llm",
        metavar="URL",
        help="Have a language model find the claims: an OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1. "
        f"Reports are sent there. Its key, if it needs one, is read from the variable {KEY}.",
    ),
]
LlmModel = Annotated[
    str | None, typer.Option("--llm-model", metavar="NAME", help="The model, by the name that the endpoint has for it.")
]
LlmPrice = Annotated[
    str | None,
    typer.Option(
        "--llm-price",
        metavar="SENT/ANSWERED",
        help="What a million tokens cost, to reckon with beforehand: 0.15/0.60.",
    ),
]
LlmTimeout = Annotated[
    float,
    typer.Option("--llm-timeout", metavar="SECONDS", min=1, max=3600, help="How long one answer may take."),
]
LlmAtOnce = Annotated[
    int, typer.Option("--llm-at-once", metavar="N", min=1, max=64, help="How many answers are waited for at once.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before reports are sent to a language model.")]


@dataclass(frozen=True, slots=True)
class Asking:
    """A model to ask, and whether the user is to agree first."""

    endpoint: Endpoint
    price: Price | None
    is_agreed: bool
    is_quiet: bool

    def readings(self, found: Iterable[Report | Rejection], actors: Path | None) -> Iterator[Reading]:
        """The readings of reports, once the user has agreed."""
        from standoff.pipeline.ask import analyse_asking

        return analyse_asking(found, endpoint=self.endpoint, agree=self._agree, actors=actors)

    def _agree(self, told: Estimate) -> None:
        if not (self.is_quiet and self.is_agreed):
            output.note(self._reckoned(told))
        if self.is_agreed:
            return
        if not typer.confirm("Send them?", err=True):
            output.note("Nothing was sent.")
            raise typer.Exit(1)

    def _reckoned(self, told: Estimate) -> str:
        """What asking will come to, in words."""
        sent = f"{words.count(told.reports, 'report')} to {self.endpoint.model} at {self.endpoint.host}"
        seconds = told.seconds(self.endpoint.at_once)
        time = f"{seconds / 60:,.0f} minutes" if seconds >= 90 else f"{max(1.0, seconds):.0f} seconds"
        tokens = f"about {_about(told.sent_tokens)} tokens sent and {_about(told.answer_tokens)} answered"
        cost = f"{told.cost(self.price):,.2f}" if self.price else "unknown (give --llm-price)"
        requests = words.count(told.requests, "request")
        return f"{words.safe(sent)}: {requests}, {tokens}, {time}. Cost, about: {cost}."


def _about(count: int) -> str:
    """A count in two figures that matter: 361,570 is 360,000."""
    return f"{float(f'{count:.2g}'):,.0f}"


def asking(
    url: str | None,
    model: str | None,
    *,
    price: str | None,
    seconds: float,
    at_once: int,
    is_agreed: bool,
    is_quiet: bool,
    is_stdin_read: bool,
) -> Asking | None:
    """The model that the options name, or ``None`` where they name none. Raises ``typer.BadParameter``."""
    if url is None:
        if model is not None or price is not None:
            raise typer.BadParameter("--llm-model and --llm-price go with --llm URL.")
        return None
    if not model or not model.strip():
        raise typer.BadParameter("--llm needs --llm-model NAME.")
    if not is_agreed and (is_stdin_read or not sys.stdin.isatty()):
        raise typer.BadParameter("--llm sends reports, and nobody can be asked here. Give --yes to agree.")
    from standoff.llm import Endpoint, EndpointError

    try:
        endpoint = Endpoint.of(url, model.strip(), key=os.environ.get(KEY), seconds=seconds, at_once=at_once)
    except EndpointError as error:
        raise typer.BadParameter(f"--llm: {error}") from error
    return Asking(endpoint, _price(price), is_agreed, is_quiet)


def _price(written: str | None) -> Price | None:
    """The price that a user wrote; one figure is that of both."""
    if written is None:
        return None
    from standoff.llm import Price

    sent, _, answered = written.partition("/")
    try:
        price = Price(float(sent), float(answered or sent))
    except ValueError:
        price = Price(-1, -1)
    if not (0 <= price.sent < 1e6 and 0 <= price.answered < 1e6):
        raise typer.BadParameter(f"--llm-price {written} is no price. Write it as 0.15/0.60, for a million tokens.")
    return price


def note_unread(reading: Reading, *, is_said: bool = True) -> bool:
    """Whether the model gave no usable answer on a report, or on part of it; that is told of on standard error."""
    from standoff.llm import UNREAD

    unread = [rejection for rejection in reading.rejections if rejection.stage == UNREAD]
    if unread and is_said:
        path = words.safe(unread[0].subject or "")
        output.note(
            f"Not read by the model: {path}{': ' if path else ''}{words.safe(unread[0].reason)}", style="yellow"
        )
    return bool(unread)
