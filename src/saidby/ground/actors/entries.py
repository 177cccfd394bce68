"""What the registry has: actors, the bodies that every state has, and what a phrase says of them."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from saidby.ground.gazetteer import fold
from saidby.model import ActorRef, Interval

Kind = Literal[
    "state", "ministry", "military", "police", "office", "armed_group", "party", "igo", "ngo", "media", "company", "role"
]  # fmt: skip


class Entry(msgspec.Struct, frozen=True):
    """An actor. `side` is None for one that is no party: media (who only carry what others say) and aid organisations.

    `parent` is the id of the body or movement that it belongs to; `since` and `until` are a year or date of founding and
    end; `source` is where the entry comes from. What is not known is None.
    """

    id: str
    name: str
    kind: Kind
    side: str | None
    country: str | None
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    since: str | None = None
    until: str | None = None
    wikidata: str | None = None
    source: str | None = None

    def over(self, when: Interval | None) -> bool:
        """Whether it had ended before a time."""
        return when is not None and self.until is not None and when.start.isoformat()[: len(self.until)] > self.until

    @property
    def ref(self) -> ActorRef:
        return ActorRef(name=self.name, id=self.id, side=self.side)


class Body(msgspec.Struct, frozen=True):
    """A kind of body that every state has, and its folded words."""

    kind: Kind
    name: str
    words: tuple[str, ...]
    local: bool = False  # whether those near what happened are meant, whoever else is told of
    central: bool = False  # whether a local one is another body: "the provincial government"


class Words(msgspec.Struct, frozen=True):
    """A list of folded words."""

    words: frozenset[str]


class Tables(msgspec.Struct, frozen=True):
    """The file ``actors/bodies.toml``."""

    bodies: dict[str, Body]
    speech: Words
    determiners: Words
    own: Words
    ranks: dict[str, Words]
    before_ranks: Words
    below: Words
    foreign: Words
    common: Words
    carriers: Words
    reporters: Words
    others: Words
    takes_up: dict[str, tuple[Kind, ...]]


class Read(NamedTuple):
    """What a phrase says: an entry of the registry, or a body whose state it leaves open ("the air force")."""

    entry: Entry | None = None
    body: str | None = None


def plain(phrase: str) -> str:
    """A phrase folded, without possessives: "Ukraine's air force" → "ukraine air force"."""
    bare = phrase.replace("’", "'").replace("'s ", " ").replace("s' ", "s ").removesuffix("'s")
    return fold(bare).replace(" s ", " ")
