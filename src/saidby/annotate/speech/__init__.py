"""Who says what: cues, speakers, the words that are theirs, and who relays whom."""

from __future__ import annotations

from saidby.annotate.draft import Draft, Pass
from saidby.annotate.sheet import Sheet
from saidby.annotate.speech.according import according
from saidby.annotate.speech.attribution import Attribution
from saidby.annotate.speech.blocks import blocks
from saidby.annotate.speech.carrying import carried
from saidby.annotate.speech.chains import write
from saidby.annotate.speech.quotations import quotations
from saidby.annotate.speech.reporting import reporting
from saidby.annotate.speech.tallies import tallies
from saidby.annotate.speech.unnamed import unnamed
from saidby.annotate.speech.view import View, view
from saidby.annotate.speech.words import load


def speech(*, language: str = "en") -> Pass:
    """A pass that adds CUE, SPEAKER and CONTENT mentions, after those for times and names.

    Links: CONTENT -SAID_BY-> SPEAKER, CONTENT -CUED_BY-> CUE, SPEAKER -VIA-> SPEAKER, SPEAKER -NAMES-> SPEAKER. A SPEAKER's value is the
    fullest name that the document has for it, or "(unnamed)". Raises RecipeError for a language without a lexicon.
    """
    known = load(language)

    def step(sheet: Sheet, draft: Draft) -> None:
        seen = view(sheet, draft, known)
        seen.quotations = quotations(seen)
        seen.quoted = {index: number for number, one in enumerate(seen.quotations) for index in range(one.first, one.last)}
        write(seen, draft, _attributions(seen))

    return step


def _attributions(seen: View) -> list[Attribution]:
    """All attributions in the order of their cues; one without a speaker yields to one with."""
    named = [*according(seen), *blocks(seen)]
    fixed = _tokens(named)
    named += [made for made in reporting(seen) if not fixed & set(range(made.first, made.last))]
    cued = _tokens(named)
    named += [made for made in tallies(seen) if made.first not in cued]
    taken = _tokens(named)
    nobody = [made for made in unnamed(seen) if made.last - 1 not in taken]
    found = _ordered([*named, *nobody])
    return _ordered([*found, *carried(seen, found)])


def _tokens(found: list[Attribution]) -> set[int]:
    return {index for made in found for index in range(made.first, made.last)}


def _ordered(found: list[Attribution]) -> list[Attribution]:
    for made in found:
        made.contents = [piece for piece in made.contents if piece.first < piece.last]
    return sorted(found, key=lambda made: (made.first, made.last, made.contents[0].first if made.contents else 0))


__all__ = ["speech"]
