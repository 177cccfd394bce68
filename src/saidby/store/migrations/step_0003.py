"""Step 3: by which reader each document was read."""

from __future__ import annotations

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = ("ALTER TABLE documents ADD COLUMN reader TEXT",)

APPEND_ONLY: Final[tuple[str, ...]] = ()
