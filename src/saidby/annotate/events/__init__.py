"""Happenings: their words, which of them are one, and where, when, by whom, on what and with what each was."""

from saidby.annotate.events.passing import events

__all__ = ["events"]
