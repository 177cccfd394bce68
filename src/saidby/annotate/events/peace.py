"""Sentences in which "attack", "strike" and "shot" are of sport, labour or politics, not of violence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from saidby.annotate.counts.words import Words as HarmWords
from saidby.annotate.events.words import Words
from saidby.annotate.sheet import Sheet
from saidby.vocabulary import Measure

_AROUND: Final = 1  # sentences on either side that colour one
_HARM: Final = frozenset({Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.ABDUCTED, Measure.DISPLACED})


class Peace:
    """Which sentences of a document speak of peaceful matters, and which of harm."""

    def __init__(self, sheet: Sheet, words: Words, harm_words: HarmWords) -> None:
        self._words = words
        self._peaceful: list[bool] = []
        self._killing: list[bool] = []
        self._harmful: list[bool] = []
        for sentence in sheet.sentences:
            span = sheet.tokens, sentence.first, sentence.last
            measures = {measure for hit in harm_words.harms.find(*span) for form in hit.value for measure in form.measures}
            plain = any(not words.ambiguous(sheet.tokens[hit.first : hit.last]) for hit in words.triggers.find(*span))
            armed = plain or any(True for _ in words.weapons.find(*span))
            self._peaceful.append(any(True for _ in words.peaceful.find(*span)))
            self._killing.append(armed or Measure.KILLED in measures)
            self._harmful.append(armed or bool(measures & _HARM))
        self._none = any(self._peaceful) and not any(self._harmful)

    def of(self, sentence: int) -> bool:
        """Whether an ambiguous word of a sentence means no violence.

        So it is in a document of peaceful matters without any harm, and where the sentence or a neighbour speaks of sport, labour or
        politics and none of them of killing or of arms.
        """
        return self._none or (_any(self._peaceful, sentence) and not _any(self._killing, sentence))


def _any(flags: Sequence[bool], sentence: int) -> bool:
    return any(flags[max(0, sentence - _AROUND) : sentence + _AROUND + 1])
