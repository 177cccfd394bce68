from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from saidby.acquire import sources
from saidby.model import Intake, Unread

Read = Callable[..., list[Intake | Unread]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes bytes under a name and reads them back through the stage."""

    def reading(name: str, content: bytes | str, **options: object) -> list[Intake | Unread]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(sources(**options)(str(path)))  # type: ignore[arg-type]

    return reading
