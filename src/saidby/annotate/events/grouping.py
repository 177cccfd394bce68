"""Which triggers tell of one happening."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from saidby.annotate.events.triggers import Trigger
from saidby.model import TimeExpression
from saidby.vocabulary import IncidentType

_NATURAL = (IncidentType.ACCIDENT, IncidentType.DISASTER)
_RECENT = 4  # sentences after which a happening is no longer the one in hand
_KEPT = 60  # places and times that a happening is compared by
_LEAD = 3  # sentences after a headline in which its happening is told in full
_MANY = 40  # happenings back that a trigger may tell of again
_VAGUE = (IncidentType.OTHER_VIOLENCE, IncidentType.RIOT, None)


@dataclass(frozen=True)
class Setting:
    """Where and when a trigger puts its happening. `rank` is 0 for a settlement, 2 for a country; names are lower case."""

    place: str | None = None
    rank: int = 9
    time: TimeExpression | None = None
    tight: bool = False  # the place is one phrase with the trigger
    dated: bool = False  # the time is


@dataclass
class Happening:
    """A happening of the document under way."""

    number: int
    manners: set[IncidentType] = field(default_factory=set)
    settings: list[Setting] = field(default_factory=list)
    last_sentence: int = 0

    def add(self, trigger: Trigger, setting: Setting) -> None:
        """Takes in a trigger."""
        if trigger.manner is not None and not trigger.weak:
            self.manners.add(trigger.manner)
        if self.settlement is not None and not setting.tight:
            setting = replace(setting, place=None)
        if len(self.settings) < _KEPT and setting not in self.settings:
            self.settings.append(setting)
        self.last_sentence = trigger.sentence

    @property
    def settlement(self) -> str | None:
        """The first settlement that it was put in."""
        return next((known.place for known in self.settings if known.rank == 0 and known.tight), None)

    def at(self, setting: Setting) -> bool | None:
        """Whether it was there: None when nothing tells."""
        if setting.place is None:
            return None
        if any(setting.place == known.place for known in self.settings):
            return True
        if any(_nested(setting.place, known.place) for known in self.settings if known.place is not None):
            return True
        if setting.tight and setting.rank == 0 and self.settlement is not None:
            return False
        return None

    def on(self, setting: Setting) -> bool | None:
        """Whether it was then: None when nothing tells."""
        if setting.time is None or not setting.dated:
            return None
        answers = [agree(known.time, setting.time) for known in self.settings if known.time is not None and known.dated]
        if any(answer is True for answer in answers):
            return True
        return False if any(answer is False for answer in answers) else None

    def kind(self, trigger: Trigger) -> bool:
        """Whether the manners may be of one happening: nature and violence do not mix."""
        manner = trigger.manner
        if trigger.weak or manner in _VAGUE or not self.manners:
            return True
        natural = {known in _NATURAL for known in self.manners if known not in _VAGUE}
        return not natural or (manner in _NATURAL) in natural


def _headlined(happening: Happening, trigger: Trigger) -> bool:
    """Whether a trigger of the lead tells of the headline's happening again, by a finer or other name of its place."""
    return happening.last_sentence == 0 and trigger.sentence <= _LEAD and trigger.manner in happening.manners


def _nested(one: str, other: str) -> bool:
    """Whether one name is a part of the other ("East Baghdad")."""
    left, right = set(one.split()), set(other.split())
    return left <= right or right <= left


def agree(one: TimeExpression, other: TimeExpression) -> bool | None:
    """Whether two expressions may mean one time: False for different years, months, days or weekdays, None when unlike."""
    if one.weekday is not None and other.weekday is not None and (one.weekday - other.weekday) % 7 in (1, 6):
        return None  # "overnight", "into Sunday": one night has two days
    pairs = [(one.year, other.year), (one.month, other.month), (one.day, other.day), (one.weekday, other.weekday)]
    both = [(left, right) for left, right in pairs if left is not None and right is not None]
    if any(left != right for left, right in both):
        return False
    if both:
        return True
    if _long_ago(one) != _long_ago(other):
        return False
    return True if one == other else None


def _long_ago(time: TimeExpression) -> bool:
    """Whether an expression leads back by weeks, months or years, or gives a bare year or month."""
    back = time.shift is not None and time.shift < 0 and time.unit in ("month", "year") and not time.span
    return back or (time.year is not None and time.month is None) or (time.month is not None and time.day is None)


class Grouper:
    """Numbers happenings as their triggers come in, in the order of the text."""

    def __init__(self, *, headed: bool) -> None:
        self.happenings: list[Happening] = []
        self._headed = headed  # the first sentence is a headline

    def place(self, trigger: Trigger, setting: Setting) -> Happening | None:
        """The happening that a trigger tells of, a new one where need be; None for happenings in general."""
        if trigger.generic and not (setting.tight and setting.rank == 0) and not setting.dated:
            return None
        happening = None if trigger.another else self._known(trigger, setting)
        if happening is None:
            happening = Happening(number=len(self.happenings) + 1)
            self.happenings.append(happening)
        happening.add(trigger, setting)
        return happening

    def _known(self, trigger: Trigger, setting: Setting) -> Happening | None:
        """The happening told of before that fits best, the latest of equals; None when none fits."""
        scored: list[tuple[float, int]] = []
        late = max(1, len(self.happenings) - _MANY)
        for index, happening in [*enumerate(self.happenings[:1]), *enumerate(self.happenings[late:], late)]:
            here = happening.last_sentence == trigger.sentence
            if trigger.answering and trigger.manner is not None and here and not trigger.definite:
                continue
            at, on = happening.at(setting), happening.on(setting)
            if at is False and self._headed and _headlined(happening, trigger):
                at = None
            if at is False or on is False or not happening.kind(trigger):
                continue
            recent = trigger.sentence - happening.last_sentence
            score = (3.0 if at else 0.0) + (2.0 if on else 0.0) + (2.0 if recent <= 1 else 0.7 if recent <= _RECENT else 0.0)
            score += 1.0 if trigger.manner not in _VAGUE and trigger.manner in happening.manners else 0.0
            score += (0.5 if index == 0 else 0.0) + (1.0 if here else 0.0)
            scored.append((score, index))
        if not scored:
            return None
        _, index = max(scored, key=lambda item: (item[0], item[1]))
        # An old date with nothing else in common opens a happening of its own.
        if setting.time is not None and setting.dated and _long_ago(setting.time) and not trigger.definite:
            known = self.happenings[index]
            return known if known.on(setting) or known.at(setting) else None
        return self.happenings[index]
