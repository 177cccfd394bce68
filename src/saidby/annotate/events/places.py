"""Where a trigger's happening was: the places that its sentence puts it in, and those that the report goes on about."""

from __future__ import annotations

from collections.abc import Sequence

from saidby.annotate.draft import Draft
from saidby.annotate.events.nearby import FAR, LEAD, Nearby, Placed
from saidby.annotate.events.triggers import Trigger
from saidby.annotate.events.words import Words
from saidby.annotate.sheet import Sheet
from saidby.vocabulary import IncidentType, Kind

_ELSEWHERE = 4.0  # what another happening's word between costs
_FIRST = 0.1  # how much better a place fits than the one that contains it
_POOR = 0.5  # the fit of a place that is rather somebody's than the happening's
_LIST = 3  # places that make a list
_CHAIN = 9  # tokens that may stand between a preposition and a place: "in the centre of the northern city of"

_FROM_AFAR = (IncidentType.AIRSTRIKE, IncidentType.DRONE_STRIKE, IncidentType.MISSILE_STRIKE, IncidentType.NAVAL_ATTACK)

_RANK = {"settlement": 0, "facility": 0, "": 1, "region": 1, "country": 2}


class Settings(Nearby):
    """The places of a document that may be those of a happening."""

    def __init__(self, sheet: Sheet, draft: Draft, words: Words) -> None:
        super().__init__(sheet, draft, words)
        self.places = self.by_sentence(Kind.PLACE)
        self._places = {index for place in draft.of(Kind.PLACE) for index in self.tokens(place)}
        names = [draft.mentions[place] for place in draft.of(Kind.ORGANISATION, Kind.PERSON, Kind.SPEAKER, Kind.GROUP)]
        self._named = {index for name in names for index in sheet.tokens_in(name.start, name.end)}

    def rank(self, place: int) -> int:
        """0 for a settlement, 1 for a region, 2 for a country."""
        return _RANK.get(self.draft.mentions[place].label, 1)

    def place(self, trigger: Trigger, others: Sequence[Trigger], *, caption: bool) -> list[Placed]:
        """The places that a trigger's sentence gives its happening, the likeliest first.

        `others` are the sentence's other triggers; in a picture's `caption` no place is sure.
        """
        near = self.near(self.places.get(trigger.sentence, []), trigger.first)
        scored = self._chained([(*self._fit(place, trigger, others), place) for place in near])
        scored = sorted((item for item in scored if item[0] > 0), key=lambda item: (-item[0], item[2]))
        clear = not caption and not self._listed(scored)
        return [
            Placed(place, tight and clear, clear and fit > _POOR + 1.0)
            for rank, (fit, tight, place) in enumerate(scored)
            if not (rank and self._offset(self.tokens(place).start))
        ]

    def lead(self) -> int | None:
        """The place that the first sentences give, be it for anything; a dateline's before all."""
        place = None
        for number, sentence in enumerate(self.sheet.sentences[:LEAD]):
            for found in self.places.get(number, ()):
                span = self.tokens(found)
                if (span and self._dateline(span, sentence.first)) or (span and place is None and self._located(span)):
                    place = found
        return place

    def around(self, sentence: int) -> list[int]:
        """The places smaller than a country that a sentence without a happening's word puts things in, or whose office speaks."""
        found = []
        for place in self.places.get(sentence, ()):
            span = self.tokens(place)
            if (
                span
                and self.rank(place) < 2
                and self.mention(place).label != "facility"
                and span.start not in self._named
                and self._stands_in(span, sentence)
            ):
                found.append(place)
        return found

    def _fit(self, place: int, trigger: Trigger, others: Sequence[Trigger]) -> tuple[float, bool]:
        """How well a place suits a trigger (0 for no place at all), and whether they are one phrase."""
        tokens, span = self.sheet.tokens, self.tokens(place)
        first, last, verb = trigger.first, trigger.last, trigger.verb
        if not span:
            return 0.0, False
        low, high = min(first, span.start), max(last, span.stop)
        between = any(low <= other.first < other.last <= high and other != trigger and not other.verb for other in others)
        here, after = span.start, span.stop
        small = self.words.function
        follower = tokens[after].lower if after < len(tokens) else "."
        if here in self._named or follower == "'s":
            return 0.0, False
        begin = self.sheet.sentences[trigger.sentence].first
        before = here - 1
        while (
            before > begin
            and before > here - _CHAIN
            and (
                tokens[before].lower in small.qualifier
                or tokens[before].text[0].isupper()
                or (tokens[before + 1].lower == "of" and tokens[before].text.islower())
                or (tokens[before].lower == "," and tokens[before - 1].lower in small.qualifier)  # "the capital, X"
            )
        ):
            if tokens[before].lower in small.strong_locative or first <= before < last:
                break
            before -= 1
        previous = tokens[before].lower if before >= begin else "."
        offset = self._offset(here)
        fit = 0.0
        if offset:
            fit = 1.0
        elif first <= before < last and tokens[before + 1].lower == "of":  # "the shelling of X"
            fit = 4.0
        elif previous in small.strong_locative or previous in small.object_of:
            # "Officials in X", "told reporters in X" is where somebody speaks.
            spoken = before > begin and tokens[before - 1].lower in small.sources
            # "In X, a minister said that the attack ..." is where somebody speaks, too.
            spoken = spoken or (self.opening(span) and any(index in self.cues for index in range(after, first)))
            fit = _POOR if spoken else 4.0
        elif after == first and not verb:
            # "A Northland drone strike" is Northland's, "the Northland bombing" one in it.
            fit = _POOR if self.rank(place) == 2 and trigger.manner in _FROM_AFAR else 4.0
        elif previous in small.locative:
            fit = 2.0
        elif previous in small.beside and before - 1 in self._places:
            fit = 1.5
        if fit == 0.0:
            return 0.0, False
        tight = fit == 4.0 and (self.close(span, first, last) or self.opening(span))
        if between:  # another happening's word stands nearer to the place
            fit, tight = fit - _ELSEWHERE, False
        distance = min(abs(here - last), abs(first - after))
        return max(0.1 if not between else 0.0, fit + tight * 2.0 + 1.0 - self.rank(place) * 0.8 - distance / FAR * 2), tight

    def _listed(self, scored: Sequence[tuple[float, bool, int]]) -> bool:
        """Whether a sentence lists places, none of which is all of it: "two dead in A, three in B and one in C"."""
        towns = sorted(self.tokens(place).start for _, _, place in scored if self.rank(place) < 2)
        return len(towns) >= _LIST and len(towns) == len(scored) and not any(tight for _, tight, _ in scored[:1])

    def _offset(self, first: int) -> bool:
        """Whether the words before a place say how far off it is: "20 km north of", "west of"."""
        begin = max(0, first - 3)
        return any(token.lower in self.words.function.direction for token in self.sheet.tokens[begin:first])

    def _chained(self, scored: list[tuple[float, bool, int]]) -> list[tuple[float, bool, int]]:
        """The scores with the smaller place before its container: "the town of A in the province of B", "A, B"."""
        for at in range(len(scored) - 2, -1, -1):
            (fit, tight, place), (after, after_tight, container) = scored[at], scored[at + 1]
            if (fit or after) and self._contains(self.tokens(place), self.tokens(container)):
                whole = max(fit, after)
                scored[at] = whole + _FIRST, tight or after_tight, place
                scored[at + 1] = whole - _FIRST, False, container
        return scored

    def _contains(self, span: range, container: range) -> bool:
        """Whether the words between two places put the first into the second."""
        between = [token.lower for token in self.sheet.tokens[span.stop : container.start]]
        small = self.words.function
        return (
            len(between) <= _CHAIN
            and not self._offset(span.start)
            and between[:1] in (["in"], [","])
            and all(word in small.qualifier or word in (",", "in") or word in small.offices for word in between)
        )

    def _stands_in(self, span: range, sentence: int) -> bool:
        tokens, small = self.sheet.tokens, self.words.function
        begin, before = self.sheet.sentences[sentence].first, span.start - 1
        while (
            before > begin
            and before > span.start - _CHAIN
            and tokens[before].lower != "of"
            and (tokens[before].lower in small.qualifier or tokens[before].text[0].isupper())
        ):
            before -= 1
        if before < begin:
            return False
        if tokens[before].lower == "of":
            return before > begin and tokens[before - 1].lower in small.offices
        return tokens[before].lower in small.strong_locative and (
            before == begin or tokens[before - 1].lower not in small.sources
        )

    def _dateline(self, span: range, first: int) -> bool:
        """Whether a place opens a report: "KYIV (AP) –"."""
        tokens = self.sheet.tokens
        dash = span.stop < len(tokens) and tokens[span.stop].lower in self.words.function.dash
        return span.start == first and (dash or tokens[first].text.isupper())

    def _located(self, span: range) -> bool:
        """Whether a place stands after "in", "at", "near"."""
        before = [token.lower for token in self.sheet.tokens[max(0, span.start - 2) : span.start]]
        small = self.words.function
        speaks = len(before) > 1 and before[0] in small.sources
        return bool(before) and before[-1] in small.strong_locative and not speaks and span.start not in self._named
