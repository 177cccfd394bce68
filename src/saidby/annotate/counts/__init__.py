"""Counts: what each number measures, what it counts, and of which whole it is a part."""

from saidby.annotate.counts.passing import counts

__all__ = ["counts"]
