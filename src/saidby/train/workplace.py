"""The folder of a training run that is under way: what it is for, lessons that are made, the last state to go on from."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, cast

import msgspec
import torch

from saidby.errors import InputError
from saidby.train.lessons import Lesson
from saidby.train.recipe import Recipe

FOLDER: Final = "unfinished"


class Workplace:
    """What is kept until a run is over, so that it can be gone on with. Every file is whole or not there."""

    def __init__(
        self, out: Path, recipe: Recipe, digests: Mapping[str, str], *, resume: bool, shelf: Path | None = None
    ) -> None:
        """Begins, or goes on with, a run towards the folder `out`, with sources of these digests.

        Lessons are kept on the `shelf`, a folder that several runs may share and that none clears; without one, here.

        Raises InputError where another run is under way there, or none is that could be gone on with, or not this one.
        """
        self._folder, self._shelf = out / FOLDER, shelf
        note = msgspec.json.encode([recipe, digests])
        order = self._folder / "order.json"
        if not resume:
            if self._folder.exists():
                raise InputError(f"{self._folder} holds a run that was broken off; go on with --resume, or remove that folder")
            try:
                self._folder.mkdir(parents=True)
                if shelf is not None:
                    shelf.mkdir(parents=True, exist_ok=True)
                order.write_bytes(note)
            except OSError as error:
                raise InputError(f"cannot write to {out}: {error.strerror}; name another place with --out") from error
        elif not order.is_file():
            raise InputError(f"{out} holds no run to go on with; leave out --resume")
        elif order.read_bytes() != note:
            raise InputError(
                f"{self._folder} holds a run of another recipe or of other sources; give what it was begun with, or remove it"
            )

    def lessons(self, name: str, make: Callable[[], list[Lesson]]) -> list[Lesson]:
        """The lessons kept under a name; those that `make` makes, if there are none yet."""
        path = (self._shelf or self._folder) / f"{name}.pickle"
        if not path.is_file():
            made = make()
            self._keep(path, lambda part: part.write_bytes(pickle.dumps(made)))
            return made
        return cast("list[Lesson]", pickle.loads(path.read_bytes()))  # noqa: S301 - our own file, written three lines above

    def keep(self, state: Mapping[str, object]) -> None:
        """Keeps a state to go on from, in place of the one before."""
        self._keep(self._state, lambda part: torch.save(state, part))

    def state(self) -> Mapping[str, object] | None:
        """The last state that was kept; None where a run is at its beginning."""
        if not self._state.is_file():
            return None
        return cast("Mapping[str, object]", torch.load(self._state, weights_only=True))

    def room(self) -> Path:
        """An empty folder for files that are being made."""
        room = self._folder / "made"
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir()
        return room

    def clear(self) -> None:
        """Removes it all: the run is over."""
        shutil.rmtree(self._folder)

    @property
    def _state(self) -> Path:
        return self._folder / "state.pt"

    @staticmethod
    def _keep(path: Path, write: Callable[[Path], object]) -> None:
        part = path.with_suffix(".part")
        write(part)
        os.replace(part, path)  # noqa: PTH105 - the one call that replaces a file whole
