"""Who speaks: the one answerable for a claim, how they are named, and how many independent sources a set of claims has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from saidby.model import Account, ActorRef
from saidby.reconcile.lexicon import lexicon
from saidby.vocabulary import UNNAMED

_WORD = re.compile(r"\w+")

Voice = tuple[str, str]
"""What kind of speaker, and a key that is one for all of the speaker's claims."""


def origin(account: Account) -> str:
    """The document that the account's words come from: its own, or the one that it copies."""
    return account.origin or account.claim.document


def innermost(account: Account) -> ActorRef | None:
    """The registry's entry for the innermost speaker, None where the chain is empty or was not grounded."""
    found = account.grounding.speakers
    return found[-1] if found and len(found) == len(account.claim.speakers) else None


def voice(account: Account) -> Voice:
    """The speaker who answers for the claim.

    The registry's id, else the folded name. A document's own voice is its publisher's, or its origin's where it copies
    or names no publisher. "Reportedly" is nobody: each origin's is another.
    """
    speakers = account.claim.speakers
    if not speakers:
        copied = origin(account) != account.claim.document
        desk = folded(account.publisher or "")
        return ("text", origin(account)) if copied or not desk else ("desk", desk)
    if speakers[-1] == UNNAMED:
        return ("unnamed", origin(account))
    known = innermost(account)
    if known is not None and known.id is not None:
        return ("actor", known.id)
    return ("name", folded(_own_name(known.name if known else speakers[-1])))


def _own_name(speaker: str) -> str:
    """The name at the end of "the regional governor, Jan Havel": its last capitalised words, two or more, after a role."""
    words = speaker.split()
    at = len(words)
    while at and words[at - 1][:1].isupper() and not words[at - 1].endswith(","):
        at -= 1
    role = words[at - 1] if at else ""
    named = len(words) - at >= 2 and role and role.strip(",").casefold() not in lexicon().speakers.prepositions
    return " ".join(words[at:]) if named else speaker


def settled(accounts: Iterable[Account]) -> list[Account]:
    """The accounts, by claim id, in which a short form of a speaker's name is given the full one's voice.

    "Havel" is "the governor, Jan Havel" and "the health ministry" is "the health ministry in Prague" where the longer
    name holds the shorter (one word must be its last, and a name), no other speaker's does, and their sides do not
    differ. Claims stay as they are: only the grounded speaker changes.
    """
    ordered = sorted(accounts, key=lambda account: account.claim.id)
    full: dict[tuple[str, ...], Account] = {}
    for account in ordered:
        if account.claim.speakers and voice(account)[0] in ("actor", "name"):
            full.setdefault(_words(account), account)
    by_word: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in sorted(full, key=lambda words: (-len(words), words)):
        for word in dict.fromkeys(words):
            by_word[word].append(words)
    longer = {words: found for words, account in full.items() if (found := _fullest(words, account, by_word, full)) is not None}
    return [_voiced(account, longer) for account in ordered]


def _fullest(
    words: tuple[str, ...], account: Account, by_word: dict[str, list[tuple[str, ...]]], full: dict[tuple[str, ...], Account]
) -> Account | None:
    """The one speaker whose name is the fullest form of these words; None for none, or for several."""
    if voice(account)[0] == "actor" or not words:
        return None
    surname = len(words) == 1 and account.claim.speakers[-1].split()[-1][:1].isupper()
    around = [
        other
        for other in by_word[words[-1]]
        if len(other) > len(words) and _within(words, other) and (len(words) > 1 or (surname and other[-1] == words[0]))
    ]
    if not around or not all(_within(other, around[0]) for other in around):
        return None
    found = full[around[0]]
    one, two = side(account), side(found)
    return None if one is not None and two is not None and one != two else found


def _words(account: Account) -> tuple[str, ...]:
    return tuple(folded(_own_name(account.claim.speakers[-1])).split())


def _within(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(other[at : at + len(words)] == words for at in range(len(other) - len(words) + 1))


def _voiced(account: Account, longer: dict[tuple[str, ...], Account]) -> Account:
    speakers = account.claim.speakers
    found = longer.get(_words(account)) if speakers and voice(account)[0] == "name" else None
    if found is None:
        return account
    named = innermost(found) or ActorRef(name=found.claim.speakers[-1])
    grounded = account.grounding.speakers if innermost(account) else tuple(ActorRef(name=speaker) for speaker in speakers)
    return replace(account, grounding=replace(account.grounding, speakers=(*grounded[:-1], named)))


def folded(name: str) -> str:
    """A name by which speakers compare: lower case, words only, no leading article."""
    words = _WORD.findall(name.casefold())
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1 else words)


def side(account: Account) -> str | None:
    """The side of the innermost speaker, None for nobody's or an unknown one."""
    known = innermost(account)
    return known.side if known else None


def label(account: Account) -> str:
    """The speaker in words, with who relays them."""
    speakers = account.claim.speakers
    if not speakers:
        return account.publisher or f"the report {account.claim.document}"
    named = ["an unnamed source" if speaker == UNNAMED else speaker for speaker in speakers]
    return named[-1] if len(named) == 1 else f"{named[-1]} (by way of {', '.join(named[:-1])})"


def standing(account: Account) -> int:
    """How well placed the speaker is to answer for a count: 0 identified, 1 named, 2 the report itself, 3 nobody named."""
    return {"actor": 0, "name": 1, "desk": 2, "text": 2, "unnamed": 3}[voice(account)[0]]


def independent(accounts: Sequence[Account]) -> int:
    """The number of independent sources: the most accounts of which no two share an origin or a speaker.

    One governor quoted by ten papers is one source, and so is one agency report that quotes three officials. (UCDP GED
    counts articles, Iraq Body Count asks for two independent media sources.) A maximum matching of origins and voices
    (Hopcroft and Karp 1973, by scipy).
    """
    heard: dict[str, list[Voice]] = {}
    for account in sorted(accounts, key=lambda account: account.claim.id):
        voices = heard.setdefault(origin(account), [])
        if voice(account) not in voices:
            voices.append(voice(account))
    if not heard:
        return 0
    sources, speakers = sorted(heard), sorted({one for voices in heard.values() for one in voices})
    column = {one: at for at, one in enumerate(speakers)}
    rows = [at for at, source in enumerate(sources) for _ in heard[source]]
    columns = [column[one] for source in sources for one in heard[source]]
    graph = csr_matrix(([1] * len(rows), (rows, columns)), shape=(len(sources), len(speakers)))
    return sum(1 for found in maximum_bipartite_matching(graph, perm_type="column") if found >= 0)
