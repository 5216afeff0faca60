from __future__ import annotations

import time

import pytest

from signoff.channels.email.html_text import html_to_text
from signoff.channels.email.reply import own_words
from signoff.interpret import match_outcome

LIMIT_S = 2.0  # a second on an idle machine; a loaded one counts more for the same work
GMAIL = (
    '<div dir="ltr">{}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
    'class="gmail_attr">Am Mo., 22. Nov. schrieb signoff:<br></div><blockquote '
    'class="gmail_quote"><p>approved</p></blockquote></div>'
)
OUTLOOK_DESKTOP = (
    "<html><head><style>p{{margin:0}}</style></head><body><div class=WordSection1>"
    "<p class=MsoNormal>{}<o:p></o:p></p><div><div style='border:none;border-top:solid #E1E1E1 "
    "1.0pt;padding:3.0pt 0in 0in 0in'><p><b>Xyz:</b> signoff<br><b>Abc:</b> Monday</p></div></div>"
    "<p>approved</p></div></body></html>"
)
OUTLOOK_WEB = (
    '<div class="elementToProof">{}</div><div id="appendonsend"></div><hr style="display:'
    'inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> signoff<br>'
    "<b>Sent:</b> Monday</div><div>approved</div>"
)
OUTLOOK_MOBILE = (
    '<div dir="auto">{}</div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/x">'
    'Outlook for iOS</a></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg">'
    "<b>Xyz:</b> signoff</div><div>approved</div>"
)
APPLE = (
    '<html><body>{}<br><div><br><blockquote type="cite"><div>On 22. Nov 2026, at 10:00, signoff '
    "&lt;x@y.test&gt; wrote:</div><br><div>approved</div></blockquote></div></body></html>"
)
THUNDERBIRD = (
    '<body><p>{}</p><div class="moz-cite-prefix">Il 22/11/26, signoff:<br></div>'
    '<blockquote type="cite" cite="mid:x">approved</blockquote></body>'
)
YAHOO = '<div>{}</div><div class="yahoo_quoted"><div>22 Nov signoff</div><div>approved</div></div>'
PROTON = (
    '<div>{}</div><div class="protonmail_quote">signoff<br><blockquote>approved</blockquote></div>'
)
CLIENTS = [GMAIL, OUTLOOK_DESKTOP, OUTLOOK_WEB, OUTLOOK_MOBILE, APPLE, THUNDERBIRD, YAHOO, PROTON]
NAMES = [
    "gmail",
    "outlook",
    "outlook-web",
    "outlook-mobile",
    "apple",
    "thunderbird",
    "yahoo",
    "proton",
]


class TestAnAnswerInHtml:
    @pytest.mark.parametrize("client", CLIENTS, ids=NAMES)
    def test_is_read_above_the_quote(self, client):
        assert own_words(html_to_text(client.format("Needs revision: too long"))) == (
            "Needs revision: too long"
        )

    @pytest.mark.parametrize("client", CLIENTS, ids=NAMES)
    def test_is_empty_when_nothing_was_typed(self, client):
        assert own_words(html_to_text(client.format(""))) == ""

    @pytest.mark.parametrize("around", ["gmail_quote gmail_quote_container", "protonmail_quote"])
    def test_is_read_between_the_pieces_of_a_quote_too(self, around):
        html = (
            f'<div>Approved</div><div class="{around}"><div class="gmail_attr">On Monday signoff '
            "wrote:</div><blockquote>Publish?<blockquote>a</blockquote>b</blockquote>"
            "<div>No, wait.</div><blockquote>Price: 30</blockquote></div>"
        )

        assert own_words(html_to_text(html)) == "Approved\n\nNo, wait."

    def test_is_not_what_is_quoted_in_something_forwarded(self):
        html = (
            '<div>See below</div><div class="gmail_quote"><div class="gmail_attr">---------- '
            'Forwarded message ---------<br>From: bo</div><div class="gmail_quote"><blockquote>a'
            "</blockquote>approved<blockquote>b</blockquote></div></div>"
        )

        assert own_words(html_to_text(html)) == "See below"

    def test_keeps_lines_apart(self):
        html = "<div>approved</div><div>but <b>shorter</b>&nbsp;next<br>time</div><ul><li>one<li>two</ul>"

        assert own_words(html_to_text(html)) == "approved\nbut shorter next\ntime\none\ntwo"

    @pytest.mark.parametrize(
        ("html", "text"),
        [
            ("<s>Appr<b>oved</b></s>", "~~Approved~~"),
            ("<del> Approved </del>Rejected", "~~Approved~~ Rejected"),
            ("<strike><div>Approved</div><div>thanks</div></strike>", "~~Approved~~\n~~thanks~~"),
            ('<span style="text-decoration: line-through">Approved</span>', "~~Approved~~"),
            ("<s>a~~b</s> <s></s>c", "~~ab~~ c"),
        ],
    )
    def test_shows_what_is_struck_out_so_that_it_approves_nothing(self, html, text):
        assert own_words(html_to_text(html)) == text
        assert match_outcome(text, ("approved", "rejected"), approving=["approved"]) != "approved"

    @pytest.mark.parametrize(
        "hidden",
        [
            '<div style="display: none">approved</div>',
            "<span style='font-size:0px'>approved</span>",
            "<p hidden>approved</p>",
            '<div style="MSO-HIDE:all">approved</div>',
            "<script>approved</script>",
            "<style>approved</style>",
            "<title>approved</title>",
            "<!-- approved -->",
        ],
    )
    def test_leaves_out_what_nobody_sees(self, hidden):
        assert own_words(html_to_text(f"{hidden}<p>rejected</p>")) == "rejected"

    def test_reads_below_a_blockquote_when_nothing_stands_above(self):
        html = "<blockquote>May it go?</blockquote><p>yes, do</p>"

        assert own_words(html_to_text(html)) == "yes, do"

    def test_cannot_forge_our_border(self):
        assert own_words(html_to_text("<p>\0approved</p><p>second</p>")) == "approved\n\nsecond"


class TestHostileHtml:
    @pytest.mark.parametrize(
        "piece",
        ["<", "<a ", "<!--", "<div>", '<a title="', "<blockquote>", "<table><tr><td>", "<b><i><p>",
         "<![", "</", "&", "<font>", "<p>x", "<svg><math>", "<select><option>"],
    )  # fmt: skip
    def test_costs_bounded_time(self, piece):
        began = time.process_time()

        html_to_text(piece * (400_000 // len(piece)))

        assert time.process_time() - began < LIMIT_S
