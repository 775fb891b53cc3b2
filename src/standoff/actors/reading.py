"""A phrase read as somebody: the registered name in it, or the body noun and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from standoff.actors.entries import Body, Entry, State
from standoff.actors.index import Match, NameIndex
from standoff.actors.names import Word, split_words
from standoff.records import OF_STATES, Actor, SourceKind

__all__ = ["PhraseReader", "Reading"]

_LONGEST_PHRASE = 60
_SOURCE_OF_KIND: dict[str, SourceKind] = {
    "agency": "agency", "outlet": "outlet", "monitor": "monitor", "person": "person",
}  # fmt: skip
_MARKS = frozenset("(),;")
_BODIES_OF_OTHERS = frozenset({"CVL", "JUD"})


class Reading(Struct, frozen=True, gc=False):
    """Who a phrase is about, what kind of source that is, and for which party it speaks."""

    actor: Actor | None
    source: SourceKind | None
    party: str | None = None
    is_named: bool = True


class _Context(Struct, frozen=True, gc=False):
    country: str | None
    on: date | None


class PhraseReader:
    """Takes noun phrases apart with the words of ``phrases.toml`` and the bodies of ``bodies.toml``."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._wording = index.wording

    def read(self, text: str, country: str | None, on: date | None) -> Reading | None:
        """What the phrase says, or ``None`` when it names nobody we know."""
        words = split_words(text[:600])[:_LONGEST_PHRASE]
        context = _Context(country, on)
        found = self._read_words(words, context)
        if found is not None and found.is_named:
            return found
        corrected = [self._index.correct(word) or word for word in words]
        if corrected != words:
            better = self._read_words(corrected, context)
            if better is not None and better.is_named:
                return better
        return found

    def _read_words(self, words: list[Word], context: _Context) -> Reading | None:
        words, is_counted = self._without_determiners(words)
        if len(words) > 1 and words[-2].is_joined and words[-1].key in self._wording.leading:
            words = words[:-1]  # "US-led": who leads
        if not words:
            return None
        plain = [word for word in words if word.key not in _MARKS]
        match = self._index.whole(plain, country=context.country, on=context.on) if plain else None
        if match is not None:
            return self._of_match(match, is_counted)
        matches = self._matches(words, context)
        words, matches = self._without_brackets(words, matches)
        cut = self._cut(words, matches)
        head = self._read_head(words, 0, cut, matches, context, is_counted)
        if cut >= len(words) or (head is not None and head.is_named):
            return head
        return self._read_tail(words, cut, head, context) or head

    def _without_determiners(self, words: list[Word]) -> tuple[list[Word], bool]:
        wording = self._wording
        is_counted = False
        start = 0
        while start < len(words):
            word = words[start]
            if (name := self._index.match(words, start, country=None, on=None)) and name.end > start + 1:
                break
            if word.key in wording.determiners:
                pass
            elif word.key[0].isdigit() and word.key.rstrip(",.").isdigit():
                is_counted = True
            elif word.key in wording.quantities and not word.is_joined:
                is_counted = True
                if start + 1 < len(words) and words[start + 1].key == "of":
                    start += 1
            else:
                break
            start += 1
        return words[start:], is_counted

    def _matches(self, words: Sequence[Word], context: _Context) -> list[Match]:
        found: list[Match] = []
        at = 0
        while at < len(words):
            match = self._index.match(words, at, country=context.country, on=context.on)
            if match is not None and not self.is_mistaken(words, match):
                found.append(match)
                at = match.end
            else:
                at += 1
        return found

    def is_mistaken(self, words: Sequence[Word], match: Match) -> bool:
        """Whether a name is part of another ("Ivanka Trump", "Sorland Observatory"), or an ordinary word."""
        word = words[match.start]
        before = words[match.start - 1] if match.start else None
        is_monitor = isinstance(match.target, Entry) and match.target.kind == "monitor"
        if is_monitor and word.key in self._index.bodies and before is not None:
            return before.is_capital and not before.is_possessive
        if match.end - match.start > 1:
            return False
        if word.key in self._wording.ordinary:
            after = words[match.end] if match.end < len(words) else None
            has_article = before is not None and before.key == "the"
            return not has_article or (after is not None and after.is_capital and after.key not in _MARKS)
        if isinstance(match.target, Entry) and match.target.kind == "person" and before is not None:
            is_name = before.is_capital and before.raw.isalpha() and not before.is_acronym and not before.is_possessive
            return is_name and not self._index.knows(before) and not self._is_name(before)
        return False

    def _is_name(self, word: Word) -> bool:
        return self._index.match([word], 0, country=None, on=None) is not None

    def _without_brackets(self, words: list[Word], matches: list[Match]) -> tuple[list[Word], list[Match]]:
        """The words before the first bracket, and the names within them; all of it if it begins with one."""
        for at, word in enumerate(words):
            if word.key == "(" and at:
                if all(match.end > at for match in matches):
                    continue
                close = next((i for i in range(at, len(words)) if words[i].key == ")"), len(words) - 1)
                rest = words[close + 1 :]
                if not rest or rest[0].key in self._wording.cuts or rest[0].key in _MARKS:
                    return words[:at] + rest, [m for m in matches if m.end <= at]
        return words, matches

    def _cut(self, words: Sequence[Word], matches: Sequence[Match]) -> int:
        covered = {i for match in matches for i in range(match.start, match.end)}
        for at, word in enumerate(words):
            if at in covered or not at or (word.key in self._wording.links and self._index.is_in_body(words, at)):
                continue
            if word.key in _MARKS:
                return at
            if word.key in self._wording.cuts and not words[at - 1].is_joined and not word.is_capital:
                if at + 1 < len(words) and f"{word.key} {words[at + 1].key}" in self._index.bodies:
                    continue  # "Kenyan armed forces"
                return at
        return len(words)

    def _read_head(
        self, words: Sequence[Word], start: int, end: int, matches: Sequence[Match], context: _Context, counted: bool
    ) -> Reading | None:
        """The phrase proper: its last word, and what stands before it."""
        inside = [match for match in matches if start <= match.start and match.end <= end]
        last = inside[-1] if inside else None
        if last is not None and last.end == end and last.role != "seat":
            if last.role == "demonym" and end < len(words) and words[end].key in ("and", "or"):
                return self._shared_head(words, end, last, context)
            return self._of_match(last, counted)
        found = self._index.body(words, start, end)
        if end - start > 1 and words[end - 1].key in self._wording.ranks | self._wording.partitives:
            force = self._index.body(words, start, end - 1)
            if force is not None and force[0].sector in ("MIL", "COP") and (found is None or found[0].sector == "CVL"):
                return self._read_head(words, start, end - 1, matches, context, counted)  # "| Navy | men"
        if found is not None:
            body, length = found
            owner = self._owner(words, inside, end - length)
            if owner is None and end - length > start:
                before = words[end - length - 1].key
                is_irregular = body.sector == "MIL" and length == 1 and before in self._wording.of_irregulars
                body = _REBELS if is_irregular else body if body.generic else self._by_side(body, before)
            return self._compose(body, owner, words, context)
        if last is not None and words[end - 1].key in self._wording.partitives:
            is_of_state = isinstance(last.target, State) and not words[last.end - 1].is_possessive
            if is_of_state and words[end - 1].is_capital and any(w.is_capital for w in words[last.end : end - 1]):
                return None  # "Sorland Open Records Group" is no part of Sorland
            owner = self._owner(words, inside, end - 1)
            return self._of_owner(owner, words) if owner else None
        return self._titled(words, start, end, matches, context)

    def _shared_head(self, words: Sequence[Word], end: int, first: Match, context: _Context) -> Reading | None:
        """ "Russian and Syrian forces": the forces of the first."""
        rest = words[end + 1 :]
        cut = self._cut(rest, self._matches(rest, context))
        found = self._index.body(rest, 0, cut)
        return self._compose(found[0], first, words, context) if found else self._of_match(first, False)

    def _owner(self, words: Sequence[Word], matches: Sequence[Match], before: int) -> Match | None:
        for match in reversed(matches):
            if match.start >= before:
                continue
            after = words[match.end].key if match.end < len(words) else ""
            if words[match.end - 1].is_joined and after in self._wording.masking:
                continue
            prefix = words[match.start - 1] if match.start else None
            if prefix is not None and prefix.is_joined and prefix.key == "anti" and isinstance(match.target, State):
                continue
            return match
        return None

    def _by_side(self, body: Body, key: str) -> Body:
        if key in self._wording.of_government:
            return _FORCES
        return _REBELS if key in self._wording.of_rebels else body

    def _compose(self, body: Body, owner: Match | None, words: Sequence[Word], context: _Context) -> Reading | None:
        if owner is None:
            return self._of_body(body, context)
        target = owner.target
        relation = self._relation(owner, words)
        state = self._state_of(target)
        if relation == "backed" and state is not None and body.sector in ("MIL", "REB", "UNK"):
            if isinstance(target, Entry):
                return self._of_body_of_state(_FORCES, state)
            if body.country_from_story and body.code == "MIL" and body.name.startswith("Armed") and context.country:
                return self._proxy_or_army(body, state, context, words)
            return self._proxy(state)
        if relation == "anti":
            return self._of_body_of_state(_REBELS, state) if state is not None else self._of_body(body, context)
        if state is not None and (isinstance(target, State) or target.kind == "person"):
            return self._of_body_of_state(body, state)
        if isinstance(target, State):
            return None
        if target.actor.sector in ("REB", "CRM") and body.sector in _BODIES_OF_OTHERS:
            return self._of_body(body, context)
        source = _SOURCE_OF_KIND.get(target.kind) or body.source
        party = _party(target)
        return Reading(target.actor, source, party)  # type: ignore[arg-type]

    def _proxy_or_army(self, body: Body, state: State, context: _Context, words: Sequence[Word]) -> Reading:
        if any(word.key in ("government", "regime", "army") for word in words):
            return self._of_body_of_state(body, self._index.states[context.country or state.id])
        return self._proxy(state)

    def _relation(self, owner: Match, words: Sequence[Word]) -> str:
        prefix = words[owner.start - 1] if owner.start else None
        if prefix is not None and prefix.is_joined and prefix.key in ("pro", "anti"):
            return "backed" if prefix.key == "pro" else "anti"
        after = words[owner.end].key if owner.end < len(words) else ""
        return "backed" if words[owner.end - 1].is_joined and after in self._wording.backed else "own"

    def _state_of(self, target: Entry | State) -> State | None:
        if isinstance(target, State):
            return target
        actor = target.actor
        if target.kind != "person" or actor.country is None or actor.sector not in OF_STATES:
            return None
        return self._index.states.get(actor.country)

    def _proxy(self, state: State) -> Reading:
        adjective = state.demonyms[0] if state.demonyms else state.bare_name
        actor = Actor(f"{state.id}-PROXY", f"{adjective}-backed forces", None, "REB")
        return Reading(actor, "body", actor.id)

    def _of_body(self, body: Body, context: _Context) -> Reading | None:
        if not body.generic:
            return None
        state = self._index.states.get(context.country or "")
        if body.code == "COALITION" and context.country is not None:
            entry = self._index.coalition(context.country, context.on)
            return Reading(
                entry.actor if entry else _COALITION, "body", _party(entry) if entry else None, is_named=False
            )
        if state is not None and body.country_from_story:
            return replace(self._of_body_of_state(body, state), is_named=False)
        party = None
        return Reading(Actor(body.code, body.generic, None, body.sector), body.source, party, is_named=False)  # type: ignore[arg-type]

    def _of_body_of_state(self, body: Body, state: State) -> Reading:
        actor = Actor(f"{state.id}-{body.code}", body.name.format(state=state.name), state.country, body.sector)
        party = state.id if body.speaks else actor.id if body.code in ("REB", "OPP") else None
        return Reading(actor, body.source, party)  # type: ignore[arg-type]

    def _of_owner(self, owner: Match, words: Sequence[Word]) -> Reading:
        if self._relation(owner, words) == "backed" and isinstance(owner.target, State):
            return self._proxy(owner.target)
        return self._of_match(owner, False)

    def _of_match(self, match: Match, is_counted: bool) -> Reading:
        target = match.target
        if isinstance(target, Entry):
            source = _SOURCE_OF_KIND.get(target.kind, "body")
            return Reading(target.actor, source, _party(target))
        if match.role == "seat":
            return self._of_body_of_state(_GOVERNMENT, target)
        if match.role == "demonym" and is_counted:
            return self._of_body_of_state(_CIVILIANS, target)
        return Reading(Actor(target.id, target.bare_name, target.country, "GOV"), "state", target.id)

    def body_after(self, words: Sequence[Word], owner: Match) -> tuple[Reading | None, int]:
        """The body of a state whose name ends right after the state's: "Russian" + "Military Police"."""
        if owner.end >= len(words) or words[owner.end - 1].is_joined or not isinstance(owner.target, State):
            return None, owner.end
        for length in range(min(4, len(words) - owner.end), 0, -1):
            found = self._index.bodies.get(" ".join(word.key for word in words[owner.end : owner.end + length]))
            if found is not None and found.speaks and (found.generic or words[owner.end].is_capital):
                return self._of_body_of_state(found, owner.target), owner.end + length
        return None, owner.end

    def _titled(
        self, words: Sequence[Word], start: int, end: int, matches: Sequence[Match], context: _Context
    ) -> Reading | None:
        """A title and an unknown name: "Pentagon spokeswoman Jane Roe" is a person of the Pentagon."""
        at = end
        while at > start and end - at < 4 and words[at - 1].is_capital and not self._index.knows(words[at - 1]):
            at -= 1
        if at in (start, end):
            return None
        title = words[at - 1].key
        if title not in self._wording.titles and title not in self._index.bodies:
            return None
        name = " ".join(word.raw for word in words[at:end])
        office = self._read_head(words, start, at, matches, context, False)
        if office is None or office.actor is None:
            return Reading(None, "person") if title in self._wording.titles else None
        if title not in self._wording.titles:
            return None
        return replace(office, actor=replace(office.actor, name=name), source="person")

    def _read_tail(self, words: list[Word], cut: int, head: Reading | None, context: _Context) -> Reading | None:
        """ "Members of the Free Army", "troops from Chad", "militants backed by Turkey"."""
        at = cut
        is_backed = False
        while at < len(words) and words[at].key in self._wording.cuts and words[at].key not in self._wording.links:
            is_backed = is_backed or words[at].key in self._wording.backed
            if words[at].key in ("who", "whom", "whose", "which", "that", "and", "or", "but"):
                return None
            at += 1
        if at >= len(words) or (words[at].key not in self._wording.links | {"to"} and at == cut):
            return None
        link = words[at].key
        title = words[cut - 1].key
        found = self._index.body(words, 0, cut)
        if found is None and title not in self._wording.partitives and title not in self._wording.titles:
            return None
        while at < len(words) and words[at].key in self._wording.links | {"to"}:
            at += 1
        tail = self._read_words(words[at:], context)
        if tail is None or tail.actor is None:
            return None
        if not (tail.is_named or head is None or tail.actor.sector == "REB"):
            return None  # but "soldiers of the Sorn Liberation Army"
        state = self._index.states.get(tail.actor.id)
        if tail.source == "person" and found is not None and tail.actor.country is not None and state is None:
            office = self._index.states.get(tail.actor.country)
            if office is not None and found[0].sector == "MIL" and tail.actor.sector in OF_STATES:
                return self._of_body_of_state(found[0], office)
        if is_backed:
            return self._proxy(state) if state is not None else tail
        if state is not None:
            return self._of_body_of_state(found[0], state) if found else tail
        if link in ("in", "at", "for", "with", "within") and title not in self._wording.partitives:
            return tail if title in self._wording.titles else None
        is_of_others = found is not None and found[0].sector in _BODIES_OF_OTHERS and title not in self._wording.ranks
        if is_of_others and tail.actor.sector in ("REB", "CRM"):
            return None
        if found is not None and found[0].source == "unnamed_official":
            return replace(tail, source="unnamed_official")
        return tail


def _party(entry: Entry) -> str | None:
    """Whose word an entry carries. Outlets, agencies and monitors speak for nobody unless the data say so."""
    if entry.speaks_for is not None:
        return entry.speaks_for
    actor = entry.actor
    if entry.kind in ("outlet", "agency", "monitor", "ngo"):
        return None
    if actor.country is not None and actor.sector in OF_STATES and entry.kind != "armed_group":
        return actor.country
    return actor.id


_GOVERNMENT = Body("GOV", "GOV", "Government of {state}", "Government", "state", True, True, ())
_CIVILIANS = Body("CVL", "CVL", "Civilians of {state}", "Civilians", "unnamed", False, True, ())
_FORCES = Body("MIL", "MIL", "Armed forces of {state}", "Armed forces", "body", True, True, ())
_COALITION = Actor("COALITION", "Coalition", None, "MIL-ALLIANCE")
_REBELS = Body("REB", "REB", "Rebels of {state}", "Rebels", "unnamed", False, True, ())
