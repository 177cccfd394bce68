"""The encoder that training begins with: found, checked, and what its vocabulary tells."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

from saidby.annotate.trained.encoder import CLOSE, OPEN
from saidby.annotate.trained.weights import TOKENIZER, sha256, whole_texts
from saidby.errors import InputError
from saidby.train.recipe import Base

WEIGHTS: Final = "model.safetensors"
INSIDE: Final = "model"  # the folder of a package that holds an encoder

PUNCTUATION: Final = frozenset(".,;:!?\"'()-“”‘’")
"""What a text may be shown without."""


def foundation(base: Base) -> Path:
    """The folder of the encoder. Raises InputError where it is not there, or is not the one that the recipe speaks of."""
    if base.package is not None:
        spec = find_spec(base.package)
        if spec is None or spec.origin is None:
            raise InputError(f"the package {base.package} is not installed; install it with: pip install 'saidby[train]'")
        folder = Path(spec.origin).parent / INSIDE
    else:
        folder = Path(base.folder or "")
    for name in (WEIGHTS, TOKENIZER, "config.json"):
        if not (folder / name).is_file():
            raise InputError(f"{folder} holds no encoder to begin with: it lacks {name}")
    digest = sha256(folder / WEIGHTS)
    if digest != base.sha256:
        raise InputError(
            f"{folder / WEIGHTS} is not what the recipe speaks of: its SHA-256 is {digest}, wanted is {base.sha256};"
            " install the version that was meant, or put this digest into a recipe of your own"
        )
    return folder


def tokenizer_of(folder: Path) -> Tokenizer:
    """The encoder's tokenizer, for texts of any length. Raises InputError where it opens and closes as ours does not."""
    found = whole_texts(Tokenizer.from_file(str(folder / TOKENIZER)))
    if (found.token_to_id("[CLS]"), found.token_to_id("[SEP]")) != (OPEN, CLOSE):
        raise InputError(f"{folder / TOKENIZER} must have [CLS] as its piece {OPEN} and [SEP] as {CLOSE}")
    return found


def punctuation(tokenizer: Tokenizer) -> frozenset[int]:
    """The pieces that are single punctuation marks."""
    return frozenset(piece for word, piece in tokenizer.get_vocab().items() if word in PUNCTUATION)
