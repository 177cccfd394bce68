"""Which words stand in quotation marks, also where a mark is missing or a quotation runs over paragraphs."""

from __future__ import annotations

from typing import Final

from saidby.annotate.speech.view import Quotation, View

LONGEST: Final = 12  # units; a mark that closes later than that closes something else
STOPS: Final = frozenset(",.?!")


def _side(view: View, index: int) -> str:
    """Whether a mark opens, closes, or either ("open" | "close" | "")."""
    words, token = view.known.words, view.tokens[index]
    if token.text in words.open_quotes:
        return "open"
    if token.text in words.close_quotes:
        return "close"
    text = view.sheet.text
    end = view.tokens[index + 1].end if view.is_pair(index) else token.end
    spaced_left = token.start == 0 or text[token.start - 1].isspace() or text[token.start - 1] in "([—–-"
    spaced_right = end == len(text) or text[end].isspace() or text[end] in ".,;:!?)]—–"
    if spaced_left and not spaced_right:
        return "open"
    return "close" if spaced_right and not spaced_left else ""


def quotations(view: View) -> list[Quotation]:
    """Every quotation in the order of the text.

    One that never closes ends with its unit, and with its paragraph where the next paragraph opens a quotation again (the printer's
    habit for long quotations); those paragraphs are `joined`.
    """
    words = view.known.words
    marks = words.open_quotes | words.close_quotes | words.straight_quotes
    found: list[Quotation] = []
    begun: int | None = None
    for index, token in enumerate(view.tokens):
        pair = view.is_pair(index) and not view.is_pair(index - 1)
        if token.text not in marks and not pair:
            continue
        last = index + 1 + int(pair)
        side = _side(view, index)
        same = begun is not None and _paragraph(view, begun) == _paragraph(view, index)
        if begun is not None and not same:
            found.append(_unclosed(view, begun, index, opens=_opens_paragraph(view, index) and side != "close"))
            begun = None
        if begun is not None and view.unit_at(index) - view.unit_at(begun) > LONGEST:
            found.append(_unclosed(view, begun, index, opens=False))
            begun = None
        if begun is None:
            if side != "close":
                begun = index
            elif view.lower(index - 1) in STOPS:  # the opening mark is missing
                found.append(
                    Quotation(
                        max(view.units[view.unit_at(index)].first, found[-1].last if found else 0), index + 1, closed=True
                    )
                )
        elif side == "open":
            found.append(_unclosed(view, begun, index, opens=False))
            begun = index
        else:
            found.append(Quotation(begun, last, closed=True))
            begun = None
    if begun is not None:
        found.append(_unclosed(view, begun, len(view.tokens), opens=False))
    return [
        quotation._replace(joined=at > 0 and _continues(view, found[at - 1], quotation)) for at, quotation in enumerate(found)
    ]


def _paragraph(view: View, index: int) -> int:
    return view.units[view.unit_at(index)].paragraph


def _opens_paragraph(view: View, index: int) -> bool:
    return index == 0 or _paragraph(view, index - 1) != _paragraph(view, index)


def _ends_paragraph(view: View, last: int) -> bool:
    return last >= len(view.tokens) or _paragraph(view, last) != _paragraph(view, last - 1)


def _unclosed(view: View, begun: int, before: int, *, opens: bool) -> Quotation:
    """To the end of the paragraph when the next one opens a quotation, else to the end of the unit, never past `before`."""
    number = view.unit_at(begun)
    if opens:
        while number + 1 < len(view.units) and view.units[number + 1].paragraph == view.units[number].paragraph:
            number += 1
    return Quotation(begun, min(view.units[number].last, before), closed=False)


def _continues(view: View, earlier: Quotation, later: Quotation) -> bool:
    return (
        not earlier.closed
        and _ends_paragraph(view, earlier.last)
        and _opens_paragraph(view, later.first)
        and _paragraph(view, later.first) != _paragraph(view, earlier.first)
    )
