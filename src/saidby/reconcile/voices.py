"""Who speaks: the one answerable for a claim, how they are named, and how many independent sources a set of claims has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from saidby.model import Account, ActorRef
from saidby.reconcile.names import folded, holds_office, office, own_name
from saidby.vocabulary import UNNAMED

Key: TypeAlias = tuple[str, str]
"""What kind of speaker, and what is one for all of the speaker's claims."""

Words: TypeAlias = tuple[str, ...]


def origin(account: Account) -> str:
    """The document that the account's words come from: its own, or the one that it copies."""
    return account.origin or account.claim.document


def innermost(account: Account) -> ActorRef | None:
    """The registry's entry for the innermost speaker, None where the chain is empty or was not grounded."""
    found = account.grounding.speakers
    return found[-1] if found and len(found) == len(account.claim.speakers) else None


def voice(account: Account) -> Key:
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
    return ("name", folded(own_name(known.name if known else speakers[-1])))


class _Heard(NamedTuple):
    """The names heard: an account for each, the longer ones by their words, and the offices that persons hold."""

    full: dict[Words, Account]
    by_word: dict[str, list[Words]]
    offices: dict[str, list[tuple[Words, Account]]]  # by the office's last word


def settled(accounts: Iterable[Account]) -> list[Account]:
    """The accounts, by claim id, in which a short form of a speaker's name is given the full one's voice.

    "Havel" is "the governor, Jan Havel", and so is "the governor"; "the health ministry" is "the health ministry in
    Prague": where the longer name holds the shorter (one word must be its last, and a name, or an office), no other
    speaker's does, and their sides do not differ. Claims stay as they are: only the grounded speaker changes.
    """
    ordered = sorted(accounts, key=lambda account: account.claim.id)
    heard = _heard(ordered)
    longer: dict[Words, Account] = {}
    for words, account in heard.full.items():
        found = _fullest(words, account, heard) or _officer(words, account, heard)
        if found is not None:
            longer[words] = found
    for words, found in longer.items():  # the officer's own name may be short for a longer one
        longer[words] = longer.get(_words(found), found)
    return [_voiced(account, longer) for account in ordered]


def _heard(ordered: Sequence[Account]) -> _Heard:
    heard = _Heard({}, defaultdict(list), defaultdict(list))
    for account in ordered:
        if account.claim.speakers and voice(account)[0] in ("actor", "name"):
            words = _words(account)
            heard.full.setdefault(words, account)
            held = office(account.claim.speakers[-1])
            if held and all(known != held or voice(other) != voice(account) for known, other in heard.offices[held[-1]]):
                heard.offices[held[-1]].append((held, account))
    for words in sorted(heard.full, key=lambda words: (-len(words), words)):
        for word in dict.fromkeys(words):
            heard.by_word[word].append(words)
    return heard


def _fullest(words: Words, account: Account, heard: _Heard) -> Account | None:
    """The one speaker whose name is the fullest form of these words; None for none, or for several."""
    if voice(account)[0] == "actor" or not words:
        return None
    surname = len(words) == 1 and account.claim.speakers[-1].split()[-1][:1].isupper()
    around = [
        other
        for other in heard.by_word[words[-1]]
        if len(other) > len(words) and _within(words, other) and (len(words) > 1 or (surname and other[-1] == words[0]))
    ]
    if not around or not all(_within(other, around[0]) for other in around):
        return None
    return _unopposed(account, heard.full[around[0]])


def _officer(words: Words, account: Account, heard: _Heard) -> Account | None:
    """The one person who is named with this office; None for none, or for several."""
    if voice(account)[0] == "actor" or not words:
        return None
    holders = [other for held, other in heard.offices.get(words[-1], ()) if holds_office(words, held)]
    if not holders or any(voice(other) != voice(holders[0]) for other in holders):
        return None
    return _unopposed(account, holders[0])


def _unopposed(account: Account, found: Account) -> Account | None:
    one, two = side(account), side(found)
    return None if one is not None and two is not None and one != two else found


def _words(account: Account) -> Words:
    return tuple(folded(own_name(account.claim.speakers[-1])).split())


def _within(words: Words, other: Words) -> bool:
    return any(other[at : at + len(words)] == words for at in range(len(other) - len(words) + 1))


def _voiced(account: Account, longer: dict[Words, Account]) -> Account:
    speakers = account.claim.speakers
    found = longer.get(_words(account)) if speakers and voice(account)[0] == "name" else None
    if found is None:
        return account
    named = innermost(found) or ActorRef(name=found.claim.speakers[-1])
    grounded = account.grounding.speakers if innermost(account) else tuple(ActorRef(name=speaker) for speaker in speakers)
    return replace(account, grounding=replace(account.grounding, speakers=(*grounded[:-1], named)))


def side(account: Account) -> str | None:
    """The side of the innermost speaker, None for nobody's or an unknown one."""
    known = innermost(account)
    return known.side if known else None


def label(account: Account) -> str:
    """The speaker in words, a settled one by the full name; who relays them stands in the claim."""
    speakers = account.claim.speakers
    if not speakers:
        return account.publisher or f"the report “{account.headline or account.claim.document}”"
    if speakers[-1] == UNNAMED:
        return "an unnamed source"
    known = innermost(account)
    return known.name if known is not None and known.id is None else speakers[-1]


def standing(account: Account) -> int:
    """How well placed the speaker is to answer for a count: 0 identified, 1 named, 2 the report itself, 3 nobody named."""
    return {"actor": 0, "name": 1, "desk": 2, "text": 2, "unnamed": 3}[voice(account)[0]]


def independent(accounts: Sequence[Account]) -> int:
    """The number of independent sources: the most accounts of which no two share an origin or a speaker.

    One governor quoted by ten papers is one source, and so is one agency report that quotes three officials. (UCDP GED
    counts articles, Iraq Body Count asks for two independent media sources.) A maximum matching of origins and voices
    (Hopcroft and Karp 1973, by scipy).
    """
    heard: dict[str, list[Key]] = {}
    for account in sorted(accounts, key=lambda account: account.claim.id):
        keys = heard.setdefault(origin(account), [])
        if voice(account) not in keys:
            keys.append(voice(account))
    if not heard:
        return 0
    sources, speakers = sorted(heard), sorted({one for keys in heard.values() for one in keys})
    column = {one: at for at, one in enumerate(speakers)}
    rows = [at for at, source in enumerate(sources) for _ in heard[source]]
    columns = [column[one] for source in sources for one in heard[source]]
    graph = csr_matrix(([1] * len(rows), (rows, columns)), shape=(len(sources), len(speakers)))
    return sum(1 for found in maximum_bipartite_matching(graph, perm_type="column") if found >= 0)
