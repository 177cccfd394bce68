"""What a noun phrase may hold and where it ends: walks over tokens to the left and to the right.

There is no parser here: a phrase ends at punctuation, verbs, and the small words that open a clause.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from saidby.annotate.speech.view import View

LONGEST: Final = 30  # tokens of a noun phrase


class Phrase(NamedTuple):
    """Tokens ``[first, last)`` of a speaker, and the first token of all that belongs to it (a "who" clause, a comma)."""

    first: int
    last: int


def _stops(view: View, index: int) -> bool:
    """Whether a noun phrase cannot hold this token."""
    known = view.stops.get(index)
    if known is None:
        known = view.stops[index] = _ends_phrase(view, index)
    return known


def _ends_phrase(view: View, index: int) -> bool:
    words, lower = view.known.words, view.lower(index)
    if len(lower) > 1 and view.tokens[index].text.isupper():
        return False  # "WHO", "IS"
    if view.is_mark(index) or lower in words.subordinators or lower in words.auxiliaries - {"'s"}:
        return True
    if not view.word(index) and lower not in {"'s", "&", "/", "-", ".", "’", "'", "(", ")"}:
        return True
    if lower == "." and _inner(view, index):
        return False
    if lower == ".":
        return view.lower(index - 1) not in words.abbreviations and len(view.lower(index - 1)) != 1
    return False


def _inner(view: View, index: int) -> bool:
    """Whether a full stop stands within a word ("news.example")."""
    token = view.tokens[index]
    return (
        0 < index < len(view.tokens) - 1
        and view.tokens[index - 1].end == token.start
        and view.tokens[index + 1].start == token.end
    )


def _verbal(view: View, index: int) -> bool:
    """Whether the token is most likely a verb: a reporting verb in a form that is no noun or adjective."""
    form = view.known.forms.get(view.lower(index))
    if view.lower(index - 1) in view.known.words.determiners:
        return False
    return form is not None and not view.capital(index) and bool({"past", "ing"} & form.shapes)


def _acted(view: View, index: int) -> bool:
    """Whether the token looks like the past tense of any verb ("killed", after a noun and with no preposition after it)."""
    lower, words = view.lower(index), view.known.words
    before = view.lower(index - 1)
    return (
        lower.endswith("ed")
        and len(lower) > 4
        and lower.isalpha()
        and not view.capital(index)
        and before not in words.determiners | words.prepositions | words.conjunctions | words.adverbs | {",", "'s"}
        and (view.lower(index + 1) not in words.prepositions or view.lower(index + 2) in {"least", "most"})
        and not before.endswith("ly")
    )


def _skip_brackets_left(view: View, index: int, floor: int) -> int:
    for opening in range(index - 1, max(floor, index - 12) - 1, -1):
        if view.lower(opening) == "(":
            return opening
    return index


def walk_left(view: View, before: int, floor: int) -> int:
    """The first token of the noun phrase that ends at `before` (exclusive); `before` when there is none."""
    words, at = view.known.words, before
    while at > floor and before - at < LONGEST:
        index = at - 1
        lower = view.lower(index)
        if lower == ")":
            opening = _skip_brackets_left(view, index, floor)
            if opening == index:
                break
            at = opening
            continue
        if _stops(view, index) or lower == "(" or lower in words.pronouns or (index in view.timed and before - at > 0):
            break
        if lower in words.conjunctions - {"&"} and not _joins(view, index, floor, before):
            break
        if lower == "to" and view.lower(index - 1) in {"according", "due"}:
            break
        if _verbal(view, index) or (at < before and _acted(view, index)):
            break
        if index in view.timed:
            break
        at = index
    return _trim_left(view, at, before)


def _joins(view: View, conjunction: int, floor: int, before: int) -> bool:
    """Whether "and" ties two noun phrases: what stands before it, back to the clause's beginning, ends in a role or a name."""
    if view.lower(conjunction) not in {"and", "&", "or"} or conjunction == floor:
        return False
    at = conjunction
    while (
        at > floor
        and conjunction - at < 9
        and not (_stops(view, at - 1) or _verbal(view, at - 1))
        and view.lower(at - 1) not in view.known.words.pronouns
        and (at - 1) not in view.timed
    ):
        at -= 1
    if (
        at == conjunction
        or conjunction - at >= 9
        or (at > floor and view.lower(at - 1) not in {",", "that"} and not view.is_mark(at - 1))
    ):
        return False
    head = conjunction - 1
    if view.lower(head) in view.known.roles or (view.lower(head).endswith("s") and conjunction + 2 == before):
        return conjunction - at <= 5
    return all(view.capital(index) or view.lower(index) in {"'s", "of", "the"} for index in range(at, conjunction))


def _trim_left(view: View, first: int, before: int) -> int:
    """Leaves out what opens the clause before the phrase: adverbs, conjunctions, "In Kabul"."""
    words = view.known.words
    while first < before:
        lower = view.lower(first)
        if lower in {"early", "late"} and first + 1 < before and view.lower(first + 1) in view.known.roles:
            break
        if (
            first in view.timed
            or lower in words.adverbs - {"all", "both", "first", "each", "more"}
            or lower in words.conjunctions
            or lower == "."
            or (lower.endswith("ly") and not view.capital(first))
        ) or (
            lower.endswith(("ing", "ed"))
            and lower.isalpha()
            and not view.capital(first)
            and first > 0
            and view.lower(first + 1) in words.determiners | words.prepositions | words.adverbs
            and len(lower) > 4
        ):
            first += 1
        elif lower in words.prepositions:
            after = _past_prepositional(view, first, before)
            if after >= before:
                return before
            first = after
        else:
            break
    return first


def _past_prepositional(view: View, first: int, before: int) -> int:
    """Past "in Kabul" or "at the scene": to the end of the name or time that follows, else to the next determiner or capital."""
    at = first + 1
    if at in view.times:
        return min(view.times[at], before)
    if at in view.names:
        return min(view.names[at].last, before)
    for index in range(at + 1, before):
        if view.lower(index) in view.known.words.determiners or (view.capital(index) and not view.capital(index - 1)):
            return index
    return before


def is_name(view: View, first: int, last: int) -> bool:
    """Whether the tokens are a bare name: capitals (and initials) throughout."""
    return (
        first < last <= first + 6
        and all(
            view.capital(index) or view.lower(index) in view.known.words.clause.name_particles for index in range(first, last)
        )
        and view.lower(first) not in view.known.words.prepositions | view.known.words.determiners | view.known.words.pronouns
    )


def apposition(view: View, first: int, last: int) -> bool:
    """Whether the tokens between two commas say who somebody is."""
    words, lower = view.known.words, view.lower(first)
    if last - first > LONGEST or first >= last:
        return False
    if (
        lower in words.determiners
        or lower in words.carrying
        or lower in words.relatives
        or lower in view.known.words.clause.apposition_openers
    ):
        return (
            not any(view.lower(index) in words.auxiliaries - {"'s"} for index in range(first, last)) or lower in words.relatives
        )
    return view.tokens[first].text[0].isdigit() or has_role(view, first, last)


def has_role(view: View, first: int, last: int) -> bool:
    """Whether one of the tokens is a speaker's role ("governor", "officials")."""
    return any(is_role(view, index) for index in range(first, last))


def is_role(view: View, index: int) -> bool:
    """Whether the token is a role, also as part of a compound ("Secretary-General", "vice-president")."""
    lower, roles = view.lower(index), view.known.roles
    return lower in roles or ("-" in lower and lower.rsplit("-", 1)[-1] in roles)


def is_anonymous(view: View, phrase: Phrase) -> bool:
    """Whether the phrase names a telling and no teller: "reports", "the revised toll", "early accounts"."""
    words = view.known.words
    head = next(
        (at - 1 for at in range(phrase.first + 1, phrase.last) if view.lower(at) in words.prepositions), phrase.last - 1
    )
    if head < phrase.last - 1 and (view.lower(head) not in words.clause.tellings or has_role(view, head + 1, phrase.last)):
        return False
    return view.lower(head) in words.anonymous - words.clause.not_anonymous and all(
        view.lower(index) in words.anonymous_before for index in range(phrase.first, head)
    )


def aside_at(view: View, first: int, last: int) -> bool:
    """Whether the tokens between two commas are no part of the speaker: a time, "however", "speaking to reporters"."""
    words = view.known.words
    lower = view.lower(first)
    return (
        first in view.times
        or lower in words.adverbs
        or (
            lower in words.venue_prepositions
            and any(view.lower(i) in words.venues or i in view.timed for i in range(first + 1, last))
        )
        or (lower.endswith("ing") and not view.capital(first))
        or lower.endswith("ly")
        or lower in {"on", "after", "as"}
        or lower in words.clause.asides
    )


def walk_right(view: View, start: int, ceiling: int) -> int:
    words, at = view.known.words, start
    while at < ceiling and at - start < LONGEST:
        lower = view.lower(at)
        if lower == "(":
            closing = next((i for i in range(at + 1, min(ceiling, at + 12)) if view.lower(i) == ")"), None)
            if closing is None:
                break
            at = closing + 1
            continue
        title = view.quotations[view.quoted[at]] if view.is_open(at) else None
        if (
            title
            and title.last - at <= 8
            and title.last <= ceiling
            and at > start
            and all(view.capital(i) or view.lower(i) in words.prepositions | {"'s"} for i in range(at + 1, title.last - 1))
        ):
            at = title.last
            continue
        if (
            _stops(view, at)
            or lower == ")"
            or (lower in words.pronouns and (at > start or lower not in words.things))
            or at in view.timed
            or (at > start and (_verbal(view, at) or _acted(view, at) or lower in words.clause.verbs))
        ):
            break
        if lower in words.conjunctions and not _goes_on(view, at, ceiling):
            break
        if lower in words.prepositions and at > start and _adverbial(view, at, ceiling):
            break
        if (
            at > start
            and lower.endswith("ing")
            and not view.capital(at)
            and view.lower(at - 1) not in words.prepositions | words.determiners
        ):
            break
        at += 1
    while at > start and (
        view.lower(at - 1) in words.prepositions
        or view.lower(at - 1) in words.conjunctions
        or view.lower(at - 1) in words.adverbs
    ):
        at -= 1
    return at


def _goes_on(view: View, conjunction: int, ceiling: int) -> bool:
    """Whether a noun phrase, not a clause, follows the "and": it runs to the next stop and ends in a role or a name."""
    if view.lower(conjunction) not in {"and", "&"}:
        return False
    at = conjunction + 1
    pronouns = view.known.words.pronouns  # "Torsk and the officials it installed"
    while (
        at < ceiling
        and at - conjunction < 10
        and not (_stops(view, at) or _verbal(view, at) or at in view.timed or view.lower(at) in pronouns)
    ):
        at += 1
    ended = (
        at >= ceiling
        or view.lower(at) in pronouns
        or view.lower(at) in {",", ".", ";", ":"}
        or view.is_mark(at)
        or at in view.timed
    )
    return (
        at > conjunction + 1
        and ended
        and (view.lower(at - 1) in view.known.roles or all(view.capital(i) for i in range(conjunction + 1, at)))
    )


def _adverbial(view: View, preposition: int, ceiling: int) -> bool:
    """Whether the preposition opens a time or a way of telling: "on Saturday", "in a statement"."""
    words = view.known.words
    if preposition + 1 in view.timed:
        return True
    if view.lower(preposition) not in words.venue_prepositions - {"from"}:
        return False
    for index in range(preposition + 1, min(ceiling, preposition + 5)):
        if view.lower(index) in words.venues:
            return True
        if _stops(view, index):
            return False
    return view.lower(preposition) in view.known.words.clause.circumstance_prepositions
