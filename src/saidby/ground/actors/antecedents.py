"""Whom a phrase takes up that names nobody itself: "its spokesman", "the group", "Hezbollah's clergymen", "the PFP"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from saidby.ground.actors.entries import Entry, plain
from saidby.ground.actors.mentions import Mention, Mentions
from saidby.ground.actors.registry import Registry
from saidby.model import NAMED, Interval

SOMEBODYS: Final = re.compile(r"(?:its|their|his|her|whose)\b", re.IGNORECASE)

_ITS: Final = re.compile(r"(?:its|their|whose)\s+(\S.*)", re.IGNORECASE)
_TAKEN_UP: Final = re.compile(
    r"the\s+((?:[\w-]+ ){0,2}?)([\w-]+)(?:['’]s?(?:\s.*)?|\s+(?:spokes\w+|leader\w*|command\w*)\b.*)?$", re.IGNORECASE
)
_OWNED: Final = re.compile(r"(\S.*?)(?:['’]s|s['’])\s+(\S.*)$")
_SPOKESMAN: Final = re.compile(
    r"(?:an? |the )?(?:\w+ )?spokes(?:man|woman|person)\b(?!\s+(?:for|of|from|in|at)\b)", re.IGNORECASE
)
_SHOUTED: Final = re.compile(r"[A-Z][A-Za-z/-]*[A-Z]")


class Found(NamedTuple):
    """An entry, and why it is the one."""

    entry: Entry
    why: str = NAMED


class Antecedents:
    """What phrases of one document take up in it, where it is about the country `home`."""

    def __init__(self, text: str, known: Registry, mentions: Mentions, home: str | None, when: Interval | None = None) -> None:
        self._text = text
        self._known = known
        self._mentions = mentions
        self._home = home
        self._when = when

    def owner(self, phrase: str) -> Found | None:
        """Whose "Hezbollah's clergymen" and "the White Helmets' Ali Nasser" are; not "Hamas's critics", not a state's people."""
        match = _OWNED.match(phrase)
        if match is None or not self._known.others.isdisjoint(plain(match.group(2)).split()):
            return None
        if entry := self._known.read(match.group(2)).entry:
            return Found(entry)
        named = match.group(1) + ("s" if match.group()[len(match.group(1))] == "s" else "")
        entry = self._known.read(named).entry
        return Found(entry) if entry and entry.kind != "state" else self.abbreviation(named)

    def abbreviation(self, phrase: str) -> Found | None:
        """The entry that an abbreviation of the phrase stands for where the document explains it."""
        for short in _SHOUTED.findall(phrase):
            for full in self._mentions.abbreviated.get(short, ()):
                if entry := self._known.listed(full):
                    return Found(entry, f"the document explains {short} as {full}")
            if self._home and (entry := self._known.initialled(self._home, short)):
                return Found(entry, f"initials of {entry.name}, of the country that the report is about")
        return None

    def its(self, phrase: str, at: int | None = None) -> Found | None:
        """Whose "its spokesman" is, said at a place of the text (by default where the phrase first stands)."""
        match = _ITS.match(phrase)
        at = self._text.find(phrase) if at is None else at
        return self._of(match.group(1), at) if match and at >= 0 else None

    def spokesman(self, phrase: str) -> Found | None:
        """For whom "spokesman Ali Nasser" speaks where the phrase does not say it: whom its sentence or the one before names."""
        at = self._text.find(phrase)
        return self._of(phrase, at) if at >= 0 and _SPOKESMAN.match(phrase) else None

    def _of(self, rest: str, at: int) -> Found | None:
        """The owner of something: of a state's body that body, of anything else of an organisation that organisation."""
        reports = self._known.reports(rest)

        def wanted(mention: Mention) -> bool:
            return (
                not mention.entry.over(self._when)
                and mention.entry.kind != "role"
                and (mention.entry.kind == "media") == reports
            )

        owner = self._mentions.owner(at, self._home, wanted)
        if owner is None:
            return None
        if owner.kind == "state":
            entry = self._known.read(f"{owner.name}'s {rest}").entry
            return Found(entry, f"taken up: {owner.name}") if entry and entry.country == owner.country else None
        return Found(owner, f"taken up: {owner.name}")

    def taken_up(self, phrase: str) -> Found | None:
        """The entry of the kind that "the group" or "the ministry" says, named last before the phrase."""
        match = _TAKEN_UP.match(phrase)
        noun = match.group(2).lower() if match else ""
        kinds = self._known.takes_up.get(noun)
        if match is None or kinds is None or not self._known.adds_nothing(match.group(1)):
            return None

        def wanted(mention: Mention) -> bool:
            if mention.entry.over(self._when):
                return False
            if noun in plain(mention.words).split():
                return True
            of_kind = mention.entry.kind in kinds
            return of_kind and (mention.entry.kind != "igo" or mention.entry.parent is not None)

        entry = self._mentions.before(phrase, self._home, wanted)
        return Found(entry, f"taken up: {entry.name}") if entry else None

    def short(self, phrase: str) -> Found | None:
        """The entry whose name the capitalised words at the head of a phrase cut short: "Alliance commander", "the Command"."""
        words = phrase.split()
        while words and plain(words[0]) in {"", "a", "an", "the"}:
            words = words[1:]
        count = next((place for place, word in enumerate(words) if not word[:1].isupper()), len(words))
        for length in range(count, 0, -1):
            head = " ".join(words[:length])
            if self._known.is_title(plain(head).rsplit(maxsplit=1)[-1] if plain(head) else ""):
                continue
            if (entry := self._mentions.short(head.split(), self._home)) and self._known.trails(" ".join(words[length:])):
                return Found(entry, f"short for {entry.name}, which the document names")
        return None
