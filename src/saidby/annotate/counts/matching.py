"""Which harm word a number belongs to: the cheapest way through the words between them, on either side.

A walk from the number outwards pays for what it crosses: a little for plain words, more for prepositions, much for the
beginning of another clause, nothing for auxiliaries and adverbs. Numbers joined by "and" or a comma are walked over
lightly, so that "killed two soldiers, a medic and five drivers" and "two soldiers and five drivers were killed" need
no rules of their own.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from saidby.annotate.counts.counted import Counted
from saidby.annotate.counts.harms import Harm
from saidby.annotate.counts.words import Words
from saidby.annotate.sheet import Sentence, Sheet
from saidby.vocabulary import Measure

LIMIT: Final = 6.0
"""The dearest walk that still ties a number to a harm word."""

WORD: Final = 0.35
COMMA: Final = 0.5
JOINER: Final = 0.6
PREPOSITION: Final = 0.8
RELATIVE: Final = 0.6
NUMBER: Final = 0.5
OTHER_HARM: Final = 3.0
CLAUSE: Final = 5.0
GOVERNED: Final = 5.0
NEAR: Final = 2.0
STRANGER: Final = 2.0
PREDICATE: Final = 3.0
TOLL: Final = 0.4
"""The share of the price where a toll is said to be so many: "the toll of the fires in the hills is 23"."""
OBJECT: Final = 3.2
"""The dearest walk back from a number to a verb whose object it is."""


_OF_PEOPLE: Final = (Measure.ABDUCTED, Measure.RELEASED, Measure.DETAINED, Measure.ATTACKERS)


_OF_ANYONE: Final = (Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.DISPLACED, Measure.CASUALTIES)


class Match(NamedTuple):
    """A number's measure, the tokens of the word that gives it, and the cost of the walk."""

    measure: Measure
    first: int
    last: int
    cost: float


class Row:
    """A sentence with its numbers and harm words, ready for walking."""

    def __init__(self, sheet: Sheet, sentence: Sentence, words: Words, counts: list[Counted], harms: list[Harm]) -> None:
        self.sheet, self.sentence, self.words = sheet, sentence, words
        self.phrase_from = {count.before: count for count in counts}
        self.phrase_to = {count.phrase_last: count for count in counts}
        self.harm_from: dict[int, list[Harm]] = {}
        self.harm_to: dict[int, list[Harm]] = {}
        for harm in harms:
            self.harm_from.setdefault(harm.first, []).append(harm)
            self.harm_to.setdefault(harm.last, []).append(harm)

    def match(self, count: Counted) -> Match | None:
        """The cheapest harm word whose measure fits what is counted."""
        inherent = self._inherent(count)
        found = [match for match in (self._rightwards(count), self._leftwards(count)) if match]
        # "One of the wounded has died": a part of the harmed has the measure of its own verb.
        befallen = count.partitive and inherent is not None and any(match.cost <= NEAR for match in found)
        found += [inherent] if inherent is not None and not befallen else []
        found = found or [match for match in (self._harming(count),) if match]
        best = min(found, key=lambda match: match.cost, default=None)
        if best is not None and self._stranger(count) and best.measure in _OF_ANYONE:
            best = best._replace(cost=best.cost + STRANGER)
        return best if best is not None and best.cost <= LIMIT else None

    def _stranger(self, count: Counted) -> bool:
        """Whether the counted thing is not known to be people."""
        named = count.unit_last > count.unit_first and self.sheet.tokens[count.unit_last - 1].text[0].isupper()
        return not named and not self.person(count.head(self.sheet))

    def person(self, head: str) -> bool:
        """Whether a head word names people, or is left out."""
        units = self.words.units
        return not head or head in units.persons or head in units.general or head.endswith(units.person_endings)

    def fitting(self, measures: tuple[Measure, ...], head: str) -> Measure | None:
        """The first of the measures that may count things of that head word."""
        units = self.words.units
        for measure in measures:
            if measure is Measure.INTERCEPTED:
                fits = head in units.munitions or head in units.aircraft
            elif measure is Measure.LAUNCHED:
                fits = head in units.munitions
            elif measure is Measure.DEPLOYED:
                fits = head in units.forces
            elif measure is Measure.DAMAGED:
                fits = head in units.things
            elif measure is Measure.ATTACKS:
                fits = head in units.explosives
            elif measure in _OF_PEOPLE:
                fits = self.person(head) and head not in units.munitions and head not in units.things
            else:
                fits = head not in units.munitions and head not in units.things
            if fits:
                return measure
        return None

    def _inherent(self, count: Counted) -> Match | None:
        """A noun that is a measure by itself; a verb nearby is a better witness for people."""
        head = count.head(self.sheet)
        measure = self.words.counted.get(head) if count.unit_last > count.unit_first else None
        if measure is None or self._saved(count):
            return None
        cost = 0.1 if measure in (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.MISSING) else 2.4
        return Match(measure, count.unit_last - 1, count.unit_last, cost)

    def _rightwards(self, count: Counted) -> Match | None:
        small, tokens = self.words.function, self.sheet.tokens
        head = count.head(self.sheet)
        governed = count.governor in small.preposition and count.governor not in small.including
        cost = 1.5 if governed else 0.0
        here, best = count.phrase_last, None
        premodifier = self._premodifier(count, head)
        if premodifier is not None:
            return premodifier
        while here < self.sentence.last and cost <= LIMIT:
            step = here + 1
            for harm in self.harm_from.get(here, ()):
                measure = self.fitting(harm.measures, head) if harm.before else None
                if count.parts_of is not None and measure is Measure.LAUNCHED:
                    measure = None  # "21 of 49 drones launched overnight were shot down"
                if measure is not None and (best is None or cost < best.cost):
                    best = Match(measure, harm.first, harm.last, cost)
                step = max(step, harm.last)
            if here in self.harm_from:
                cost += OTHER_HARM if not all(harm.toll for harm in self.harm_from[here]) else WORD
            elif here in self.phrase_from and self.phrase_from[here] is not count:
                other = self.phrase_from[here]
                step = max(step, other.phrase_last)
                cost += LIMIT if other.partitive and tokens[other.phrase_last - 1].lower in small.relative else NUMBER
            else:
                cost += self._step(tokens[here].lower, leftwards=False) + self._predicate(here, count)
            here = step
        return best

    def _premodifier(self, count: Counted, head: str) -> Match | None:
        """The harm that stands inside the noun phrase: "two injured officers"."""
        for here in range(count.unit_first, count.unit_last):
            for harm in self.harm_from.get(here, ()):
                if harm.before and harm.last < count.unit_last and not harm.toll:
                    measure = self.fitting(harm.measures, head)
                    if measure is not None:
                        return Match(measure, harm.first, harm.last, 0.1)
        return None

    def _leftwards(self, count: Counted) -> Match | None:
        small, tokens = self.words.function, self.sheet.tokens
        head = count.head(self.sheet)
        here, cost, best = count.before, 0.0, None
        own = tokens[count.first].lower  # "exceeded 100"
        governor = own if own in small.governs and own not in small.preposition else count.governor
        share = TOLL if governor in small.governs and governor not in small.preposition else 1.0
        governed = count.governor in small.preposition and count.governor not in small.including
        toll_only = 0.0
        if governed or count.governor in small.be:
            toll_only = GOVERNED
        while here > self.sentence.first and cost * share <= LIMIT:
            step = here - 1
            for harm in self.harm_to.get(here, ()):
                measure = self.fitting(harm.measures, head) if harm.after else None
                if tokens[harm.first].lower in small.weak and harm.last - harm.first == 1 and not self._lost(count, cost):
                    measure = None  # "lost 42 seats"
                near = cost == 0.0 or (harm.toll and governor in small.governs)
                total = cost * (share if harm.toll else 1.0) + (0.0 if near else toll_only)
                if harm.toll and governor not in small.governs and cost > 0.0:
                    measure = None
                dearest = LIMIT if harm.toll else OBJECT
                if measure is not None and total <= dearest and (best is None or total < best.cost):
                    best = Match(measure, harm.first, harm.last, total)
                step = min(step, harm.first)
            if here in self.harm_to:
                if best is not None:
                    break
                cost += OTHER_HARM if any(harm.after for harm in self.harm_to[here]) else WORD
            elif here in self.phrase_to and self.phrase_to[here] is not count:
                step = min(step, self.phrase_to[here].before)
                cost += NUMBER
            else:
                cost += self._step(tokens[here - 1].lower, leftwards=True)
            here = step
        return best

    def _harming(self, count: Counted) -> Match | None:
        """Munitions as what does harm: "six missiles wounded 22 people" tells that six were launched."""
        small, tokens, units = self.words.function, self.sheet.tokens, self.words.units
        head, here = count.head(self.sheet), count.phrase_last
        if head not in units.munitions or head in units.explosives or count.governor in small.preposition:
            return None
        while here < self.sentence.last and (tokens[here].lower in small.have or tokens[here].lower in small.adverb):
            here += 1
        harm = next((harm for harm in self.harm_from.get(here, ()) if harm.after and not harm.toll), None)
        return None if harm is None else Match(Measure.LAUNCHED, harm.first, harm.last, NEAR)

    def _lost(self, count: Counted, cost: float) -> bool:
        """Whether what was lost or claimed are people, named right after the verb."""
        return count.unit_last > count.unit_first and cost <= COMMA and not self._stranger(count)

    def _saved(self, count: Counted) -> bool:
        """Whether lives are told of because they were not lost."""
        tokens, saved = self.sheet.tokens, self.words.function.saved
        after = tokens[count.phrase_last].lower if count.phrase_last < self.sentence.last else ""
        return count.governor in saved or after in saved

    def _predicate(self, here: int, count: Counted) -> float:
        """The price of another verb between a number and its harm word ("officers were suspended and 6,000 detained")."""
        word, small = self.sheet.tokens[here].lower, self.words.function
        if word in small.singular and count.many:
            return CLAUSE
        attributive = self.sheet.tokens[here - 1].lower in small.determiner  # "the downed missiles"
        if not word.endswith("ed") or attributive or word in small.auxiliary or word in small.before:
            return 0.0
        if self.sheet.tokens[here - 1].lower not in small.be:
            return PREDICATE
        joined = here + 2 < self.sentence.last and self.sheet.tokens[here + 1].lower in small.joiner
        return WORD if joined and here + 2 in self.harm_from else LIMIT  # "were questioned and released"

    def _step(self, word: str, *, leftwards: bool) -> float:
        """The price of walking over one word."""
        small = self.words.function
        if word in small.be or word in small.have or word in small.auxiliary:
            return WORD * 2 if leftwards else 0.0
        if word in small.adverb or word in small.before:
            return 0.1
        if word in small.joiner:
            return JOINER
        if word == ",":
            return COMMA
        if word in small.relative:
            return CLAUSE if leftwards else RELATIVE
        if word in small.preposition:
            return PREPOSITION
        if word in small.breaker:
            return CLAUSE
        if not word[0].isalnum():
            return LIMIT if word in (";", ".", ":", "?", "!") else COMMA * 2
        return WORD
