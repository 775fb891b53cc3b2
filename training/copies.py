"""Set the share of runs of five words from which reports of two outlets are copies of one text, on reports of our own.

usage: python training/copies.py

Makes copies and independent pairs from the reports in `reports/linking` whose split is `fit`, by a fixed seed:

* copies: the text cut to its first part, under another opening, with its paragraphs in another order, in another
  house's words, and rewritten (half of its sentences kept, the others reworded or left out, sentences of another
  report added);
* independents: two reports on one topic as they are; with one spoken quotation in both; with one sentence of an
  official statement in both, without quotation marks; and with one sentence of background in both.

Prints for each share how many of each kind are called copies, and the share with the best mean of the rates right for
copies and for independents (the middle one where several are as good). The constants stand in `copies/compare.py`.
"""

import random
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

from reports.check import Report as Marked
from reports.check import read_report, reports_below

from standoff.copies.compare import FEW_RUNS, compare_wordings
from standoff.copies.wording import wording_of
from standoff.records import Report

HERE = Path(__file__).parent
SEED = 7
SHARES = [at / 100 for at in range(10, 62, 2)]
NATURAL = 0.1
"""Reports of one topic that share more than this as they were written are copies or rewrites that somebody wrote: they
are no independents."""

HOUSE = {
    "killed": "slain",
    "wounded": "injured",
    "injured": "hurt",
    "gunmen": "attackers",
    "soldiers": "troops",
    "troops": "soldiers",
    "police": "officers",
    "people": "persons",
    "attack": "assault",
    "attacked": "assaulted",
    "village": "settlement",
    "residents": "inhabitants",
    "officials": "authorities",
    "said": "stated",
    "told": "informed",
    "about": "around",
    "several": "some",
    "late": "on the evening of",
    "near": "close to",
    "home": "house",
    "children": "minors",
    "bodies": "corpses",
    "blast": "explosion",
    "explosion": "blast",
    "fired": "shot",
    "vehicle": "car",
    "car": "vehicle",
    "hospital": "clinic",
    "dead": "killed",
    "men": "males",
    "women": "females",
    "military": "army",
    "army": "military",
    "town": "city",
    "road": "highway",
    "began": "started",
    "found": "discovered",
    "fled": "escaped",
    "burned": "torched",
    "seized": "captured",
    "released": "freed",
    "arrested": "detained",
    "died": "perished",
    "security": "safety",
    "local": "area",
    "spokesman": "spokesperson",
    "area": "zone",
    "against": "on",
    "after": "following",
    "before": "prior to",
    "because": "since",
    "also": "too",
    "still": "yet",
    "but": "however",
    "while": "as",
    "many": "numerous",
}
"""What another house says for a word."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"\w+")


def house_style(text: str, chance: random.Random, rate: float) -> str:
    """The text with words that have a synonym replaced, each with a chance."""

    def other(match: re.Match[str]) -> str:
        return HOUSE.get(match[0], match[0]) if chance.random() < rate else match[0]

    return _WORD.sub(other, text)


def cut(this: Marked, _: Marked, chance: random.Random) -> str:
    paragraphs = this.text.split("\n\n")
    return "\n\n".join(paragraphs[: max(1, round(len(paragraphs) * chance.uniform(0.4, 0.8)))])


def opened(this: Marked, other: Marked, _: random.Random) -> str:
    return "\n\n".join([other.text.split("\n\n")[0], *this.text.split("\n\n")[1:]])


def reordered(this: Marked, _: Marked, chance: random.Random) -> str:
    paragraphs = this.text.split("\n\n")
    chance.shuffle(paragraphs)
    return "\n\n".join(paragraphs)


def styled(this: Marked, _: Marked, chance: random.Random) -> str:
    return house_style(this.text, chance, 0.8)


def rewritten(this: Marked, other: Marked, chance: random.Random) -> str:
    kept: list[str] = []
    for sentence in _SENTENCE.split(this.text):
        lot = chance.random()
        if lot < 0.5:
            kept.append(sentence)
        elif lot < 0.8:  # reworded: every third word or so is another
            kept.append(" ".join(word if chance.random() < 0.7 else word[::-1] for word in sentence.split()))
    return " ".join([*kept, *_SENTENCE.split(other.text)[:2]])


COPIES: dict[str, Callable[[Marked, Marked, random.Random], str]] = {
    "cut": cut,
    "opened anew": opened,
    "reordered": reordered,
    "house style": styled,
    "rewritten": rewritten,
}


def shared(a: Marked, b: Marked, others: list[Marked], kind: str, chance: random.Random) -> tuple[str, str]:
    """Two texts with a sentence or a quotation of a third put into both."""
    source = [each for each in _SENTENCE.split(chance.choice(others).text) if 12 <= len(each.split()) <= 40]
    words = chance.choice(
        source or ["The chairman of the council asked all sides to come to the hall on Monday and to wait there."]
    )
    words = words.replace('"', "")
    addition = f'"{words}"' if kind == "quotation" else words
    return f"{a.text}\n\n{addition}", f"{addition}\n\n{b.text}"


def share_of(one: str, other: str) -> float:
    """The share by which the two would be judged; nought where too few runs are in common."""
    likeness = compare_wordings(wording_of(Report("a", one)), wording_of(Report("b", other)))
    return likeness.share if likeness.shared_runs >= FEW_RUNS else 0.0


def examples(chance: random.Random) -> Iterator[tuple[str, bool, float]]:
    """Pairs by their kind, whether they are copies, and their shares."""
    marked = [read_report(path) for path in reports_below([HERE / "reports" / "linking"])]
    marked = [each for each in marked if each.split == "fit" and len(each.text.split()) >= 60]
    for this in marked:
        other = chance.choice([each for each in marked if each.topic != this.topic])
        for kind, edit in COPIES.items():
            yield kind, True, share_of(this.text, edit(this, other, chance))
    for a, b in combinations(marked, 2):
        if a.topic != b.topic:
            continue
        natural = share_of(a.text, b.text)
        if natural > NATURAL:
            yield "as written, much in common", True, natural
            continue
        yield "as written", False, natural
        others = [each for each in marked if each.topic == a.topic and each not in (a, b)] or marked
        for kind in ("quotation", "statement"):
            yield f"one {kind} in both", False, share_of(*shared(a, b, others, kind, chance))


def main() -> None:
    found = list(examples(random.Random(SEED)))
    kinds = list(dict.fromkeys(kind for kind, _, _ in found))
    right: dict[float, float] = {}
    for share in SHARES:
        called = {kind: [value >= share for name, _, value in found if name == kind] for kind in kinds}
        rates = {kind: sum(values) / len(values) for kind, values in called.items()}
        is_copy = {kind: copy for kind, copy, _ in found}
        copies = [rates[kind] for kind in kinds if is_copy[kind] and kind != "as written, much in common"]
        apart = [1 - rates[kind] for kind in kinds if not is_copy[kind]]
        right[share] = (sum(copies) / len(copies) + sum(apart) / len(apart)) / 2
        print(f"{share:.2f} right {right[share]:.4f}", {kind: round(rate, 3) for kind, rate in rates.items()})
    best = [share for share in SHARES if right[share] >= max(right.values()) - 0.0005]
    print("best:", best, "taken:", best[len(best) // 2])
    written = sorted(value for kind, _, value in found if kind == "as written, much in common")
    print("written so, shares:", [round(value, 2) for value in written])


if __name__ == "__main__":
    main()
