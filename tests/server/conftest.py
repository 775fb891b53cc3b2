"""A casebook of the bundled examples, made once; a client; and a server that listens."""

from __future__ import annotations

import fcntl
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from standoff.casebook import open_casebook
from standoff.server import Access, make_app

TOKEN = "token-of-the-tests"


@pytest.fixture(scope="session")
def example_casebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled examples, read and linked; nobody writes to it. Workers of one run share it: the first makes it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-gw") else base
    path = shared / "examples-served.db"
    with (shared / "examples-served.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            half = path.with_suffix(".half")
            half.unlink(missing_ok=True)
            with as_file(files("standoff").joinpath("examples", "reports")) as folder, open_casebook(half) as book:
                for _ in book.add(folder):
                    pass
                book.link()
            half.rename(path)
    return path


@pytest.fixture
def casebook_path(example_casebook: Path, tmp_path: Path) -> Path:
    """A copy of the casebook of examples, for a test to write to."""
    path = tmp_path / "copy.db"
    shutil.copyfile(example_casebook, path)
    return path


@pytest.fixture(scope="session")
def access() -> Access:
    """The tests' own token, beside the names by which a test's client calls the server."""
    return Access(token=TOKEN, hosts=frozenset({"127.0.0.1", "localhost", "testserver"}))


MakeClient = Callable[..., TestClient]


@pytest.fixture
def make_client(access: Access) -> Iterator[MakeClient]:
    """A client of a casebook, with or without the token; it does not follow redirections."""
    with_apps: list[TestClient] = []

    def make(casebook: Path, *, token: str | None = None, access: Access = access) -> TestClient:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        client = TestClient(make_app(casebook, access), headers=headers, follow_redirects=False)
        client.__enter__()
        with_apps.append(client)
        return client

    yield make
    for client in with_apps:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make_client: MakeClient, example_casebook: Path) -> TestClient:
    """Somebody who reads the casebook of examples, without a token."""
    return make_client(example_casebook)


@pytest.fixture
def writer(make_client: MakeClient, casebook_path: Path) -> TestClient:
    """Somebody who has the token, and a casebook of their own."""
    return make_client(casebook_path, token=TOKEN)


@dataclass(frozen=True)
class Live:
    """A server that listens on loopback: its address, and that which makes a browser a writer."""

    address: str
    token: str

    @property
    def opened(self) -> str:
        """The address to open, with the token."""
        return f"{self.address}/?token={self.token}"


@contextmanager
def serving(casebook: Path, access: Access | None = None) -> Iterator[Live]:
    """The application on a free port of loopback, in a thread, until the end."""
    access = access or Access(token=TOKEN)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(make_app(casebook, access), log_level="warning", timeout_graceful_shutdown=2)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        given_up_at = time.monotonic() + 30
        while not server.started and thread.is_alive() and time.monotonic() < given_up_at:
            time.sleep(0.02)
        assert server.started
        try:
            yield Live(f"http://127.0.0.1:{listening.getsockname()[1]}", access.token)
        finally:
            server.should_exit = True
            thread.join(10)


Serve = Callable[..., AbstractContextManager[Live]]


@pytest.fixture(name="serving")
def _serving() -> Serve:
    """``with serving(path) as live: ...``: a server of any casebook."""
    return serving


@pytest.fixture
def live(casebook_path: Path) -> Iterator[Live]:
    """A server of a casebook of one's own, which may be written to."""
    with serving(casebook_path) as live:
        yield live


@pytest.fixture(scope="session")
def live_to_read(example_casebook: Path) -> Iterator[Live]:
    """One server of the casebook of examples for all tests that only read."""
    with serving(example_casebook) as live:
        yield live
