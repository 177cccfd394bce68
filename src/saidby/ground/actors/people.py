"""Who held which public office when: the persons for whom a body speaks, or who speak for one."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from saidby.ground.actors.entries import plain
from saidby.ground.actors.spelling import by_spelling, spelling
from saidby.model import Interval

LONGEST: Final = 5
"""Words of the longest name."""


_CAPITALISED: Final = re.compile(
    r"[^\W\d_a-z][\w'’.-]*(?:\s+(?:(?:al|el|bin|ibn|de|del|van|von|da|ould|ag)[ -])?[^\W\d_a-z][\w'’.-]*)*"
)


class Term(msgspec.Struct, frozen=True):
    """A person's term: the id of the actor spoken for, and the first and last year or date of it ("1999-08"); None: open."""

    name: str
    actor: str
    since: str | None = None
    until: str | None = None
    aliases: tuple[str, ...] = ()

    def covers(self, when: Interval) -> bool:
        """Whether some of an interval may lie in the term, which its first and last year, month or day belong to."""
        begun = self.since is None or when.end.isoformat() > self.since
        return begun and (self.until is None or when.start.isoformat()[: len(self.until)] <= self.until)


class People:
    """Public persons by name."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[str, list[Term]] = {}
        for term in terms:
            for name in dict.fromkeys(plain(name) for name in (term.name, *term.aliases)):
                self._terms.setdefault(name, []).append(term)
        self._spelt = by_spelling((name, terms[0].name) for name, terms in self._terms.items())

    def __iter__(self) -> Iterator[Term]:
        """The terms, each once."""
        return iter(dict.fromkeys(term for terms in self._terms.values() for term in terms))

    def actor(self, name: str, when: Interval | None) -> str | None:
        """For whom a person of that name spoke at the time; of an unknown time where they ever spoke for one only.

        None for nobody who is known, and where the terms of two bodies cover the time. Of terms that overlap the one
        that began last counts where it is the same person's.
        """
        terms = self._of(name)
        held = terms if when is None else [term for term in terms if term.covers(when)]
        if when is not None and len({term.name for term in held}) == 1:
            last = max(term.since or "" for term in held)
            held = [term for term in held if (term.since or "") == last]
        actors = {term.actor for term in held}
        return actors.pop() if len(actors) == 1 else None

    def _of(self, name: str) -> list[Term]:
        """The terms of a name, or of the one person who has it in another transliteration."""
        key = plain(name)
        return self._terms.get(key) or self._terms.get(plain(self._spelt.get(spelling(key) or "", "")), [])

    def within(self, phrase: str, is_title: Callable[[str], bool]) -> Iterator[str]:
        """The names of known persons in a phrase, the longest first from its end: "Prime Minister Ada Lind's office".

        A surname alone counts where nothing but titles stands beside it: "President Lind", not "Eva Lind".
        """
        for run in reversed(_CAPITALISED.findall(phrase)):
            words = plain(run).split()
            for length in range(min(LONGEST, len(words)), 0, -1):
                for first in range(len(words) - length, -1, -1):
                    name = " ".join(words[first : first + length])
                    others = (*words[:first], *words[first + length :])
                    if self._of(name) and (length > 1 or all(map(is_title, others))):
                        yield name


@cache
def people() -> People:
    """The persons of the shipped tables, ``actors/people/*.csv``."""
    folder = files("saidby.ground").joinpath("actors", "people")
    tables = sorted(folder.iterdir(), key=lambda table: table.name)
    return People(term for table in tables for term in _terms(table.read_text(encoding="utf-8")))


def _terms(text: str) -> Iterator[Term]:
    for row in csv.DictReader(text.splitlines()):
        given: Mapping[str, str | None] = {name: value or None for name, value in row.items() if name != "aliases"}
        yield msgspec.convert({**given, "aliases": [alias for alias in row["aliases"].split(";") if alias]}, Term)
