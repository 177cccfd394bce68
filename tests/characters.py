"""A tokenizer that knows single signs only: what tests cut texts with, where real word pieces are not there."""

from __future__ import annotations

import string

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer


def characters() -> Tokenizer:
    """Pieces of one letter, digit or sign; special pieces where real vocabularies have them, [CLS] at 101, [SEP] at 102."""
    signs = string.ascii_lowercase + string.digits + string.punctuation
    words = [f"[unused{number}]" for number in range(1, 100)]
    pieces = ["[PAD]", *words, "[UNK]", "[CLS]", "[SEP]", *signs, *(f"##{sign}" for sign in signs)]
    tokenizer = Tokenizer(WordPiece({piece: place for place, piece in enumerate(pieces)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer
