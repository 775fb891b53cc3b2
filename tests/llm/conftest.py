"""A small endpoint of our own on this machine, which answers what it is told to answer, well or ill."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from standoff.llm import Endpoint

Handler = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


def answer_of(content: object, **choice: object) -> bytes:
    """The body of a sound answer with these words, or with this object as JSON."""
    said = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": said}
    return json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": "stop"} | choice]}).encode()


def send(to: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, **headers: str) -> None:
    """Send a whole answer."""
    to.send_response(status)
    for name, value in ({"Content_Type": "application/json", "Content_Length": str(len(body))} | headers).items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(body)


@dataclass
class Server:
    """What it will do, request by request (the last again and again), and what it was asked."""

    url: str = ""
    script: list[Handler] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    ends: threading.Event = field(default_factory=threading.Event)

    def answers(self, *handlers: Handler | object) -> None:
        """Each a way to behave, or what the model is to say."""
        self.script = [each if callable(each) else _saying(each) for each in handlers]

    def endpoint(self, *, seconds: float = 20.0, at_once: int = 2, key: str | None = None) -> Endpoint:
        return Endpoint.of(self.url, "our-model", key=key, seconds=seconds, at_once=at_once)


def _saying(content: object) -> Handler:
    return lambda to, asked: send(to, answer_of(content))


@pytest.fixture
def server() -> Iterator[Server]:
    """The endpoint, on a port of loopback."""
    told = Server()

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.asked.append(asked)
            told.headers.append(dict(self.headers))
            told.paths.append(self.path)
            handler = told.script.pop(0) if len(told.script) > 1 else told.script[0]
            try:
                handler(self, asked)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as listening:
        listening.daemon_threads = True
        told.url = f"http://127.0.0.1:{listening.server_port}/v1"
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield told
        told.ends.set()
        listening.shutdown()
        thread.join()
