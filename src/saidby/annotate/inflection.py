"""Verbs in a word list: their forms on one line, and what belongs to them after a bar."""

from __future__ import annotations

from collections.abc import Iterator


def inflected(verb: str) -> Iterator[tuple[str, str]]:
    """The forms of a verb given as "base third past [participle] ing | rest", each with its inflection.

    The inflection is "finite", "past" (which may be a participle too), "participle" or "ing".
    """
    head, _, rest = verb.partition("|")
    base, third, past, *participle, ing = head.split()
    tail = f" {rest.strip()}" if rest else ""
    yield base + tail, "past" if base == past else "finite"
    yield third + tail, "finite"
    if base != past:
        yield past + tail, "past"
    for form in participle:
        if form not in (base, past):
            yield form + tail, "participle"
    yield ing + tail, "ing"
