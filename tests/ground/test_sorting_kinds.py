"""Weapons and targets as written, by type."""

from __future__ import annotations

import pytest

from saidby.ground.kinds import target_types, weapon_types


@pytest.mark.parametrize(
    ("phrase", "types"),
    [
        ("Shahed-136", ("one_way_attack_drone",)),
        ("Iranian-made Shahed drones", ("one_way_attack_drone", "drone")),
        ("kamikaze drones", ("one_way_attack_drone",)),
        ("sea drones", ("unmanned_boat",)),
        ("a ballistic missile", ("ballistic_missile",)),
        ("rockets and mortar shells", ("rocket", "mortar")),
        ("cluster-munition warheads", ("cluster_munition",)),
        ("an explosives-laden truck", ("vehicle_bomb",)),
        ("car bombs", ("vehicle_bomb",)),
        ("a knife", ("blade",)),
        ("knives and machetes", ("blade",)),
        ("S-300 missiles", ("anti_aircraft_missile", "missile")),
        ("harsh words", ()),
        ("", ()),
    ],
)
def test_a_weapon_is_of_type(phrase: str, types: tuple[str, ...]) -> None:
    assert weapon_types([phrase]) == types


@pytest.mark.parametrize(
    ("phrase", "types"),
    [
        ("residential buildings", ("housing",)),
        ("a central hotel", ("hotel",)),
        ("apartments, a school and government buildings", ("housing", "education", "government")),
        ("only military facilities", ("military",)),
        ("a maternity hospital", ("medical",)),
        ("an oil refinery", ("oil",)),
        ("buses full of commuters", ("transport",)),
        ("UN peacekeepers", ("aid",)),
        ("the general idea", ()),
    ],
)
def test_a_target_is_of_type(phrase: str, types: tuple[str, ...]) -> None:
    assert target_types([phrase]) == types


def test_types_come_in_the_order_of_the_text_and_once() -> None:
    assert weapon_types(["missiles", "drones", "more missiles"]) == ("missile", "drone")
