from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.truecase import capitals_only, truecase

CASES = [
    (
        "a name that no list has takes a capital, a word that is made of a listed one none",
        "THE ROBBERIES IN OSTAVAR WERE REPORTED BY VILLAGERS WHO HAD FLED",
        "The robberies in Ostavar were reported by villagers who had fled",
    ),
    (
        "a title takes a capital before a name only",
        "COLONEL TESSARIN SAID THAT THE COLONEL HAD SEEN NOTHING OF THE FIGHTING",
        "Colonel Tessarin said that the colonel had seen nothing of the fighting",
    ),
    (
        "listed names take the case of their list",
        "PEOPLE IN EL SALVADOR AND THE UNITED STATES HEARD OF IT FROM REUTERS AND THE COLOMBIAN ARMY",
        "People in El Salvador and the United States heard of it from Reuters and the Colombian army",
    ),
    (
        "an abbreviation in brackets gives its capitals to what it stands for",
        "THE POPULAR UNITY FRONT (PUF) SAID THAT IT HAD BLOWN UP THE BRIDGE NEAR THE TOWN",
        "The Popular Unity Front (PUF) said that it had blown up the bridge near the town",
    ),
    (
        "and so does one before the brackets",
        "IT WAS THE PUF [POPULAR UNITY FRONT] THAT HAD BLOWN UP THE BRIDGE NEAR THE TOWN",
        "It was the PUF [Popular Unity Front] that had blown up the bridge near the town",
    ),
    (
        "the small words of Spanish names",
        "THEY WERE SEEN IN SAN ISIDRO DE LOS CEDROS AND LATER AT LA QUEMADA, NOT FAR FROM THE RIVER",
        "They were seen in San Isidro de Los Cedros and later at La Quemada, not far from the river",
    ),
    (
        "a sentence begins with a capital, a broken line does not",
        "NOBODY WAS HURT. THE BOMB\nHAD BEEN LEFT IN A BUS.\n\nPOLICE WERE CALLED AT ONCE",
        "Nobody was hurt. The bomb\nhad been left in a bus.\n\nPolice were called at once",
    ),
    (
        "numbers keep small endings",
        "THE 3RD BRIGADE FOUND 20KG OF DYNAMITE AND TWO RIFLES IN THE CELLAR OF THE HOUSE",
        "The 3rd brigade found 20kg of dynamite and two rifles in the cellar of the house",
    ),
    (
        "a head takes a capital after a name, not after a people",
        "THE OSTAVAR DEPARTMENT IS HELD BY PERUVIAN POLICE AND BY NOBODY ELSE TO THIS DAY",
        "The Ostavar Department is held by Peruvian police and by nobody else to this day",
    ),
]


@pytest.mark.parametrize(("name", "capitals", "expected"), CASES, ids=[case[0] for case in CASES])
def test_the_case_of_a_text_in_capitals_is_restored(name, capitals, expected):
    assert truecase()(capitals) == expected


def test_an_ordinary_text_stays_as_it_is():
    text = "Colonel Tessarin of the PUF said on Monday that NOBODY had been hurt in the attack on the bridge."
    assert truecase()(text) == text


def test_a_headline_in_capitals_alone_does_not_make_a_text_of_capitals():
    assert not capitals_only("THREE KILLED IN OSTAVAR BLAST\n" + "A bomb went off in the market of the town. " * 3)
    assert not capitals_only("FLASH")


def test_letters_that_grow_when_they_are_small_leave_the_text_alone():
    text = "RİZE " * 10
    assert truecase()(text) == text


@given(
    st.lists(
        st.sampled_from(["THE", "DE", "LA", "PUF", "(PUF)", "OSTAVAR", "COLONEL", "MINISTRY", "OF", "3RD", "U.S.", "\n\n", "."])
    )
)
def test_every_text_keeps_its_length_and_its_letters(words):
    text = " ".join(words)
    restored = truecase()(text)
    assert len(restored) == len(text)
    assert restored.upper() == text.upper()


def test_a_long_line_without_an_end_takes_no_more_than_its_length():
    text = "OSTAVAR DE LA (PUF) " * 20_000
    assert len(truecase()(text)) == len(text)
