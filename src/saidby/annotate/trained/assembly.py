"""The encoder's answers and the rules' findings as one Reading.

The rules keep what is exact: the numbers and their bounds, times, names and who is the same, units. The
encoder decides which numbers measure what, what is asserted, who says it, and which happening it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from saidby.annotate.draft import Draft
from saidby.annotate.trained.between import BY, between
from saidby.annotate.trained.claimed import Claimed, Thresholds, claimed
from saidby.annotate.trained.grouping import gathered
from saidby.annotate.trained.happened import told
from saidby.annotate.trained.marked import marked
from saidby.annotate.trained.page import Page
from saidby.annotate.trained.sight import POINTED, Sight
from saidby.annotate.trained.spoken import Speakers, Spoken, Voice
from saidby.annotate.trained.unlisted import BY as UNLISTED
from saidby.annotate.trained.unlisted import unlisted
from saidby.model import Mention
from saidby.vocabulary import Kind, Scope, Stance, Tie

RIVAL: Final = 0.3
"""The part of the likeliest place's or time's share that another needs to be told of at all."""

SECOND: Final = 0.3
"""What the encoder's word on the manner of a happening counts at most: a word of the text's own names it better."""

_DROPPED: Final = frozenset({Kind.ASSERTION, Kind.SPEAKER, Kind.CUE, Kind.CONTENT, Kind.TRIGGER, Kind.HARM})
_LABELS: Final = {
    Stance.DENIES: "denies",
    Stance.DOUBTS: "doubts",
    Stance.THREATENS: "threatens",
    Stance.DEMANDS: "demands",
    Stance.PREDICTS: "predicts",
    Stance.RETRACTS: "retracts",
}


def assemble(page: Page, thresholds: Thresholds) -> Draft:
    """The draft of the trained reading, from the draft of the rules' and the encoder's answers."""
    return _Assembly(page, thresholds).draft


class _Assembly:
    def __init__(self, page: Page, thresholds: Thresholds) -> None:
        self.page, self.draft = page, Draft()
        self._moved: dict[int, int] = {}  # a rule mention's place in the rules' draft -> in the new one
        self._voiced: dict[tuple[int, tuple[str, ...]], int] = {}
        self._speakers = Speakers(page, thresholds.bias)
        for mention in unlisted(page.sheet, page.draft):
            page.draft.add(mention)
        self._bias = {Kind.PLACE: thresholds.place, Kind.TIME: thresholds.time}
        self._sights = {kind: Sight(page, kind) for kind in POINTED}
        claims = claimed(page, thresholds)
        self._keep()
        for head in ("speaker", "cue", "content"):
            for mention in marked(page, head):
                self.draft.add(mention)
        self._claims = {claim: self._stand(claim) for claim in claims}
        groups = gathered(page, claims, thresholds, self._sights[Kind.PLACE])
        self._triggers: dict[Claimed, int] = {}
        self._events = {claim: number for number, group in enumerate(groups, 1) for claim in group}
        for number, group in enumerate(groups, 1):
            self._happening(number, group)
        for link in between(page, claims, self._events):
            target = self._triggers[link.target] if link.tie is Tie.ABOUT else self._claims[link.target]
            self.draft.tie(link.tie, self._claims[link.source], target, link.by, link.confidence)

    def _keep(self) -> None:
        """Takes over what the rules found beside claims and voices."""
        old = self.page.draft
        for place, mention in enumerate(old.mentions):
            if mention.kind not in _DROPPED and mention.by != UNLISTED:
                self._moved[place] = self.draft.add(mention)
        for link in old.links:
            if link.tie is Tie.COUNTS and link.source in self._moved and link.target in self._moved:
                self.draft.tie(link.tie, self._moved[link.source], self._moved[link.target], link.by, link.confidence)

    def _stand(self, claim: Claimed) -> int:
        """The claim's mention with its measure or kind, its speaker, and its stance."""
        if claim.quantity is not None:
            place = self._moved[claim.quantity]
            self._harm(claim, place)
        else:
            kind = claim.kind.value if claim.kind else ""
            place = self.draft.add(
                Mention(
                    kind=Kind.ASSERTION,
                    start=claim.start,
                    end=claim.end,
                    by=BY,
                    label=kind,
                    value=claim.stance.value,
                    confidence=claim.confidence,
                )
            )
        spoken = self._speakers.of(claim)
        if spoken.chain:
            self.draft.tie(Tie.SAID_BY, place, self._chain(claim, spoken), BY, spoken.confidence)
        if claim.stance in _LABELS and claim.quantity is not None:
            cue = self._cue(claim)
            self.draft.tie(Tie.CUED_BY, place, cue, BY)
        return place

    def _cue(self, claim: Claimed) -> int:
        """A cue that gives the figure's stance: the nearest one that the encoder marked in the sentence, else the number."""
        sheet = self.page.sheet
        sentence = sheet.sentences[sheet.sentence_at(claim.start)]
        cues = [self.draft.mentions[place] for place in self.draft.of(Kind.CUE)]
        near = [cue for cue in cues if sentence.start <= cue.start < sentence.end]
        at = min(near, key=lambda cue: abs(cue.start - claim.start), default=None)
        start, end = (at.start, at.end) if at else (claim.start, claim.end)
        return self.draft.add(Mention(kind=Kind.CUE, start=start, end=end, by=BY, label=_LABELS[claim.stance]))

    def _harm(self, claim: Claimed, place: int) -> None:
        """The word that gives the measure: the rules' nearest of that measure in the sentence, else the number's own words."""
        old, sheet = self.page.draft, self.page.sheet
        sentence = sheet.sentences[sheet.sentence_at(claim.start)]
        linked = [old.mentions[harm] for harm in old.targets(claim.quantity or 0, Tie.MEASURES)]
        near = [old.mentions[harm] for harm in old.of(Kind.HARM)]
        words = [harm for harm in linked if harm.label == claim.measure] or [
            harm for harm in near if harm.label == claim.measure and sentence.start <= harm.start < sentence.end
        ]
        nearest = min(words, key=lambda harm: abs(harm.start - claim.start), default=None)
        start, end = (nearest.start, nearest.end) if nearest else (claim.start, claim.end)
        mention = Mention(
            kind=Kind.HARM,
            start=start,
            end=end,
            by=BY,
            label=claim.measure or "",
            value=None if claim.scope is Scope.INCIDENT else claim.scope.value,
            confidence=claim.confidence,
        )
        self.draft.tie(Tie.MEASURES, place, self.draft.add(mention), BY, claim.confidence)

    def _chain(self, claim: Claimed, spoken: Spoken) -> int:
        """The SPEAKER mention of the innermost voice, tied to those who relay it."""
        made = [self._voice(claim, voice, spoken.chain) for voice in spoken.chain]
        for outer, inner in pairwise(made):
            self.draft.tie(Tie.VIA, inner, outer, BY)
        return made[-1]

    def _voice(self, claim: Claimed, voice: Voice, chain: Sequence[Voice]) -> int:
        mentions = [self.page.draft.mentions[place] for place in voice.places]
        at = min(mentions, key=lambda mention: abs(mention.start - claim.start), default=None)
        start, end = (at.start, at.end) if at else (claim.start, claim.end)
        key = start, tuple(other.name for other in chain[: chain.index(voice) + 1])
        if key not in self._voiced:
            self._voiced[key] = self.draft.add(Mention(kind=Kind.SPEAKER, start=start, end=end, by=BY, value=voice.name))
        return self._voiced[key]

    def _happening(self, number: int, group: Sequence[Claimed]) -> None:
        """A trigger for each claim of a happening, with its places and times and the rules' roles."""
        roles = self._roles(group)
        ties = {tie: told(self.page, group, kind, self._bias[kind], self._sights[kind]) for kind, (_, tie) in POINTED.items()}
        for nth, claim in enumerate(group):
            start, end, manner, sure = self._trigger(claim)
            trigger = self.draft.add(
                Mention(
                    kind=Kind.TRIGGER,
                    start=start,
                    end=end,
                    by=BY,
                    label=manner or claim.type,
                    value=str(number),
                    confidence=sure if manner else min(claim.type_confidence, SECOND),
                )
            )
            self._triggers[claim] = trigger
            self.draft.tie(Tie.ABOUT, self._claims[claim], trigger, BY)
            for tie, role in roles:
                self.draft.tie(tie, trigger, role, BY)
            for tie, each in ties.items():
                found = each[nth]
                best = found.best()
                if not best or found.shares[best[0]] <= found.none:
                    continue
                for name in best:
                    if found.shares[name] >= RIVAL * found.shares[best[0]]:
                        self.draft.tie(
                            tie, trigger, self._taken(self._nearest(found.mentions[name], claim)), BY, found.shares[name]
                        )

    def _nearest(self, places: Sequence[int], claim: Claimed) -> int:
        """The one of some mentions that stands nearest to a claim: it counts once, however often the text names it."""
        return min(places, key=lambda place: abs(self.page.draft.mentions[place].start - claim.start))

    def _taken(self, place: int) -> int:
        """A mention of the old draft in the new one; a name turns into a place when something is said to have happened there."""
        if place not in self._moved:
            self._moved[place] = self.draft.add(self.page.draft.mentions[place])
        return self._moved[place]

    def _trigger(self, claim: Claimed) -> tuple[int, int, str, float]:
        """The rules' nearest word for a happening in the sentence, the manner that it names and how surely; else the claim's words."""
        sheet, old = self.page.sheet, self.page.draft
        sentence = sheet.sentences[sheet.sentence_at(claim.start)]
        near = [old.mentions[place] for place in old.of(Kind.TRIGGER)]
        words = [mention for mention in near if sentence.start <= mention.start < sentence.end]
        nearest = min(words, key=lambda mention: abs(mention.start - claim.start), default=None)
        return (nearest.start, nearest.end, nearest.label, nearest.confidence) if nearest else (claim.start, claim.end, "", 0.0)

    def _rule_events(self, group: Iterable[Claimed]) -> Counter[str]:
        """The rules' happenings whose words stand in the sentences of these claims."""
        sheet, old = self.page.sheet, self.page.draft
        sentences = [sheet.sentences[sheet.sentence_at(claim.start)] for claim in group]
        found: Counter[str] = Counter()
        for place in old.of(Kind.TRIGGER):
            mention = old.mentions[place]
            for sentence in sentences:
                if mention.value is not None and sentence.start <= mention.start < sentence.end:
                    found[mention.value] += 1
        return found

    def _roles(self, group: Sequence[Claimed]) -> list[tuple[Tie, int]]:
        """Actors, targets and weapons that the rules tie to the happening that the claims' sentences speak of most."""
        old = self.page.draft
        events = self._rule_events(group)
        if not events:
            return []
        event = events.most_common(1)[0][0]
        found: dict[tuple[Tie, int], None] = {}
        for place in old.of(Kind.TRIGGER):
            if old.mentions[place].value == event:
                for tie in (Tie.BY, Tie.HITS, Tie.WITH):
                    found.update({(tie, self._moved[role]): None for role in old.targets(place, tie) if role in self._moved})
        return list(found)
