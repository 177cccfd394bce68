"""The encoder, run by ONNX Runtime on the processor."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from saidby.annotate.trained.encoder import Floats, Outputs
from saidby.errors import InputError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

THREADS: Final = 2
"""Threads of a process that reads alone; a worker beside others takes one."""

ERRORS: Final = 3  # the runtime's own log: errors only


class Session:
    """An encoder (:class:`saidby.annotate.trained.encoder.Encoder`) of an ONNX file, opened when it is first asked.

    The same file gives the same answers bit for bit with any number of threads, and for a window whatever the windows
    beside it are: each is run for itself, at its own length.
    """

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        """Takes the file's path; `threads` None is the default above. Raises InputError for threads below 1."""
        if threads is not None and threads < 1:
            raise InputError(f"threads is {threads}; give at least 1")
        self._path, self._threads = path, threads

    def __getstate__(self) -> dict[str, object]:
        return {"_path": self._path, "_threads": self._threads}  # another process opens its own

    @cached_property
    def _opened(self) -> InferenceSession:
        # imported here: it takes a third of a second, which commands that read nothing need not wait
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415

        options = SessionOptions()
        options.intra_op_num_threads = self._threads or threads()
        options.inter_op_num_threads = 1
        options.log_severity_level = ERRORS
        # a thread that waits for work must not burn the time of the workers beside it
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            return InferenceSession(self._path, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the runtime's errors have no common class of their own
            why = " ".join(str(error).split())
            raise InputError(f"{self._path} is no encoder that ONNX Runtime can run: {why}; install the model again") from error

    def __call__(self, ids: npt.NDArray[np.int64], flags: Floats, mask: npt.NDArray[np.int64]) -> Outputs:
        """Runs the encoder, a window at a time. Raises InputError for a file that is none."""
        rows: list[list[Floats]] = []
        for row, size in enumerate(mask.sum(1)):
            window = {
                "ids": ids[row : row + 1, :size],
                "flags": flags[row : row + 1, :size],
                "mask": mask[row : row + 1, :size],
            }
            rows.append(self._opened.run(list(Outputs._fields), window))
        scores, sources, targets = (_side_by_side([row[each] for row in rows], ids.shape[1]) for each in range(3))
        return Outputs(scores, sources, targets, rows[0][3])


def _side_by_side(windows: Sequence[Floats], longest: int) -> Floats:
    return np.concatenate([np.pad(one, ((0, 0), (0, longest - one.shape[1]), (0, 0))) for one in windows])


def threads() -> int:
    """How many threads suit this process: one in a worker, else two, if the machine has them."""
    if multiprocessing.parent_process() is not None:
        return 1
    return min(THREADS, os.cpu_count() or 1)
