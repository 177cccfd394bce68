"""What stands in a speaker's name: the person, and the office."""

from __future__ import annotations

import re

from saidby.reconcile.lexicon import lexicon

_WORD = re.compile(r"\w+")


def folded(name: str) -> str:
    """A name by which speakers compare: lower case, words only, no leading article."""
    words = _WORD.findall(name.casefold())
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1 else words)


def own_name(speaker: str) -> str:
    """The person in "the regional governor, Jan Havel" or "Jan Havel, governor of the region": two capitalised words or more.

    All of the speaker where no person is named beside an office.
    """
    first, _, rest = speaker.partition(",")
    if rest.strip()[:1].islower() and len(first.split()) >= 2 and all(word[:1].isupper() for word in first.split()):
        return first
    words = speaker.split()
    at = len(words)
    while at and words[at - 1][:1].isupper() and not words[at - 1].endswith(","):
        at -= 1
    office = words[at - 1] if at else ""
    named = len(words) - at >= 2 and office and office.strip(",").casefold() not in lexicon().speakers.prepositions
    return " ".join(words[at:]) if named else speaker


def plural(speaker: str) -> bool:
    """Whether a speaker's name takes a plural verb: "regional officials", "Authorities"; not "Hellas", "Air Forces"."""
    words = _WORD.findall(speaker.partition(",")[0])
    prepositions = lexicon().speakers.prepositions
    end = next((at for at, word in enumerate(words) if at and word.casefold() in prepositions), len(words))
    head = words[end - 1] if words else ""
    common = head.islower() or (end == 1 and head.casefold() in lexicon().speakers.common)
    return common and head.endswith("s") and not head.endswith(("ss", "us", "is"))


def office(speaker: str) -> tuple[str, ...]:
    """The folded words of the office beside a person's name, up to its place: "regional governor"; none where none is named."""
    person = own_name(speaker)
    if person == speaker:
        return ()
    words = folded(speaker.replace(person, " ", 1)).split()
    prepositions = lexicon().speakers.prepositions
    end = next((at for at, word in enumerate(words) if word in prepositions), len(words))
    return tuple(words[:end])


def holds_office(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether "governor" can be short for an office like "regional governor"; for "deputy governor" it cannot."""
    if not short or full[-len(short) :] != short:
        return False
    return lexicon().speakers.deputies.isdisjoint(full[: -len(short)])
