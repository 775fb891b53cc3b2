"""Pages by address: what is fetched, what is refused, and within which bounds."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from starlette.testclient import TestClient
from tests.server.conftest import TOKEN, MakeClient
from tests.server.waiting import ended

from standoff.server import Access, fetch
from standoff.server.fetch import FetchError, checked_address, is_public


class Site(BaseHTTPRequestHandler):
    """A site whose every page misbehaves in its own way."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.headers["Host"], self.path))
        page = self.path.partition("?")[0]
        if page == "/report":
            self._answer(b"<html><head><title>Ferry hit</title></head><body><article><h1>Ferry hit</h1><p>A ferry was hit by a shell near Basra on Monday, killing four people, the port authority said. The navy denied that it had fired at the ferry and said that it would look into what happened there.</p></article></body></html>")  # fmt: skip
        elif page.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
        elif page == "/round":
            self.send_response(301)
            self.send_header("Location", "/round")
            self.end_headers()
        elif page == "/nowhere":
            self.send_response(302)
            self.end_headers()
        elif page == "/large":
            self._answer(b"x" * 300_000)
        elif page == "/endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 65_536)
            except OSError:
                pass
        elif page == "/slow":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(200):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                pass
        elif page == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"half")
        elif page == "/packed":
            self._answer(gzip.compress(b"A convoy was hit near Homs on Monday, a monitor said."), "application/gzip")
        else:
            self.send_response(404)
            self.end_headers()

    def _answer(self, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The hosts there are; no name is looked up anywhere else."""
    known = {"site.example": ["127.0.0.1"]}

    def resolve(host: str, port: int) -> list[str]:
        if host in known:
            return known[host]
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        raise FetchError(f"There is no host {host}.")

    monkeypatch.setattr(fetch, "resolve", resolve)
    return known


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
        "fe80::1%eth0", "fc00::1", "fec0::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2002:a00:1::", "2001:db8::1", "no address",
    ],
)  # fmt: skip
def test_an_address_of_no_open_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808"]
)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "", "example.org", "file:///etc/passwd", "ftp://example.org/a", "javascript:alert(1)", "gopher://example.org/",
        "http://", "http:///a", "http://[::1", "http://a b/", "http://example.org/\r\nHost: other", "http://example.org:0/",
        "http://example.org:99999/", "http://user:word@example.org/", "http://user@example.org/", "http:\\\\example.org",
        "http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/",
        "http://example.org/" + "a" * 3_000,
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_or_shows_to_be_private_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        checked_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://0x7f.1/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://localhost/",
        "http://localhost./",
    ],
)
def test_other_spellings_of_loopback_lead_nowhere(url: str) -> None:
    with pytest.raises(FetchError):
        fetch.fetch(url)


def test_a_name_that_means_a_private_address_is_refused_and_nothing_is_sent(
    names: dict[str, list[str]], port: int
) -> None:
    Site.asked.clear()
    with pytest.raises(FetchError, match="private network"):
        fetch.fetch(f"http://site.example:{port}/report")
    assert Site.asked == []


def test_a_name_that_means_a_private_address_among_others_is_refused(names: dict[str, list[str]]) -> None:
    names["mixed.example"] = ["93.184.216.34", "10.0.0.1"]
    with pytest.raises(FetchError, match="private network"):
        fetch.fetch("http://mixed.example/")


def test_a_redirection_to_a_private_address_is_refused(
    names: dict[str, list[str]], port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One private address is taken for public, so that there is a public site here to be redirected from."""
    names["inner.example"] = ["127.0.0.2"]
    monkeypatch.setattr(fetch, "is_public", lambda address: address == "127.0.0.1")
    Site.asked.clear()
    for inner in (
        f"http://inner.example:{port}/report",
        f"http://127.0.0.2:{port}/report",
        "file:///etc/passwd",
        "//127.0.0.2/",
    ):
        with pytest.raises(FetchError):
            fetch.fetch(f"http://site.example:{port}/to/{inner}")
    assert {host for host, _ in Site.asked} == {f"site.example:{port}"}


def test_the_name_cannot_mean_another_address_the_second_time(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked up once, and the connection goes to what was looked at."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    connected: list[tuple[str, int]] = []
    monkeypatch.setattr(fetch, "resolve", lambda host, port: next(answers))

    def connect(address: tuple[str, int], timeout: float) -> None:
        connected.append(address)
        raise OSError("stopped here")

    monkeypatch.setattr(fetch.socket, "create_connection", connect)
    with pytest.raises(FetchError):
        fetch.fetch("http://rebind.example/")
    assert connected == [("93.184.216.34", 80)]


def test_a_page_is_fetched_over_redirections(names: dict[str, list[str]], port: int) -> None:
    site = f"http://site.example:{port}"

    found = fetch.fetch(f"{site}/to//to/{site}/report?a=b%20c&d=é", is_private_allowed=True)

    assert found.url.startswith(f"{site}/report?a=b%20c&d=")
    assert found.body.startswith(b"<html>")
    assert (found.media_type, found.charset) == ("text/html", "utf-8")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("round", "more than 5 times"),
        ("nowhere", "redirects to nowhere"),
        ("missing", "answered 404"),
        ("large", "more than 100,000 bytes"),
        ("endless", "more than 100,000 bytes"),
        ("slow", "took too long"),
        ("cut", "cannot be read"),
    ],
)
def test_what_goes_beyond_the_bounds_is_given_up(names: dict[str, list[str]], port: int, page: str, said: str) -> None:
    began = time.monotonic()
    with pytest.raises(FetchError, match=said):
        fetch.fetch(f"http://site.example:{port}/{page}", is_private_allowed=True, most_bytes=100_000, most_seconds=2)
    assert time.monotonic() - began < 8


def test_a_site_that_is_not_there_is_said_to_be_so(names: dict[str, list[str]]) -> None:
    with pytest.raises(FetchError, match=r"There is no host gone\.example"):
        fetch.fetch("http://gone.example/")
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch.fetch("http://site.example:9/", is_private_allowed=True)


def test_a_report_is_added_by_its_address(
    make_client: MakeClient, casebook_path: Path, names: dict[str, list[str]], port: int
) -> None:
    access = Access(token=TOKEN, hosts=frozenset({"testserver"}), is_private_fetching_allowed=True)
    writer = make_client(casebook_path, token=TOKEN, access=access)
    site = f"http://site.example:{port}"

    job = ended(writer, writer.post("/api/v1/reports", json={"address": f"{site}/to/{site}/report"}).json())
    gone = ended(writer, writer.post("/api/v1/reports", json={"address": f"{site}/missing"}).json())

    report = writer.get(f"/api/v1/reports/{job['results'][0]['report_id']}").json()
    assert report["title"] == "Ferry hit"
    assert report["url"] == f"{site}/report"
    assert [(each["how"], each["from"]) for each in report["arrivals"]] == [("address", f"{site}/report")]
    assert report["received_at"]
    assert gone["outcomes"] == {"rejected": 1}
    assert gone["results"][0]["reasons"] == ["site.example answered 404 Not Found."]


def test_a_private_address_is_refused_unless_it_was_allowed(
    writer: TestClient, names: dict[str, list[str]], port: int
) -> None:
    at_once = writer.post("/api/v1/reports", json={"address": f"http://127.0.0.1:{port}/report"})
    later = ended(writer, writer.post("/api/v1/reports", json={"address": f"http://site.example:{port}/report"}).json())

    assert at_once.status_code == 422
    assert "--allow-private" in at_once.json()["advice"]
    assert later["outcomes"] == {"rejected": 1}
    assert "private network" in later["results"][0]["reasons"][0]
