"""Names of which the rules do not know that they are places: a hamlet that no gazetteer lists, a town read as a person.

The encoder chooses among them and the places that the rules see, and learns to: both are told apart from all other words
when it is trained.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.model import Mention
from saidby.vocabulary import Kind

BY: Final = "model:unlisted"

HEADLINE: Final = 0.6
"""A sentence with a larger share of its words in capitals is a headline, whose capitals tell no names."""

LONGEST: Final = 4
"""Words of a name."""

_KNOWN: Final = (Kind.PLACE, Kind.TIME, Kind.ORGANISATION, Kind.GROUP, Kind.QUANTITY)


def unlisted(sheet: Sheet, draft: Draft) -> Iterator[Mention]:
    """Runs of words with a capital that the rules take for no place, time, number, organisation or people, as places.

    A sentence's first word is one only where it stands with a capital within a sentence too. Of what the rules take for a
    person nothing is left out: two words that no list has are a person to them.
    """
    tokens = sheet.tokens
    taken = {
        index
        for place in draft.of(*_KNOWN)
        for index in sheet.tokens_in(draft.mentions[place].start, draft.mentions[place].end)
    }
    headlines = [_headline(sheet, sentence.first, sentence.last) for sentence in sheet.sentences]
    inside = {
        tokens[index].text
        for sentence, headline in zip(sheet.sentences, headlines, strict=True)
        for index in range(sentence.first + 1, sentence.last)
        if not headline and tokens[index].text[0].isupper()
    }
    for sentence, headline in zip(sheet.sentences, headlines, strict=True):
        run: list[int] = []
        for index in range(sentence.first, sentence.last + 1):
            named = index < sentence.last and index not in taken and tokens[index].text[0].isupper()
            if named and (index == sentence.first or headline):
                named = tokens[index].text in inside
            if named and len(run) < LONGEST:
                run.append(index)
            elif run:
                yield Mention(kind=Kind.PLACE, start=tokens[run[0]].start, end=tokens[run[-1]].end, by=BY)
                run = [index] if named else []


def _headline(sheet: Sheet, first: int, last: int) -> bool:
    words = [token.text for token in sheet.tokens[first:last] if token.text[0].isalpha()]
    return sum(word[0].isupper() for word in words) > HEADLINE * len(words)
