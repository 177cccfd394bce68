"""The words that a verb of speech governs: after it, before it, or, in the passive, its subject."""

from __future__ import annotations

from saidby.annotate.speech.attribution import Attribution, Piece
from saidby.annotate.speech.contents import clause_end, label, quotation_at, skip_audience, skip_setting
from saidby.annotate.speech.cues import Cue
from saidby.annotate.speech.tallies import starts_count
from saidby.annotate.speech.view import Unit, View
from saidby.vocabulary import Stance


def complement(view: View, cue: Cue, made: Attribution, unit: Unit, others: tuple[list[int], list[int]]) -> None:
    """Adds the pieces of content to `made`."""
    begun, later = others
    start_of_clause = max([unit.first, *(start for start in begun if start < cue.at)])
    if made.rule == "passive":
        first = _past_conjunction(view, start_of_clause, cue.at)
        end = cue.last if made.speaker is None else max(cue.last, made.speaker.first - 1)  # up to the "by"
        made.contents.append(Piece(first, end, label(view, first, end)))
        return
    after = cue.last
    if "count" in cue.takes:
        at = after + int(view.lower(after) in view.known.words.objects | view.known.words.told)
        holder = view.quoted.get(cue.at)
        ceiling = unit.last if holder is None else min(unit.last, view.quotations[holder].last)
        end = clause_end(view, at, ceiling, later, named=True)
        made.contents.append(Piece(at, end, label(view, at, end)))
        return
    if made.rule == "inverted" and made.speaker is not None:
        after = made.speaker.last
    elif cue.form.lemma in view.known.words.audience.lemmas and cue.stance is not Stance.DEMANDS and not cue.whole:
        after = skip_audience(view, after, unit.last)
    after = skip_setting(view, _past_topic(view, after, unit.last), unit.last)
    front = _front(view, cue, made, start_of_clause) if "front" in cue.takes and "ing" not in cue.form.shapes else None
    if front and front.label != "direct" and made.rule != "inverted" and not _closes(view, after, unit):
        front = None  # what stands before is only where the sentence sets out from
    if front:
        made.contents.append(front)
    _complement(view, cue, made, unit, (after, later, bool(front)))


def _closes(view: View, after: int, unit: Unit) -> bool:
    """Whether the cue ends its clause: what stands before it is then the content."""
    words = view.known.words
    if after >= unit.last or not view.word(after):
        return after >= unit.last or not view.is_open(after)
    return view.lower(after) in words.breaks | words.subordinators - {"that"} | words.prepositions - {"to"} or view.lower(
        after
    ) in {"according", "citing", "adding"}


def _past_topic(view: View, index: int, ceiling: int) -> int:
    """As in "said about the raid: C", "said of Brook that C": past the topic."""
    if view.lower(index) not in {"about", "of", "on"}:
        return index
    return next((at for at in range(index, min(ceiling, index + 10)) if view.lower(at) == ":"), index)


def _past_conjunction(view: View, index: int, ceiling: int) -> int:
    while index < ceiling and (
        view.lower(index) in view.known.words.conjunctions | {",", ";"} or view.lower(index) in {"while", "although"}
    ):
        index += 1
    return index


def _front(view: View, cue: Cue, made: Attribution, floor: int) -> Piece | None:
    """What stands before the speaker and the cue, when a comma or a closing mark parts it from them."""
    if made.like is not None:
        return None
    first = made.first if made.speaker is None else min(made.first, cue.first, made.speaker.first)
    if made.rule == "inverted":
        first = cue.first
    last = first
    while last > floor and (
        view.lower(last - 1) in view.known.words.adverbs
        or (last - 1) in view.timed
        or (view.lower(last - 1) in {"on", "and", "as"} and last != first)
    ):
        last -= 1
    parted = (
        view.lower(last - 1) == ","
        or _other_quotation(view, last - 1, cue.at)
        or view.lower(last - 1) in view.known.words.dashes
    )
    if not parted or last <= floor:
        parted = view.lower(first - 1) == "," or _other_quotation(view, first - 1, cue.at)
        last = first
    if last <= floor:
        return _whole_quotation_before(view, first)
    if not parted:
        return None
    if (last - 1) in view.quoted and first - 1 not in view.quoted and cue.at in view.quoted:
        return None
    end = last
    while end > floor and view.lower(end - 1) in {",", *view.known.words.dashes} and (end - 1) not in view.quoted:
        end -= 1
    if end - 1 in view.quoted and cue.at not in view.quoted:
        quotation = view.quotations[view.quoted[end - 1]]
        if quotation.last == end:
            begin = view.quoted[end - 1]
            while view.quotations[begin].joined:
                begin -= 1
            start = view.quotations[begin].first
            if start > floor and not _only_opening(view, floor, start):
                start = _past_conjunction(view, floor, start)
            return Piece(start, end, label(view, start, end))
    start = _past_conjunction(view, floor, end)
    if end - start < 3 or all(
        i in view.timed or view.lower(i) in view.known.words.prepositions | view.known.words.adverbs for i in range(start, end)
    ):
        return None
    if (
        _setting(view, start, end)
        or view.lower(start) in view.known.words.clause.circumstances
        or (view.lower(start).endswith("ing") and "," not in [view.lower(i) for i in range(start, end)])
    ):
        return None
    return Piece(start, end, label(view, start, end))


def _other_quotation(view: View, index: int, cue: int) -> bool:
    """Whether the token stands in a quotation that does not hold the cue."""
    return index in view.quoted and view.quoted[index] != view.quoted.get(cue)


def _whole_quotation_before(view: View, first: int) -> Piece | None:
    """The quotation that ends just before the unit in which its speaker stands."""
    before = first - 1
    if (
        before not in view.quoted
        or view.quotations[view.quoted[before]].last != first
        or view.lower(before - 1) not in {"?", "!", ",", "…"}
    ):
        return None
    if view.units[view.unit_at(before)].paragraph != view.units[view.unit_at(first)].paragraph or first not in {
        view.units[view.unit_at(first)].first,
        first,
    }:
        return None
    number = view.quoted[before]
    while view.quotations[number].joined:
        number -= 1
    return Piece(view.quotations[number].first, first, "direct")


def _only_opening(view: View, first: int, last: int) -> bool:
    return last - first <= 1 and not any(view.word(index) for index in range(first, last))


def _setting(view: View, start: int, end: int) -> bool:
    """Whether the words before the speaker only set the scene: "In a statement on Saturday", "In Kabul"."""
    words = view.known.words
    if view.lower(start) not in words.prepositions | {"earlier", "later", "early", "late"}:
        return False
    return (
        not any(view.lower(index) in words.auxiliaries or view.lower(index).endswith("ed") for index in range(start, end))
        and end - start <= 14
    )


def _complement(view: View, cue: Cue, made: Attribution, unit: Unit, state: tuple[int, list[int], bool]) -> None:
    """What stands after the cue (and the speaker of an inverted one)."""
    at, later, front = state
    words = view.known.words
    parted = False
    while at < unit.last and view.lower(at) in {",", ":"}:
        parted = True
        at = skip_setting(view, at + 1, unit.last)
    if cue.whole and (at >= unit.last or not view.word(at)) and cue.last - cue.at > 1:
        made.contents.append(Piece(made.first, cue.last, "indirect"))
        return
    if at >= unit.last:
        if at < len(view.tokens) and view.units[view.unit_at(at)].paragraph == unit.paragraph and view.lower(at - 1) == ":":
            direct = quotation_at(view, at)
            if direct:
                made.contents.append(direct)
        return
    holder = view.quoted.get(cue.at)
    ceiling = unit.last if holder is None else min(unit.last, view.quotations[holder].last)
    direct = quotation_at(view, at)
    if direct and ("quote" in cue.takes or "object" in cue.takes):
        end = direct.last if "quote" in cue.takes else max(direct.last, clause_end(view, at, ceiling, later))
        goes_on = end < ceiling and view.word(end) and view.lower(end - 2) not in {".", ",", "!", "?"} and end not in later
        if (goes_on and view.lower(end) not in words.breaks - {"with"}) or (
            end < ceiling and view.lower(end) == "," and view.lower(end + 1) in {"which", "if"}
        ):
            end = clause_end(view, at, ceiling, later)
        first = made.first if cue.whole else at
        made.contents.append(Piece(first, max(end, direct.last), label(view, first, max(end, direct.last))))
        return
    if (
        "that" in cue.takes
        and not front
        and not starts_count(view, at)
        and (view.lower(at) in words.prepositions | {"as"} or (parted and view.lower(at) != "that"))
    ):
        at = _far_that(view, at, ceiling)
    that = view.lower(at) == "that" and "that" in cue.takes
    if that or (not front and _takes(view, cue, at)):
        first = made.first if cue.whole else at + int(that)
        named = not that and ("bare" not in cue.takes or cue.whole) and "object" in cue.takes
        end = clause_end(view, first, ceiling, later, named=named)
        if end > first + (1 if cue.whole else 0):
            made.contents.append(Piece(first, end, label(view, first, end)))
    elif front and parted and view.lower(at) in {"and", "but"} and at + 2 < ceiling and at not in later and at - 1 not in later:
        end = clause_end(view, at + 1, ceiling, later)
        if end > at + 2:
            made.contents.append(Piece(at + 1, end, "carried"))
    elif front and parted and view.lower(at) in words.tallies.parts and at not in later:
        end = clause_end(view, at, ceiling, later)
        made.contents.append(Piece(at, end, "carried"))
    elif parted and not front and "bare" in cue.takes and view.lower(cue.last) == ":":
        end = clause_end(view, at, ceiling, later)
        made.contents.append(Piece(at, end, label(view, at, end)))


def _far_that(view: View, at: int, ceiling: int) -> int:
    """As in "warned at the time of the vote that C": the token "that", where only a setting stands between; else `at`."""
    for index in range(at, min(ceiling, at + 14)):
        if view.lower(index) == "that":
            return index
        if view.is_mark(index) or view.lower(index) in view.known.words.auxiliaries - {"'s"}:
            break
    return at


def _takes(view: View, cue: Cue, at: int) -> bool:
    """Whether the verb may govern what begins at `at`."""
    words, lower = view.known.words, view.lower(at)
    if at >= len(view.tokens) or (at in view.timed and cue.form.lemma != "put"):
        return False
    if lower == "as" and view.lower(at + 1) in {"many", "few", "much"}:
        return True
    if lower in words.breaks | {"according", "adding", "citing"}:
        return False
    if not view.word(at) and lower not in {"$", "(", "£", "€"} and not view.is_mark(at):
        return False
    if lower in {"by", "to"} and "infinitive" not in cue.takes:
        return lower == "to" and cue.form.lemma == "claim"
    if lower in {"about", "over", "around"}:
        return bool({"bare", "object"} & cue.takes) and (
            view.lower(at + 1)[:1].isdigit() or view.lower(at + 1) in words.determiners
        )
    if "object" in cue.takes:
        return starts_count(view, at) or (
            lower not in words.subordinators - {"how", "what", "whether", "that", "why"}
            and lower not in {"in", "on", "at", "with"}
            and lower not in {"and", "but"}
        )
    if "bare" in cue.takes:
        if cue.form.lemma == "add":
            return lower in words.pronouns | {"there", "the"} or view.capital(at)
        return lower not in view.known.words.clause.no_clause
    return "infinitive" in cue.takes and lower == "to"
