"""PropBank roles over English Web Treebank trees: who kills, attacks, arrests whom, and who says what.

A token a line, in columns: number, form, lemma, part of speech, head, relation, roleset, and one column a predicate with
the arguments in brackets. A ``# sent_id`` line goes before each sentence. Spaces are not kept, so texts are put together
by the habits of English.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from saidby.annotate.trained.labels import Relation
from saidby.train.corpora.events import Event, Saying, Span, Told, asked, terms

LEAST: Final = 4  # words of a content; fewer are things ("say hello", "report a problem")
MOST: Final = 12  # words of somebody or something with a role
VERBS: Final = frozenset({"VERB", "AUX"})
AUXILIARIES: Final = frozenset({"AUX", "PART"})
NAMING: Final = frozenset({"NOUN", "PROPN", "NUM"})
ROLES: Final = {"ARG0": Relation.BY, "ARG1": Relation.HITS, "ARGM-LOC": Relation.AT, "ARGM-TMP": Relation.ON}
CIRCUMSTANCES: Final = frozenset({Relation.AT, Relation.ON})
QUOTE: Final = '"'
HYPHEN: Final = "-"
DASHED: Final = frozenset({"DET", "PRON", "CCONJ", "SCONJ"})  # kinds of words before which a hyphen is a dash


class _Token(NamedTuple):
    form: str
    pos: str
    roleset: str
    columns: list[str]


Range = tuple[int, int]
"""Tokens, half-open."""


def propbank(path: Path) -> Iterator[Told]:
    """The documents of a file; those with none of the predicates looked for are left out."""
    told, name = Told(""), ""
    for sentence_id, tokens in _sentences(path):
        document = sentence_id.rpartition("-")[0]
        if document != name:
            if told.events or told.sayings:
                yield told
            told, name = Told(document, sayings=[]), document
        _sentence(told, tokens)
    if told.events or told.sayings:
        yield told


def _sentences(path: Path) -> Iterator[tuple[str, list[_Token]]]:
    name, tokens = "", list[_Token]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# sent_id"):
            name = line.partition("=")[2].strip()
        elif line.strip():
            cells = line.split("\t")
            tokens.append(_Token(cells[1], cells[3], cells[6], cells[7:]))
        elif tokens:
            yield name, tokens
            tokens = []


def _sentence(told: Told, tokens: list[_Token]) -> None:
    spans = _joined(told, tokens)
    predicates = [place for place, token in enumerate(tokens) if token.roleset != "-"]
    for column, place in enumerate(predicates):
        roleset, arguments = tokens[place].roleset, _arguments([token.columns[column] for token in tokens])
        happening = terms().rolesets.get(roleset)
        if happening is not None:
            told.events.append(_event(tokens, spans, place, arguments))
        else:
            told.unsaid.append(spans[place])  # another event word, or none
        if roleset in terms().words.saying and told.sayings is not None:
            saying = _saying(tokens, spans, place, arguments)
            if saying is not None:
                told.sayings.append(saying)


def _joined(told: Told, tokens: list[_Token]) -> list[Span]:
    """Appends a sentence; spaces stand where an English writer sets them."""
    lists, spans, quoted = terms().words, list[Span](), False
    glued = False  # to what stands before
    for place, token in enumerate(tokens):
        form, after = token.form, False
        if form == QUOTE:
            glued, after, quoted = quoted, not quoted, not quoted
        elif form == HYPHEN and 0 < place < len(tokens) - 1:
            following = tokens[place + 1]
            after = glued = (
                tokens[place - 1].form[-1:].isalnum() and following.form[:1].isalnum() and following.pos not in DASHED
            )
        elif form in lists.closing or (form[:1] in "'’" and len(form) > 1):
            glued = True
        after = after or form in lists.opening
        spans.append(told.add(form, glued=glued and place > 0))
        glued = after
    told.end_sentence()
    return spans


def _arguments(column: list[str]) -> dict[str, list[Range]]:
    """Token ranges of each label of a predicate's column; a continuation ("C-ARG1") is a further range of its label."""
    found: dict[str, list[Range]] = {}
    opened: tuple[str, int] | None = None
    for place, cell in enumerate(column):
        if cell.startswith("("):
            opened = cell[1:].rstrip("*)"), place
        if cell.endswith(")") and opened is not None:
            found.setdefault(opened[0].removeprefix("C-"), []).append((opened[1], place + 1))
            opened = None
    return found


def _event(tokens: list[_Token], spans: list[Span], place: int, arguments: dict[str, list[Range]]) -> Event:
    roleset = tokens[place].roleset
    happening = terms().rolesets[roleset]
    told = (Relation.HITS,) if roleset in terms().words.agentless else (Relation.BY, Relation.HITS)
    event = Event(spans[place], happening)
    silent = set(told)
    for label, relation in ROLES.items():
        for first, last in arguments.get(label, ()):
            start = first
            while start < last - 1 and tokens[start].pos == "ADP":
                start += 1
            circumstance = relation in CIRCUMSTANCES
            kinds = {token.pos for token in tokens[start:last]}
            clause = circumstance and bool(kinds & VERBS or not kinds & NAMING)
            silent.discard(relation)
            if last - start <= MOST and not clause and (circumstance or relation in told):
                event.roles.append((relation, (spans[start][0], spans[last - 1][1])))
    event.asked = asked(happening, [relation for relation in told if relation in silent])
    return event


def _saying(tokens: list[_Token], spans: list[Span], place: int, arguments: dict[str, list[Range]]) -> Saying | None:
    """Who says what; None where what is said is no clause."""
    content = arguments.get("ARG1", [])
    words = [token for first, last in content for token in tokens[first:last]]
    speakers = arguments.get("ARG0", [])
    if len(words) < LEAST or not any(token.pos in VERBS for token in words):
        return None
    first = place
    while first > 0 and tokens[first - 1].pos in AUXILIARIES:
        first -= 1
    inside = any(start <= place < stop for start, stop in content)
    if inside or len(speakers) > 1:
        return None
    speaker = (spans[speakers[0][0]][0], spans[speakers[0][1] - 1][1]) if speakers else None
    stretches = [(spans[start][0], spans[stop - 1][1]) for start, stop in content]
    return Saying((spans[first][0], spans[place][1]), speaker, stretches)
