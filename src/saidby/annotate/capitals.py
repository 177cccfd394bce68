"""Runs of capitalised words: where names may be."""

from __future__ import annotations

from collections.abc import Sequence

from saidby.annotate.known_names import KnownNames, Lexicon
from saidby.annotate.numerals import adjacent
from saidby.annotate.sheet import Sentence, Sheet, Token

_HEADLINE_SHARE = 0.7  # of a headline's longer words are capitalised
_HEADLINE_WORDS = 3
_LONGEST_RUN = 24  # tokens; a longer one is no name, and the work on a run grows with its square
_CLOSINGS = frozenset("\"'”’»)")
_AYNS = frozenset("‘'’`ʻʿ")  # the letter ayn as it is written in names: "Nad ‘Ali"
_QUOTED = 4  # tokens after such a sign in which the same sign would close a quotation


class Capitals:
    """What a document's capitals tell: which lines are headlines, which words occur capitalised inside a sentence."""

    def __init__(self, sheet: Sheet, lexicon: Lexicon, known: KnownNames) -> None:
        self._tokens = sheet.tokens
        self._lexicon = lexicon
        self._known = known
        self.headlines = [_headline(sheet.tokens, sentence) for sentence in sheet.sentences]
        self.lower = {token.lower for token in sheet.tokens if token.text.islower()}
        self.inside = {
            sheet.tokens[index].text
            for sentence, headline in zip(sheet.sentences, self.headlines, strict=True)
            if not headline
            for index in range(sentence.first + 1, sentence.last)
            if sheet.tokens[index].text[0].isupper() and sheet.tokens[index - 1].text[0].isalnum()
        }

    def runs(self, sentence: Sentence, taken: set[int]) -> list[tuple[int, int]]:
        """The runs ``[first, last)`` of the sentence, without its common opening words and the tokens `taken`."""
        found: list[tuple[int, int]] = []
        index = sentence.first
        while index < sentence.last:
            listed = self._known.at(self._tokens, index, sentence.last) if index not in taken else None
            if index in taken or not (listed or self.capital(index)):
                index += 1
                continue
            last = self._run(index, sentence.last, taken)
            first = self._opened(index, last, sentence.first)
            if first < last:
                found.append((first, last))
            index = last
        return found

    def capital(self, index: int) -> bool:
        """Whether the token is written as a name: "Kharkiv", "al-Bab", "IS", "Nahr-e" before another."""
        text = self._tokens[index].text
        prefix, hyphen, rest = text.partition("-")
        if not hyphen or not rest:
            return text[0].isupper()
        if text[0].isupper():
            if rest.rpartition("-")[2] in self._lexicon.linking and self._begins_name(index + 1):
                return True
            return not rest.islower() or prefix.lower() in self._lexicon.prefixes  # "Russian-made" is no name
        return prefix in self._lexicon.prefixes and rest[0].isupper()

    def _begins_name(self, index: int) -> bool:
        """Whether a word with a capital begins at a token, behind an ayn or not."""
        tokens = self._tokens
        if index < len(tokens) and tokens[index].text in _AYNS:
            index += 1
        return index < len(tokens) and tokens[index].text[0].isupper()

    def _ayn(self, index: int, stop: int) -> bool:
        """Whether the sign at a token begins the next word of a name, "Nad ‘Ali", and no quotation."""
        tokens = self._tokens
        if tokens[index].text not in _AYNS or index + 1 >= stop or not adjacent(tokens, index):
            return False
        behind = (token.text for token in tokens[index + 2 : min(stop, index + 2 + _QUOTED)])
        return self.capital(index + 1) and not adjacent(tokens, index - 1) and not any(sign in _AYNS for sign in behind)

    def opens(self, index: int, first: int) -> bool:
        """Whether the token begins a sentence or a quotation, where any word has a capital."""
        return index == first or (not self._tokens[index - 1].text[0].isalnum() and self._tokens[index - 1].text in "\"“‘':(")

    def _run(self, index: int, stop: int, taken: set[int]) -> int:
        first = index
        while index < min(stop, first + _LONGEST_RUN) and index not in taken:
            listed = self._known.at(self._tokens, index, stop)
            if listed is not None:
                index = listed[1]
            elif index > first and self._tokens[index].lower in self._lexicon.articles:
                break
            elif self.capital(index):
                index += 1
                if self._abbreviated(index, stop):
                    index += 1
            elif index > first and self._ayn(index, stop):
                index += 1
            else:
                following = self._joined(first, index, stop)
                if following is None:
                    break
                index = following
        return index

    def _abbreviated(self, index: int, stop: int) -> bool:
        """Whether the full stop at `index` belongs to the word before: an initial or a title before a name."""
        if index + 1 >= stop or self._tokens[index].text != "." or not adjacent(self._tokens, index - 1):
            return False
        word = self._tokens[index - 1].lower
        short = len(word) == 1 or word in self._lexicon.saints or (len(word) <= 5 and word in self._lexicon.title_heads)
        return short and self.capital(index + 1)

    def _joined(self, first: int, index: int, stop: int) -> int | None:
        """Where a run goes on after a small word of names ("bin", "de", "Ministry of the Interior"), if it does."""
        lower = self._tokens[index].lower
        following = index + 1
        if lower in self._lexicon.of:
            openers = {token.lower for token in self._tokens[first:index]}
            if not openers & self._lexicon.organisation_openers:
                return None
            while following < stop and self._tokens[following].lower in self._lexicon.inner:
                following += 1
        elif lower not in self._lexicon.particles:
            return None
        return following if following < stop and self.capital(following) else None

    def _opened(self, first: int, last: int, sentence: int) -> int:
        """The run without a sentence's common opening words, and without what leads to a place ("Near" of "Near Kharkiv")."""
        while first < last and self._known.at(self._tokens, first, last) is None:
            token = self._tokens[first]
            opening = token.lower in self._lexicon.articles or self.opens(first, sentence)
            title = token.lower in self._lexicon.title_heads or token.lower in self._lexicon.title_words
            common = token.lower in self._lexicon.common or (token.lower in self.lower and token.text not in self.inside)
            leading = token.lower in self._lexicon.strong_locatives
            if not leading and not (opening and common and not (title and last - first > 1)):
                break
            first += 1
        return first


def _headline(tokens: Sequence[Token], sentence: Sentence) -> bool:
    words = [token for token in tokens[sentence.first : sentence.last] if len(token.text) > 3 and token.text[0].isalpha()]
    last = sentence.last - 1
    while last > sentence.first and tokens[last].text in _CLOSINGS:
        last -= 1
    if len(words) < _HEADLINE_WORDS or tokens[last].text == ".":
        return False
    return sum(word.text[0].isupper() for word in words) >= _HEADLINE_SHARE * len(words)
