"""Of what class weapons and targets are: phrases of the written reports, each labelled by hand before any answer was looked at.

A folder has ``weapons.jsonl`` and ``targets.jsonl``, a line a phrase: its part, the report that it is from, its words, and what
is right: for each weapon the class and the model (null where the words name none), for each target the class, whether people
are named, and the nature (null where the words do not tell). A phrase of no class has an empty list.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

import msgspec

from saidby.errors import InputError
from saidby.ground.actors import registry
from saidby.ground.grounding import names
from saidby.ground.kinds import targets, weapons
from saidby.pipeline import Recipe
from saidby.score.parts import refuse_errors
from saidby.score.reading import rows
from saidby.score.shares import Share, accuracy, grouped, line
from saidby.vocabulary import Nature

DEFINITION: Final = (
    "kinds: the class of weapons and targets as phrases name them, and the model or nature with it. Right is what was labelled by",
    "hand; a phrase is right when all that it names is, and nothing else. (95 % intervals: bootstrap over reports.)",
    "No published figure is known for such phrases.",
)
PARTS: Final = ("train", "unseen")

Meaning = tuple[Hashable, ...]


class RightWeapon(msgspec.Struct, frozen=True):
    """The class of a weapon and its model."""

    type: str
    model: str | None


class RightTarget(msgspec.Struct, frozen=True):
    """The class of a target, whether people are named, and the nature that the words imply."""

    type: str
    people: bool
    nature: Nature | None


class WeaponPhrase(msgspec.Struct, frozen=True):
    """A phrase for weapons of a report."""

    part: Literal["train", "unseen"]
    report: str
    words: str
    right: tuple[RightWeapon, ...]


class TargetPhrase(msgspec.Struct, frozen=True):
    """A phrase for targets of a report."""

    part: Literal["train", "unseen"]
    report: str
    words: str
    right: tuple[RightTarget, ...]


class Answer(NamedTuple):
    """A phrase with what is right and what was found, class first."""

    report: str
    words: str
    right: frozenset[Meaning]
    found: frozenset[Meaning]


def lines(corpus: Path, *, part: str, errors: bool, recipe: Recipe) -> Iterator[str]:  # noqa: ARG001 - one form for all measures
    """The report on a part of the folder. Raises InputError where it is not there, and for the errors of an unseen part."""
    if errors:
        refuse_errors(part)
    if part not in (*PARTS, "all"):
        raise InputError(f"these phrases have no part {part!r}; ask for --part train, unseen or all")
    used = [_weapons(row) for row in rows(corpus / "weapons.jsonl", WeaponPhrase) if part in (row.part, "all")]
    hit = [_targets(row) for row in rows(corpus / "targets.jsonl", TargetPhrase) if part in (row.part, "all")]
    yield from DEFINITION
    yield f"phrases {len(used)} of weapons, {len(hit)} of targets  part {part}"
    yield from _measured("weapon", used, {"class": lambda one: one[:1], "class and model": lambda one: one})
    yield line("weapon model", _shares([_with_model(answer) for answer in used], lambda one: one[1:]))
    yield from _measured(
        "target", hit, {"class": lambda one: one[:1], "class, people": lambda one: one[:2], "all": lambda one: one}
    )
    if errors:
        yield from grouped({"weapons": _wrong(used), "targets": _wrong(hit)})


def _weapons(row: WeaponPhrase) -> Answer:
    found = frozenset((weapon.type, weapon.model) for weapon in weapons([row.words]) if weapon.type)
    return Answer(row.report, row.words, frozenset((one.type, one.model) for one in row.right), found)


def _targets(row: TargetPhrase) -> Answer:
    found = frozenset(
        (target.type, target.people, target.nature) for target in targets([row.words], names(registry())) if target.type
    )
    return Answer(row.report, row.words, frozenset((one.type, one.people, one.nature) for one in row.right), found)


def _with_model(answer: Answer) -> Answer:
    return answer._replace(
        right=frozenset(one for one in answer.right if one[1]), found=frozenset(one for one in answer.found if one[1])
    )


def _measured(name: str, answers: Sequence[Answer], asked: Mapping[str, Callable[[Meaning], Meaning]]) -> Iterator[str]:
    for what, cut in asked.items():
        yield line(f"{name} {what}", _shares(answers, cut))
    yield accuracy(f"{name} phrases", [_whole(group) for group in _by_report(answers).values()])


def _shares(answers: Sequence[Answer], cut: Callable[[Meaning], Meaning]) -> list[Share]:
    found = []
    for group in _by_report(answers).values():
        pairs = [({cut(one) for one in answer.right}, {cut(one) for one in answer.found}) for answer in group]
        counts = [(len(right & got), len(got), len(right)) for right, got in pairs]
        found.append(Share(*(sum(column) for column in zip(*counts, strict=True))))
    return found


def _whole(answers: Sequence[Answer]) -> Share:
    return Share(sum(answer.right == answer.found for answer in answers), len(answers), len(answers))


def _by_report(answers: Sequence[Answer]) -> Mapping[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    for answer in answers:
        found.setdefault(answer.report, []).append(answer)
    return found


def _wrong(answers: Sequence[Answer]) -> list[str]:
    return [
        f"{answer.report} {answer.words!r}: {_told(answer.found)}, should be {_told(answer.right)}"
        for answer in answers
        if answer.found != answer.right
    ]


def _told(meanings: frozenset[Meaning]) -> str:
    return "; ".join(sorted(", ".join(str(part) for part in one) for one in meanings)) or "none"
