"""The texts that annotations in offsets speak of, out of each corpus's own files."""

from __future__ import annotations

import pytest

from saidby.errors import InputError
from saidby.train.corpora.texts import CORPORA
from saidby.train.gold import Text

NEWS = """<articles><article docid="7"><title>Fire</title><domain>
 example.org </domain><dltime>{day}</dltime><text><![CDATA[Two died & one fled.]]></text></article></articles>"""
TIMEML = """<TimeML><DOCID>a</DOCID><DCT><TIMEX3 tid="t0" value="{day}">x</TIMEX3></DCT><TEXT>Two died <TIMEX3
 tid="t1" value="1998-02-12">yesterday</TIMEX3>.</TEXT></TimeML>"""
DAYS = [
    ("2009-03-26 09:32:13.8347-05", "2009-03-26"),
    ("19980213", "1998-02-13"),
    ("1998-02-13", "1998-02-13"),
    ("Wed Nov 23, 2016 | 3:02pm EST", None),
    ("", None),
]


@pytest.mark.parametrize(("said", "day"), DAYS)
def test_a_news_article_comes_with_its_day_where_that_is_plain(tmp_path, said, day):
    (tmp_path / "news.xml").write_text(NEWS.format(day=said), encoding="utf-8")
    assert list(CORPORA["lgl"].texts(tmp_path / "news.xml")) == [Text("7", "Two died & one fled.", day, "example.org")]


@pytest.mark.parametrize(("said", "day"), DAYS)
def test_a_timeml_document_is_its_text_without_the_tags(tmp_path, said, day):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.tml").write_text(TIMEML.format(day=said), encoding="utf-8")
    assert list(CORPORA["timex"].texts(tmp_path)) == [Text("a", "Two died yesterday.", day)]


@pytest.mark.parametrize(("content", "told"), [("<TimeML>", "is no XML"), ("<TimeML/>", "has no TEXT")])
def test_a_file_of_another_shape_is_an_error_that_says_which(tmp_path, content, told):
    (tmp_path / "a.tml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=rf"a\.tml {told}"):
        list(CORPORA["timex"].texts(tmp_path))


@pytest.mark.parametrize("name", [name for name, corpus in CORPORA.items() if corpus.path.endswith(".jsonl")])
def test_every_corpus_of_lines_gives_its_texts(tmp_path, name):
    line = '{"id": "a", "doc_id": "a", "docid": "a", "dct": "2014-01-02", "text": "T", "content": "T", "Description": "T"}\n'
    (tmp_path / "texts.jsonl").write_text(line, encoding="utf-8")
    (text,) = CORPORA[name].texts(tmp_path / "texts.jsonl")
    assert (text.id, text.text) in {("a", "T"), ("0001", "T")}
