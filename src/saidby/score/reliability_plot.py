"""The reliability diagram (DeGroot and Fienberg 1983; Guo et al. 2017) as an SVG, readable on light and dark, and aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from saidby.score.reliability import Bin, calibration_error

SIDE: Final = 240  # of a panel's square, in pixels
LEFT, TOP, BETWEEN, BELOW, RIGHT = 62, 46, 84, 58, 64
TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
HEIGHT: Final = TOP + SIDE + BELOW

STYLE: Final = """
  text { font: 13px system-ui, sans-serif; fill: var(--ink) }
  .name { font-weight: 600 }
  .paper { fill: var(--paper) }
  .grid { stroke: var(--grid) }
  .even { stroke: var(--ink); stroke-dasharray: 5 4; opacity: .6 }
  .share { stroke: var(--mark); stroke-width: 2 }
  .bin { fill: var(--mark) }
  svg { --paper: #fff; --ink: #24292f; --grid: #d8dee4; --mark: #0a5fb4 }
  @media (prefers-color-scheme: dark) { svg { --paper: #0d1117; --ink: #d6dde5; --grid: #30363d; --mark: #6cb1ff } }
"""


def plot(panels: Mapping[str, Sequence[Bin]]) -> str:
    """The text of an SVG: a panel for each kind of claims, a point with its 95 % interval for each bin."""
    width = LEFT + len(panels) * (SIDE + BETWEEN) - BETWEEN + RIGHT
    size = f'viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title told">',
        '<title id="title">How often claims are right, by how sure the reader is of them</title>',
        f'<desc id="told">{escape(" ".join(_told(name, bins) for name, bins in panels.items()))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{HEIGHT}" rx="6"/>',
    ]
    for place, (name, bins) in enumerate(panels.items()):
        lines += _panel(name, bins, LEFT + place * (SIDE + BETWEEN))
    return "\n".join([*lines, "</svg>"]) + "\n"


def _told(name: str, bins: Sequence[Bin]) -> str:
    points = "; ".join(f"of {one.answers} said with confidence {one.mean:.2f}, {one.share:.2f} are right" for one in bins)
    return f"{_heading(name, bins)}: {points or 'none were read'}."


def _heading(name: str, bins: Sequence[Bin]) -> str:
    return f"{name.capitalize()} ({sum(one.answers for one in bins)}), calibration error {calibration_error(bins):.3f}"


def _panel(name: str, bins: Sequence[Bin], left: float) -> Iterator[str]:
    def x(value: float) -> str:
        return f"{left + SIDE * value:.1f}"

    def y(value: float) -> str:
        return f"{TOP + SIDE * (1 - value):.1f}"

    yield f'<text class="name" x="{x(0)}" y="{TOP - 18}">{escape(_heading(name, bins))}</text>'
    for tick in TICKS:
        yield f'<path class="grid" d="M{x(tick)} {y(0)}V{y(1)}M{x(0)} {y(tick)}H{x(1)}"/>'
        yield f'<text x="{x(tick)}" y="{TOP + SIDE + 20}" text-anchor="middle">{tick:g}</text>'
        yield f'<text x="{left - 8}" y="{float(y(tick)) + 4:.1f}" text-anchor="end">{tick:g}</text>'
    yield f'<text x="{x(0.5)}" y="{TOP + SIDE + 42}" text-anchor="middle">confidence</text>'
    turned = f"{left - 44:.1f} {y(0.5)}"
    yield f'<text transform="translate({turned}) rotate(-90)" text-anchor="middle">share that is right</text>'
    yield f'<path class="even" d="M{x(0)} {y(0)}L{x(1)} {y(1)}"/>'
    for one in bins:
        low, high = one.interval
        yield f'<path class="share" d="M{x(one.mean)} {y(low)}V{y(high)}"/>'
        yield f'<circle class="bin" cx="{x(one.mean)}" cy="{y(one.share)}" r="4.5"/>'
