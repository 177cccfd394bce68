"""The phrases that forms speak of: who acts, what is hit, what is named, found without a parser.

A noun phrase is a short run of tokens that holds no function word, verb of the lexicon or sign; it is an actor's where
it ends in a name that earlier passes found or in a noun for people who act.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sentence, Sheet
from saidby.vocabulary import Kind

LONGEST: Final = 7  # tokens of a noun phrase; news stacks titles and modifiers, seldom more
ASIDE: Final = 14  # tokens between two commas that part a subject from its verb
SUPPOSED: Final = 3  # tokens from an "if" to a verb whose subject is left out of the quote
INNER: Final = frozenset({"'s", "-", "$"})  # signs that stand inside a phrase
ACRONYM: Final = 3  # letters up to which a name for a side must be all capitals: "US", not "us"
NAMES: Final = (Kind.PERSON, Kind.ORGANISATION, Kind.GROUP, Kind.PLACE)


class Marks:
    """What earlier passes found, token by token: for each kind, the token after the mention that covers a token."""

    def __init__(self, sheet: Sheet, draft: Draft, kinds: Sequence[Kind]) -> None:
        self._ends: dict[Kind, dict[int, int]] = {kind: {} for kind in kinds}
        for kind in kinds:
            for index in draft.of(kind):
                mention = draft.mentions[index]
                covered = sheet.tokens_in(mention.start, mention.end)
                for token in covered:
                    known = self._ends[kind].get(token, 0)
                    self._ends[kind][token] = max(known, covered.stop)

    def end(self, token: int, *kinds: Kind) -> int:
        """The token after the longest mention of these kinds that covers `token`, or 0."""
        return max(self._ends[kind].get(token, 0) for kind in kinds)


class SentencePage:
    """One sentence as forms see it (a :class:`saidby.annotate.assertions.forms.Page`)."""

    def __init__(self, sheet: Sheet, sentence: Sentence, marks: Marks, lists: Mapping[str, frozenset[str]]) -> None:
        self._first = sentence.first
        self._tokens = sheet.tokens[sentence.first : sentence.last]
        self._marks = marks
        self._lists = lists
        self.words: list[str] = [token.lower for token in self._tokens]
        self._known: dict[tuple[str, int], tuple[int, ...]] = {}
        self._classes: dict[str, Callable[[int], tuple[int, ...]]] = {
            "actor": self._actor,
            "side": self._side,
            "thing": self._thing,
            "name": self._name,
            "person": self._person,
            "aside": self._aside,
            "event": self._event,
            "time": self._time,
            "weapon": self._weapon,
        }

    def phrases(self, name: str, position: int) -> Sequence[int]:
        if position >= len(self.words):
            return ()
        if (name, position) not in self._known:
            self._known[name, position] = self._classes[name](position)
        return self._known[name, position]

    def barred(self, position: int) -> bool:
        word = self.words[position]
        return word in self._lists["bar"] or (self._sign(position) and word not in self._lists["quote"])

    def ends_clause(self, position: int) -> bool:
        word = self.words[position]
        return word in self._lists["clause"] or (self._sign(position) and word not in self._lists["quote"])

    def trimmed(self, start: int, end: int) -> int:
        """The end of the quote ``[start, end)`` without the function words that it should not end in."""
        trail, quote = self._lists["trail"], self._lists["quote"]
        while end > start + 1 and (self.words[end - 1] in trail or self.words[end - 1] in quote):
            end -= 1
        return end

    def supposed(self, start: int) -> bool:
        """Whether the words at `start` stand in a clause that only supposes: "if rebels shell the town"."""
        for position in range(start - 1, max(-1, start - 1 - SUPPOSED), -1):
            if self._sign(position):
                return False
            if self.words[position] in self._lists["supposed"]:
                return True
        return False

    def _sign(self, position: int) -> bool:
        word = self.words[position]
        return not (word[0].isalnum() or word in INNER)

    def _capital(self, position: int) -> bool:
        return self._tokens[position].text[0].isupper()

    def _acronym(self, position: int) -> bool:
        """Whether a token is an acronym that only looks like a function word: "IS", "US"."""
        return self._tokens[position].text.isupper() and len(self.words[position]) > 1

    def _time(self, position: int) -> tuple[int, ...]:
        begin = position + 1 if self.words[position] in self._lists["at_time"] else position
        end = self._marks.end(self._first + begin, Kind.TIME) - self._first
        return (end,) if end > begin else ()

    def _run(self, position: int) -> int:
        """Where the noun phrase that begins at `position` must end at the latest."""
        end = position
        if self.words[end] in self._lists["determiner"]:
            end += 1
        while end < min(position + LONGEST, len(self.words)):
            word = self.words[end]
            if self._sign(end) or (
                (word in self._lists["stop"] or word in self._lists["determiner"]) and not self._acronym(end)
            ):
                break
            if end > position and self._marks.end(self._first + end, Kind.TIME):
                break
            end += 1
        return end

    def _thing(self, position: int) -> tuple[int, ...]:
        if self.words[position] in self._lists["object_pronoun"]:
            return (position + 1,)
        end = self._run(position)
        if end == position or (end == position + 1 and self.words[position] in self._lists["determiner"]):
            return ()
        if end + 1 < len(self.words) and self.words[end] == "of":
            further = self._run(end + 1)
            if further > end + 1:
                return (further, end)
        return (end,)

    def _actor(self, position: int) -> tuple[int, ...]:
        if self.words[position] in self._lists["actor_pronoun"]:
            return (position + 1,)
        run = self._run(position)
        led = position > 0 and self.words[position - 1] in self._lists["at_place"]
        ends = [end for end in range(run, position, -1) if self._acts(end - 1) and not (led and self._place(end - 1))]
        for end in list(ends):
            if end + 1 < len(self.words) and self.words[end] in self._lists["of_actor"]:
                further = self._run(end + 1)
                ends.insert(0, further) if further > end + 1 else None
                break
        return tuple(ends)

    def _acts(self, position: int) -> bool:
        """Whether this token may be the last of an actor's phrase."""
        if self.words[position] in self._lists["actor"]:
            return True
        token = self._first + position
        return self._marks.end(token, *NAMES) == token + 1 and self._capital(position)

    def _place(self, position: int) -> bool:
        """Whether a token is part of a place's name and of no other name."""
        token = self._first + position
        return bool(self._marks.end(token, Kind.PLACE)) and not self._marks.end(
            token, Kind.ORGANISATION, Kind.PERSON, Kind.GROUP
        )

    def _side(self, position: int) -> tuple[int, ...]:
        word, text = self.words[position], self._tokens[position].text
        if word in self._lists["side"]:
            return (position + 1,)
        if word in self._lists["side_name"] and (text.isupper() if len(text) <= ACRONYM else text[0].isupper()):
            return (position + 1,)
        token = self._first + position
        end = self._marks.end(token, Kind.ORGANISATION, Kind.GROUP) - self._first
        return (end,) if end > position and self._capital(position) else ()

    def _name(self, position: int) -> tuple[int, ...]:
        end = self._marks.end(self._first + position, *NAMES) - self._first
        return (end,) if end > position else ()

    def _person(self, position: int) -> tuple[int, ...]:
        end = self._marks.end(self._first + position, Kind.PERSON) - self._first
        return (end,) if end > position else ()

    def _event(self, position: int) -> tuple[int, ...]:
        end = self._marks.end(self._first + position, Kind.TRIGGER) - self._first
        return (end,) if end > position else ()

    def _weapon(self, position: int) -> tuple[int, ...]:
        run = self._run(position)
        return tuple(
            end
            for end in range(run, position, -1)
            if self.words[end - 1] in self._lists["weapon"]
            or self._marks.end(self._first + end - 1, Kind.WEAPON) == self._first + end
        )

    def _aside(self, position: int) -> tuple[int, ...]:
        closing = {",": ",", "(": ")", "–": "–", "—": "—"}.get(self.words[position])
        if closing is None:
            return ()
        for end in range(position + 1, min(position + ASIDE, len(self.words))):
            if self.words[end] == closing:
                return (end + 1,)
        return ()
