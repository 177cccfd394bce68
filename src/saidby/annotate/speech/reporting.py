"""Speech reported by a verb: "X said that C", "C, said X", "C, X said", "C was reported by X"."""

from __future__ import annotations

from saidby.annotate.speech.attribution import Attribution
from saidby.annotate.speech.complements import complement
from saidby.annotate.speech.contents import skip_setting
from saidby.annotate.speech.cues import Cue, cues
from saidby.annotate.speech.phrases import Phrase, has_role
from saidby.annotate.speech.speakers import behind, left, right
from saidby.annotate.speech.tallies import tells
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
        # A clause of who counts or names something may be part of what is said after it; one of who says something is not.
        begun = [
            start for (other, _), start in zip(made, fresh[:at], strict=False) if start is not None and "front" in other.takes
        ]
        complement(view, cue, attribution, unit, (begun, later))
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
        return _passive(view, cue, unit, made)
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
        if found is not None and not _can_speak(view, found) and inverted is not None and _fits_inverted(view, inverted, unit):
            made.speaker, made.rule = inverted, "inverted"
            return made
        made.speaker = found
        return made if found else None
    made.speaker = left(view, cue.first, floor)
    if made.speaker is not None and "count" in cue.takes:
        made.speaker = behind(view, made.speaker)
    after_pronoun = made.speaker is not None and view.lower(made.speaker.first - 1) in words.pronouns
    if (made.speaker is None or after_pronoun) and "front" in cue.takes:
        made.speaker, made.confidence = _over_relative(view, cue, unit), 0.5
    return made if made.speaker else None


def _passive(view: View, cue: Cue, unit: Unit, made: Attribution) -> Attribution | None:
    """As in "was confirmed by the ministry", "was put at 14 by the ministry"."""
    words = view.known.words
    counted = next((at for at in range(cue.last, min(cue.last + 4, unit.last)) if at in view.counts), None)
    if cue.form.lemma in words.not_passive and counted is None:
        return None
    settled = skip_setting(view, cue.last, unit.last)
    if counted is not None:
        settled = skip_setting(view, view.counts[counted], unit.last)
    by = next((at for at in (cue.last, cue.last + 1, settled) if view.lower(at) == "by"), None)
    if by is None:
        return None
    made.speaker, made.rule = right(view, by + 1, unit.last), "passive"
    return made if made.speaker else None


def _over_relative(view: View, cue: Cue, unit: Unit) -> Phrase | None:
    """As in "Torsk and the officials it installed there say": the subject before a short clause of its own."""
    words = view.known.words
    phrase = first_phrase(view, unit, cue.first)
    if phrase is None or cue.first - phrase.last > 8 or phrase.last >= cue.first:
        return None
    inner = range(phrase.last, cue.first)
    related = view.lower(phrase.last) in words.pronouns | words.relatives | {"that"}
    return phrase if related and not any(view.lower(at) in {",", ";", ":"} or view.is_mark(at) for at in inner) else None


def _citing(view: View, made: Attribution, unit: Unit) -> None:
    """As in "X, citing Y, said C", "C, X said, citing Y": Y answers for C, and X relays it."""
    if made.speaker is None or not made.contents or made.stance is not Stance.ASSERTS:
        return
    for index, lower in enumerate(view.lowers[unit.first + 1 : unit.last - 1], unit.first + 1):
        form = view.known.forms.get(lower)
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
    if view.lower(phrase.first) in words.clause.verbs and not view.capital(phrase.first):
        return view.lower(phrase.first + 1).endswith("s") and phrase.last - phrase.first == 2  # "wounded soldiers said"
    if _acting(view, phrase):
        return False
    if "count" in cue.takes:
        return tells(view, phrase)
    return _can_speak(view, phrase) or ("front" in cue.takes and cue.form.lemma not in words.noun_like)


def _acting(view: View, phrase: Phrase) -> bool:
    """Whether the phrase is a verb with its object ("used its veto") and so nobody."""
    opens = view.lower(phrase.first).endswith("ed") and not view.capital(phrase.first)
    return opens and view.lower(phrase.first + 1) in view.known.words.determiners


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
    """As in "..., saying that C": the speaker is the subject of the clause; "with the mayor saying": the phrase before it."""
    words = view.known.words
    before = view.lower(cue.first - 1)
    if cue.form.lemma in words.citing.lemmas and view.lower(cue.last) != "that":
        return None  # the one who is cited speaks; see _citing
    if before in words.determiners | {"of"} | words.being:
        return None
    if before in words.documents:
        issuer = _issuer(view, cue.first, unit)
        if issuer is not None:
            made.speaker, made.rule, made.confidence = issuer, "participle", 0.7
            return made
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


def _issuer(view: View, document: int, unit: Unit) -> Phrase | None:
    """As in "X published an editorial saying C", "a note issued by X saying C": who put the document out."""
    words = view.known.words
    for index in range(document - 1, max(unit.first, document - 7) - 1, -1):
        if view.lower(index) in {",", ";"} or view.is_mark(index):
            return None
        if view.lower(index) in words.clause.issued:
            if view.lower(index + 1) == "by":
                return right(view, index + 2, document)
            first = index
            while first > unit.first and view.lower(first - 1) in words.auxiliaries | words.adverbs:
                first -= 1
            phrase = left(view, first, _floor(view, first, unit))
            return phrase if phrase and _can_speak(view, phrase) else None
    return None


def first_phrase(view: View, unit: Unit, before: int) -> Phrase | None:
    """The noun phrase that opens the unit: the subject, where no other speaker is known."""
    start = unit.first
    if view.lower(start) in view.known.words.prepositions | view.known.words.subordinators:
        comma = next((at for at in range(start, min(before, start + 14)) if view.lower(at) == ","), None)
        start = start if comma is None else comma + 1
    start = skip_setting(view, start, before)
    if view.lower(start) == ",":
        start += 1
    words = view.known.words
    if view.lower(start) in words.things and view.lower(start + 1) in words.seeming:
        return None  # "It seems that ..., suggesting C": nobody in particular
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
    opened = view.lower(view.units[view.unit_at(first)].first) in words.clause.against
    if lower == "," and at == first - 1 and opened:
        return at
    if lower == "," and view.lower(at - 1) in words.breaks:
        at, lower = at - 1, view.lower(at - 1)
    if lower in words.breaks:
        return at - 1 if view.lower(at - 1) == "," else at
    ends = attribution.last >= len(view.tokens) or view.lower(attribution.last) in {".", ","}
    return at if lower == ";" or (lower == "," and at == first - 1 and ends) else None
