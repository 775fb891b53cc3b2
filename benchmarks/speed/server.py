"""``make bench``: how many requests a second ``standoff serve`` answers over loopback, and how long the slow ones take.

::

    python benchmarks/speed/server.py [--incidents 100000] [--seconds 10] [--clients 4] [--casebook FILE]

The incidents are put straight into the store, made from a seed (``made_readings.py``): most of one account or two, one
in a hundred of twenty, of some thousand towns and twelve years. The server is the command in a process of its own;
the clients are threads of this one that keep their connections. Asked are the first page by filters that change from
request to request, dossiers of incidents drawn at random, and the columns of the map: of all incidents, which are
made once for each state of the casebook, and of a filter that nobody asked for before. Writes
``results/server-<date>.json``.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from made_readings import MadeReading, make_readings
from standoff.records import (
    Account,
    Basis,
    Claim,
    Claimant,
    Corroboration,
    Counted,
    Days,
    Dispute,
    DisputeValue,
    Incident,
    TollRange,
    Where,
    content_id,
)
from standoff.store import Findings, Store, open_store

HERE = Path(__file__).resolve().parent
CLAIMS_A_REPORT = 12
AT_ONCE = 200
_ACCOUNTS = (1,) * 70 + (2,) * 20 + (3, 3, 4, 4, 5, 5, 6, 7, 8) + (20,)


def make_casebook(path: Path, incidents: int, *, seed: int = 1) -> None:
    """A casebook of so many incidents, and of the reports that tell of them."""
    chance = random.Random(seed)
    left = incidents
    with open_store(path, mode="create") as store:
        readings = make_readings(incidents, seed=seed, claims=CLAIMS_A_REPORT)
        while left:
            few = list(islice(readings, AT_ONCE))
            with store.transaction():
                put(store, few)
                made = list(islice(incidents_of(few, chance), left))
                store.incidents.put(made)
            left -= len(made)


def put(store: Store, readings: Sequence[MadeReading]) -> None:
    """Keep reports as if they had been linked: none waits."""
    for made in readings:
        store.put(made.report, Findings(made.claims, made.attributions, made.places, made.dates, made.rejections))
        telling = content_id("telling", made.report.id)
        store.tellings.put(made.report.id, [(telling, True, None, (), {})])
        store.tellings.settle(None, [telling])


def incidents_of(readings: Sequence[MadeReading], chance: random.Random) -> Iterator[Incident]:
    """Incidents of the claims of some reports, each claim of one."""
    publishers = {made.report.id: made.report.publisher or "" for made in readings}
    claims = [claim for made in readings for claim in made.claims]
    chance.shuffle(claims)
    at = 0
    while at < len(claims):
        size = chance.choice(_ACCOUNTS)
        yield incident_of(claims[at : at + size], publishers)
        at += size


def incident_of(claims: Sequence[Claim], publishers: dict[str, str]) -> Incident:
    """The incident of some claims: the place and day of the first, an account each, a dispute where tolls differ."""
    first = claims[0]
    where = next((Where.of(claim.place) for claim in claims if claim.place is not None), None)
    days = next((Days(claim.when.earliest, claim.when.latest) for claim in claims if claim.when is not None), None)
    accounts = tuple(account_of(claim, publishers[claim.report_id]) for claim in claims)
    reports = tuple(dict.fromkeys(claim.report_id for claim in claims))
    outlets = tuple(Basis(publishers[each], (each,)) for each in reports)
    origins = tuple(Basis(account.claimant.name, account.reports) for account in accounts)
    lows = [toll.low for account in accounts for toll in account.tolls if toll.low is not None]
    values = tuple(
        DisputeValue(str(toll.low), (account.claimant.name,), account.claims)
        for account in accounts
        for toll in account.tolls
    )
    is_disputed = len(set(lows)) > 1
    return Incident(
        id=content_id("incident", first.id),
        title=f"{first.event.type.capitalize()}, {where.name if where else 'somewhere'}",
        type=first.event.type,
        place=where,
        when=days,
        reports=reports,
        claims=tuple(claim.id for claim in claims),
        accounts=accounts,
        corroboration=Corroboration(reports, outlets, outlets, origins, len(origins), ()),
        status="disputed" if is_disputed else "corroborated" if len(origins) > 1 else "single-source",
        disputes=(Dispute("tolls.killed", values, "bounds that do not meet", ()),) if is_disputed else (),
        tolls=(TollRange("killed", min(lows), max(lows), "least and most of the accounts"),) if lows else (),
    )


def account_of(claim: Claim, publisher: str) -> Account:
    source = claim.attribution[-1].source if claim.attribution else None
    return Account(
        Claimant(source.name, source.kind, source.party) if source else Claimant(publisher, "publisher"),
        claim.stance,
        (claim.id,),
        tuple(p.actor.name for p in claim.participants if p.role == "actor" and p.actor),
        tuple(p.actor.name for p in claim.participants if p.role == "target" and p.actor),
        Where.of(claim.place) if claim.place else None,
        Days(claim.when.earliest, claim.when.latest) if claim.when else None,
        tuple(Counted(toll.what, toll.low, toll.high) for toll in claim.tolls),
        (publisher,),
        (claim.report_id,),
    )


def addresses(ids: Sequence[str]) -> dict[str, Callable[[random.Random], str]]:
    """What is asked, each a little different from request to request."""

    def day(chance: random.Random) -> date:
        return date(2012, 1, 1) + timedelta(days=chance.randrange(4_000))

    filters: tuple[Callable[[random.Random], str], ...] = (
        lambda _: "",
        lambda chance: f"type={chance.choice(('ASSAULT', 'COERCE', 'MOBILIZE', 'THREATEN'))}",
        lambda chance: f"since={(first := day(chance))}&until={first + timedelta(days=30)}",
        lambda chance: f"country={chance.choice(('SYR', 'IRQ', 'YEM'))}&since={day(chance)}&disputed=true",
        lambda chance: f"near={12 + chance.randrange(60) * 0.5},{20 + chance.randrange(50) * 0.6},40",
        lambda chance: f"party={chance.choice(('RUS', 'SYR-MIL', 'UKR-GOV', 'SDN-REB'))}&since={day(chance)}",
    )
    return {
        "the first page, whole": lambda _: "/",
        "the first page, filtered": lambda chance: f"/?{chance.choice(filters[1:])(chance)}",
        "list over REST, filtered": lambda chance: f"/api/v1/incidents?limit=50&{chance.choice(filters)(chance)}",
        "dossier": lambda chance: f"/incidents/{chance.choice(ids)}",
        "map, all incidents": lambda _: "/api/v1/map",
        "map, of a month": lambda chance: f"/api/v1/map?since={(at := day(chance))}&until={at + timedelta(days=30)}",
        "map, since a day": lambda chance: f"/api/v1/map?since={day(chance)}",
    }


def measure(
    port: int, address: Callable[[random.Random], str], *, clients: int, seconds: float
) -> dict[str, float | int]:
    """Requests a second and milliseconds of some clients that ask one after the other. The first answer, which may be
    remembered, is measured by itself."""
    first = list(asked(port, address, random.Random(-1), until=0.0))
    times: list[float] = []
    lengths: list[int] = []
    until = time.perf_counter() + seconds
    begun = time.perf_counter()

    def ask(number: int) -> None:
        for took, length in asked(port, address, random.Random(number), until=until):
            times.append(took)
            lengths.append(length)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - begun
    cuts = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    return {
        "requests": len(times),
        "a_second": round(len(times) / spent, 1),
        "first_ms": round(first[0][0] * 1000, 1),
        "median_ms": round(cuts[49] * 1000, 1),
        "p95_ms": round(cuts[94] * 1000, 1),
        "kilobytes": round(statistics.fmean(lengths) / 1024, 1),
    }


def asked(
    port: int, address: Callable[[random.Random], str], chance: random.Random, *, until: float
) -> Iterator[tuple[float, int]]:
    """Seconds to the whole of each answer and its length, over one connection: at least one, then until it is time."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    while True:
        path = address(chance)
        begun = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} was answered with {answer.status}: {body[:300]!r}")
        yield time.perf_counter() - begun, len(body)
        if time.perf_counter() >= until:
            break
    connection.close()


def serve(path: Path, *, source: Path | None = None) -> tuple[subprocess.Popen[str], int]:
    """The command in a process of its own, and its port; of another checkout where its ``src`` is given."""
    surroundings = os.environ | ({"PYTHONPATH": str(source)} if source else {})
    command = [sys.executable, "-m", "standoff", "serve", "--port", "0", "--no-browser", "--casebook", str(path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=surroundings)
    assert process.stderr is not None
    said = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)", said)
    if found is None:
        process.kill()
        raise RuntimeError(said + process.stderr.read())
    return process, int(found[1])


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--incidents", type=int, default=100_000)
    options.add_argument("--seconds", type=float, default=10.0)
    options.add_argument("--clients", type=int, default=4)
    options.add_argument("--casebook", type=Path, help="where the made casebook is, or is to be, kept")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.casebook or Path(folder) / "made.db"
        begun = time.perf_counter()
        if not path.exists():
            make_casebook(path, given.incidents)
        made_in = time.perf_counter() - begun
        with open_store(path) as store:
            ids = [row.uid for row in store.incidents.columns()]
            told: dict[str, Any] = {
                "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
                "load": round(os.getloadavg()[0], 1),
                "incidents": len(ids),
                "claims": store.claims.count(),
                "reports": store.reports.count(),
                "megabytes": round(path.stat().st_size / 2**20),
                "seconds_to_make": round(made_in),
                "clients": given.clients,
            }
        process, port = serve(path)
        try:
            found = {
                name: measure(port, address, clients=given.clients, seconds=given.seconds)
                for name, address in addresses(sorted(ids)).items()
            }
        finally:
            process.terminate()
            process.wait()
    told |= {"server_peak_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024), "answers": found}
    print(f"{told['incidents']:,} incidents, {given.clients} clients; {told['machine']}")
    print(f"  {'':28} {'a second':>9} {'median':>9} {'p95':>9} {'first':>9} {'KB':>9}")
    for name, row in found.items():
        keys = ("a_second", "median_ms", "p95_ms", "first_ms", "kilobytes")
        print(f"  {name:28} " + " ".join(f"{row[key]:9,.1f}" for key in keys))
    target = HERE / "results" / f"server-{told['measured_at'][:10]}-{told['incidents']}.json"
    target.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
