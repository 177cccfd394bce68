"""Where a text reports speech by a verb: the group of verbs, its grammar and its stance."""

from __future__ import annotations

from typing import Final, NamedTuple

from saidby.annotate.speech.phrases import walk_left
from saidby.annotate.speech.tallies import tells_count
from saidby.annotate.speech.view import View
from saidby.annotate.speech.words import Form, Verb
from saidby.vocabulary import Stance

COUNTING: Final = frozenset({"count", "toll", "particle"})  # what verbs take that give a count and say no clause


class Cue(NamedTuple):
    """A verb of speech at token `at`; its group of verbs is ``[first, last)``, with the words that turn its meaning."""

    at: int
    first: int
    last: int
    form: Form
    takes: frozenset[str]
    stance: Stance
    whole: bool
    passive: bool
    negated: bool


def cues(view: View) -> list[Cue]:
    """Every verb of speech in the order of the text, capitalised names ("Will Claim") left out."""
    found = (_cue(view, index) for index, lower in enumerate(view.lowers) if lower in view.known.forms)
    return [cue for cue in found if cue is not None]


def _cue(view: View, at: int) -> Cue | None:
    known, words = view.known, view.known.words
    form = known.forms[view.lower(at)]
    unit = view.units[view.unit_at(at)]
    if view.capital(at) and at > unit.first and unit.paragraph > 0 and not view.is_mark(at - 1):
        return None
    first = at
    while first > unit.first and _in_group(view, first - 1):
        first -= 1
    group = [view.lower(index) for index in range(first, at)]
    negated = any(word in words.negations for word in group)
    if view.lower(first - 1) == "to" and first - 2 >= unit.first and view.lower(first - 2) in words.unable:
        first, negated = first - 2, True
        while first > unit.first and _in_group(view, first - 1):
            first -= 1
    if (
        view.lower(first - 1) in words.determiners
        and first < at
        and not any(view.lower(i) in words.auxiliaries for i in range(first, at))
    ):
        return None  # "the earlier estimates"
    passive = bool(form.shapes & {"participle"}) and any(word in words.being for word in group) and "ing" not in form.shapes
    verb = known.verbs.get(form.lemma)
    last, takes, stance, whole = (
        at + 1,
        verb.takes if verb else frozenset(),
        verb.stance if verb else Stance.ASSERTS,
        bool(verb and verb.whole),
    )
    for turn in known.turns.get(form.lemma, ()):
        place = next((i for i in range(at + 1, min(at + 2 + turn.gap, unit.last)) if view.lower(i) in turn.after), None)
        if place is not None:
            if turn.silent:
                return None
            last = place + 1 if not turn.gap else at + 1
            takes = (takes if turn.stance is stance else frozenset[str]()) | {"object", "quote", "that"}
            stance, whole = turn.stance, turn.whole
            break
    else:
        if verb is None and not (negated and form.lemma in words.negated):
            return None
    if negated:
        turned = words.negated.get(form.lemma)
        if not turned:
            return None
        stance, takes, whole = Stance(turned), takes | {"object", "that"}, True
    if takes & COUNTING:
        before = view.lower(first - 1)
        counts = not passive and "ing" not in form.shapes and tells_count(view, at + 1, unit.last, takes)
        if counts and before not in words.determiners | words.prepositions | {"'s"}:
            return Cue(at, first, last, form, frozenset({"count"}), stance, whole, passive, negated)
        if takes <= COUNTING:
            return None
    if not _is_verb(view, at, first, form, verb):
        return None
    return Cue(at, first, last, form, takes, stance, whole, passive, negated)


def _in_group(view: View, index: int) -> bool:
    words, lower = view.known.words, view.lower(index)
    if lower == "'s":  # "it's said", not "the army's said"
        return view.lower(index - 1) in words.pronouns
    return (
        lower in words.auxiliaries
        or lower in words.adverbs
        or (lower == "at" and view.lower(index + 1) in words.clause.at_first)
        or (lower.endswith("ly") and not view.capital(index) and lower not in view.known.roles)
    )


def _is_verb(view: View, at: int, first: int, form: Form, verb: Verb | None) -> bool:
    """Whether a form that may be a noun ("claims", "reports") or an infinitive is a finite verb or participle here."""
    unit_first = view.units[view.unit_at(at)].first
    words, before = view.known.words, view.lower(first - 1) if first > unit_first else ""
    if first < at and view.lower(first) in words.auxiliaries:
        return True
    if "base" in form.shapes and not form.shapes & {"past", "participle"}:
        if before in words.determiners | words.prepositions | words.conjunctions | {"'s", ""} and not (
            before == "to" and verb and verb.whole
        ):
            return before in {"and", "or"} and view.lower(at + 1) == "that"
        if form.lemma not in words.noun_like:
            return True
        return (
            before in words.pronouns | words.relatives
            or (view.lower(at + 1) == "that" and _plural_subject(view, first, unit_first))
            or before.endswith(("s", "ese"))
            or before in view.known.words.clause.plural_subjects
            or (first - 1 >= 0 and view.lower(first - 1) in {",", *words.dashes})
        )
    after = view.lower(at + 1)
    if "third" in form.shapes:
        if before in words.determiners | words.prepositions | {"'s"} or (before == "" and not view.is_mark(at - 1)):
            return False
        if form.lemma not in words.noun_like:
            return True
        spoken = (
            before in words.pronouns | words.relatives | view.known.roles
            or view.lower(first - 1) in {",", ")"}
            or view.capital(first - 1)
        )
        if after == "that" and before not in words.prepositions | words.conjunctions | words.anonymous_before:
            return True
        if after in {",", "."} and "front" in (verb.takes if verb else ()):
            return view.capital(first - 1) or before in view.known.roles
        return spoken and (
            _begins(view, at + 1) or (view.lower(at + 1) in {"of", ",", "for", "on"} and before in words.pronouns)
        )
    if (
        "past" in form.shapes
        and verb
        and "front" not in verb.takes
        and not verb.whole
        and not _begins(view, at + 1)
        and after not in {"by", "as", "for", "on", "off", "to"}
    ):
        return False
    if "past" in form.shapes:
        return before not in words.determiners - view.known.words.clause.standing_determiners | {"of"}
    return True


def _plural_subject(view: View, before: int, floor: int) -> bool:
    """Whether the noun phrase before the verb is a plural one that opens its clause ("Officials in the region claim that")."""
    first = walk_left(view, before, floor)
    if first >= before or (first > floor and view.lower(first - 1) not in {",", *view.known.words.conjunctions}):
        return False
    head = next((at - 1 for at in range(first + 1, before) if view.lower(at) in view.known.words.prepositions), before - 1)
    return view.lower(head).endswith("s")


def _begins(view: View, index: int) -> bool:
    """Whether a clause or a full noun phrase may begin here: "that", a mark, a determiner, a number, a name, a pronoun."""
    words, lower = view.known.words, view.lower(index)
    if index >= len(view.tokens):
        return False
    return (
        lower
        in words.determiners | words.pronouns | words.clause_openers | words.objects | view.known.words.clause.phrase_openers
        or view.is_mark(index)
        or view.capital(index)
        or lower[0].isdigit()
        or lower.endswith("ing")
        or index in view.timed
    )
