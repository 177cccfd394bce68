"""Which sides a claim's own words name, and whom they blame."""

from __future__ import annotations

import re
from collections.abc import Sequence

from saidby.model import Account
from saidby.reconcile.lexicon import lexicon
from saidby.reconcile.voices import side
from saidby.vocabulary import UNNAMED

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_REACH = 2  # words after a name, within which its account is named
_STEM = 5  # letters by which a name and its adjective are one


class Sides:
    """The sides by the names that the incident's speakers and actors go by.

    The actors of a grounding are those of the whole event, alleged by anyone; whom a claim blames stands in its quote.
    Words are compared by their beginnings ("Ukrainian" for "Ukraine"); one that several sides' names share tells nothing,
    and neither do words of offices. In "an attack on Israel by Hamas" only Hamas is blamed; "Hamas-run" blames nobody.
    """

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._of: dict[str, set[str]] = {}
        for account in accounts:
            for actor in (*account.grounding.actors, *account.grounding.speakers):
                if actor.side is not None:
                    for stem in stems(actor.name):
                        self._of.setdefault(stem, set()).add(actor.side)

    def named(self, words: Sequence[str]) -> frozenset[str]:
        """The sides that these stems name."""
        named = (self._of.get(stem, set()) for stem in words)
        return frozenset(side for sides in named if len(sides) == 1 for side in sides)

    def blamed(self, account: Account) -> frozenset[str]:
        """The sides that the claim's quote names as those who did it."""
        return self.named(doers(account.claim.quote))

    def doers(self, account: Account) -> dict[str, str]:
        """The sides that the claim's quote names as those who did it, each with the shortest word that it has for them."""
        found: dict[str, str] = {}
        for word in sorted(filter(_telling, _WORD.findall(account.claim.quote)), key=lambda word: (len(word), word)):
            for one in self.named([_stem(word)]) & self.blamed(account):
                found.setdefault(one, word.replace("’", "'").removesuffix("'s"))
        return found

    def own(self, account: Account) -> str | None:
        """The speaker's side: the registry's, else the one that their name tells."""
        known = side(account)
        speakers = account.claim.speakers
        if known is not None or not speakers or speakers[-1] == UNNAMED:
            return known
        named = self.named(stems(speakers[-1]))
        return min(named) if len(named) == 1 else None

    def opposed(self, first: Account, second: Account) -> bool:
        """Whether the two speakers are known to be of different sides."""
        one, two = self.own(first), self.own(second)
        return one is not None and two is not None and one != two

    def together(self, first: Account, second: Account) -> bool:
        """Whether the two speakers are known to be of one side."""
        one = self.own(first)
        return one is not None and one == self.own(second)


def stems(text: str) -> list[str]:
    """The beginnings of the capitalised words of a text that may be a side's name."""
    return [_stem(word) for word in _WORD.findall(text) if _telling(word)]


def doers(quote: str) -> list[str]:
    """The stems of those named in a quote who can have done what it tells: not where or whom it hit."""
    lists, words = lexicon().speakers, _WORD.findall(quote)
    found = []
    before = ""  # the last word before the name, articles and names apart
    for word in words:
        if _telling(word):
            if before not in lists.sufferers:
                found.append(_stem(word))
        elif word.casefold() not in lists.articles:
            before = word.casefold()
    return found


def rejected(quote: str) -> list[str]:
    """The stems of those whose account a quote speaks of: "the North's version of events", "Northern claims"."""
    words = _WORD.findall(quote)
    accounts = lexicon().speakers.accounts
    return [
        _stem(word)
        for at, word in enumerate(words)
        if _telling(word) and any(after.casefold() in accounts for after in words[at + 1 : at + 1 + _REACH])
    ]


def bare(quote: str) -> bool:
    """Whether a quote is a fragment that tells nothing on its own: one word, or "fired by somebody"."""
    words = _WORD.findall(quote.casefold())
    return len(words) < 2 or words[1] in lexicon().speakers.agents


def _telling(word: str) -> bool:
    plain = word.replace("’", "'").removesuffix("'s")
    return word[0].isupper() and "-" not in word and plain.casefold() not in lexicon().speakers.common


def _stem(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")[:_STEM].casefold()
