"""Everything that Saidby raises on purpose.

::

    SaidbyError              one line: what was wrong, what to do
    ├── InputError           the user named something that cannot be used (exit code 2)
    │   ├── RecipeError      a recipe names an unknown stage, implementation or option
    │   └── LedgerError      the ledger file is missing, not a ledger, or of a newer version
    └── IntegrityError       a stored value contradicts what it was derived from (exit code 3)
        └── EvidenceError    a claim's quote is not the text at its offsets

A document that cannot be read raises nothing: it becomes a :class:`saidby.model.Unread` value with its reason,
and the run goes on.
"""

from __future__ import annotations


class SaidbyError(Exception):
    """The root of the tree; catch it to catch all that Saidby raises on purpose."""


class InputError(SaidbyError):
    """The user named something that cannot be used."""


class RecipeError(InputError):
    """A recipe names an unknown stage, implementation or option."""


class LedgerError(InputError):
    """The ledger is missing, is no ledger, or was written by a newer version."""


class IntegrityError(SaidbyError):
    """A stored value contradicts what it was derived from."""


class EvidenceError(IntegrityError):
    """A claim's quote does not equal the document's text at its offsets."""
