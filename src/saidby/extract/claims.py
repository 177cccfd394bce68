"""A reading as claims."""

from __future__ import annotations

from saidby.extract.assertions import assertions
from saidby.extract.chains import Voices
from saidby.extract.figures import figures
from saidby.extract.happenings import Happenings
from saidby.extract.ties import Ties
from saidby.model import Claim, Reading
from saidby.stages import Extract


def claims() -> Extract:
    """The extractor that takes a reading at its word: every measured quantity and every assertion is a claim."""

    def extract(reading: Reading) -> tuple[Claim, ...]:
        ties = Ties(reading)
        voices, happenings = Voices(ties), Happenings(ties)
        found = [*figures(ties, voices, happenings), *assertions(ties, voices, happenings)]
        return tuple(
            sorted(found, key=lambda claim: (min(piece.start for piece in claim.evidence), claim.evidence[0].end, claim.id))
        )

    return extract
