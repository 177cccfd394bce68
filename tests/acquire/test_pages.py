from __future__ import annotations

import logging
import time
from collections.abc import Callable

import pytest

from saidby.acquire.instants import instant
from saidby.model import Document, Intake, Unread
from saidby.vocabulary import Known

Read = Callable[..., list[Intake | Unread]]

BODY = "<p>Ten people were killed when a bridge was hit on Sunday, the mayor said.</p><p>The governor spoke of eleven. A rescue worker was among them.</p>"
HEAD = '<meta charset="utf-8"><title>Bridge hit | River Courier</title>'


def html(head: str = HEAD, body: str = f"<article><h1>Bridge hit</h1>{BODY}</article>", lang: str = "") -> str:
    return f"<!DOCTYPE html><html{lang}><head>{head}</head><body><nav><a href='/'>Home</a></nav>{body}<footer>Terms of use</footer></body></html>"


def only(found: list[Intake | Unread]) -> Document:
    (entry,) = found
    assert isinstance(entry, Intake), entry
    return entry.document


def test_a_page_is_its_headline_a_blank_line_and_its_text(read: Read) -> None:
    document = only(read("a.html", html()))
    assert document.text == (
        "Bridge hit\n\nTen people were killed when a bridge was hit on Sunday, the mayor said.\n"
        "The governor spoke of eleven. A rescue worker was among them."
    )
    assert document.headline == "Bridge hit"


def test_comments_of_readers_are_left_out(read: Read) -> None:
    comments = '<section id="comments"><div class="comment"><p>I say it was fifty, and nobody will tell me otherwise today.</p></div></section>'
    assert "fifty" not in only(read("a.html", html(body=f"<article><h1>Bridge hit</h1>{BODY * 3}</article>{comments}"))).text


def test_a_page_says_who_published_it_where_and_under_what_licence(read: Read) -> None:
    head = (
        '<meta property="og:site_name" content="River &amp; Courier"><link rel="canonical" href="https://courier.example/bridge">'
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
    )
    document = only(read("a.html", html(head, lang=" lang='en-GB'")))
    assert document.publisher == "River & Courier"
    assert document.url == "https://courier.example/bridge"
    assert document.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert document.language == "en"


def json_ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


@pytest.mark.parametrize(
    ("head", "body", "published", "known"),
    [
        (json_ld('{"@type": "NewsArticle", "datePublished": "2023-05-07T10:00:00+02:00"}'), "", "2023-05-07T08:00", Known.METADATA),
        (json_ld('{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, {"@type": ["NewsArticle"], "datePublished": "2023-05-07"}]}'), "", "2023-05-07", Known.METADATA),
        (json_ld('[{"@type": "LiveBlogPosting", "datePublished": "May 7, 2023"}]'), "", "2023-05-07", Known.METADATA),
        (json_ld('{"@type": "Event", "startDate": "2020-01-01"}') + '<meta property="article:published_time" content="2023-05-07">', "", "2023-05-07", Known.METADATA),
        (json_ld("{broken") + '<meta name="date" content="2023-05-07T01:02Z">', "", "2023-05-07T01:02", Known.METADATA),
        ('<meta name="date" content="0000-05-01"><meta name="pubdate" content="7 May 2023">', "", "2023-05-07", Known.METADATA),
        ('<meta name="date" content="Sun, 07 May 2023 10:00:00 GMT">', "", "2023-05-07", Known.METADATA),
        ("", '<time itemprop="datePublished" datetime="2023-05-07">Sunday</time>', "2023-05-07", Known.METADATA),
        ("", '<time datetime="2023-05-07T10:00Z">10:00</time><aside><time datetime="2023-05-01">May</time></aside>', "2023-05-07T10:00", Known.METADATA),
        ("", '<time datetime="2023-05-07T10:00Z">10:00</time><time datetime="2023-05-07T11:00Z">11:00</time>', "2023-05-07", Known.METADATA),
        ('<meta name="date" content="7 mai 2023">', "", "2023-05-07", Known.METADATA),
        ('<link rel="canonical" href="https://a.example/2023/05/07/bridge">', "<p>1 April 2023</p>", "2023-05-07", Known.URL),
        ("", "<p>River Courier, 7 May 2023</p>", "2023-05-07", Known.TEXT),
    ],
)  # fmt: skip
def test_a_page_is_dated_by_the_best_that_it_says(read: Read, head: str, body: str, published: str, known: Known) -> None:
    document = only(read("a.html", html(HEAD + head, f"<article><h1>Bridge hit</h1>{body}{BODY}</article>")))
    assert document.published is not None
    assert (document.published.interval, document.published.known) == (instant(published), known)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", ""),
        ('<meta name="last-modified" content="2024-01-01"><meta itemprop="copyrightYear" content="2024">', ""),
        ("", "<p>© 2024 River Courier. All rights reserved.</p>"),
        ("", '<time datetime="2023-05-07">one</time><time datetime="2023-05-09">other</time>'),
        (json_ld('{"@type": "Event", "datePublished": 5}'), "<p>On 7 May 2023 the bridge was hit.</p>"),
        ('<meta name="date" content="today">', ""),
        ('<meta name="date" content="05/07/2023">', ""),
    ],
)
def test_a_page_that_does_not_say_has_no_date(read: Read, head: str, body: str) -> None:
    assert only(read("a.html", html(HEAD + head, f"<article><h1>Bridge hit</h1>{body}{BODY}</article>"))).published is None


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        ('<title>x</title><meta property="og:title" content="Other">', "<h1>The  Bridge</h1>", "The Bridge"),
        (json_ld('{"@type": "Article", "headline": "The Bridge"}'), "<h1>Site</h1><h1>More</h1>", "The Bridge"),
        ('<meta property="og:title" content="The &quot;Bridge&quot;">', "", 'The "Bridge"'),
        ('<meta property="og:site_name" content="River"><title>The Bridge | River</title>', "", "The Bridge"),
        ("", "", "Ten people were killed when a bridge was hit on Sunday, the mayor said."),
    ],
)
def test_a_headline_is_the_pages_own(read: Read, head: str, body: str, headline: str) -> None:
    document = only(read("a.html", html(head, f"<article>{body}{BODY}</article>")))
    assert document.headline == document.text.partition("\n")[0] == headline


@pytest.mark.parametrize(
    ("declared", "actual", "encoding"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("windows-1251", "cp1251", "cp1251"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("utf-16", "utf-8", "utf-8"),
        ("nonsense", "utf-8", "utf-8"),
    ],
)
def test_a_pages_encoding_is_declared_or_seen(read: Read, declared: str, actual: str, encoding: str) -> None:
    words = "Под обстрелом погибли десять человек, сообщил губернатор."
    page = html(
        f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">',
        f"<article><h1>Мост</h1><p>{words}</p></article>",
    )
    document = only(read("a.html", page.encode(actual)))
    assert words in document.text
    assert document.encoding == encoding


def test_combining_and_right_to_left_text_is_not_normalised(read: Read) -> None:
    words = "Cafe\u0301 \u1112\u1161\u11ab \u0642\u064f\u062a\u0650\u0644 ten people were killed there"
    assert words in only(read("a.html", html(body=f"<article><h1>Bridge hit</h1><p>{words}</p>{BODY}</article>"))).text


@pytest.mark.parametrize("cut", ["", "</p>", "<p>The may", "<p class='", "<!-- never closed", "<script>var a = '"])
def test_a_page_that_is_cut_off_is_read_as_far_as_it_goes(read: Read, cut: str) -> None:
    page = html().partition("</article>")[0]
    assert "Ten people were killed" in only(read("a.html", page + cut)).text


@pytest.mark.parametrize(
    "page", ["<html><head><title>x</title><script>var a", "<!DOCTYPE html>", "<html>", "<", "<!---->", "<html><body><p> </p>"]
)
def test_a_page_without_text_is_one_unread(read: Read, page: str) -> None:
    (found,) = read("a.html", page)
    assert isinstance(found, Unread) or found.document.text == page == "<"
    if isinstance(found, Unread):
        assert "save its text" in found.reason


def test_a_page_a_thousand_deep_is_one_unread_and_a_hundred_is_read(read: Read) -> None:
    (found,) = read("a.html", html(body="<div>" * 1000 + BODY))
    assert isinstance(found, Unread)
    assert "deep" in found.reason
    assert "Ten people" in only(read("b.html", html(body="<div>" * 100 + BODY))).text


@pytest.mark.parametrize("tag", ["div", "b", "span", "ul><li", "table><tr><td", "blockquote"])
def test_a_page_nested_a_hundred_thousand_deep_is_one_unread_at_once(read: Read, tag: str) -> None:
    begun = time.monotonic()
    (found,) = read("a.html", html(body=f"<{tag}>" * 100_000 + BODY))
    assert isinstance(found, Unread)
    assert "deep" in found.reason
    assert time.monotonic() - begun < 5


def test_a_page_of_a_million_elements_is_one_unread(read: Read) -> None:
    (found,) = read("a.html", html(body="<p>a" * 150_000))
    assert isinstance(found, Unread)
    assert "elements" in found.reason


def test_control_characters_in_metadata_do_no_harm(read: Read) -> None:
    head = json_ld('{"@type": "Article", "headline": "The\\u0000 \\u0001Bridge", "publisher": {"name": "River\\u0000"}}')
    document = only(read("a.html", html(head, f"<article>{BODY}<p>One&#13;two &amp;#13; three and more.</p></article>")))
    assert (document.headline, document.publisher) == ("The Bridge", "River")
    assert "\r" not in document.text


def test_a_page_in_xhtml_is_read(read: Read) -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>x</title></head>'
    document = only(read("a.xhtml", f"{page}<body><h1>Bridge hit</h1>{BODY}</body></html>"))
    assert document.headline == "Bridge hit"
    assert document.language == "en"


def test_json_ld_nested_without_end_does_no_harm(read: Read) -> None:
    assert only(read("a.html", html(HEAD + json_ld("[" * 100_000)))).headline == "Bridge hit"


def test_nothing_is_logged_to_the_terminal(read: Read, capfd: pytest.CaptureFixture[str]) -> None:
    handlers = logging.getLogger().handlers[:]
    logging.getLogger().handlers.clear()  # pytest's own: a program has none, and Python then writes warnings to stderr
    try:
        read("a.html", "<html><body><p> </p>")
    finally:
        logging.getLogger().handlers[:] = handlers
    assert capfd.readouterr().err == ""
