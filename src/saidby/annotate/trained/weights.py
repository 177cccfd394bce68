"""A trained encoder on disk: a folder that says what it was trained to answer, found by name or path, checked before use.

::

    reader.json      what it answers and from which scores on: the rest of this file
    reader.onnx      the encoder
    tokenizer.json   how it cuts a text into pieces
    CARD.md          what it was made from

The folder of a language comes in a package of its own, which names it by an entry point of the group ``saidby.models``.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, fields
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

import msgspec
from tokenizers import Tokenizer

from saidby.annotate.trained.calibration import UNCALIBRATED, Calibration
from saidby.annotate.trained.claimed import Thresholds
from saidby.annotate.trained.encoder import SIZE
from saidby.annotate.trained.labels import FEATURES, HEADS, RELATIONS
from saidby.errors import InputError

GROUP: Final = "saidby.models"
FORMAT: Final = 1

ABOUT: Final = "reader.json"
ENCODER: Final = "reader.onnx"
TOKENIZER: Final = "tokenizer.json"


class About(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands in ``reader.json``."""

    format: int
    language: str
    version: str
    pieces: int  # of a window, at most
    heads: dict[str, tuple[str, ...]]
    relations: tuple[str, ...]
    features: tuple[str, ...]
    thresholds: dict[str, float]
    sha256: dict[str, str]  # of the files beside it
    calibration: Calibration = UNCALIBRATED


class Weights(NamedTuple):
    """A folder whose files are those that it says, and answer what this version of Saidby asks."""

    folder: Path
    language: str
    version: str
    thresholds: Thresholds
    calibration: Calibration

    @property
    def encoder(self) -> Path:
        """The ONNX file."""
        return self.folder / ENCODER

    def tokenizer(self) -> Tokenizer:
        """The tokenizer, for texts of any length."""
        return whole_texts(Tokenizer.from_file(str(self.folder / TOKENIZER)))


def whole_texts(tokenizer: Tokenizer) -> Tokenizer:
    """The tokenizer, without the cutting and filling up to one length that it may have been saved with."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def describe(
    folder: Path, *, language: str, version: str, thresholds: Thresholds, calibration: Calibration = UNCALIBRATED
) -> None:
    """Writes ``reader.json`` beside the encoder and the tokenizer, whole or not at all."""
    about = About(
        format=FORMAT,
        language=language,
        version=version,
        pieces=SIZE,
        heads={head: tuple(map(str, labels)) for head, labels in HEADS.items()},
        relations=tuple(map(str, RELATIONS)),
        features=FEATURES,
        thresholds=asdict(thresholds),
        sha256={name: sha256(folder / name) for name in (ENCODER, TOKENIZER)},
        calibration=calibration,
    )
    part = folder / f"{ABOUT}.part"
    part.write_bytes(msgspec.json.format(msgspec.json.encode(about)) + b"\n")
    part.replace(folder / ABOUT)


def weights(model: str) -> Weights:
    """The weights of a name ("en") or a folder.

    Raises InputError where they are not installed, not whole, or made for other questions than this version asks.
    """
    folder = _folder(model)
    about = _about(folder)
    for name in (ENCODER, TOKENIZER):
        path = folder / name
        if not path.is_file():
            _fault(folder, f"lacks {name}")
        if sha256(path) != about.sha256.get(name):
            _fault(folder, f"holds another {name} than {ABOUT} speaks of, perhaps cut short")
    known = {field.name for field in fields(Thresholds)}
    if set(about.thresholds) != known:
        _fault(folder, f"has thresholds {', '.join(sorted(about.thresholds))}; wanted are {', '.join(sorted(known))}")
    return Weights(folder, about.language, about.version, Thresholds(**about.thresholds), about.calibration)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _folder(model: str) -> Path:
    if "/" in model or "\\" in model or Path(model).is_dir():
        if not Path(model).is_dir():
            raise InputError(f"the model {model} is no folder; name one that saidby train has made")
        return Path(model)
    points = {point.name: point for point in entry_points(group=GROUP)}
    if model not in points:
        others = f"; installed: {', '.join(sorted(points))}" if points else ""
        raise InputError(
            f"no model {model!r} is installed{others}; install it with: pip install saidby-{model}"
            f" (in a checkout: pip install ./models/saidby-{model})"
        )
    try:
        return Path(points[model].load()())
    except (ImportError, AttributeError, TypeError) as error:
        raise InputError(f"the model {model!r} ({points[model].value}) does not load: {error}; install it again") from error


def _about(folder: Path) -> About:
    try:
        about = msgspec.json.decode((folder / ABOUT).read_bytes(), type=About)
    except FileNotFoundError:
        _fault(folder, f"lacks {ABOUT}")
    except (OSError, msgspec.DecodeError) as error:
        _fault(folder, f"has a {ABOUT} that cannot be used: {error}")
    if about.format != FORMAT:
        _fault(folder, f"has the format {about.format}; this version of Saidby reads format {FORMAT}")
    for what, theirs, ours in (
        ("heads", about.heads, {head: tuple(map(str, labels)) for head, labels in HEADS.items()}),
        ("relations", about.relations, tuple(map(str, RELATIONS))),
        ("features", about.features, FEATURES),
        ("pieces", about.pieces, SIZE),
    ):
        if theirs != ours:
            _fault(folder, f"was trained with other {what} than this version of Saidby asks for")
    return about


def _fault(folder: Path, problem: str) -> NoReturn:
    raise InputError(
        f"the model in {folder} {problem}; install a saidby model of this version of Saidby, or make one with: saidby train"
    )
