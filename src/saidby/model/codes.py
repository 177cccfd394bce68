"""What the codebooks of others call an incident. None where one has no place for it, or what is known does not suffice: `why` says which."""

from __future__ import annotations

from saidby.model.noun import Noun


class AcledCode(Noun, frozen=True, kw_only=True):
    """By ACLED's codebook."""

    event_type: str | None
    sub_event_type: str | None
    why: str = ""


class UcdpCode(Noun, frozen=True, kw_only=True):
    """By UCDP GED's codebook: 1 state-based conflict, 2 non-state conflict, 3 one-sided violence."""

    type_of_violence: int | None
    why: str = ""


class PloverCode(Noun, frozen=True, kw_only=True):
    """By the PLOVER manual."""

    event: str | None
    mode: str | None
    why: str = ""


class Codes(Noun, frozen=True, kw_only=True):
    """The codes of an incident. They follow from its type and from whom somebody says did and suffered it: claims, not findings."""

    acled: AcledCode
    ucdp: UcdpCode
    plover: PloverCode
