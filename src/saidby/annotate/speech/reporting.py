"""Speech reported by a verb: "X said that C", "C, said X", "C, X said", "C was reported by X"."""

from __future__ import annotations

from saidby.annotate.speech.attribution import Attribution, Piece
from saidby.annotate.speech.contents import clause_end, label, quotation_at, skip_audience, skip_setting
from saidby.annotate.speech.cues import Cue, cues
from saidby.annotate.speech.speakers import Phrase, has_role, left, right
from saidby.annotate.speech.view import Unit, View
from saidby.vocabulary import Stance


def reporting(view: View) -> list[Attribution]:
    """Every act of speech that a verb reports, in the order of the text."""
    found: list[Attribution] = []
    by_unit: dict[int, list[Cue]] = {}
    for cue in cues(view):
        by_unit.setdefault(view.unit_at(cue.at), []).append(cue)
    for number, group in by_unit.items():
        found += _in_unit(view, view.units[number], group)
    return found


def _in_unit(view: View, unit: Unit, group: list[Cue]) -> list[Attribution]:
    made: list[tuple[Cue, Attribution]] = []
    for cue in group:
        attribution = _subject(view, cue, unit, [earlier for _, earlier in made])
        if attribution is not None and _answers(view, cue, attribution):
            made.append((cue, attribution))
    fresh = [_opening(view, attribution) for cue, attribution in made]
    kept: list[Attribution] = []
    for at, (cue, attribution) in enumerate(made):
        later = [start for start in fresh[at + 1 :] if start is not None]
        begun = [start for start in fresh[:at] if start is not None]
        _contents(view, cue, attribution, unit, (begun, later))
        if attribution.contents or attribution.stance is not Stance.ASSERTS:
            _citing(view, attribution, unit)
            kept.append(attribution)
    return kept


def _subject(view: View, cue: Cue, unit: Unit, earlier: list[Attribution]) -> Attribution | None:
    """The cue with its speaker; None where there is no speaker to be found."""
    words = view.known.words
    made = Attribution(cue.at, cue.last, cue.stance, None, "verb", 0.9)
    if cue.whole or cue.negated:
        made.first = cue.first
    floor = _floor(view, cue.first, unit)
    if cue.passive:
        if cue.form.lemma in words.not_passive:
            return None
        by = next((at for at in (cue.last, cue.last + 1) if view.lower(at) == "by"), None)
        if by is None:
            return None
        made.speaker, made.rule = right(view, by + 1, unit.last), "passive"
        return made if made.speaker else None
    if "ing" in cue.form.shapes:
        return _participle(view, cue, unit, made, earlier)
    before = view.lower(cue.first - 1) if cue.first > floor else ""
    if before in {"and", "but", "or"} and earlier:
        made.follow(earlier[-1])
        made.rule = "shared"
        return made
    if before in {"and", "but"}:
        made.speaker, made.rule, made.confidence = first_phrase(view, unit, cue.first), "subject", 0.6
        return made if made.speaker else None
    if before == "to" and view.lower(cue.first) not in words.unable:
        if not cue.whole:
            return None
        made.speaker = left(view, cue.first - 1, floor)
        if made.speaker is None or not _can_speak(view, made.speaker):
            made.speaker = first_phrase(view, unit, cue.first)
        made.rule, made.confidence = "infinitive", 0.5
        return made if made.speaker else None
    if cue.first == floor or before == "," or view.is_mark(cue.first - 1):
        inverted = right(
            view,
            skip_setting(view, cue.at + 1, unit.last) if view.lower(cue.at + 1) in words.adverbs else cue.at + 1,
            unit.last,
        )
        if cue.form.lemma in words.audience.lemmas or "front" not in cue.takes:
            inverted = None
        if (
            before == ","
            and inverted is not None
            and _can_speak(view, inverted)
            and (inverted.last >= unit.last or view.lower(inverted.last) == ".")
        ):
            made.speaker, made.rule = inverted, "inverted"
            return made
        if view.is_mark(cue.first - 1) and inverted is not None:
            made.speaker, made.rule = inverted, "inverted"
            return made
        found = left(view, cue.first, floor) if before == "," else None
        if found is None and inverted is not None and before == "," and _fits_inverted(view, inverted, unit):
            made.speaker, made.rule = inverted, "inverted"
            return made
        if found is None and before == "," and earlier and "past" in cue.form.shapes:
            made.follow(earlier[-1])
            made.rule = "shared"
            return made
        made.speaker = found
        return made if found else None
    made.speaker = left(view, cue.first, floor)
    if made.speaker is None:
        return None
    return made


def _citing(view: View, made: Attribution, unit: Unit) -> None:
    """ "X, citing Y, said C", "C, X said, citing Y": Y answers for C, and X relays it."""
    if made.speaker is None or not made.contents or made.stance is not Stance.ASSERTS:
        return
    for index in range(unit.first + 1, unit.last - 1):
        form = view.known.forms.get(view.lower(index))
        if (
            form is None
            or form.lemma not in view.known.words.citing.lemmas
            or "ing" not in form.shapes
            or view.lower(index - 1) != ","
        ):
            continue
        source = right(view, index + 1, unit.last)
        if (
            source is None
            or not _can_speak(view, source)
            or (view.lower(source.last) not in {",", "."} and source.last < unit.last)
        ):
            continue
        near = made.speaker.last <= index <= made.first or (index > made.last and index - made.last <= 6)
        if near or (made.contents[-1].last in {index, index - 1}):
            made.relay, made.speaker = made.speaker, source
            if made.contents[-1].first < index < made.contents[-1].last:
                made.contents[-1] = made.contents[-1]._replace(last=index - 1)
            made.contents = [piece for piece in made.contents if piece.last > piece.first]
            return


def _answers(view: View, cue: Cue, made: Attribution) -> bool:
    """Whether the speaker is one who can speak: not a date, not "no group", and for verbs that things do too, a person or body."""
    phrase, words = made.speaker, view.known.words
    if phrase is None:
        return made.like is not None
    if view.lower(phrase.first) in words.nobody_says or not any(
        view.word(i) and not view.lower(i)[0].isdigit() and i not in view.timed for i in range(*phrase)
    ):
        return False
    return _can_speak(view, phrase) or ("front" in cue.takes and cue.form.lemma not in words.noun_like)


def _fits_inverted(view: View, phrase: Phrase, unit: Unit) -> bool:
    after = view.lower(phrase.last)
    return (
        phrase.last >= unit.last
        or after in {",", ".", ";"}
        or phrase.last in view.timed
        or after in view.known.words.prepositions | view.known.words.subordinators
    )


def _can_speak(view: View, phrase: Phrase) -> bool:
    return (
        has_role(view, phrase.first, phrase.last)
        or any(view.capital(i) for i in range(phrase.first, phrase.last))
        or view.lower(phrase.first) in view.known.words.pronouns
    )


def _floor(view: View, index: int, unit: Unit) -> int:
    """The unit's first token, or the first inside the quotation that holds the cue; past a quotation that ends before it."""
    floor = unit.first
    number = view.quoted.get(index)
    if number is not None:
        floor = max(floor, view.quotations[number].first + 1)
    for at in range(index - 1, max(floor, index - 40) - 1, -1):
        if (
            number is None
            and at in view.quoted
            and view.quotations[view.quoted[at]].last - 1 == at
            and at - view.quotations[view.quoted[at]].first > 8
        ):
            return at + 1 if view.lower(at + 1) != "," else at + 2
        if view.lower(at) in {":", ";"} or (view.lower(at) in view.known.words.dashes and at > unit.first):
            return at + 1
    return floor


def _participle(view: View, cue: Cue, unit: Unit, made: Attribution, earlier: list[Attribution]) -> Attribution | None:
    """ "..., saying that C": the speaker is the subject of the clause; "with the mayor saying": the phrase before it."""
    words = view.known.words
    before = view.lower(cue.first - 1)
    if cue.form.lemma in words.citing.lemmas and view.lower(cue.last) != "that":
        return None  # the one who is cited speaks; see _citing
    if before in words.determiners | {"of"} | words.being:
        return None
    if before in {",", "and"} | words.venues | words.documents | words.prepositions or (cue.first - 1) in view.timed:
        if earlier:
            made.follow(earlier[-1])
            made.rule, made.confidence = "participle", 0.8
            return made
        made.speaker, made.rule, made.confidence = first_phrase(view, unit, cue.first), "participle", 0.6
        return made if made.speaker else None
    if cue.first == unit.first:
        return None
    made.speaker, made.rule, made.confidence = left(view, cue.first, _floor(view, cue.first, unit)), "participle", 0.7
    return made if made.speaker else None


def first_phrase(view: View, unit: Unit, before: int) -> Phrase | None:
    """The noun phrase that opens the unit: the subject, where no other speaker is known."""
    start = unit.first
    if view.lower(start) in view.known.words.prepositions | view.known.words.subordinators:
        comma = next((at for at in range(start, min(before, start + 14)) if view.lower(at) == ","), None)
        start = start if comma is None else comma + 1
    start = skip_setting(view, start, before)
    if view.lower(start) == ",":
        start += 1
    phrase = right(view, start, before)
    return phrase if phrase and _can_speak(view, phrase) else None


def _opening(view: View, attribution: Attribution) -> int | None:
    """The token where this statement begins afresh after another's: its conjunction, else None when it nests."""
    words = view.known.words
    first = (
        attribution.speaker.first
        if attribution.speaker and attribution.speaker.first < attribution.first
        else attribution.first
    )
    if attribution.rule in {"inverted", "passive"}:
        return None
    at = first - 1
    while at > 0 and (view.lower(at) in words.adverbs or at in view.timed or view.lower(at) in {"on", "in"}):
        at -= 1
    lower = view.lower(at)
    if attribution.like is not None:
        return first - 1 if view.lower(first - 1) in {",", "and", "but"} else first
    if lower == "," and view.lower(at - 1) in words.breaks:
        at, lower = at - 1, view.lower(at - 1)
    if lower in words.breaks:
        return at - 1 if view.lower(at - 1) == "," else at
    ends = attribution.last >= len(view.tokens) or view.lower(attribution.last) in {".", ","}
    return at if lower == ";" or (lower == "," and at == first - 1 and ends) else None


def _contents(view: View, cue: Cue, made: Attribution, unit: Unit, others: tuple[list[int], list[int]]) -> None:
    """Adds the pieces of content to `made`."""
    begun, later = others
    start_of_clause = max([unit.first, *(start for start in begun if start < cue.at)])
    if made.rule == "passive":
        first = _past_conjunction(view, start_of_clause, cue.at)
        made.contents.append(Piece(first, cue.last, label(view, first, cue.last)))
        return
    after = cue.last
    if made.rule == "inverted" and made.speaker is not None:
        after = made.speaker.last
    elif cue.form.lemma in view.known.words.audience.lemmas and cue.stance is not Stance.DEMANDS and not cue.whole:
        after = skip_audience(view, after, unit.last)
    after = skip_setting(view, _past_topic(view, after, unit.last), unit.last)
    front = _front(view, cue, made, start_of_clause) if "front" in cue.takes and "ing" not in cue.form.shapes else None
    if front and front.label != "direct" and made.rule != "inverted" and not _closes(view, cue, after, unit):
        front = None  # what stands before is only where the sentence sets out from
    if front:
        made.contents.append(front)
    _complement(view, cue, made, unit, (after, later, bool(front)))


def _closes(view: View, cue: Cue, after: int, unit: Unit) -> bool:
    """Whether the cue ends its clause: what stands before it is then the content."""
    words = view.known.words
    if after >= unit.last or not view.word(after):
        return after >= unit.last or not view.is_open(after)
    return view.lower(after) in words.breaks | words.subordinators - {"that"} | words.prepositions - {"to"} or view.lower(
        after
    ) in {"according", "citing", "adding"}


def _past_topic(view: View, index: int, ceiling: int) -> int:
    """ "said about the raid: C", "said of Brook that C": past the topic."""
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
    parted = view.lower(last - 1) == "," or (last - 1) in view.quoted or view.lower(last - 1) in view.known.words.dashes
    if not parted or last <= floor:
        parted = view.lower(first - 1) == "," or (first - 1) in view.quoted
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
        or view.lower(start) in {"if", "when", "after", "before", "speaking", "asked", "as", "while", "although", "despite"}
        or (view.lower(start).endswith("ing") and "," not in [view.lower(i) for i in range(start, end)])
    ):
        return None
    return Piece(start, end, label(view, start, end))


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
        if end > at + 2 and any(view.lower(i) in words.auxiliaries for i in range(at, end)):
            made.contents.append(Piece(at + 1, end, "carried"))
    elif parted and not front and "bare" in cue.takes and view.lower(cue.last) == ":":
        end = clause_end(view, at, ceiling, later)
        made.contents.append(Piece(at, end, label(view, at, end)))


def _far_that(view: View, at: int, ceiling: int) -> int:
    """ "warned at the time of the vote that C": the token "that", where only a setting stands between; else `at`."""
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
        return (
            lower not in words.subordinators - {"how", "what", "whether", "that"}
            and lower not in {"in", "on", "at", "with"}
            and lower not in {"and", "but"}
        )
    if "bare" in cue.takes:
        if cue.form.lemma == "add":
            return lower in words.pronouns | {"there", "the"} or view.capital(at)
        return lower not in {"and", "but", "as", "when", "while", "after", "before", "of", "with"}
    return "infinitive" in cue.takes and lower == "to"
