"""What a page's markup says of it: JSON-LD first, then <meta>, <link>, <html lang> and marked times."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import htmldate
import msgspec
from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from saidby.acquire.instants import in_words, instant
from saidby.acquire.language import code
from saidby.acquire.words import names
from saidby.model import Interval, day

UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # characters that no tree can hold
_AMBIGUOUS = re.compile(r"\s*\d{1,2}\D\d{1,2}\D")  # 05/07/2023 is in May or in July; nobody can tell
_NODES = 5_000  # of JSON-LD that are looked at; a page has a few dozen


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """A page's own word about itself; None for what it does not say."""

    headline: str | None = None
    published: Interval | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None


def facts(tree: HtmlElement, url: str | None) -> Facts:
    """The facts of a parsed page that was found at `url`, if anywhere."""
    reports = tuple(_reports(tree))
    meta = _meta(tree)
    publisher = _first(_named(node.get("publisher")) for node in reports) or _any(meta, "publishers")
    canonical = _canonical(tree, meta, url)
    licence = _link(tree, "license") or _first(_named(node.get("license")) for node in reports) or _any(meta, "licences")
    return Facts(
        headline=_headline(tree, reports, meta, publisher),
        published=_published(tree, reports, meta),
        publisher=publisher,
        url=canonical,
        language=_language(tree, reports, meta),
        licence=licence,
    )


# --- JSON-LD ---------------------------------------------------------------------------------------------------------


def _reports(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """The JSON-LD objects of a report's type, articles before bare web pages, else in the page's order."""
    found: list[dict[str, object]] = []
    for script in tree.iterfind(".//script"):
        if str(script.get("type", "")).split(";")[0].strip().lower() == "application/ld+json":
            try:
                found += _objects(msgspec.json.decode((script.text_content() or "").encode("utf-8", "replace")))
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                continue  # the page's own mistake: its other metadata stand
    endings = names("pages", "reports", "endings")
    of_type = [node for node in found if any(_kind(node).endswith(ending) for ending in endings)]
    yield from sorted(of_type, key=lambda node: _kind(node).endswith("webpage"))


def _objects(value: object) -> list[dict[str, object]]:
    """The objects at the top of a JSON-LD value and in its @graph."""
    waiting = [value]
    found: list[dict[str, object]] = []
    while waiting and len(found) < _NODES:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting = [*node[:_NODES], *waiting]
        elif isinstance(node, dict):
            found.append(node)
            if "@graph" in node:
                waiting.append(node["@graph"])
    return found


def _kind(node: dict[str, object]) -> str:
    kind = node.get("@type")
    return str(kind[0] if isinstance(kind, list) and kind else kind).lower()


def _named(value: object) -> str | None:
    """The name in a JSON-LD value: a string, an object with a name, or the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("url") or value.get("@id")
    return _clean(value) if isinstance(value, str) else None


# --- <meta>, <link>, <h1> --------------------------------------------------------------------------------------------


def _clean(value: str) -> str | None:
    return " ".join(UNFIT.sub("", html.unescape(value)).split()) or None


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Contents of <meta> elements by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name, content = element.get(attribute), element.get("content")
            if name and content:
                found.setdefault(str(name).strip().lower(), str(content))
    return found


def _any(meta: dict[str, str], table: str) -> str | None:
    return _first(_clean(meta.get(name, "")) for name in names("pages", table, "names"))


def _link(tree: HtmlElement, relation: str) -> str | None:
    for tag in ("link", "a"):
        for element in tree.iterfind(f".//{tag}"):
            if relation in str(element.get("rel", "")).lower().split() and element.get("href"):
                return _clean(str(element.get("href")))
    return None


def _canonical(tree: HtmlElement, meta: dict[str, str], url: str | None) -> str | None:
    """The page's own address, absolute; that under which it was found where it names none."""
    for candidate in (_link(tree, "canonical"), meta.get("og:url")):
        try:
            absolute = urljoin(url or "", _clean(candidate or "") or "")
            if candidate and urlsplit(absolute).scheme in {"http", "https"} and urlsplit(absolute).hostname:
                return absolute
        except ValueError:
            continue
    return url


def _headline(
    tree: HtmlElement, reports: tuple[dict[str, object], ...], meta: dict[str, str], publisher: str | None
) -> str | None:
    """The page's only <h1>, else what JSON-LD or <meta> call its headline, else its <title>."""
    tops = [text for element in tree.iterfind(".//h1") if (text := _clean(element.text_content()))]
    if len(tops) == 1 and tops[0] != publisher:
        return tops[0]
    title = tree.find(".//title")
    named = _first(_named(node.get("headline")) for node in reports) or _any(meta, "headlines")
    named = named or (_clean(title.text_content()) if title is not None else None)
    for separator in (" | ", " - ", " – ", " — "):
        if named and publisher and named.endswith(separator + publisher):
            named = named.removesuffix(separator + publisher)
    return named or (tops[0] if tops else None)


def _language(tree: HtmlElement, reports: tuple[dict[str, object], ...], meta: dict[str, str]) -> str | None:
    declared = (tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), tree.get("xml:lang"))
    said = _first(_named(node.get("inLanguage")) for node in reports)
    for tag in (*declared, said, _any(meta, "languages")):
        if tag and (found := code(str(tag))):
            return found
    return None


# --- Dates -----------------------------------------------------------------------------------------------------------


def _published(tree: HtmlElement, reports: tuple[dict[str, object], ...], meta: dict[str, str]) -> Interval | None:
    said = [value for node in reports if isinstance(value := node.get("datePublished"), str)]
    said += [meta[name] for name in names("pages", "dates", "names") if name in meta]
    times = [element for element in tree.iterfind(".//*[@datetime]") if _of_publication(element)]
    said += [str(element.get("datetime")) for element in times]
    for value in said:
        if found := _date(value):
            return found
    return _odd_date(said) or _only_time(tree)


def _date(value: str) -> Interval | None:
    try:
        return instant(value)
    except ValueError:
        return in_words(value)


def _of_publication(element: HtmlElement) -> bool:
    return str(element.get("itemprop", "")).lower() == "datepublished" or element.get("pubdate") is not None


def _odd_date(said: list[str]) -> Interval | None:
    """A date that the page marks as that of its publication, in a form that only htmldate knows."""
    for value in said[:20]:
        if _AMBIGUOUS.match(value):
            continue
        page = etree.Element("html")
        etree.SubElement(etree.SubElement(page, "head"), "meta", name="date", content=value[:100])
        bare = document_fromstring(etree.tostring(page))
        found = htmldate.find_date(
            bare, extensive_search=False, original_date=True, min_date="1900-01-01", max_date="9998-12-31"
        )
        if found:
            return instant(str(found))
    return None


def _only_time(tree: HtmlElement) -> Interval | None:
    """The one time, or else the one day, of the <time> elements outside navigation; None for several days, or none."""
    found: dict[Interval, None] = {}
    for element in tree.iterfind(".//time[@datetime]"):
        if next(element.iterancestors("nav", "aside", "footer"), None) is None and (
            value := _date(str(element.get("datetime")))
        ):
            found[value] = None
    days = {interval.start.date(): None for interval in found}
    return None if len(days) != 1 else next(iter(found if len(found) == 1 else map(day, days)))
