"""Names: persons with their titles, organisations, groups and peoples, and places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from saidby.annotate.capitals import Capitals
from saidby.annotate.draft import Draft, Pass
from saidby.annotate.known_names import KnownNames, Lexicon, Name
from saidby.annotate.lexicon import table
from saidby.annotate.sheet import Sheet, Token
from saidby.model import Mention, Place
from saidby.stages import Gazetteer
from saidby.vocabulary import Kind

_BY: Final = "rule:names"
_LARGE: Final = 50_000  # inhabitants: a town of that size is meant by its bare name
_TOWN: Final = 5_000  # in a country that the report names
_SURE: Final = 0.9
_LIKELY: Final = 0.7
_GUESS: Final = 0.5
_LONGEST_PERSON: Final = 5  # words
_LONGEST_ACRONYM: Final = 4  # letters; a town in capitals has more
_ROMAN: Final = frozenset("IVXLC")


@dataclass
class _Document:
    """What has been learnt about the names of one document."""

    sheet: Sheet
    capitals: Capitals
    found: dict[tuple[int, int], Name] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)  # surname -> full name
    names: dict[tuple[str, ...], Name] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)  # ISO 3166 codes of the countries and peoples named
    unsure: list[tuple[int, int]] = field(default_factory=list)


class _Names:
    """Tells runs of capitals apart."""

    def __init__(self, lexicon: Lexicon, known: KnownNames, find: Callable[[str], Sequence[Place]]) -> None:
        self._lexicon = lexicon
        self._find = find
        self.known = known

    def read(self, document: _Document, taken: set[int]) -> None:
        """Fills `document.found`: body first, then what needs the body's evidence, headlines last."""
        sentences = document.sheet.sentences
        for sentence, headline in zip(sentences, document.capitals.headlines, strict=True):
            if not headline:
                for first, last in document.capitals.runs(sentence, taken):
                    self._split(document, first, last, sentence.first)
        for first, last in document.unsure:
            self._unsure(document, first, last)
        longest = max(map(len, document.names), default=0)
        for sentence, headline in zip(sentences, document.capitals.headlines, strict=True):
            if headline:
                self._headline(document, (sentence.first, sentence.last), longest, taken)

    def _split(self, document: _Document, first: int, last: int, opening: int) -> None:
        """Cuts a run into names, left to right."""
        tokens, lexicon = document.sheet.tokens, self._lexicon
        while first < last:
            listed = self.known.at(tokens, first, last)
            if listed is not None and listed[1] == last:
                return self._keep(document, first, last, listed[0])
            headed = self._headed(tokens, first, last)
            if headed is not None:
                return self._keep(document, first, last, headed)
            if (titled := self._title(tokens, first, last)) > first:
                person = self._person_end(tokens, titled, last)
                if person > titled:
                    self._person(document, first, titled, person)
                    first = person
                else:
                    first = titled
                continue
            if listed is not None:
                self._keep(document, first, listed[1], listed[0])
                first = listed[1]
                continue
            following = next((i for i in range(first + 1, last) if self._begins(tokens, i, last)), last)
            if tokens[first].lower in lexicon.directions and following == first + 1 and following < last:
                first = following  # "Eastern" of "Eastern Ukraine": the place takes it in
                continue
            if following < last:
                self._split(document, first, following, opening)
            else:
                self._plain(document, first, last, opening)
            first = following
        return None

    def _begins(self, tokens: list[Token], index: int, last: int) -> bool:
        """Whether a listed name or a person's title begins inside a run."""
        listed = self.known.at(tokens, index, last)
        # one listed word inside a longer name ("Jordan" of "Jordan Spieth") parts it only when it ends the run
        return (listed is not None and (listed[1] - index > 1 or listed[1] == last or listed[0].kind is Kind.GROUP)) or (
            self._title(tokens, index, last) > index and self._title(tokens, index, last) < last
        )

    def _headed(self, tokens: list[Token], first: int, last: int) -> Name | None:
        """What the run is by its last word, or by a first word with "of"."""
        lexicon = self._lexicon
        if last - first < 2:
            return None
        head, opener = tokens[last - 1].lower, tokens[first].lower
        joined = any(token.lower in lexicon.of for token in tokens[first:last])
        if any(
            first < self._title(tokens, i, last) <= last - 2 and tokens[i].lower in lexicon.title_heads
            for i in range(first, last)
        ):
            return None  # "President John Street": a person
        if joined and any(token.lower in lexicon.organisation_openers for token in tokens[first:last]):
            return Name(Kind.ORGANISATION, confidence=_SURE)
        if head in lexicon.settlement_heads:
            return Name(Kind.PLACE, "settlement", _text(tokens, first, last), _SURE)
        if head in lexicon.feature_heads:
            return Name(Kind.PLACE, "region", _text(tokens, first, last), _SURE)
        if head in lexicon.facility_heads:
            return Name(Kind.PLACE, "facility", _text(tokens, first, last), _SURE)
        if head in lexicon.region_heads and head not in lexicon.organisation_heads:
            return Name(Kind.PLACE, "region", _text(tokens, first, last - 1), _SURE)
        if head in lexicon.organisation_heads and opener not in lexicon.directions:
            return Name(Kind.ORGANISATION, confidence=_SURE)
        return None

    def _title(self, tokens: list[Token], first: int, last: int) -> int:
        """The index after the title that begins at `first` (`first` itself when there is none)."""
        lexicon = self._lexicon
        index, end = first, first
        while index < last and (tokens[index].lower in lexicon.title_heads or tokens[index].lower in lexicon.title_words):
            head = tokens[index].lower in lexicon.title_heads
            index += 1
            if index < last and tokens[index].text == ".":
                index += 1
            end = index if head else end
            of = index == end and index + 1 < last and tokens[index].lower in lexicon.of
            if of and tokens[index + 1].lower in lexicon.title_words:  # "Secretary of State"
                index = end = index + 2
        return end

    def _person_end(self, tokens: list[Token], first: int, last: int) -> int:
        """Where a person's name ends that begins at `first`: before the next listed name of several words or title."""
        index = first
        while index < last and index - first < _LONGEST_PERSON + 2:
            listed = self.known.at(tokens, index, last)
            if listed is not None and (listed[1] - index > 1 or index == first) and listed[1] - first < last - first:
                break
            index += 1
        return index

    def _person(self, document: _Document, start: int, first: int, last: int) -> None:
        """A person named on ``[first, last)`` with a title from `start`."""
        tokens = document.sheet.tokens
        start = self._lower_title(tokens, start)
        name = _text(tokens, first, last)
        introduced = document.persons.get(tokens[last - 1].text, name)
        if f" {introduced}".lower().endswith(f" {name}".lower()):
            name = introduced
        document.persons.setdefault(tokens[last - 1].text, name)
        self._keep(document, start, last, Name(Kind.PERSON, "", name, _SURE if start < first else _LIKELY))

    def _lower_title(self, tokens: list[Token], first: int) -> int:
        """The beginning of the lower-case title before `first` ("spokesman", "police chief"), or `first`."""
        lexicon = self._lexicon
        index = first - 1
        if index < 0 or tokens[index].lower not in lexicon.title_heads or not tokens[index].text.islower():
            return first
        while index > 0 and tokens[index - 1].text.islower() and tokens[index - 1].lower in lexicon.title_words:
            index -= 1
        return index

    def _plain(self, document: _Document, first: int, last: int, opening: int) -> None:
        """A run, or a piece of one, that no list and no head word explains."""
        tokens = document.sheet.tokens
        if self._lower_title(tokens, first) < first and tokens[first - 1].lower not in self._lexicon.settlement_nouns:
            return self._person(document, first, first, last)
        place = self._place(document, first, last, opening)
        if place is not None:
            return self._keep(document, first, last, place)
        if last - first == 1 or document.capitals.opens(first, opening):
            document.unsure.append((first, last))
            return None
        return self._guess(document, first, last)

    def _guess(self, document: _Document, first: int, last: int) -> None:
        """Several capitalised words that are no known place are most likely a person."""
        tokens = document.sheet.tokens
        words = [token for token in tokens[first:last] if token.text != "."]
        located = first > 0 and tokens[first - 1].lower in self._lexicon.strong_locatives
        if (
            2 <= len(words) <= _LONGEST_PERSON
            and not located
            and not any(
                word.lower in self._lexicon.not_personal
                or (word.text.isupper() and len(word.text) > 1)
                or not word.text[0].isalpha()
                or (word.lower in document.capitals.lower and word.text[0].isupper() and len(word.text) > 3)
                for word in words
            )
        ):
            self._person(document, first, first, last)

    def _unsure(self, document: _Document, first: int, last: int) -> None:
        """A single word, or a sentence's beginning, once the whole body has been seen."""
        tokens = document.sheet.tokens
        token = tokens[first]
        name = document.names.get(tuple(word.text for word in tokens[first:last]))
        if name is not None:
            return self._keep(document, first, last, name)
        if last - first > 1:
            return self._guess(document, first, last)
        if token.text in document.persons:
            return self._keep(document, first, last, Name(Kind.PERSON, "", document.persons[token.text], _LIKELY))
        lexicon = self._lexicon
        ordinary = any(
            token.lower in words
            for words in (document.capitals.lower, lexicon.common, lexicon.not_personal, lexicon.organisation_heads)
        )
        if len(token.text) > 2 and not ordinary:
            towns = self._find(token.text)
            shouted = token.text.isupper()  # "SEOUL" of a dateline, but "HDP" is no town
            if any(town.population >= _LARGE for town in towns) and (not shouted or len(token.text) > _LONGEST_ACRONYM):
                return self._keep(document, first, last, Name(Kind.PLACE, "settlement", token.text, _LIKELY))
            if not shouted and any(town.country in document.countries and town.population >= _TOWN for town in towns):
                return self._keep(document, first, last, Name(Kind.PLACE, "settlement", token.text, _GUESS))
        acronym = token.text.isupper() and 2 <= len(token.text) <= 6 and token.text.isalpha() and not set(token.text) <= _ROMAN
        if acronym and token.text not in lexicon.abbreviations and token.lower not in lexicon.common:
            self._keep(document, first, last, Name(Kind.ORGANISATION, confidence=_GUESS))
        return None

    def _place(self, document: _Document, first: int, last: int, opening: int) -> Name | None:
        """The place that a plain run names, by the words around it and the gazetteer."""
        tokens, lexicon = document.sheet.tokens, self._lexicon
        name = _text(tokens, first, last)
        if all(token.lower in lexicon.directions for token in tokens[first:last]):
            return None
        before = tokens[first - 1].lower if first > opening else ""
        if before in lexicon.directions and first - 1 > opening:
            before = tokens[first - 2].lower
        after = tokens[last].lower if last < len(tokens) else ""
        if (last - first == 1 and tokens[first].lower in lexicon.common) or (
            last - first == 1 and tokens[first].text in document.persons
        ):
            return None
        if after in lexicon.region_heads and tokens[last].text.islower():
            return Name(Kind.PLACE, "region", name, _SURE if self._find(name) else _LIKELY)
        settled = before in lexicon.of and first - 2 > opening and tokens[first - 2].lower in lexicon.settlement_nouns
        settled = settled or (before in lexicon.settlement_nouns and bool(self._find(name)))
        if settled:
            return Name(Kind.PLACE, "settlement", name, _SURE)
        contained = after == "," and last + 1 < len(tokens) and self._country_or_region(tokens, last + 1)
        located = before in lexicon.locatives
        if (
            not (contained or located)
            and document.capitals.opens(first, opening)
            and tokens[first].lower in document.capitals.lower
        ):
            return None
        acronym = name.isupper() and len(name) <= _LONGEST_ACRONYM and not contained
        largest = -1 if acronym else max((place.population for place in self._find(name)), default=-1)
        if largest >= 0 and (
            contained or before in lexicon.strong_locatives or (located and (largest >= _TOWN or last - first > 1))
        ):
            return Name(Kind.PLACE, "settlement", name, _SURE)
        if largest >= _LARGE and last - first == 2:
            return Name(Kind.PLACE, "settlement", name, _LIKELY)
        if (contained and located) or (before in self._lexicon.inside and tokens[first].lower not in document.capitals.lower):
            unlike = any(
                token.text.isupper() or (token.lower in lexicon.not_personal and token.lower not in lexicon.directions)
                for token in tokens[first:last]
            )
            return None if unlike else Name(Kind.PLACE, "", name, _GUESS)
        return None

    def _country_or_region(self, tokens: list[Token], index: int) -> bool:
        listed = self.known.at(tokens, index, min(len(tokens), index + 4))
        return listed is not None and listed[0].kind is Kind.PLACE

    def _headline(self, document: _Document, line: tuple[int, int], longest: int, taken: set[int]) -> None:
        """In a line where every word has a capital only names known from lists or from the body count, and places after "in".

        `longest` is the length of the longest name of the body.
        """
        tokens = document.sheet.tokens
        first, last = line
        index = first
        while index < last:
            listed = self.known.at(tokens, index, last) if index not in taken else None
            end, name = (listed[1], listed[0]) if listed is not None else (index, None)
            for length in range(min(longest, last - index), end - index, -1):
                seen = document.names.get(tuple(token.text for token in tokens[index : index + length]))
                if seen is not None:
                    end, name = index + length, seen
                    break
            if name is None and index not in taken and tokens[index].text in document.persons:
                end, name = index + 1, Name(Kind.PERSON, "", document.persons[tokens[index].text], _LIKELY)
            if (
                name is None
                and index > first
                and tokens[index - 1].lower in self._lexicon.inside
                and tokens[index].text[0].isupper()
            ):
                end = next((i for i in (index + 2, index + 1) if i <= last and self._find(_text(tokens, index, i))), index)
                name = Name(Kind.PLACE, "settlement", _text(tokens, index, end), _LIKELY) if end > index else None
            if name is not None:
                document.found[index, end] = name
            index = max(end, index + 1)

    def _keep(self, document: _Document, first: int, last: int, name: Name) -> None:
        tokens = document.sheet.tokens
        document.names.setdefault(tuple(token.text for token in tokens[first:last]), name)
        code = name.value if name.kind is Kind.GROUP else self.known.country(name.value)
        if code is not None:
            document.countries.add(code)
        if name.kind is Kind.PLACE:
            if last < len(tokens) and tokens[last].text.islower() and tokens[last].lower in self._lexicon.region_heads:
                name = name._replace(label="region")
                last += 1
            while first > 0 and tokens[first - 1].lower in self._lexicon.directions and name.label != "facility":
                name = name._replace(label="region")
                first -= 1
        document.found[first, last] = name


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words of a name with single spaces where the text has any."""
    pieces: list[str] = []
    for index in range(first, last):
        if index > first and tokens[index].start > tokens[index - 1].end:
            pieces.append(" ")
        pieces.append(tokens[index].text)
    return "".join(pieces)


def names(*, gazetteer: Gazetteer, language: str = "en") -> Pass:
    """The pass that finds names: PERSON, ORGANISATION, GROUP and PLACE mentions.

    A person's mention holds the title, its value is the bare name in full (a surname alone gets the name it was
    introduced with). A people's value is its country's ISO 3166 code. A place's value is the name to look up, its label
    "settlement", "region", "country", "facility" or, for a name that no list and no gazetteer has, "".
    """
    lexicon = table(language, "names", Lexicon)
    known = KnownNames(lexicon)

    def step(sheet: Sheet, draft: Draft) -> None:
        cache: dict[str, Sequence[Place]] = {}

        def find(name: str) -> Sequence[Place]:
            if name not in cache:
                cache[name] = gazetteer.find(name)
            return cache[name]

        finder = _Names(lexicon, known, find)
        document = _Document(sheet, Capitals(sheet, lexicon, known))
        timed = (draft.mentions[place] for place in draft.of(Kind.TIME))
        finder.read(document, {index for mention in timed for index in sheet.tokens_in(mention.start, mention.end)})
        for (first, last), name in sorted(document.found.items()):
            draft.add(
                Mention(
                    kind=name.kind,
                    start=sheet.tokens[first].start,
                    end=sheet.tokens[last - 1].end,
                    by=_BY,
                    label=name.label,
                    value=name.value,
                    confidence=name.confidence,
                )
            )

    return step
