"""Corpora whose labels map to the reader's heads: each yields lessons."""
