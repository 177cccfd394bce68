"""A page → its headline and the text that a reader came for, without the furniture."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document as Extracted

from saidby.acquire.markup import UNFIT, Facts, facts
from saidby.acquire.raw import Raw, Unreadable
from saidby.acquire.text import Decoded, check, decode, working

_DECLARED = re.compile(
    rb"<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{1,40})", re.IGNORECASE
)
_ELEMENTS = 100_000  # a page of this many takes trafilatura ten seconds; reports have a few thousand

# Without a handler, what trafilatura and htmldate log about a bad page would reach the user's terminal a second time.
for _name in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """The working text (headline, blank line, body), the encoding it was read in, and the page's facts."""

    text: str
    encoding: str
    facts: Facts


def charset(content: bytes, carrier: str | None) -> str | None:
    """The encoding that the carrier declares, else the page itself in its first bytes."""
    if carrier:
        return carrier
    found = _DECLARED.search(content[:4096])
    # a page whose declaration can be read byte by byte is in no encoding of wider units
    declared = found[1].decode("ascii", "replace").lower() if found else None
    return "utf-8" if declared and declared.startswith(("utf-16", "utf-32", "ucs-")) else declared


def page(raw: Raw) -> Page:
    """The page in `raw`. Raises Unreadable for one without text, or nested too deep to be read."""
    decoded = decode(raw.content, charset(raw.content, raw.charset))
    tree = _parse(decoded)
    try:
        said = facts(tree, raw.url)
        found = bare_extraction(tree, fast=True, include_comments=False)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # whatever a hostile page does to the extractor, it is the page's verdict
        raise Unreadable(f"a page that cannot be taken apart ({type(error).__name__}); save its text as .txt") from error
    body = str(found.text or "").strip() if isinstance(found, Extracted) else ""
    if not body:
        raise Unreadable("a page without text (built by scripts, or cut off); save its text as .txt")
    text = _joined(said.headline, working(body))
    check(text)
    return Page(text=text, encoding=decoded.encoding, facts=said)


def _parse(decoded: Decoded) -> HtmlElement:
    # A parser of its own: its error log tells whether libxml2 gave up at its limit of depth (256), which keeps trees
    # away that overflow the stack when copied.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = document_fromstring(UNFIT.sub("", decoded.text).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("a page without a single element (cut off?); save its text as .txt") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise Unreadable("a page nested more than 256 elements deep, or with parts out of measure; save its text as .txt")
    if sum(1 for _ in tree.iter()) > _ELEMENTS:
        raise Unreadable(f"a page of more than {_ELEMENTS:,} elements; save the report's text as .txt")
    return tree


def _joined(headline: str | None, body: str) -> str:
    """Headline, blank line, body; the headline once, where the body begins with it."""
    if not headline:
        return body
    first, _, rest = body.partition("\n")
    if " ".join(first.lstrip("# ").split()).casefold() == headline.casefold():
        body = rest.lstrip("\n")
    return f"{headline}\n\n{body}" if body else headline
