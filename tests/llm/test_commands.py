"""``standoff read`` and ``standoff add`` with a model: what it finds, what it costs, and what comes of its failures."""

from __future__ import annotations

import io
import json
import socket
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from tests.llm.conftest import Server, answer_of, send

import standoff
from standoff.cli import main
from standoff.llm.request import PASSAGE_LETTERS

Run = Callable[..., tuple[int, str, str]]
KEY = "sk-of-the-user-1234"
STORY = (
    "Gunmen shelled the market of Taiz on Monday, killing 14 traders, the governor said. "
    "The Houthis denied that they had shelled the market."
)
CLAIM = {
    "quote": "they had shelled the market", "trigger": "shelled", "type": "ASSAULT",
    "attribution": [{"source": "The Houthis", "name": None, "kind": "body", "cue": "denied", "stance": "denies"}],
    "polarity": "positive", "certainty": "certain", "reality": "actual",
    "participants": [{"role": "actor", "words": "they", "name": "The Houthis"}, {"role": "actor", "words": "Martians", "name": None}],
    "place": "Taiz", "when": "on Monday", "tolls": [], "equipment": [], "responds_to": None,
}  # fmt: skip


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], server: Server) -> Run:
    """The command with the endpoint named: exit code, output, notes."""

    def run_command(*arguments: str, url: str | None = None) -> tuple[int, str, str]:
        named = ["--llm", url or server.url, "--llm-model", "our-model"] if url != "" else []
        monkeypatch.setattr(sys, "argv", ["standoff", *arguments, *named])
        code = main()
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_command


@pytest.fixture
def story(tmp_path: Path) -> str:
    """A report of two sentences, published on a Wednesday."""
    path = tmp_path / "story.json"
    path.write_text(
        json.dumps({"title": "Taiz", "text": STORY, "publisher": "Plateau Post", "published_on": "2031-03-26"})
    )
    return str(path)


def records(out: str, kind: str) -> list[dict[str, Any]]:
    return [record for record in map(json.loads, out.splitlines()) if record["record"] == kind]


def test_the_models_claims_take_the_place_of_those_of_the_rules(run: Run, server: Server, story: str) -> None:
    server.answers({"claims": [CLAIM]})
    code, out, err = run(
        "read", story, "--format", "jsonl", "--records", "claims,rejections,places", "--yes", "--quiet"
    )
    (claim,) = records(out, "claim")
    assert (code, err) == (0, "")
    assert claim["evidence"][0] == {"start": 108, "end": 135, "quote": "they had shelled the market"}
    assert claim["attribution"][0]["source"]["name"] == "Houthis"
    assert claim["attribution"][0]["stance"] == "denies"
    assert [(each["text"], each["actor"]["country"]) for each in claim["participants"]] == [("they", "YEM")]
    assert (claim["place"]["country"], claim["place"]["basis"]) == ("YEM", "carried over")
    assert (claim["when"]["earliest"], claim["when"]["latest"]) == ("2031-03-24", "2031-03-24")
    assert [rejection["reason"] for rejection in records(out, "rejection")] == [
        "party: the words «Martians» are not in the report"
    ]
    assert records(out, "place")


def test_a_table_of_what_the_model_found_is_for_people(run: Run, server: Server, story: str) -> None:
    server.answers({"claims": [CLAIM]})
    code, out, _ = run("read", story, "--yes")
    assert code == 0
    assert "they had shelled the market" in " ".join(out.split())


def test_what_asking_will_come_to_is_said_beforehand(run: Run, server: Server, story: str) -> None:
    server.answers({"claims": []})
    _, _, err = run("read", story, "--yes", "--llm-price", "1000/2000")
    said = " ".join(err.split())
    assert said.startswith(f"1 report to our-model at {server.url.split('/')[2]}: 1 request, about 1,")
    assert "270 answered, 5 seconds. Cost, about: " in said


@pytest.mark.parametrize("price", ["cheap", "1/2/3", "-1", "nan", "1/inf"])
def test_a_price_that_is_none_is_wrong_usage(run: Run, server: Server, story: str, price: str) -> None:
    code, _, err = run("read", story, "--yes", "--llm-price", price)
    assert (code, server.asked) == (2, [])
    assert "is no price" in " ".join(err.split())


def test_nothing_is_sent_where_nobody_can_be_asked(run: Run, server: Server, story: str) -> None:
    for arguments in (("read", story), ("read", "-"), ("add", story)):
        code, _, err = run(*arguments)
        assert (code, server.asked) == (2, [])
        assert "--yes" in err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("reply", "code", "requests"), [("n\n", 1, 0), ("\n", 1, 0), ("y\n", 0, 1)])
def test_a_person_is_asked_and_no_is_the_default(
    run: Run, server: Server, story: str, monkeypatch: pytest.MonkeyPatch, reply: str, code: int, requests: int
) -> None:
    server.answers({"claims": [CLAIM]})
    monkeypatch.setattr(sys, "stdin", Terminal(reply))
    assert run("read", story)[0] == code
    assert len(server.asked) == requests


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--llm", "http://93.184.216.34/v1", "--llm-model", "m", "--yes"], "clear text"),
        (["--llm", "http://127.0.0.1/v1", "--yes"], "--llm-model"),
        (["--llm-model", "m"], "--llm URL"),
        (["--llm-price", "1"], "--llm URL"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(run: Run, story: str, arguments: list[str], said: str) -> None:
    code, _, err = run("read", story, *arguments, url="")
    assert code == 2
    assert said in " ".join(err.replace("│", " ").split())


def test_without_the_option_no_connection_is_opened_whatever_the_environment_says(
    run: Run, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setenv("STANDOFF_LLM_KEY", KEY)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert run("read", story, url="")[0] == 0


def web_page(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
    send(to, b"<html>Sign in</html>", Content_Type="text/html")


def failing(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
    send(to, b"", status=401)


def redirecting(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
    send(to, b"", status=307, Location="http://169.254.169.254/latest/meta-data/")


def rambling(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
    send(to, answer_of("I think that the Houthis did it."))


@pytest.mark.parametrize("behaving", [web_page, failing, redirecting, rambling])
def test_where_the_model_fails_the_rules_read_and_a_rejection_says_why(
    run: Run, server: Server, story: str, behaving: Any
) -> None:
    server.answers(behaving)
    by_rules = next(standoff.read(story))
    code, out, err = run("read", story, "--format", "jsonl", "--records", "claims,rejections", "--yes")
    assert code == 3
    assert [claim["id"] for claim in records(out, "claim")] == [claim.id for claim in by_rules.claims]
    unread = [each for each in records(out, "rejection") if each["stage"] == "llm endpoint"]
    assert [(each["report_id"], each["subject"]) for each in unread] == [(by_rules.report.id, story)]  # type: ignore[union-attr]
    assert unread[0]["reason"].endswith("; the rules read this instead")
    assert "Not read by the model" not in err  # it is among the records
    assert "Not read by the model" in run("read", story, "--yes")[2]


def test_an_endpoint_that_is_not_there_loses_no_report(
    run: Run, server: Server, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("standoff.llm.endpoint.WAITS", ())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        code, out, _ = run(
            "read", story, "--yes", "--format", "jsonl", url=f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        )
    assert code == 3
    assert records(out, "claim")


def test_of_a_long_report_only_the_passage_that_failed_is_read_by_the_rules(
    run: Run, server: Server, tmp_path: Path
) -> None:
    filler = " ".join(f"In hall {n} the council spoke of road number {n}." for n in range(PASSAGE_LETTERS // 45))
    long = tmp_path / "long.txt"
    long.write_text(f"Rebels bombed a bridge in Taiz.\n\n{filler}\n\nSoldiers shelled the market of Aden.\n")

    def half(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        if "Rebels bombed" in asked["messages"][1]["content"]:
            send(
                to, answer_of({"claims": [{"quote": "Rebels bombed a bridge", "trigger": "bombed", "type": "ASSAULT"}]})
            )
        else:
            send(to, b"", status=404)

    server.answers(half)
    code, out, _ = run("read", str(long), "--yes", "--format", "jsonl", "--records", "claims,rejections")
    claims = records(out, "claim")
    assert code == 3
    assert len(server.asked) >= 2
    assert claims[0]["evidence"][0]["quote"] == "Rebels bombed a bridge"
    assert claims[0]["confidence"] == 0.5
    assert "Soldiers shelled" in claims[-1]["evidence"][0]["quote"]
    assert [each["stage"] for each in records(out, "rejection")].count("llm endpoint") == len(server.asked) - 1


def test_what_the_model_has_no_room_to_answer_is_asked_about_in_halves(
    run: Run, server: Server, tmp_path: Path
) -> None:
    told = [f"On day {n} rebels bombed bridge {n} in Taiz." for n in range(1, 101)]
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(told))

    def short_of_breath(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        lines = [line for line in asked["messages"][1]["content"].splitlines() if "rebels bombed" in line]
        claims = [{"quote": line.rstrip("."), "trigger": "bombed", "type": "ASSAULT"} for line in lines]
        ends = "length" if len(lines) > 40 else "stop"
        send(to, answer_of(json.dumps({"claims": claims})[: 900 if ends == "length" else None], finish_reason=ends))

    server.answers(short_of_breath)
    code, out, _ = run("read", str(long), "--yes", "--format", "jsonl", "--records", "claims,rejections")
    assert code == 0
    assert [each["evidence"][0]["quote"] for each in records(out, "claim")] == [each.rstrip(".") for each in told]
    assert len(server.asked) == 7  # all; its halves; their halves


def test_a_model_that_never_comes_to_an_end_is_asked_so_often_and_no_more(
    run: Run, server: Server, tmp_path: Path
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(f"On day {n} rebels bombed bridge {n} in Taiz." for n in range(1, 251)))
    server.answers(lambda to, asked: send(to, answer_of("", finish_reason="length")))
    code, out, _ = run("read", str(long), "--yes", "--format", "jsonl", "--records", "claims,rejections")
    assert code == 3
    assert len(records(out, "claim")) >= 250, "the rules read it instead"
    assert len(server.asked) <= 31


def test_readings_come_in_the_order_of_the_input_however_long_each_answer_takes(
    run: Run, server: Server, tmp_path: Path
) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(f"Rebels shelled village {number} on Monday.")
    (tmp_path / "4.pdf").write_bytes(b"%PDF-1.7 cut short")

    def slow_at_first(to: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        number = asked["messages"][1]["content"].partition("village ")[2][0]
        server.ends.wait(0.3 if number in "03" else 0)
        send(
            to,
            answer_of(
                {"claims": [{"quote": f"Rebels shelled village {number}", "trigger": "shelled", "type": "ASSAULT"}]}
            ),
        )

    server.answers(slow_at_first)
    code, out, _ = run(
        "read", str(tmp_path), "--yes", "--llm-at-once", "4", "--format", "jsonl", "--records", "claims,rejections"
    )
    assert code == 3  # the broken file
    assert [claim["evidence"][0]["quote"][-1] for claim in records(out, "claim")] == list("012345678")
    assert len(records(out, "rejection")) == 1


def test_a_casebook_keeps_the_models_claims_and_asks_about_what_is_known_no_more(
    run: Run, server: Server, story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANDOFF_LLM_KEY", KEY)
    server.answers({"claims": [CLAIM, CLAIM | {"quote": f"raid {KEY}"}]})
    book = tmp_path / "book.db"
    first = run("add", story, "--casebook", str(book), "--yes")
    second = run("add", story, "--casebook", str(book), "--yes")
    assert (first[0], second[0], len(server.asked)) == (0, 0, 1)
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    with standoff.open(book, mode="read") as casebook:
        (claim,) = casebook.claims()
        reasons = [each.reason for each in casebook.findings(claim.report_id).rejections]
    assert claim.evidence[0].text == "they had shelled the market"
    assert reasons == [
        "party: the words «Martians» are not in the report",
        "the words «raid [key]» are not in the report",
    ]
    kept = b"".join(each.read_bytes() for each in tmp_path.glob("book.db*"))
    assert KEY.encode() not in kept
    assert KEY not in "".join(map(str, (*first, *second)))


def test_a_report_that_the_model_did_not_read_is_added_as_the_rules_read_it(
    run: Run, server: Server, story: str, tmp_path: Path
) -> None:
    server.answers(failing)
    code, out, err = run("add", story, "--casebook", str(tmp_path / "book.db"), "--yes")
    assert code == 3
    assert "1 report added" in out
    assert "Not read by the model" in err
    with standoff.open(tmp_path / "book.db", mode="read") as casebook:
        assert [claim.id for claim in casebook.claims()]
        (line,) = casebook.reports()
        assert any(each.stage == "llm endpoint" for each in casebook.findings(line.id).rejections)


def test_what_asks_is_an_extra_and_its_lack_is_said_before_anything_is_agreed_to(
    run: Run, server: Server, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    code, _, err = run("read", story, "--yes")
    assert code == 1
    assert 'pip install "standoff[llm]"' in " ".join(err.split())
    assert "request" not in err
