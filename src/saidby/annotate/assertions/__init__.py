"""Contested assertions: who did it, what was hit and with what, why, denials, threats, demands and doubts."""

from saidby.annotate.assertions.marking import assertions

__all__ = ["assertions"]
