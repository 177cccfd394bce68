"""What every noun is."""

from __future__ import annotations

import msgspec


class Noun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every noun is: frozen, named fields only, unknown fields refused."""
