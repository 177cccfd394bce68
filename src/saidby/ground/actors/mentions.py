"""Whom a document names, and where: what "its", "the group" and a short name can take up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from saidby.ground.actors.entries import Entry, plain
from saidby.ground.actors.registry import Registry

SENTENCES: Final = 2
"""How many sentences, its own among them, a word is looked back through for whom it takes up."""

LONGEST_BODY: Final = 6
"""Words of the longest name of a state's body: "Ministry of Defence of the Russian Federation"."""

REACH: Final = 80
"""How far behind a state's name the name of its body may end, in code points."""

LONGEST_FULL: Final = 9
"""Words of the longest name that an abbreviation stands behind."""

_CAPITALISED: Final = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: (?:(?:of|the|for|and|in|on) ){0,2}(?:al-)?[^\W\d_a-z][\w'’-]*){0,8}")
_WORD: Final = re.compile(r"\S+")
_ENDS: Final = re.compile(r"(?:[.!?][\"”’']?\s+(?=[\"“‘'A-Z])|\n)")
_STOP: Final = re.compile(r"[.,;:!?](?:\s|$)|[\n\"“”()]")
_TITLED: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Brig|Sgt|Adm|Gov|Sen|Rep|St|No|[A-Z])\.\s+$")
_QUOTED: Final = re.compile(r"[\"“][^\"”\n]*[\"”]")
_ABBREVIATED: Final = re.compile(r"((?:[\w'’.&-]+ ){1,9}?)(?:\((?:the )?|, or (?:the )?)([A-Z][A-Za-z/-]*[A-Z])(?=[),.]| )")


class Mention(NamedTuple):
    """An entry that the text names: the words that it does so with, and where they begin (code points)."""

    start: int
    words: str
    entry: Entry


class Mentions:
    """The entries that a text names, in order. Made once a document; nothing is looked for before it is asked for."""

    def __init__(self, text: str, known: Registry) -> None:
        self._text = text
        self._known = known
        self._at_home: dict[str, Sequence[Mention]] = {}

    @cached_property
    def named(self) -> Sequence[Mention]:
        """Every mention: entries by their own names, states, and states' bodies ("Ukraine's air force")."""
        return tuple(self._found(self._names, self._known.begins))

    def all(self, home: str | None) -> Sequence[Mention]:
        """These, and in a text about a country those whose name it leaves out: "Maoists" are that country's there."""
        if home is None:
            return self.named
        if home not in self._at_home:
            found = self._found(
                lambda start, name: self._homely(home, start, name), lambda word: self._known.begins(word, home)
            )
            taken = [(mention.start, mention.start + len(mention.words)) for mention in self.named]
            more = [mention for mention in found if not any(first <= mention.start < last for first, last in taken)]
            self._at_home[home] = tuple(sorted((*self.named, *more), key=lambda mention: mention.start))
        return self._at_home[home]

    def _found(self, names: Callable[[int, str], Mention | None], begins: Callable[[str], bool]) -> Iterator[Mention]:
        past = 0
        for match in _CAPITALISED.finditer(self._text):
            words = [(match.start() + word.start(), match.start() + word.end()) for word in _WORD.finditer(match.group())]
            for place, (start, end) in enumerate(words):
                if start < past or self._text[start].islower() or not begins(self._text[start:end]):
                    continue
                ends = (last for _, last in reversed(words[place:]))
                if found := next((at for last in ends if (at := names(start, self._text[start:last].rstrip(".,")))), None):
                    yield found
                    past = start + len(found.words)

    def _names(self, start: int, name: str) -> Mention | None:
        entry = self._known.listed(name)
        if entry is None:
            return None
        return self._body(start, name, entry) if entry.kind in {"state", "igo"} else Mention(start, name, entry)

    def _homely(self, home: str, start: int, name: str) -> Mention | None:
        entry = self._known.called_at_home(home, name)
        return Mention(start, name, entry) if entry else None

    def _body(self, start: int, name: str, owner: Entry) -> Mention:
        """The body that follows the name of a state or an organisation of states, else that itself."""
        after = _STOP.split(self._text[start + len(name) : start + len(name) + REACH])[0]
        reach = [len(name) + word.end() for word in _WORD.finditer(after)][: LONGEST_BODY + 1]
        for last in reversed(reach):
            words = self._text[start : start + last]
            read = self._known.read(words).entry
            if read is not None and read.kind != "state" and read != owner:
                shorter = (self._text[start : start + end] for end in sorted(reach))
                return next(Mention(start, each, read) for each in shorter if self._known.read(each).entry == read)
        return Mention(start, name, owner)

    def before(self, phrase: str, home: str | None, wanted: Callable[[Mention], bool]) -> Entry | None:
        """The wanted entry that the text named last before it first says the phrase."""
        at = self._text.find(phrase)
        return next((mention.entry for mention in reversed(self.all(home)) if mention.start < at and wanted(mention)), None)

    def owner(self, at: int, home: str | None, wanted: Callable[[Mention], bool]) -> Entry | None:
        """Whom "its" at a place of the text takes up: the first wanted entry of its own sentence before it, else of the one before.

        What stands in quotation marks belongs to another sentence. None where both name nobody who is wanted.
        """
        end = at
        for _ in range(SENTENCES):
            start = self._sentence(end)
            quoted = [(match.start() + start, match.end() + start) for match in _QUOTED.finditer(self._text[start:end])]
            for mention in self.all(home):
                inside = any(first <= mention.start < last for first, last in quoted)
                if start <= mention.start < end and not inside and wanted(mention):
                    return mention.entry
            if start == 0:
                break
            end = start
        return None

    def _sentence(self, end: int) -> int:
        """Where the sentence begins that reaches to `end`."""
        ends = [match.end() for match in _ENDS.finditer(self._text[: max(0, end - 1)])]
        return next((last for last in reversed(ends) if last < end and not _TITLED.search(self._text[:last])), 0)

    @cached_property
    def abbreviated(self) -> Mapping[str, Sequence[str]]:
        """The words before an abbreviation that the text explains, "Federal Preventive Police (PFP)", the longest first."""
        found: dict[str, Sequence[str]] = {}
        for match in _ABBREVIATED.finditer(self._text):
            words = match.group(1).split()[-LONGEST_FULL:]
            runs = [" ".join(words[first:]) for first in range(len(words)) if words[first][:1].isupper()]
            found.setdefault(match.group(2), runs)
        return found

    def short(self, words: Sequence[str], home: str | None) -> Entry | None:
        """The one entry whose name, as the text has it, ends in these words: "Alliance" where it names the Northern Alliance."""
        folded = [plain(word) for word in words]
        ending = {
            mention.entry.id: mention.entry
            for mention in self.all(home)
            if (name := plain(mention.words).split())[-len(folded) :] == folded and len(name) > len(folded)
        }
        return next(iter(ending.values())) if len(ending) == 1 else None
