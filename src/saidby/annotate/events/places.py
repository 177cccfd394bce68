"""Where and when a trigger's happening was: the nearest place that is said to be one, and the nearest time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from saidby.annotate.draft import Draft
from saidby.annotate.events.triggers import Trigger
from saidby.annotate.events.words import Words
from saidby.annotate.sheet import Sentence, Sheet
from saidby.model import Mention, TimeExpression
from saidby.vocabulary import IncidentType, Kind

_FAR = 30
"""Tokens; a place further from a trigger needs a preposition of its own to count."""

ELSEWHERE = 4.0
_MANY = 8  # mentions on either side of a trigger
_FIRST = 0.1  # how much better a place fits than the one that contains it
_TOLD = 7  # tokens from a word of telling over its hearers to its time
_POOR = 0.5  # the fit of a place that is rather somebody's than the happening's
_LIST = 3  # places that make a list
_SOON = 4  # tokens from "after" to the word that it goes with
_SAID = 2  # tokens from a word of saying to its time
_LEAD = 6  # sentences
_CLOSE = 14  # tokens
_OPENING = 6  # tokens

_CHAIN = 9  # tokens that may stand between a preposition and a place: "in the centre of the northern city of"

_FROM_AFAR = (IncidentType.AIRSTRIKE, IncidentType.DRONE_STRIKE, IncidentType.MISSILE_STRIKE, IncidentType.NAVAL_ATTACK)

_RANK = {"settlement": 0, "facility": 0, "": 1, "region": 1, "country": 2}


class Placed(NamedTuple):
    """A place or time of a happening (its place in the draft's mentions), and whether it is one phrase with its word."""

    mention: int
    tight: bool
    likely: bool = True  # no word of saying stands between


def has_date(time: TimeExpression | None) -> bool:
    """Whether an expression says more than a part of day or a clock time."""
    return time is not None and (
        time.year is not None or time.month is not None or time.weekday is not None or time.unit is not None
    )


class Settings:
    """The places and times of a document that may be those of a happening."""

    def __init__(self, sheet: Sheet, draft: Draft, words: Words) -> None:
        self.sheet, self.draft, self.words = sheet, draft, words
        self.places = self._by_sentence(Kind.PLACE)
        self._places = {index for place in draft.of(Kind.PLACE) for index in self.tokens(place)}
        cues = (sheet.tokens_in(draft.mentions[place].start, draft.mentions[place].end) for place in draft.of(Kind.CUE))
        self._cues = {index for span in cues for index in span}
        self.times = self._by_sentence(Kind.TIME)
        self._captions: dict[int, bool] = {}
        names = [draft.mentions[place] for place in draft.of(Kind.ORGANISATION, Kind.PERSON, Kind.SPEAKER, Kind.GROUP)]
        self._named = {index for name in names for index in sheet.tokens_in(name.start, name.end)}

    def _by_sentence(self, kind: Kind) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for place in self.draft.of(kind):
            found.setdefault(self.sheet.sentence_at(self.draft.mentions[place].start), []).append(place)
        return found

    def tokens(self, place: int) -> range:
        """The tokens of a mention."""
        mention = self.draft.mentions[place]
        return self.sheet.tokens_in(mention.start, mention.end)

    def rank(self, place: int) -> int:
        """0 for a settlement, 1 for a region, 2 for a country."""
        return _RANK.get(self.draft.mentions[place].label, 1)

    def place(self, trigger: Trigger, others: Sequence[Trigger]) -> list[Placed]:
        """The places that a trigger's sentence gives its happening, the likeliest first.

        `others` are the sentence's other triggers.
        """
        near = self._near(self.places.get(trigger.sentence, []), trigger.first)
        scored = self._chained([(*self._fit(place, trigger, others), place) for place in near])
        scored = sorted((item for item in scored if item[0] > 0), key=lambda item: (-item[0], item[2]))
        clear = not self._captioned(trigger.sentence) and not self._listed(scored)
        return [
            Placed(place, tight and clear, clear and fit > _POOR + 1.0)
            for rank, (fit, tight, place) in enumerate(scored)
            if not (rank and self._offset(self.tokens(place).start))
        ]

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

    def time(self, trigger: Trigger) -> list[Placed]:
        """The times that a trigger's sentence gives its happening: the nearest, with a clock time the nearest day too."""
        near = [
            place for place in self._near(self.times.get(trigger.sentence, []), trigger.first) if self._times(place, trigger)
        ]
        near.sort(key=lambda place: self._gap(self.tokens(place), trigger))
        if not near:
            return []
        found = [near[0]]
        if not has_date(self.draft.mentions[near[0]].time):
            found += [place for place in near[1:] if has_date(self.draft.mentions[place].time)][:1]
        return [self._timed(place, trigger) for place in found]

    def _times(self, place: int, trigger: Trigger) -> bool:
        """Whether a time may be a happening's: no dateline's, none of saying so, none before which something ended."""
        time, span = self.draft.mentions[place].time, self.tokens(place)
        if time is None or not span or self._said(place) or self._in_dateline(span):
            return False
        tokens, small = self.sheet.tokens, self.words.function
        for here in range(span.start - 1, max(-1, span.start - _TOLD), -1):
            if tokens[here].lower == "," or trigger.first <= here < trigger.last:
                break
            if here in self._cues:
                return False
        before = [token.lower for token in tokens[max(0, span.start - _SAID) : span.start]]
        owned = span.stop < len(tokens) and tokens[span.stop].lower == "'s"
        if not owned and (any(word in small.bounding for word in before[-1:]) or " ".join(before) in small.bounding):
            return False
        if self._captioned(trigger.sentence):
            return False
        # "The 1973 building", "a 2009 quake": a year before a noun is that noun's.
        of_noun = span.stop < len(tokens) and tokens[span.stop].text.isalpha() and tokens[span.stop].text.islower()
        bare = time.year is not None and time.month is None
        if bare and not self._close(span, trigger.first, trigger.last):
            return False
        if bare and of_noun and before[-1:] and before[-1] in small.article:
            return span.stop <= trigger.first <= span.stop + _SAID
        return True

    def _captioned(self, sentence: int) -> bool:
        """Whether a sentence is a picture's caption: it ends in a full date that no preposition leads to."""
        if sentence not in self._captions:
            end = self.sheet.sentences[sentence].last
            spans = [
                span
                for place in self.times.get(sentence, [])[-1:]
                if (span := self.tokens(place)) and (time := self.mention(place).time) and time.year and time.day
            ]
            self._captions[sentence] = any(
                end - span.stop <= 1 and span.start > 0 and self.sheet.tokens[span.start - 1].text == "," for span in spans
            )
        return self._captions[sentence]

    @staticmethod
    def _gap(span: range, trigger: Trigger) -> int:
        return max(span.start - trigger.last, trigger.first - span.stop)

    def _timed(self, place: int, trigger: Trigger) -> Placed:
        span, first = self.tokens(place), trigger.first
        opens = span.start - self.sheet.sentences[trigger.sentence].first <= _SAID
        said = any(here in self._cues for here in range(span.stop, min(first, span.stop + _FAR)))
        # "Mourned on Saturday after the blast": the day is the mourning's.
        later = span.stop <= first and any(
            token.lower in self.words.function.afterwards for token in self.sheet.tokens[max(span.stop, first - _SOON) : first]
        )
        return Placed(
            place, not said and not later and (opens or self._close(span, first, trigger.last)), not said and not later
        )

    def _near(self, places: list[int], first: int) -> list[int]:
        """The few mentions on either side of a token."""
        position = self.sheet.tokens[first].start
        at = bisect_left(places, position, key=lambda place: self.draft.mentions[place].start)
        return places[max(0, at - _MANY) : at + _MANY]

    def _close(self, span: range, first: int, last: int) -> bool:
        """Whether a mention and a trigger are one phrase: a few words apart, no other clause between."""
        between = self.sheet.tokens[span.stop : first] if span.stop <= first else self.sheet.tokens[last : span.start]
        if len(between) > _CLOSE:
            return False
        parting = self.words.function.parting
        return all((token.lower[0].isalnum() or token.lower == "'s") and token.lower not in parting for token in between)

    def _opening(self, span: range) -> bool:
        """Whether a place opens its sentence: "In X, ..."."""
        begin = self.sheet.sentences[self.sheet.sentence_at(self.sheet.tokens[span.start].start)].first
        return 0 < span.start - begin <= _OPENING and self.sheet.tokens[begin].lower in self.words.function.strong_locative

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
            spoken = spoken or (self._opening(span) and any(index in self._cues for index in range(after, first)))
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
        tight = fit == 4.0 and (self._close(span, first, last) or self._opening(span))
        if between:  # another happening's word stands nearer to the place
            fit, tight = fit - ELSEWHERE, False
        distance = min(abs(here - last), abs(first - after))
        return max(0.1 if not between else 0.0, fit + tight * 2.0 + 1.0 - self.rank(place) * 0.8 - distance / _FAR * 2), tight

    def _said(self, place: int) -> bool:
        """Whether a time is that of somebody's saying so: "said on Friday", "told them Friday", "on Friday said"."""
        span = self.tokens(place)
        return any(here in self._cues for here in (*range(span.start - _SAID, span.start), span.stop))

    def _in_dateline(self, span: range) -> bool:
        """Whether a time stands in a dateline: "KYIV, Dec 31 (Agency) –"."""
        tokens, dash = self.sheet.tokens, self.words.function.dash
        first = self.sheet.sentences[self.sheet.sentence_at(tokens[span.start].start)].first
        return (
            span.stop < len(tokens)
            and tokens[span.stop].lower in dash
            and tokens[first].text.isupper()
            and span.start - first <= _OPENING
        )

    def lead(self) -> tuple[int | None, int | None]:
        """The place and the time that the first sentences give, be it for anything; a dateline's place before all."""
        place = time = None
        for number, sentence in enumerate(self.sheet.sentences[:_LEAD]):
            for found in self.places.get(number, ()):
                span = self.tokens(found)
                if (span and self._dateline(span, sentence.first)) or (span and place is None and self._located(span)):
                    place = found
            if time is None:
                times = (found for found in self.times.get(number, ()) if self._tells(found, sentence))
                time = next(times, None)
        return place, time

    def _tells(self, place: int, sentence: Sentence) -> bool:
        """Whether a time is part of what a sentence tells: no dateline, no day of saying so, no line of a date alone."""
        span = self.tokens(place)
        alone = sentence.last - sentence.first <= len(span) + _SAID
        return self.mention(place).time is not None and not alone and not self._said(place) and not self._in_dateline(span)

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
        before = self.sheet.tokens[span.start - 1].lower if span.start else "."
        return before in self.words.function.strong_locative and span.start not in self._named

    def mention(self, place: int) -> Mention:
        return self.draft.mentions[place]
