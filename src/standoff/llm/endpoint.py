"""An OpenAI-compatible endpoint that the user names, asked within bounds on time, bytes and tries.

The user names the endpoint, so it may lie on this machine or in a private network. Nothing else can name one: no
redirection is followed, no proxy and no password of the environment is used, and neither a report nor an answer is
ever taken for an address. In clear text (``http``) nothing is sent to the open internet.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
import socket
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import SplitResult, urlsplit

from standoff.errors import StandoffError
from standoff.llm.request import answer_shape, messages_for
from standoff.llm.words import Passage

if TYPE_CHECKING:
    import httpx

__all__ = ["Asker", "CutShortError", "Endpoint", "EndpointError"]

MOST_BYTES: Final = 4 << 20
"""A longer answer is not read to its end: 120 claims are 100 kB."""
WAITS: Final = (1.0, 4.0)
"""Seconds before each further try, unless the endpoint says how long to wait."""
LONGEST_WAIT: Final = 60.0
"""Whoever asks for a longer wait is not asked again."""
FAILURES_IN_A_ROW: Final = 5
"""After so many the endpoint is not asked any more."""
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_NOT_SO = frozenset({400, 422, 501})
_FORMS: tuple[dict[str, Any], ...] = (
    {"temperature": 0, "response_format": "schema"},
    {"response_format": "schema"},
    {"temperature": 0, "response_format": {"type": "json_object"}},
    {"temperature": 0},
    {},
)
"""Ways to ask, the strictest first. An endpoint that refuses one is asked in the next."""


class EndpointError(StandoffError):
    """An endpoint that cannot be asked, or whose answer is of no use."""


class CutShortError(EndpointError):
    """An answer that ends before its end, at the longest that the model answers with: of fewer sentences it may not."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked. ``key`` is sent to just this address and is in no text of ours."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    seconds: float = 120.0
    at_once: int = 2

    @classmethod
    def of(cls, url: str, model: str, *, key: str | None = None, seconds: float = 120.0, at_once: int = 2) -> Endpoint:
        """The endpoint at a base address such as ``http://127.0.0.1:11434/v1``. Raises ``EndpointError``."""
        parts = _checked(url)
        key = (key or "").strip() or None
        if key and not (key.isascii() and key.isprintable()):
            raise EndpointError("The key holds what no key can hold.", advice="Set the variable to the key alone.")
        path = parts.path.rstrip("/")
        path = path if path.endswith("/chat/completions") else f"{path}/chat/completions"
        return cls(parts._replace(path=path, fragment="").geturl(), model, key, seconds, at_once)

    @property
    def host(self) -> str:
        """What may be shown of the address: without its query."""
        return urlsplit(self.url).netloc

    def without_key(self, text: str) -> str:
        """A text in which the key is not to be read, whoever wrote it there."""
        return text.replace(self.key, "[key]") if self.key else text


def _checked(url: str) -> SplitResult:
    advice = "Give the address of an OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1."
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise EndpointError(f"{url[:80]!r} is no address of the web: {error}.", advice=advice) from error
    if parts.username is not None or parts.password is not None:
        raise EndpointError(
            "The address holds a name or a password.", advice="Leave them out; a key goes into STANDOFF_LLM_KEY."
        )
    if parts.scheme not in ("http", "https") or not host or port == 0 or any(letter <= " " for letter in url):
        raise EndpointError(f"{url[:80]!r} is no address of the web.", advice=advice)
    if parts.scheme == "http" and not _is_near(host, port or 80):
        raise EndpointError(
            f"{host} lies in the open internet, and http would send reports and the key in clear text.",
            advice="Use https. Plain http is for this machine and private networks.",
        )
    return parts


def _is_near(host: str, port: int) -> bool:
    """Whether a host lies on this machine or in a private network, by all its addresses."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise EndpointError(
            f"There is no host {host[:80]}.", advice="Is the name right, and the network up?"
        ) from error
    return not any(ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global for *_, address in found)


class Asker:
    """Asks an endpoint about passages, a few at a time, in a thread of its own; used in a ``with`` statement.

    Leaving the statement gives up whatever is still under way.
    """

    def __init__(self, endpoint: Endpoint, *, waits: Sequence[float] | None = None) -> None:
        try:
            import httpx
        except ImportError as error:
            raise EndpointError(
                f"Asking a language model needs {error.name}, which is not installed.",
                advice='Install it with pip install "standoff[llm]".',
            ) from error
        self._httpx = httpx
        self._endpoint = endpoint
        self._waits = WAITS if waits is None else waits
        self._form = 0
        self._failures = 0
        self._loop = asyncio.new_event_loop()
        self._room = asyncio.Semaphore(endpoint.at_once)
        self._thread = threading.Thread(target=self._loop.run_forever, name="asking a model", daemon=True)
        # our own bound is on the whole of an answer; those of httpx begin anew with each byte
        bounds = httpx.Timeout(None, connect=10.0)
        self._client = httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=bounds)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(timeout=5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        if not self._thread.is_alive():
            self._loop.close()

    async def _end(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._client.aclose()

    def ask(self, passage: Passage) -> Future[str]:
        """What the model says of a passage, once it is there; ``result()`` raises ``EndpointError``."""
        return asyncio.run_coroutine_threadsafe(self._ask(passage), self._loop)

    async def _ask(self, passage: Passage) -> str:
        async with self._room:
            if self._failures >= FAILURES_IN_A_ROW:
                raise EndpointError(f"{self._endpoint.host} was not asked: it failed {self._failures} times in a row")
            try:
                said = await self._said(passage)
            except EndpointError as error:
                self._failures = 0 if isinstance(error, CutShortError) else self._failures + 1
                raise
            self._failures = 0
            return said

    async def _said(self, passage: Passage) -> str:
        form, tries = self._form, 0
        while True:
            wait: float | None = self._waits[tries] if tries < len(self._waits) else None
            try:
                answer, body = await self._post(self._asked(passage, form))
            except TimeoutError as error:  # it would take as long again
                raise EndpointError(f"{self._endpoint.host} took more than {self._endpoint.seconds:g} s") from error
            except (self._httpx.HTTPError, self._httpx.InvalidURL, OSError, ValueError) as error:
                if wait is None:
                    why = self._endpoint.without_key(" ".join(str(error).split()))[:200] or type(error).__name__
                    raise EndpointError(f"{self._endpoint.host} cannot be asked: {why}") from error
            else:
                if answer.status_code == HTTPStatus.OK:
                    self._form = form  # which it is asked in from now on
                    return _content(body)
                if answer.status_code in _NOT_SO and form + 1 < len(_FORMS):
                    form += 1
                    continue
                wait = _wait(answer.headers.get("Retry-After"), wait)
                if answer.status_code not in _AGAIN or wait is None or wait > LONGEST_WAIT:
                    raise self._refused(answer, body)
            tries += 1
            await asyncio.sleep(wait)

    async def _post(self, asked: dict[str, Any]) -> tuple[httpx.Response, bytes]:
        headers = {"User-Agent": "Standoff", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        async with (
            asyncio.timeout(self._endpoint.seconds),
            self._client.stream("POST", self._endpoint.url, json=asked, headers=headers) as answer,
        ):
            body = bytearray()
            async for part in answer.aiter_raw():
                body += part
                if len(body) > MOST_BYTES:
                    raise EndpointError(f"{self._endpoint.host} answers with more than {MOST_BYTES:,} bytes")
        return answer, bytes(body)

    def _asked(self, passage: Passage, form: int) -> dict[str, Any]:
        how = dict(_FORMS[form])
        is_held = how.get("response_format") == "schema"
        if is_held:
            schema = {"name": "claims", "strict": True, "schema": answer_shape()}
            how["response_format"] = {"type": "json_schema", "json_schema": schema}
        messages = messages_for(passage, is_shape_told=not is_held)
        return {"model": self._endpoint.model, "messages": messages, "stream": False, **how}

    def _refused(self, answer: httpx.Response, body: bytes) -> EndpointError:
        status, host = answer.status_code, self._endpoint.host
        if 300 <= status < 400:
            return EndpointError(f"{host} redirects elsewhere ({status}), which is not followed")
        try:
            said = json.loads(body)["error"]
            said = said["message"] if isinstance(said, dict) else said
        except (ValueError, RecursionError, KeyError, TypeError):
            said = None
        told = f": {' '.join(said.split())[:200]}" if isinstance(said, str) else ""
        return EndpointError(self._endpoint.without_key(f"{host} answered {status}{told}"))


def _wait(asked: str | None, ours: float | None) -> float | None:
    """Seconds until the next try: what the endpoint asks for, if it is a number; ``None`` where there is none left."""
    if ours is None or asked is None or not (asked.isascii() and asked.isdigit()):
        return ours
    return float(asked[:6])


def _content(body: bytes) -> str:
    """The words of the model in an answer. Raises ``EndpointError`` where there are none."""
    try:
        choice = json.loads(body)["choices"][0]
        message = choice["message"]
        content, refusal = message.get("content"), message.get("refusal")
    except (ValueError, RecursionError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise EndpointError("the answer is not that of an OpenAI-compatible endpoint") from error
    if isinstance(content, list):  # parts, as some endpoints have them
        content = "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    if not isinstance(content, str) or not content.strip():
        if choice.get("finish_reason") == "length":  # all that it may say went into what it thought
            raise CutShortError("the model's answer was cut short before its beginning")
        raise EndpointError("the model refused to answer" if refusal else "the model answered with nothing")
    if choice.get("finish_reason") == "length":
        raise CutShortError("the model's answer was cut short before its end")
    return content
