from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from signoff.channels.markdown import MAX_CHARS, to_html, to_mail_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\nscript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html,<script>x</script>)",
    "[a](vbscript:x)",
    "[a](file:///etc/passwd)",
    "[a](//evil.test)",
    "[a](/settings)",
    "[a](ftp://evil.test)",
    "![a](javascript:alert(1))",
    "![a](https://evil.test/x.png)",
    "<javascript:alert(1)>",
    '[a](https://x.test "onmouseover=alert(1)")',
    '[a](https://x.test/"onmouseover="alert(1))',
    '```"><script>\nx\n```',
    "```html\n<script>alert(1)</script>\n```",
    "<svg onload=alert(1)>",
    "<style>*{display:none}</style>",
    "<!-- <script> -->",
    "| a |\n|:-:|\n| <b onclick=x>y</b> |",
    "[a]: javascript:alert(1)\n\n[a]",
    "x[^1]\n\n[^1]: <script>x</script>",
    "- [x] <input autofocus onfocus=alert(1)>",
    "\0<script>",
    "<a href='javascript:x' style='position:fixed'>x</a>",
    "&lt;script&gt;",
]
TAGS = {"p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "code", "pre",
        "blockquote", "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td", "span",
        "input", "sup", "section"}  # fmt: skip
ATTRIBUTES = {"href", "title", "id", "start", "class", "type", "checked", "disabled", "rel"}


class Seen(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.links = set(), set(), []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href"]


def assert_safe(html):
    seen = Seen(html)
    assert seen.tags <= TAGS
    assert seen.attributes <= ATTRIBUTES
    assert all(link.startswith(("http://", "https://", "mailto:", "#")) for link in seen.links)
    return seen


class TestHostileMarkdown:
    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_gives_only_what_is_allowed(self, text):
        for frame in ("{}", "> {}", "- {}", "| a |\n|---|\n| {} |", "# {}"):
            assert_safe(to_html(frame.format(text)))
            assert Seen(to_mail_html(frame.format(text))).tags <= TAGS - {"a", "input"}

    @settings(max_examples=200, deadline=None)
    @for_all(st.text(alphabet="<>()[]!\"'`*_#|-:&;=/ \nahjscript\0", max_size=120))
    def test_gives_only_what_is_allowed_whatever_it_is(self, text):
        assert_safe(to_html(text))
        assert not Seen(to_mail_html(text)).links

    @pytest.mark.parametrize(
        "piece",
        [
            "[",
            "![",
            "*a ",
            "`",
            "> ",
            "- ",
            "| a ",
            "<",
            "&",
            "\\",
            "[^1]",
            "~~a ",
            "# ",
            "a_b_",
            "((",
            "http://a.",
        ],
    )
    def test_takes_bounded_time(self, piece):
        began = time.process_time()

        to_html(piece * (16_000 // len(piece)))

        assert time.process_time() - began < 3.0

    def test_that_names_a_long_address_a_thousand_times_does_not_grow_with_it(self):
        once = f"[a]: https://a.test/{'x' * 3000}\n\n"

        assert len(to_html(once + "[a] " * 20)) > 60_000
        assert len(to_html(once + "[a] " * 6000)) < 30_000

    def test_nested_beyond_reason_is_no_crash(self):
        assert_safe(to_html("> " * 5000 + "x"))
        assert_safe(to_html("[" * 5000 + "x" + "](https://a.test)" * 5000))


class TestOrdinaryMarkdown:
    def test_has_tables_lists_code_and_links(self):
        html = to_html(
            "| a | b |\n|--:|---|\n| 1 | 2 |\n\n- [x] done\n\n```python\nx = 1\n```\n\n[y](https://x.test)"
        )

        assert '<td class="align-right">1</td>' in html
        assert '<input checked="checked" disabled="disabled" type="checkbox"> done' in html
        assert '<span class="n">x</span>' in html
        assert '<a href="https://x.test" rel="noopener noreferrer nofollow">y</a>' in html

    def test_uses_no_style_attribute(self):
        assert "style=" not in to_html("| a |\n|:-:|\n| 1 |\n\n```c\nint x;\n```")

    def test_makes_pictures_links(self):
        assert to_html("![Chart](https://x.test/a.png)") == (
            '<p><a href="https://x.test/a.png" rel="noopener noreferrer nofollow">Chart</a></p>\n'
        )

    def test_makes_bare_addresses_links(self):
        assert 'href="https://x.test/a"' in to_html("see https://x.test/a")

    def test_says_so_when_it_is_too_long(self):
        html = to_html("word " * (MAX_CHARS // 4))

        assert '<p class="note">' in html
        assert html.count("word") <= MAX_CHARS // 5 + 1


class TestMarkdownInAMail:
    def test_shows_where_a_link_leads(self):
        assert (
            to_mail_html("[the report](https://x.test/r)")
            == "<p>the report (https://x.test/r)</p>\n"
        )
        assert to_mail_html("<https://x.test/r>") == "<p>https://x.test/r</p>\n"

    def test_shows_footnotes_below_and_without_a_link(self):
        html = to_mail_html("Said[^1], twice[^1].\n\n[^1]: By Ana.\n")

        assert "Said<sup" in html
        assert ">[1]</sup>, twice" in html
        assert "By Ana." in html.partition('<section class="footnotes">')[2]
        assert "[^1]" not in html
        assert "<a" not in html

    def test_shows_pictures_and_ticks_as_text(self):
        assert "[image: Chart, https://x.test/a.png]" in to_mail_html(
            "![Chart](https://x.test/a.png)"
        )
        assert "☑ done" in to_mail_html("- [x] done")
        assert "☐ open" in to_mail_html("- [ ] open")
