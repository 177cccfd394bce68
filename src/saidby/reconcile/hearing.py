"""Who speaks of an incident: one voice for all the claims that one speaker answers for."""

from __future__ import annotations

from collections.abc import Sequence

from saidby.model import Account, Incident, Voice
from saidby.reconcile.names import folded, own_name
from saidby.reconcile.voices import Key, label, settled, side, voice


def voices(incident: Incident, accounts: Sequence[Account]) -> tuple[Voice, ...]:
    """The voices of an incident; each of its accounts' claims is of exactly one, in the claims' order.

    A voice goes by the fullest name heard: an institution by its own rather than by one of its spokespeople. A report's
    own words are its publisher's, be it a copy or not. Voices are ordered by name, then by their claims.
    """
    members = frozenset(incident.claims)
    spoken: dict[Key, list[Account]] = {}
    for account in settled(account for account in accounts if account.claim.id in members):
        spoken.setdefault(_teller(account), []).append(account)
    made = (
        Voice(
            incident=incident.id,
            name=min((label(account) for account in own), key=lambda name: _fullest(name, key)),
            side=next((found for account in own if (found := side(account)) is not None), None),
            claims=tuple(account.claim.id for account in own),
        )
        for key, own in spoken.items()
    )
    return tuple(sorted(made, key=lambda one: (one.name.casefold(), one.claims)))


def _teller(account: Account) -> Key:
    if account.claim.speakers:
        return voice(account)
    desk = folded(account.publisher or "")
    return ("desk", desk) if desk else ("text", account.claim.document)


def _fullest(name: str, key: Key) -> tuple[bool, int, str, str]:
    spokesperson = key[0] == "actor" and own_name(name) != name
    return (spokesperson, -len(name), name.casefold(), name)
