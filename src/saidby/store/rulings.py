"""What people's judgements make of the claims: which stand, which are rejected, which are read as corrected. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from saidby.model import Claim, Judgement
from saidby.vocabulary import Ruling


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that nothing which itself stands supersedes, in their order; a withdrawal only takes another one away."""
    everything = tuple(judgements)
    gone: set[str] = set()
    for judgement in reversed(everything):  # a judgement supersedes only what came before it
        if judgement.id not in gone and judgement.supersedes is not None:
            gone.add(judgement.supersedes)
    return tuple(judgement for judgement in everything if judgement.id not in gone and judgement.ruling is not Ruling.WITHDRAW)


class Rulings(NamedTuple):
    """The claims that are rejected, and the corrections by the claim that they correct; the last ruling on a claim counts."""

    rejected: frozenset[str]
    corrections: Mapping[str, Claim]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Rulings:
        rejected: dict[str, bool] = {}
        corrections: dict[str, Claim] = {}
        for judgement in standing(judgements):
            for claim in judgement.claims:
                if judgement.ruling in {Ruling.ACCEPT, Ruling.REJECT, Ruling.CORRECT}:
                    rejected[claim] = judgement.ruling is Ruling.REJECT
                if judgement.ruling is Ruling.CORRECT and judgement.correction is not None:
                    corrections[claim] = judgement.correction
        return cls(frozenset(claim for claim, out in rejected.items() if out), corrections)

    def apply(self, claim: Claim) -> Claim | None:
        """The claim as it counts: None when rejected; when corrected, the correction under the claim's own id.

        The id stays so that whatever refers to the claim still finds it in the ledger, where it is unchanged.
        """
        if claim.id in self.rejected:
            return None
        correction = self.corrections.get(claim.id)
        if correction is None:
            return claim
        return msgspec.structs.replace(correction, id=claim.id, document=claim.document)
