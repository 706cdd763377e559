"""Markdown: what is escaped stands as text, blocks read the same both ways, notes can do no harm."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelflist import markdown
from shelflist.cataloguing.characters import clean
from shelflist.markdown import Heading, Items, Paragraph, Section

SOUP = [
    *"\\`*_{}[]()<>#+-.!|~^=:\"'&%$/@;,?", "{.x}", "{lang=it}", "](x)", "[a](b)", "![a](b)", "---", "***", "===", "1.", "12)",
    "0", "a", "é", "ש", "&amp;", "&#65;", "<b>", "</p>", "<!--", "-->", "http://a.example", "<http://a.example>", "``",
    "[^1]", "[x]:", "{{", "}}", "{% x %}", "~~", "- ", "> ", "# ", "\\\n", "  \n", "\n", "\t", "    ", " ", "\u00a0",
    "\u2028", "\x85", "\u200f", "]]>", "😀",
]  # fmt: skip
soups = st.lists(st.sampled_from(SOUP), max_size=14).map("".join)
raw_texts = st.one_of(st.text(max_size=40), soups, st.text("[](){}<>\\.-#*_`!& 1a", max_size=20))
texts = raw_texts.map(lambda text: clean(text)[0])
words = texts.filter(bool)
quick = settings(max_examples=100, deadline=None)


def rendered(text: str) -> str:
    """This Markdown through the very parser of a page."""
    return str(markdown._parser(True).render(text))


# --- escape ---------------------------------------------------------------------------------------------------


@quick
@given(texts)
def test_escaped_text_is_text(text: str):
    made = rendered(markdown.escape(text))
    folded = " ".join(text.split())
    if not folded:
        assert made == ""
        return
    inside = made.removeprefix("<p>").removesuffix("</p>\n")
    assert len(made) == len(inside) + 8
    assert "<" not in inside
    assert html.unescape(inside) == folded
    assert inside == markdown.html(text)


@quick
@given(texts)
def test_escaped_text_is_text_in_a_heading_and_in_a_list(text: str):
    folded = " ".join(text.split())
    for opening, start, end in (
        ("### ", "<h3>", "</h3>\n"),
        ("- ", "<ul>\n<li>", "</li>\n</ul>\n"),
        ("7. ", '<ol start="7">\n<li>', "</li>\n</ol>\n"),
    ):
        made = rendered(opening + markdown.escape(text))
        assert made.startswith(start)
        assert made.endswith(end)
        inside = made[len(start) : -len(end)]
        assert "<" not in inside
        assert html.unescape(inside) == folded


@pytest.mark.parametrize(
    ("text", "markdown_text"),
    [
        ("Plain words", "Plain words"),
        ("# H1", "\\# H1"),
        ("1. First", "1\\. First"),
        ("- a", "\\- a"),
        ("---", "\\-\\-\\-"),
        ("a\n---\nlayout: evil", "a \\-\\-\\- layout\\: evil"),
        ("    code", "code"),
        ("C:\\x", "C\\:\\\\x"),
        ("[x](javascript:y)", "\\[x\\]\\(javascript\\:y\\)"),
        ("a {.x}", "a \\{\\.x\\}"),
        ("&lt;", "\\&lt\\;"),
        (" two\u00a0 spaces\u3000", "two spaces"),
        ("", ""),
    ],
)
def test_escape(text: str, markdown_text: str):
    assert markdown.escape(text) == markdown_text


# --- both ways ------------------------------------------------------------------------------------------------

hrefs = st.sampled_from(["../books/a-b/", "../../books/x-y-9/", "books/n/"])
languages = st.sampled_from(["", "it", "grc", "zh"])
names = st.sampled_from(["sub", "by", "date", "status"])
lines = st.builds(markdown.line, words, hrefs, languages, st.lists(st.tuples(names, texts), max_size=4))
entries = st.one_of(lines, words.map(markdown.plain))
items = st.builds(Items, st.lists(entries, min_size=1, max_size=4), st.sampled_from([0, 1, 2, 101, 99_999]))


@st.composite
def sections(draw: st.DrawFn) -> list[Section]:
    """The sections of a page: titles of its own, no two lists one right after the other."""
    found = []
    titles = draw(st.lists(words, max_size=3, unique_by=markdown.fold))
    for n, title in enumerate(titles):
        blocks: list[Heading | Paragraph | Items] = []
        for block in draw(st.lists(st.one_of(words.map(Heading), words.map(Paragraph), items), max_size=5)):
            if not (isinstance(block, Items) and blocks and isinstance(blocks[-1], Items)):
                blocks.append(block)
        found.append(Section(f"part-{n}" if n else "note", title, blocks))
    return found


@quick
@given(lines)
def test_lines_read_the_same_both_ways(made: tuple[str, str]):
    assert rendered(made[0]) == f"<p>{made[1]}</p>\n"


@quick
@given(sections())
def test_sections_read_the_same_both_ways(made: list[Section]):
    text = markdown.to_markdown(made)
    ids = {markdown.fold(section.title): section.id for section in made}
    assert markdown.parse(text, ids) == markdown.to_html(made)


def test_one_page_in_full():
    made = [
        Section("summary", "Summary", [Paragraph("Salt & <roads>")]),
        Section("contents", "Contents", [Heading("1. Salt"), Paragraph("by A. Neri"), Heading("1. Salt")]),
        Section(
            "books", "Books", [Items([markdown.line("A [b]", "../a/", "it", [("by", "Neri, Ada"), ("date", "")])], 3)]
        ),
    ]
    assert markdown.to_markdown(made) == (
        "## Summary\n\nSalt \\& \\<roads\\>\n\n## Contents\n\n### 1\\. Salt\n\nby A\\. Neri\n\n### 1\\. Salt\n\n"
        "## Books\n\n3. [A \\[b\\]](../a/){lang=it} [Neri\\, Ada]{.by}\n"
    )
    assert markdown.to_html(made) == {
        "summary": "<p>Salt &amp; &lt;roads&gt;</p>\n",
        "contents": '<h3 id="1-salt">1. Salt</h3>\n<p>by A. Neri</p>\n<h3 id="1-salt-2">1. Salt</h3>\n',
        "books": '<ol start="3">\n<li><a href="../a/" lang="it">A [b]</a> <span class="by">Neri, Ada</span></li>\n</ol>\n',
    }


@pytest.mark.parametrize(
    ("text", "taken", "made"),
    [
        ("1. Salt & Roads", [], "1-salt-roads"),
        ("Salt", ["salt"], "salt-2"),
        ("Salt", ["salt", "salt-2"], "salt-3"),
        ("???", [], "part"),
        ("Ёлка", [], "elka"),
        ("x" * 80, [], "x" * 60),
    ],
)
def test_anchors(text: str, taken: list[str], made: str):
    known = set(taken)
    assert markdown.anchor(text, known) == made
    assert known == {*taken, made}


# --- notes ----------------------------------------------------------------------------------------------------

prose = st.lists(st.sampled_from([*"aé .,:;'\"(1-+=\n", "\n\n", "word ", "ß\n", "2. ", "    ", "\u00a0"]), max_size=25)
note_texts = st.one_of(st.text(max_size=60), soups, prose.map("".join))


@quick
@given(note_texts)
def test_plain_prose_is_what_the_parser_makes_of_it(text: str):
    fast = markdown.note(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_plain_prose", lambda _: False)
        slow = markdown.note(text)
    assert fast == slow


@pytest.mark.parametrize(
    ("text", "fast"),
    [
        ("One.\n\nTwo, three.", True),
        ("Said \"so\" and 'so'.\nOn two lines", True),
        ("*One*", False),
        ("1. One", False),
        ("a\tb", False),
        ("a  \nb", False),
        ("a\n===", False),
        ("a\n\n\nb", False),
        (" a", False),
        ("a\u00a0b", False),
    ],
)
def test_what_is_plain_prose(text: str, fast: bool):
    assert markdown._plain_prose(text) is fast


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("*So* it is.", "<p><em>So</em> it is.</p>\n"),
        ("# High\n\n## Low", "<h3>High</h3>\n<h4>Low</h4>\n"),
        ("###### Lowest", "<h3>Lowest</h3>\n"),
        ("# One\n\n### Two", "<h3>One</h3>\n<h5>Two</h5>\n"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
        ("<script>\nalert(1)\n</script>", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n"),
        ("<!-- x -->", "<p>&lt;!-- x --&gt;</p>\n"),
        ("a {.x}", "<p>a {.x}</p>\n"),
        ("[a]{.x}", "<p>[a]{.x}</p>\n"),
        ("{{ 7*7 }}", "<p>{{ 7*7 }}</p>\n"),
        ("[a](../b/)", '<p><a href="../b/">a</a></p>\n'),
        ("![a](b.png)", '<p><img src="b.png" alt="a" /></p>\n'),
        ("![a *b*](https://x.example/b.png)", "<p>a *b*</p>\n"),
        ("![a](//x.example/b.png)", "<p>![a](//x.example/b.png)</p>\n"),
        ("![](data:image/svg+xml;base64,PHN2Zz4=)", "<p>![](data:image/svg+xml;base64,PHN2Zz4=)</p>\n"),
        ("", ""),
    ],
)
def test_notes(text: str, made: str):
    assert markdown.note(text) == made


def test_a_note_past_its_limit_is_cut():
    assert markdown.note("x" * (markdown.NOTE_LIMIT + 5)) == f"<p>{'x' * markdown.NOTE_LIMIT}</p>\n"


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        # the reliability guide's rows 31 to 38 and 40
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("vbscript:x", False),
        (" java\tscript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("\\\\host\\share", False),
        ("/\\evil.example", False),
        ("//evil.example", False),
        ("http://user:word@host.example/", False),
        ("https://user@host.example/", False),
        ("http://a.example/b c", False),
        ("http://a.example/b%20c", True),
        ("http://xn--80ak6aa92e.example/", True),
        ("http://a.example/" + "x" * 2048, False),
        ("http://a.example/" + "x" * 2000, True),
        # what may stand
        ("http://a.example", True),
        ("HTTPS://a.example/b?c=d#e", True),
        ("mailto:ada@neri.example", True),
        ("doi:10.1000/182", True),
        ("../b/", True),
        ("/b/", True),
        ("#part", True),
        ("?q=salt", True),
        ("b/c:d", True),
        # and what else may not
        ("b:c", False),
        ("tel:1", False),
        ("http://[", False),
        ("ftp://a.example", False),
    ],
)
def test_links(url: str, allowed: bool):
    assert markdown.link_allowed(url) is allowed


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](&#106;avascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](<java\tscript:alert(1)>)", "<p>[x](&lt;java\tscript:alert(1)&gt;)</p>\n"),
        ("[x][a]\n\n[a]: javascript:alert(1)", "<p>[x][a]</p>\n<p>[a]: javascript:alert(1)</p>\n"),
        ("<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>\n"),
        ('[x](<http://a.example/b c"d>)', '<p><a href="http://a.example/b%20c%22d">x</a></p>\n'),
        ("[x](http://аpple.example)", '<p><a href="http://xn--pple-43d.example">x</a></p>\n'),
        ('[x](b "t<i>")', '<p><a href="b" title="t&lt;i&gt;">x</a></p>\n'),
    ],
)
def test_links_of_notes(text: str, made: str):
    assert markdown.note(text) == made


class Tags(HTMLParser):
    """Tags and addresses of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.urls: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.urls += [value or "" for name, value in attrs if name in ("href", "src")]


ALLOWED = frozenset(
    ["h3", "h4", "h5", "h6", "p", "em", "strong", "a", "img", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br"]
)
HOOKS = ["[x](", "](", ")", "<", ">", "![", "[a]: ", "[a]", "javascript:", "data:", "http://a.example", "//", "@", "\t"]
attacks = st.lists(st.sampled_from([*SOUP, *HOOKS, "onload=", "style", "<svg ", "\x00", "\x01"]), max_size=16)


@quick
@given(attacks.map("".join))
def test_notes_can_do_no_harm(text: str):
    found = Tags(markdown.note(text))
    assert found.tags <= ALLOWED
    assert found.names <= {"href", "src", "alt", "title", "start", "class"}
    assert all(re.match(r"(https?|mailto|doi):|(?!//)[^:]*(/|$)", url, re.IGNORECASE) for url in found.urls)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A *list* of **books**", "A list of books"),
        ("See [the page](/x/) and `code`", "See the page and code"),
        ("Two\nlines", "Two lines"),
        ("<b>raw</b> & so on", "<b>raw</b> & so on"),
        ("![a picture](x.png) beside", "beside"),
        ("", ""),
    ],
)
def test_plain_words_of_a_text(text: str, words: str):
    assert markdown.words_of(text) == words
