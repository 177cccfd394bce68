"""The nouns: immutable values that know nothing of files, storage or models.

Offsets are Unicode code points of a document's working text, half-open ``[start, end)``. Times are naive local times of
the place that is spoken of, in half-open intervals. ``None`` means unknown, never zero. Every noun converts to and from
JSON with :mod:`msgspec`.
"""

from __future__ import annotations

from saidby.model.claims import About, Claim, Evidence, Figure, PlaceWords, Statement, TimeWords
from saidby.model.codes import AcledCode, Codes, PloverCode, UcdpCode
from saidby.model.documents import Document, Intake, Interval, Original, Published, Unread, day
from saidby.model.groundings import NAMED, ActorRef, Candidate, Grounding, Place
from saidby.model.incidents import (
    Account,
    Cluster,
    Copy,
    Derived,
    Dispute,
    Estimate,
    Incident,
    Judgement,
    Relation,
    SetAside,
    Voice,
)
from saidby.model.kinds import Target, Weapon
from saidby.model.noun import Noun
from saidby.model.readings import Bounds, Link, Mention, Reading, Span, TimeExpression

__all__ = [
    "NAMED",
    "About",
    "Account",
    "AcledCode",
    "ActorRef",
    "Bounds",
    "Candidate",
    "Claim",
    "Cluster",
    "Codes",
    "Copy",
    "Derived",
    "Dispute",
    "Document",
    "Estimate",
    "Evidence",
    "Figure",
    "Grounding",
    "Incident",
    "Intake",
    "Interval",
    "Judgement",
    "Link",
    "Mention",
    "Noun",
    "Original",
    "Place",
    "PlaceWords",
    "PloverCode",
    "Published",
    "Reading",
    "Relation",
    "SetAside",
    "Span",
    "Statement",
    "Target",
    "TimeExpression",
    "TimeWords",
    "UcdpCode",
    "Unread",
    "Voice",
    "Weapon",
    "day",
]
