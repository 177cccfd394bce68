"""Denials against what they answer, and blame against blame."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from saidby.model import Account
from saidby.reconcile.character import Character, character
from saidby.reconcile.clash import Clash, apart, capital, clearest, does
from saidby.reconcile.lexicon import lexicon
from saidby.reconcile.sides import Sides, bare, doers, rejected, stems
from saidby.reconcile.voices import Key, label, voice
from saidby.vocabulary import ClaimKind, Stance

_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 4  # letters of a word that can tie a denied weapon to an asserted one
_SUBJECTS = {
    ClaimKind.RESPONSIBILITY: "who did it",
    ClaimKind.TARGET_CHARACTER: "what was hit",
    ClaimKind.WEAPON: "the weapon",
    ClaimKind.MOTIVE: "the motive",
}


def over_denials(accounts: Sequence[Account], sides: Sides) -> Iterator[Clash]:
    """One dispute for each voice and what it denies: the deed, a weapon, a motive.

    Against it stands the clearest claim of the other side: one that blames the denier in a whole phrase before one that
    only says that civilians were hit. Who blames somebody else has no quarrel with the denier. A denial that says whose
    account it rejects ("the North's version") stands against that account alone.
    """
    denials: dict[tuple[Key, ClaimKind], list[Account]] = defaultdict(list)
    for account in accounts:
        subject = _denied(account)
        if subject is not None:
            denials[voice(account), subject].append(account)
    asserted = _Asserted(accounts)
    for (_, subject), own in denials.items():
        for denial in sorted(own, key=clearest):
            found = list(_answered(denial, subject, asserted, sides))
            if found:
                other = min(found, key=lambda account: _ranked(account, denial, sides))
                why = f"{does(denial, 'denies', 'deny')} what {label(other)} said about {_SUBJECTS[other.claim.kind]}."
                yield Clash(other, denial, subject, why)
                break


def _denied(account: Account) -> ClaimKind | None:
    """What a claim denies: a denial of kind or of stance."""
    kind, stance = account.claim.kind, account.claim.stance
    if kind is ClaimKind.DENIAL:
        return ClaimKind.RESPONSIBILITY if stance in (Stance.ASSERTS, Stance.DENIES) else None
    deniable = kind in _SUBJECTS and kind is not ClaimKind.TARGET_CHARACTER
    return kind if stance is Stance.DENIES and deniable else None


class _Asserted:
    """Whole phrases that somebody asserts, by kind, and those that tell of a deed by the names of who can have done it."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self.of: dict[ClaimKind, list[Account]] = defaultdict(list)
        self.by_doer: dict[str, list[Account]] = defaultdict(list)
        for account in accounts:
            claim = account.claim
            if claim.stance is not Stance.ASSERTS or claim.figure is not None or bare(claim.quote):
                continue
            self.of[claim.kind].append(account)
            if claim.kind in (ClaimKind.RESPONSIBILITY, ClaimKind.TARGET_CHARACTER, ClaimKind.WEAPON):
                for stem in dict.fromkeys(doers(claim.quote)):
                    self.by_doer[stem].append(account)


def _answered(denial: Account, subject: ClaimKind, asserted: _Asserted, sides: Sides) -> Iterator[Account]:
    """The claims that the denial answers."""
    candidates: list[Account]
    if told := _rejects(denial, sides):
        candidates = [a for kind in _SUBJECTS for a in asserted.of[kind] if sides.own(a) in told]
    elif subject is ClaimKind.RESPONSIBILITY:
        candidates = [a for stem in asserted.by_doer for a in asserted.by_doer[stem] if _accuses(stem, denial, sides)]
        if denial.claim.kind is ClaimKind.DENIAL and character(denial) is Character.MILITARY:
            hit = asserted.of[ClaimKind.TARGET_CHARACTER]
            candidates += [a for a in hit if character(a) is Character.CIVILIAN and sides.opposed(a, denial)]
    elif subject is ClaimKind.WEAPON:
        candidates = [a for a in asserted.of[subject] if not _telling(a).isdisjoint(_telling(denial))]
    else:
        candidates = [a for a in asserted.of[subject] if sides.opposed(a, denial)]
    return (a for a in candidates if apart(a, denial) and not sides.together(a, denial))


def _accuses(stem: str, denial: Account, sides: Sides) -> bool:
    """Whether the doer of this name is the denier, their side, or whom the denial speaks for."""
    own = sides.own(denial)
    meant = sides.named(stems(denial.claim.quote)) if own is None else frozenset((own,))
    speakers = denial.claim.speakers[-1:]
    return not sides.named([stem]).isdisjoint(meant) or any(stem in stems(speaker) for speaker in speakers)


def _rejects(denial: Account, sides: Sides) -> frozenset[str]:
    """The sides whose account the denial says that it rejects; none for a denial that names no account."""
    return sides.named(rejected(denial.claim.quote)) - {sides.own(denial)}


def _ranked(account: Account, denial: Account, sides: Sides) -> tuple[bool, bool, tuple[int, bool, int, float, str]]:
    if _rejects(denial, sides):  # what they say was hit is what an account of an attack is about
        return (account.claim.kind is not ClaimKind.TARGET_CHARACTER, False, clearest(account))
    return (not sides.blamed(account), not sides.opposed(account, denial), clearest(account))


def _telling(account: Account) -> frozenset[str]:
    common = lexicon().weapons.common
    return frozenset(
        word for word in _WORD.findall(account.claim.quote.casefold()) if len(word) >= _TELLING and word not in common
    )


def over_blame(accounts: Sequence[Account], sides: Sides) -> Iterator[Clash]:
    """One dispute for each two (groups of) sides that are blamed for the same, by the clearest claims of opposed speakers.

    A speaker who tells what their own side did blames nobody.
    """
    blaming: dict[frozenset[str], list[Account]] = defaultdict(list)
    for account in sorted(accounts, key=clearest):
        claim = account.claim
        if claim.kind is ClaimKind.RESPONSIBILITY and claim.stance is Stance.ASSERTS and not bare(claim.quote):
            blamed = sides.blamed(account)
            if blamed and sides.own(account) not in blamed:
                blaming[blamed].append(account)
    for one, two in combinations(blaming, 2):
        if one.isdisjoint(two):
            pairs = ((a, b) for a in blaming[one] for b in blaming[two] if apart(a, b))
            pair = min(pairs, key=lambda pair: not sides.opposed(*pair), default=None)
            if pair is not None:
                why = f"{capital(pair[0])} and {label(pair[1])} blame different sides."
                yield Clash(*pair, ClaimKind.RESPONSIBILITY, why)
