"""An endpoint is asked within bounds, and whatever it does, the report is read and the reason is told."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from tests.llm.conftest import Handler, Server, answer_of, send

from standoff.errors import StandoffError
from standoff.llm import Asker, Endpoint, EndpointError, Passage
from standoff.records import Report, Span

TEXT = "Gunmen shelled the market."
PASSAGE = Passage.of(Report("r1", TEXT, title="A market", publisher="Plateau Post"), [Span.of(TEXT, 0, len(TEXT))])
KEY = "sk-of-the-user-1234"


def ask(server: Server, **endpoint: Any) -> str:
    with Asker(server.endpoint(**endpoint), waits=(0.01, 0.02)) as asker:
        return asker.ask(PASSAGE).result(timeout=30)


def failing(status: int, body: bytes = b"{}", **headers: str) -> Handler:
    return lambda to, asked: send(to, body, status=status, **headers)


def test_the_model_the_words_and_the_schema_are_sent_and_nothing_else_of_the_report(server: Server) -> None:
    server.answers({"claims": []})
    assert ask(server) == '{"claims": []}'
    (asked,) = server.asked
    assert server.paths == ["/v1/chat/completions"]
    assert set(asked) == {"model", "messages", "stream", "temperature", "response_format"}
    assert asked["model"] == "our-model"
    assert asked["messages"][1]["content"] == (
        "title: A market\npublisher: Plateau Post\n\n<report>\nGunmen shelled the market.\n</report>"
    )
    schema = asked["response_format"]["json_schema"]
    assert schema["strict"]
    assert schema["schema"]["required"] == ["claims"]
    assert "Authorization" not in server.headers[0]


def test_the_schema_is_one_that_strict_endpoints_take(server: Server) -> None:
    server.answers({"claims": []})
    ask(server)

    def objects(shape: Any) -> list[dict[str, Any]]:
        if isinstance(shape, dict):
            own = [shape] if shape.get("type") == "object" else []
            return own + [each for value in shape.values() for each in objects(value)]
        return []

    found = objects(server.asked[0]["response_format"]["json_schema"]["schema"])
    assert len(found) == 5
    for shape in found:
        assert shape["additionalProperties"] is False
        assert shape["required"] == list(shape["properties"])


def test_an_endpoint_without_schemas_is_asked_for_plain_json_and_from_then_on_only_so(server: Server) -> None:
    server.answers(failing(400), failing(422), {"claims": []})
    with Asker(server.endpoint(), waits=()) as asker:
        assert asker.ask(PASSAGE).result(timeout=30) == '{"claims": []}'
        asker.ask(PASSAGE).result(timeout=30)
    assert [asked.get("response_format", {}).get("type") for asked in server.asked] == [
        "json_schema",
        "json_schema",
        "json_object",
        "json_object",
    ]
    assert '{"claims": [{"quote"' in server.asked[2]["messages"][0]["content"]


def test_an_endpoint_that_refuses_every_form_is_not_asked_for_ever(server: Server) -> None:
    server.answers(failing(400, b'{"error": {"message": "no such model"}}'))
    with pytest.raises(EndpointError, match=r"127\.0\.0\.1:\d+ answered 400: no such model"):
        ask(server)
    assert len(server.asked) == 5


def test_a_busy_endpoint_is_asked_again_after_as_long_as_it_says(server: Server) -> None:
    server.answers(failing(429, Retry_After="1"), failing(503), {"claims": []})
    began = time.monotonic()
    assert ask(server) == '{"claims": []}'
    assert time.monotonic() - began >= 1
    assert len(server.asked) == 3


@pytest.mark.parametrize(("status", "tries"), [(500, 3), (429, 3), (401, 1), (404, 1), (204, 1)])
def test_an_endpoint_that_goes_on_failing_is_given_up(server: Server, status: int, tries: int) -> None:
    server.answers(failing(status, b""))
    with pytest.raises(EndpointError, match=rf"answered {status}$"):
        ask(server)
    assert len(server.asked) == tries


def test_an_endpoint_that_asks_for_an_hour_is_given_up(server: Server) -> None:
    server.answers(failing(429, Retry_After="3600"))
    with pytest.raises(EndpointError, match="answered 429"):
        ask(server)
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirection_is_followed(server: Server, status: int) -> None:
    server.answers(failing(status, Location=f"{server.url}/elsewhere"))
    with pytest.raises(EndpointError, match=f"redirects elsewhere .{status}., which is not followed"):
        ask(server, key=KEY)
    assert server.paths == ["/v1/chat/completions"]


def cut_short(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
    send(to, answer_of({"claims": []})[:-9], Content_Length="9999")
    to.close_connection = True


def chunks_cut_short(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
    to.send_response(200)
    to.send_header("Transfer-Encoding", "chunked")
    to.end_headers()
    to.wfile.write(b'5\r\n{"cho\r\n')
    to.close_connection = True


def no_http(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
    to.wfile.write(b"\x00\xffSSH-2.0\r\n\r\n")
    to.close_connection = True


def hung_up(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
    to.close_connection = True


@pytest.mark.parametrize("broken", [cut_short, chunks_cut_short, no_http, hung_up])
def test_a_broken_connection_is_tried_again_and_then_given_up(server: Server, broken: Handler) -> None:
    server.answers(broken)
    with pytest.raises(EndpointError, match="cannot be asked"):
        ask(server)
    assert len(server.asked) == 3


def test_a_broken_connection_does_no_harm_where_the_next_is_whole(server: Server) -> None:
    server.answers(cut_short, {"claims": []})
    assert ask(server) == '{"claims": []}'


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html><body>Sign in to the hotel's network</body></html>", "not that of an OpenAI-compatible endpoint"),
        (b"", "not that of an OpenAI-compatible endpoint"),
        (b"null", "not that of an OpenAI-compatible endpoint"),
        (b'{"choices": []}', "not that of an OpenAI-compatible endpoint"),
        (b'{"choices": [{"message": null}]}', "not that of an OpenAI-compatible endpoint"),
        (b"[" * 200_000, "not that of an OpenAI-compatible endpoint"),
        (b"\xff\xfe\x00", "not that of an OpenAI-compatible endpoint"),
        (gzip.compress(answer_of({"claims": []})), "not that of an OpenAI-compatible endpoint"),
        (answer_of(" "), "the model answered with nothing"),
        (b'{"choices": [{"message": {"content": null, "refusal": "No."}}]}', "the model refused to answer"),
        (answer_of({"claims": []}, finish_reason="length"), "cut short before its end"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_an_error_that_says_so(server: Server, body: bytes, reason: str) -> None:
    server.answers(lambda to, asked: send(to, body))
    with pytest.raises(EndpointError, match=reason):
        ask(server)


def test_the_words_of_an_answer_in_parts_are_put_together(server: Server) -> None:
    body = json.dumps(
        {"choices": [{"message": {"content": [{"type": "text", "text": '{"claims"'}, {"text": ": []}"}, 3]}}]}
    )
    server.answers(lambda to, asked: send(to, body.encode()))
    assert ask(server) == '{"claims": []}'


def test_an_answer_without_end_is_not_read_to_its_end(server: Server, ends_within: Callable[[int], Any]) -> None:
    def endless(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        to.send_response(200)
        to.end_headers()
        while not server.ends.is_set():
            to.wfile.write(b" " * 65_536)

    server.answers(endless)
    with ends_within(30), pytest.raises(EndpointError, match="more than 4,194,304 bytes"):
        ask(server)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-"])
def test_an_answer_that_drips_is_cut_off_in_time(
    server: Server, head: bytes, ends_within: Callable[[int], Any]
) -> None:
    def dripping(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        to.wfile.write(head)
        to.wfile.flush()
        while not server.ends.wait(0.2):
            if head:
                to.wfile.write(b"x")
                to.wfile.flush()

    server.answers(dripping)
    with ends_within(30), pytest.raises(EndpointError, match="took more than 1 s"):
        ask(server, seconds=1)
    assert len(server.asked) == 1


def test_after_five_failures_in_a_row_nothing_more_is_sent(server: Server) -> None:
    server.answers(failing(401))
    with Asker(server.endpoint(at_once=1), waits=()) as asker:
        futures = [asker.ask(PASSAGE) for _ in range(8)]
        reasons = [str(future.exception(timeout=30)) for future in futures]
    assert len(server.asked) == 5
    assert [reason.endswith("was not asked: it failed 5 times in a row") for reason in reasons] == [False] * 5 + [
        True
    ] * 3


def test_whoever_stops_does_not_wait_for_the_answer(server: Server, ends_within: Callable[[int], Any]) -> None:
    server.answers(lambda to, asked: server.ends.wait(60))
    with ends_within(20), Asker(server.endpoint(seconds=600)) as asker:
        futures = [asker.ask(PASSAGE) for _ in range(5)]
        while not server.asked:
            time.sleep(0.01)
    assert all(future.cancelled() for future in futures)


def test_the_key_goes_to_the_endpoint_and_into_no_text(server: Server) -> None:
    server.answers(failing(401, json.dumps({"error": {"message": f"Wrong key {KEY}\x1b[2J"}}).encode()))
    with pytest.raises(EndpointError) as raised:
        ask(server, key=KEY)
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert "answered 401: Wrong key [key]" in str(raised.value)
    assert KEY not in repr(server.endpoint(key=KEY)) + repr(raised.value)


@pytest.mark.parametrize(
    "url",
    [
        "", "127.0.0.1:8000", "ftp://127.0.0.1/v1", "file:///etc/passwd", "http://", "http://127.0.0.1:99999/v1", "http://127.0.0.1:0/v1",
        "http://me:secret@127.0.0.1/v1", "http://127.0.0.1/v 1", "http://[::1", "http://93.184.216.34/v1", "http://[2606:4700::1111]/v1", "http://no-such-host.invalid/v1",
    ],
)  # fmt: skip
def test_an_address_that_is_none_or_would_be_asked_in_clear_text_is_refused(url: str) -> None:
    with pytest.raises(EndpointError) as raised:
        Endpoint.of(url, "m")
    assert isinstance(raised.value, StandoffError)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1/chat/completions"),
        ("http://localhost:11434/v1/", "http://localhost:11434/v1/chat/completions"),
        ("http://[::1]:8000", "http://[::1]:8000/chat/completions"),
        ("http://10.1.2.3/v1", "http://10.1.2.3/v1/chat/completions"),
        ("https://93.184.216.34/v1/chat/completions", "https://93.184.216.34/v1/chat/completions"),
        ("https://93.184.216.34/x?api-version=3#y", "https://93.184.216.34/x/chat/completions?api-version=3"),
    ],
)
def test_this_machine_and_private_networks_may_be_named_and_the_open_internet_by_https(url: str, asked: str) -> None:
    assert Endpoint.of(url, "m").url == asked


@pytest.mark.parametrize("key", ["a b\nX-Evil: 1", "schlüssel"])
def test_a_key_that_could_be_more_than_a_key_is_refused(key: str) -> None:
    with pytest.raises(EndpointError, match="no key can hold"):
        Endpoint.of("http://127.0.0.1/v1", "m", key=key)


def test_proxies_of_the_environment_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    server.answers({"claims": []})
    assert ask(server) == '{"claims": []}'
