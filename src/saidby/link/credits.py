"""Which agencies a document credits: in its dateline, its byline or its last line."""

from __future__ import annotations

import re
from functools import cache

from saidby.link.lexicon import lexicon
from saidby.model import Document

_HEAD = 800  # code points in which a dateline or byline stands
_TAIL = 300  # and in which a closing credit stands
_LINE = 120  # a credit stands in a short line of its own
_DATELINE = re.compile(r"\(([^()\n]{2,40})\)\s{0,3}[-–—:]")  # "KYIV, Jan 2 (Some Agency) -"
_CREDIT = re.compile(r"\(([^()\n]{2,40})\)\s*$")  # a line that ends in "(Some Agency)"
_WORD = re.compile(r"\w+(?:-\w+)*")


@cache
def _names() -> dict[str, str]:
    return {alias: name for name, aliases in lexicon().agencies.items() for alias in (name, *aliases)}


def folded(name: str) -> str:
    """A name by which credits and publishers compare: lower case, words only, an agency's short form as its full name."""
    plain = " ".join(_WORD.findall(name.casefold()))
    return _names().get(plain, plain)


def agencies(document: Document) -> tuple[str, ...]:
    """The folded names that `document` credits, sorted; a dateline's name counts whether or not it is a known agency."""
    head, tail = document.text[:_HEAD], document.text[-_TAIL:]
    found = {folded(match[1]) for match in _DATELINE.finditer(head)}
    for line in (*head.splitlines(), *tail.splitlines()):
        words = line.strip(" .\t")
        if not 0 < len(words) <= _LINE:
            continue
        if ended := _CREDIT.search(words):
            found.add(_known(ended[1]))
        found.add(_known(words))
        lowered = words.strip("()").casefold()
        found.update(_known(lowered[len(cue) :]) for cue in lexicon().credits.cues if lowered.startswith(cue))
    return tuple(sorted(found - {""}))


def _known(words: str) -> str:
    """The agency that `words` are, or the last part of them after a comma or slash; "" when there is none."""
    for part in (words, words.replace("/", ",").rpartition(",")[2]):
        name = folded(part)
        if name in lexicon().agencies:
            return name
    return ""


def credited(first: Document, second: Document) -> str | None:
    """The agency through which two desks' documents hang together: one credits it, and the other does or is it.

    None for two documents of one desk: that they share their own name says nothing about their texts.
    """
    desks = (folded(first.publisher or ""), folded(second.publisher or ""))
    if desks[0] == desks[1]:
        return None
    sides = [{*agencies(document), desk} - {""} for document, desk in zip((first, second), desks, strict=True)]
    shared = sorted(sides[0] & sides[1])
    return shared[0] if shared else None
