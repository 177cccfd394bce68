"""What the encoder takes for claims, where its answers are written down."""

from __future__ import annotations

import pytest
from scripted_page import mention, page

from saidby.annotate.draft import Draft
from saidby.annotate.trained.assembly import assemble
from saidby.annotate.trained.claimed import IMPLICIT, Thresholds, claimed
from saidby.annotate.trained.labels import COLUMNS, HEADS, Relation
from saidby.model import Bounds
from saidby.vocabulary import ClaimKind, Kind, Measure, Scope, Tie

ONE = Bounds(low=1, high=1)
NURSE = "A nurse was wounded at the gate. A driver was wounded too."


def alone(
    text: str, *spans: str, rules: tuple[str, ...] = (), people: tuple[tuple[str, str], ...] = (), draft: Draft | None = None
):
    """A page on which each span says that somebody was injured; `people` are (words, full name)."""
    draft = draft or Draft()
    for words in rules:
        draft.add(mention(text, words, Kind.QUANTITY, label=IMPLICIT, bounds=ONE))
    for words, name in people:
        draft.add(mention(text, words, Kind.PERSON, value=name))
    labels = [("measure", words, "injured") for words in spans]
    return page(text, draft, spans=[("alone", "alone", words) for words in spans], labels=labels)


def told(found, claims):
    """The words, bounds and measures of claims that count."""
    shown = []
    for claim in claims:
        counted = found.draft.mentions[claim.quantity]
        assert counted.label == IMPLICIT
        shown.append((found.sheet.text[counted.start : counted.end], counted.bounds.low, counted.bounds.high, claim.measure))
    return shown


NAMED = "Ann Roe and Bo Lund were wounded, Cy Dahl said. Roe was carried off."


@pytest.mark.parametrize(
    ("text", "span", "people", "count"),
    [
        (NURSE, "A nurse was wounded", (), 1),
        (NAMED, "Ann Roe and Bo Lund were wounded", (("Ann Roe", "Ann Roe"), ("Bo Lund", "Bo Lund")), 2),
        (NAMED, "Ann Roe and Bo Lund were wounded", (("Ann Roe", "Ann Roe"), ("Cy Dahl", "Cy Dahl")), 1),  # Dahl stands outside
        ("Ann Roe (Roe, 40) was wounded.", "Ann Roe (Roe, 40) was wounded", (("Ann Roe", "Ann Roe"), ("Roe,", "Ann Roe")), 1),
    ],
)
def test_a_span_alone_counts_one_or_as_many_as_it_names(text, span, people, count):
    found = alone(text, span, people=people)
    claims = claimed(found, Thresholds())
    assert told(found, claims) == [(span, count, count, Measure.INJURED)]
    assert claims[0].confidence > 0.9


@pytest.mark.parametrize(
    ("text", "span", "claims"),
    [
        ("The raid was meant to arrest a commander.", "arrest a commander", 0),
        ("Two men died in a raid to kill a judge.", "kill a judge", 0),
        ("The guards managed to arrest a commander.", "arrest a commander", 1),
        ("He went on to kill a judge.", "kill a judge", 1),
        ("Guards from Kelm to Orse arrest a commander.", "arrest a commander", 1),
    ],
)
def test_what_somebody_only_means_to_do_befalls_nobody(text, span, claims):
    assert len(claimed(alone(text, span), Thresholds())) == claims


def test_where_the_rules_saw_one_too_their_mention_is_the_count():
    found = alone(NURSE, "A nurse was wounded", rules=("A nurse", "A driver"))
    (claim,) = claimed(found, Thresholds())
    assert claim.quantity == 0
    assert told(found, [claim]) == [("A nurse", 1, 1, Measure.INJURED)]
    assert len(found.draft.mentions) == 2  # and the driver's is nobody's claim


def test_two_spans_never_share_one_mention_of_the_rules():
    found = alone(NURSE, "A nurse", "wounded at the gate", rules=("A nurse was wounded",))
    assert [words for words, *_ in told(found, claimed(found, Thresholds()))] == ["A nurse was wounded", "wounded at the gate"]


@pytest.mark.parametrize(("least", "claims"), [(0.5, 2), (0.999, 0)])
def test_a_span_that_is_not_sure_enough_is_none(least, claims):
    found = alone(NURSE, "A nurse", "A driver")
    assert len(claimed(found, Thresholds(alone=least))) == claims


COUNTED = "Four of the guards were wounded. By nightfall a nurse was hurt too. Hundreds more, guards of Osk, were wounded."


@pytest.mark.parametrize(
    ("number", "unit", "span", "claims"),
    [
        ("Four", "", "guards were wounded", 0),  # right behind the number
        ("Hundreds", "guards of Osk", "guards of Osk, were wounded", 0),  # what the number counts
        ("Hundreds", "guards of Osk", "a nurse was hurt", 1),
        ("Four", "", "a nurse was hurt", 1),  # another sentence
        ("Four", "", "nurse", 0),  # one word is a splinter
    ],
)
def test_what_a_number_counts_is_nobody_without_a_number(number, unit, span, claims):
    draft = Draft()
    quantity = draft.add(mention(COUNTED, number, Kind.QUANTITY, bounds=Bounds(low=4, high=4)))
    if unit:
        draft.tie(Tie.COUNTS, quantity, draft.add(mention(COUNTED, unit, Kind.UNIT)), "rules")
    found = claimed(alone(COUNTED, span, draft=draft), Thresholds())
    assert len([claim for claim in found if claim.quantity != quantity]) == claims


@pytest.mark.parametrize(("factor", "kinds"), [(1.0, []), (1e4, [ClaimKind.DENIAL])])
def test_the_rules_word_for_an_assertion_counts_as_much_as_it_is_given(factor, kinds):
    text, draft = "The army denied that it had fired.", Draft()
    draft.add(mention(text, "had fired", Kind.ASSERTION, label="denial"))
    claims = claimed(page(text, draft), Thresholds(told=factor))  # the encoder sees none
    assert [claim.kind for claim in claims] == kinds


def test_a_number_is_as_sure_as_its_likeliest_measure():
    text = "Seven nurses were wounded."
    draft = Draft()
    draft.add(mention(text, "Seven", Kind.QUANTITY, bounds=Bounds(low=7, high=7)))
    (claim,) = claimed(page(text, draft), Thresholds(measure=0.1))  # nothing is likelier than no measure at all
    assert claim.confidence < 0.1
    (claim,) = claimed(page(text, draft, labels=[("measure", "Seven", "injured")]), Thresholds())
    assert claim.confidence > 0.9
    assert (claim.measure, claim.quantity) == (Measure.INJURED, 0)


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("They downed 9 of 12 drones.", [Measure.INTERCEPTED, Measure.LAUNCHED]),
        ("They downed 9 out of the 12 drones.", [Measure.INTERCEPTED, Measure.LAUNCHED]),
        ("They downed 9 drones and 12 rockets.", [Measure.INTERCEPTED, Measure.INTERCEPTED]),
    ],
)
def test_the_whole_of_which_some_were_intercepted_was_launched(text, measures):
    draft = Draft()
    for number in ("9", "12"):
        draft.add(mention(text, number, Kind.QUANTITY, bounds=Bounds(low=int(number), high=int(number))))
    found = page(text, draft, labels=[("measure", number, "intercepted") for number in ("9", "12")])
    assert [claim.measure for claim in claimed(found, Thresholds())] == measures


def test_a_count_without_a_number_is_measured_and_about_its_happening_in_the_reading():
    found = alone(NURSE, "A nurse was wounded", "A driver was wounded")
    draft = assemble(found, Thresholds())
    counts = draft.of(Kind.QUANTITY)
    assert len(counts) == 2
    for place in counts:
        (harm,) = draft.targets(place, Tie.MEASURES)
        assert draft.mentions[harm].label == Measure.INJURED
        assert len(draft.targets(place, Tie.ABOUT)) == 1


def test_one_is_not_another_for_being_one_too():
    """Neither a repetition of the other nor a part of it, though both are of one happening."""
    same = [(Relation.SAME, "A nurse", "A driver", 9.0), (Relation.SAME, "A driver", "A nurse", 9.0)]
    part = [(Relation.PART_OF, "A driver", "A nurse", 9.0)]
    spans = ("A nurse was wounded", "A driver was wounded")
    labels = [
        (head, words, label) for words in spans for head, label in (("measure", "injured"), ("scope", Scope.INCIDENT.value))
    ]
    found = page(NURSE, Draft(), spans=[("alone", "alone", words) for words in spans], labels=labels, ties=same + part)
    draft = assemble(found, Thresholds())
    first, second = (draft.targets(place, Tie.ABOUT)[0] for place in draft.of(Kind.QUANTITY))
    assert draft.mentions[first].value == draft.mentions[second].value == "1"
    assert not [link for link in draft.links if link.tie in (Tie.REPEATS, Tie.PART_OF)]


BLAME = "Osk blamed rebels, it said, for the raid on the mill. The raid on the mill was theirs, Velm said."


@pytest.mark.parametrize(
    ("spans", "quotes"),
    [
        (["blamed rebels", "for the raid"], ["blamed rebels", "for the raid"]),  # each begins anew
        (["blamed rebels", "+for the raid"], ["blamed rebels, it said, for the raid"]),
        (["blamed rebels", "+the raid on the mill"], ["blamed rebels, it said, for the raid on the mill"]),
        (["on the mill", "+The raid on the"], ["on the mill", "The raid on the"]),  # not over the end of a sentence
        (["rebels"], []),  # a splinter
    ],
)
def test_what_is_asserted_goes_on_over_a_few_words_of_its_sentence(spans, quotes):
    found = page(BLAME, Draft(), spans=[("responsibility", "responsibility", words.removeprefix("+")) for words in spans])
    for words in spans:
        if words.startswith("+"):  # it goes on, instead of beginning
            piece = found.pieces.within(BLAME.index(words[1:]), BLAME.index(words[1:]) + 1).start
            chances = found.answers._own
            begins, goes_on = (HEADS["responsibility"].index(f"{sign}-responsibility") for sign in "BI")
            columns = COLUMNS["responsibility"].start
            chances[piece, columns + goes_on], chances[piece, columns + begins] = chances[piece, columns + begins], 0.0
    claims = claimed(found, Thresholds())
    assert [BLAME[claim.start : claim.end] for claim in claims] == quotes
