"""The pass that finds the happenings of a document and says where, when, by whom, on what and with what each was."""

from __future__ import annotations

from typing import Final

from saidby.annotate.bounds import LOOSE
from saidby.annotate.counts.words import Words as HarmWords
from saidby.annotate.draft import Draft, Pass
from saidby.annotate.events.grouping import Grouper, Happening, Setting
from saidby.annotate.events.moments import Moments
from saidby.annotate.events.nearby import Placed
from saidby.annotate.events.peace import Peace
from saidby.annotate.events.places import Settings
from saidby.annotate.events.roles import Roles
from saidby.annotate.events.triggers import Trigger, triggers
from saidby.annotate.events.words import Words
from saidby.annotate.sheet import Sheet
from saidby.model import Mention
from saidby.vocabulary import Kind, Tie

BY: Final = "events"

_UNSURE: Final = 0.3  # of a manner whose word may have another

_NEAR: Final = 0.5  # how sure a place or time in a trigger's sentence is
_ASIDE: Final = 0.2  # and one that is second to another, or beyond a word of saying
_AROUND: Final = 0.1  # a place in a sentence that goes on about a happening
_STILL: Final = 3  # sentences that it goes on for
_AFTERMATH: Final = 0.5  # the part of it for a bare word of harm: the dead are counted later

_STOPS: Final = frozenset('.!?”"')

_MANY: Final = 8  # triggers on either side that a place may belong to instead


def events(*, language: str = "en") -> Pass:
    """The pass. Uses places, times and names; adds TRIGGER, WEAPON, TARGET and ACTOR mentions and their links.

    The value of a trigger numbers its happening from 1 in the order of the text; None is no happening in particular.
    """
    words, harm_words = Words(language), HarmWords(language)

    def step(sheet: Sheet, draft: Draft) -> None:
        moments = Moments(sheet, draft, words)
        settings, roles, grouper = Settings(sheet, draft, words), Roles(sheet, draft, words), Grouper(headed=_headed(sheet))
        peace = Peace(sheet, words, harm_words)
        first_of: dict[int, int] = {}
        latest: tuple[int, int] | None = None  # the first trigger of the happening in hand, and the sentence of its last
        counted = {
            sheet.sentence_at(draft.mentions[place].start)
            for place in draft.of(Kind.QUANTITY)
            if draft.mentions[place].label != LOOSE
        }
        for number in range(len(sheet.sentences)):
            found = triggers(sheet, number, words, harm_words, counted=number in counted, peaceful=peace.of(number))
            if not found and latest is not None and number - latest[1] <= _STILL:
                for around in settings.around(number):
                    draft.tie(Tie.AT, latest[0], around, BY, _AROUND)
            for at, trigger in enumerate(found):
                places = settings.place(trigger, found[max(0, at - _MANY) : at + _MANY], caption=moments.captioned(number))
                times = moments.time(trigger)
                where, when = next(iter(places), None), next(iter(times), None)
                happening = grouper.place(trigger, _setting(settings, where, when))
                place = _add(sheet, draft, trigger, happening)
                for rank, one in enumerate(places):
                    if one.tight or rank or happening is None or happening.settlement is None:
                        sure = _ASIDE if rank or not one.likely else 1.0 if one.tight else _NEAR
                        draft.tie(Tie.AT, place, one.mention, BY, sure)
                for one in times:
                    sure = 1.0 if one.tight else _NEAR if one.likely else _ASIDE
                    draft.tie(Tie.ON, place, one.mention, BY, sure if trigger.manner is not None else sure * _AFTERMATH)
                roles.add(place, trigger)
                if happening is not None:
                    if happening.number in first_of:
                        draft.tie(Tie.SAME, place, first_of[happening.number], BY)
                    first_of.setdefault(happening.number, place)
                    latest = first_of[happening.number], number
        _from_lead(draft, (settings.lead(), moments.lead()), first_of)

    return step


def _headed(sheet: Sheet) -> bool:
    """Whether a text begins with a headline: a line of its own without a full stop."""
    return bool(sheet.sentences) and sheet.tokens[sheet.sentences[0].last - 1].text not in _STOPS


def _setting(settings: Settings, where: Placed | None, when: Placed | None) -> Setting:
    """A trigger's place and time as values."""
    name, rank = None, 9
    if where is not None:
        mention = settings.mention(where.mention)
        name = (mention.value or settings.sheet.text[mention.start : mention.end]).casefold()
        rank = settings.rank(where.mention)
    return Setting(
        place=name,
        rank=rank,
        time=None if when is None else settings.mention(when.mention).time,
        tight=where is not None and where.tight,
        dated=when is not None and when.tight,
    )


def _add(sheet: Sheet, draft: Draft, trigger: Trigger, happening: Happening | None) -> int:
    return draft.add(
        Mention(
            kind=Kind.TRIGGER,
            start=sheet.tokens[trigger.first].start,
            end=sheet.tokens[trigger.last - 1].end,
            by=BY,
            label=trigger.manner.value if trigger.manner else "",
            value=None if happening is None else str(happening.number),
            confidence=_UNSURE if trigger.weak else 1.0,
        )
    )


def _from_lead(draft: Draft, lead: tuple[int | None, int | None], first_of: dict[int, int]) -> None:
    """A first happening without any place or time was where and when the report begins."""
    if 1 not in first_of:
        return
    own = [place for place in draft.of(Kind.TRIGGER) if draft.mentions[place].value == "1"]
    for tie, given in zip((Tie.AT, Tie.ON), lead, strict=True):
        if given is not None and not any(draft.targets(place, tie) for place in own):
            draft.tie(tie, first_of[1], given, BY, confidence=0.5)
