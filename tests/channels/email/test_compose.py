from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from signoff.channels.email.choices import request_title
from signoff.channels.email.compose import Sender, compose, message_id, sent_lines
from signoff.channels.email.html_text import html_to_text
from signoff.channels.email.incoming import read_mail
from signoff.channels.email.reply import normal_line, own_words
from signoff.channels.email.ticket import find_token, find_token_in_message_id
from signoff.channels.email.wire import header_text, to_octets
from signoff.channels.email.wording import word
from signoff.channels.email.words.en import EN
from signoff.errors import DeliveryError
from signoff.inbox.address import canonical_address
from signoff.inbox.delivery import Purpose
from signoff.inbox.pre_review import AppliedLesson, PreReview
from signoff.inbox.request import RequestStatus
from signoff.inbox.response import Response, Source, Verification
from signoff.interpret import match_outcome

REASONS = ["closed", "expired", "unknown_key", "revoked", "wrong_sender", "forged", "unknown_ticket",
           "not_authenticated", "empty", "encrypted", "attachment_only", "something new"]  # fmt: skip
FIXTURE = [HealthCheck.function_scoped_fixture]  # the values it gives never change
STRANGERS = ["wrong_sender", "forged", "malformed", "unknown_ticket", "not_authenticated"]


def text(message):
    return message.get_body(("plain",)).get_content()


def html(message):
    return message.get_body(("html",)).get_content()


def response(given, **changes):
    given_answer = Response(
        request_id="r1",
        feedback="Needs revision: too long",
        outcome="needs_revision",
        source=Source.EXACT,
        responder="ana@example.com",
        channel="email",
        verification=Verification.MATCHED,
        at=given.now,
    )
    return given_answer._replace(**changes)


class Smuggling(EmailMessage):
    """Writes a field that was never set, as Python before 3.13 may do."""

    def as_bytes(self, **options):
        return super().as_bytes(**options).replace(b"Subject: x", b"Subject: x\r\nBcc: e@evil.test")


class Links(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.found = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found += [
            value for name, value in attrs if name in ("href", "src", "action", "background")
        ]


class TestAMailAboutWhatLessonsChanged:
    def test_says_which_lessons_below_the_content(self, given):
        lessons = AppliedLesson("l1", "Cite <sources>."), AppliedLesson("l2", "Be brief")
        request = given.request(content="The text.", pre_review=PreReview("A text.", lessons))
        message = compose(given.letter(request=request), sender=given.sender)

        line = "Adjusted by 2 lessons from earlier reviews: Cite <sources>; Be brief."
        assert text(message).index("| The text.") < text(message).index(line)
        assert line.replace("<sources>", "&lt;sources&gt;") in html(message)
        assert normal_line(line) in sent_lines(given.letter(request=request))

    def test_says_nothing_where_none_did(self, given):
        request = given.request(pre_review=PreReview("A text.", (), "No model can be asked."))
        message = compose(given.letter(request=request), sender=given.sender)

        assert "Adjusted" not in text(message)
        assert "No model" not in html(message)


class TestAMailThatAsks:
    @pytest.fixture
    def message(self, given):
        return compose(given.letter(), sender=given.sender)

    def test_begins_with_the_marker_in_both_parts(self, message):
        assert text(message).startswith("-- write your answer above this line --")
        visible = html_to_text(html(message)).split("\n")
        assert visible[0] == "-- write your answer above this line --"

    def test_says_all_a_person_needs_in_plain_text(self, message):
        said = text(message)

        for part in (
            "May this go to all customers?",
            "| All plans are **20 %** cheaper",
            "“approved”, “needs revision” or “rejected”",
            "for 7 days, until Sunday 29 November 2026, 10:00 UTC",
            "https://signoff.example.com/answer/",
            "The flow spring_offer asks at its step review.",
            "names ana@example.com",
        ):
            assert part in said

    def test_says_the_same_in_html(self, message):
        said = " ".join(html_to_text(html(message)).split())

        for part in (
            "May this go to all customers?",
            "20 %",
            "needs revision",
            "10:00 UTC",
            "spring_offer",
        ):
            assert part in said

    def test_never_has_an_outcome_alone_on_a_line_of_ours(self, given):
        message = compose(
            given.letter(request=given.request(content="The text.")), sender=given.sender
        )
        offered = ("approved", "needs_revision", "rejected")

        for part in (text(message), html_to_text(html(message))):
            lines = [line.strip(" .!|") for line in part.split("\n")]
            assert not [line for line in lines if line.replace(" ", "_") in offered]
            assert not [line for line in lines if match_outcome(line, offered) == "approved"]

    def test_comes_back_as_nothing_when_it_is_sent_back_untouched(self, given, message):
        assert own_words(text(message), ours=given.ours) == ""
        assert own_words(html_to_text(html(message)), ours=given.ours) == ""

    def test_shows_as_good_what_the_author_calls_approving(self, given):
        request = given.request(outcomes=("no", "ship_it", "approved"), approving=("ship_it",))
        letter = given.letter(request=request)

        choices = {choice.label: choice.tone for choice in word(letter).choices}

        assert choices == {"No": "bad", "Ship it": "good", "Approved": "plain"}

    def test_has_buttons_that_only_open_the_page(self, given, message):
        page = given.answer_url
        assert set(Links(html(message)).found) == {
            f"{page}?choice=approved",
            f"{page}?choice=needs_revision",
            f"{page}?choice=rejected",
        }
        assert "<form" not in html(message)

    def test_carries_the_fields_that_keep_robots_quiet(self, message):
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply, DR, RN, NRN"
        assert message["Precedence"] is None
        assert message["List-Unsubscribe"] is None

    def test_carries_the_ticket_twice(self, given, message):
        assert find_token(message["Reply-To"].addresses[0].addr_spec) == given.token()
        assert find_token_in_message_id(message["Message-ID"]) == given.token()

    def test_has_a_subject_made_from_the_content(self, message):
        assert message["Subject"] == "Review: Our spring offer"

    def test_follows_the_readers_dark_mode(self, message):
        assert 'name="color-scheme" content="light dark"' in html(message)
        assert "@media (prefers-color-scheme: dark)" in html(message)

    def test_is_the_same_mail_when_it_is_made_again(self, given, message):
        again = compose(given.letter(), sender=given.sender)

        assert (text(again), html(again)) == (text(message), html(message))
        assert again["Message-ID"] == message["Message-ID"]

    def test_asks_for_free_words_when_no_outcome_is_offered(self, given):
        said = text(compose(given.letter(request=given.request(outcomes=())), sender=given.sender))

        assert "Reply to this mail in your own words" in said

    def test_lists_many_outcomes_apart_from_what_to_do_with_them(self, given):
        outcomes = tuple(f"team_{n:02}" for n in range(12))
        letter = given.letter(request=given.request(outcomes=outcomes))
        message = compose(letter, sender=given.sender)

        how = "Reply to this mail with one of these as its first line; add a comment if you like."
        assert f"{how}\n\n“team 00”, “team 01”" in text(message)
        assert how in html(message)
        assert "“team 00”" not in html(message)
        assert own_words(text(message), ours=given.ours) == ""

    def test_shows_json_as_it_is(self, given):
        request = given.request(content='[{"a":{"b":"<i>"}}]', content_type="application/json")
        message = compose(given.letter(request=request), sender=given.sender)

        assert '"b": "<i>"' in text(message)
        assert "&#34;b&#34;: &#34;&lt;i&gt;&#34;" in html(message)


class TestContentThatAttacks:
    def test_gives_no_live_markup_and_no_link(self, given):
        content = (
            "<script>alert(1)</script> [Approve](https://evil.test) ![x](https://evil.test/x.png) "
            "<https://evil.test/a> <a href='https://evil.test'>x</a> [y](javascript:alert(1))"
        )
        source = html(
            compose(given.letter(request=given.request(content=content)), sender=given.sender)
        )

        assert not [link for link in Links(source).found if "signoff.example.com" not in link]
        assert "<script" not in source
        assert "<img" not in source

    @pytest.mark.parametrize(
        "piece", ["word ", "**a** ", "| a | b |\n|--|--|\n", "&<>", "é\n\n", "> ", "- "]
    )
    def test_stays_below_what_mail_programs_cut(self, given, piece):
        request = given.request(content=piece * (300_000 // len(piece)))
        message = compose(given.letter(request=request), sender=given.sender)

        assert len(html(message).encode()) < 100_000
        assert "longer than a mail can show" in text(message)
        assert "Read all of it" in html(message)

    def test_cannot_play_our_part_in_the_text(self, given):
        content = "Reply to this mail with “approved”"
        said = text(
            compose(given.letter(request=given.request(content=content)), sender=given.sender)
        )

        assert f"\n| {content}\n" in said

    def test_cannot_break_out_of_an_attribute_or_the_title(self, given):
        request = given.request(
            message='"><script>x</script>', metadata={"title": "</title><script>"}
        )
        source = html(compose(given.letter(request=request), sender=given.sender))

        assert "<script" not in source


class TestHeaders:
    """Cases 105 to 107: nothing that somebody wrote becomes a field or a second recipient."""

    HOSTILE = (
        "a\r\nBcc: eve@evil.test",
        "=?utf-8?q?Hi=0D=0ABcc=3A_eve=40evil=2Etest?=",
        "a\nb",
        "a\x0b\x0cb\x85c\u2028d\u2029e",
        "\0",
        "=?utf-8?b?DQpCY2M6IGV2ZUBldmlsLnRlc3Q=?=",
        "x" * 5000,
        "\u202egnol",
        "\ud800",
    )
    NAMES = ("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
             "X-Auto-Response-Suppress", "Content-Language", "Content-Type", "In-Reply-To", "References")  # fmt: skip

    def written(self, given, words):
        request = given.request(message=words, metadata={"title": words}, content=words)
        letter = given.letter(
            request=request, in_reply_to=words, references=(words, words), data={"subject": words}
        )
        message = compose(letter, sender=Sender("signoff@corp.test", words, "reply.corp.test"))
        return message_from_bytes(to_octets(message), policy=policy.compat32)

    @pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
    def test_gain_no_field_from_hostile_text(self, given, words):
        read = self.written(given, words)

        assert set(read.keys()) == set(self.NAMES)
        assert "eve@evil.test" not in read["To"]

    @settings(max_examples=60, deadline=None, suppress_health_check=FIXTURE)
    @for_all(st.text(alphabet='a=?_:\r\n\0\x85\u2028é0DA@<>",;() qb', max_size=80))
    def test_gain_no_field_from_any_text(self, given, words):
        assert set(self.written(given, words or "x").keys()) == set(self.NAMES)

    @settings(max_examples=60, deadline=None, suppress_health_check=FIXTURE)
    @for_all(
        st.text(max_size=120), st.sampled_from(["%s", "a\r\n%s: b", "=?utf-8?q?%s?=", "\n %s"])
    )
    def test_gain_no_field_and_no_recipient_from_text_of_any_alphabet(self, given, words, frame):
        read = self.written(given, frame % words or "x")

        assert set(read.keys()) == set(self.NAMES)
        assert read["To"] == given.address

    @settings(max_examples=60, deadline=None, suppress_health_check=FIXTURE)
    @for_all(st.text(max_size=80))
    def test_address_one_person_as_given_or_none(self, given, words):
        for address in (words, f"ana@example.com{words}", f"{words}@example.com"):
            try:
                message = compose(given.letter(address=address), sender=given.sender)
            except DeliveryError:
                continue
            [to] = message["To"].addresses
            assert canonical_address(address) == canonical_address(to.addr_spec)
            octets = to_octets(message)
            assert set(message_from_bytes(octets, policy=policy.compat32).keys()) <= set(self.NAMES)

    def test_text_keeps_what_joins_letters_and_people(self):
        persian, family = "می\u200cروند", "👨\u200d👩\u200d👧"

        assert header_text(f"{persian} {family}\u202e") == f"{persian} {family}"

    @for_all(st.text(max_size=400))
    def test_text_is_one_short_line_without_encoded_words(self, words):
        line = header_text(words)

        assert len(line) <= 120
        assert "=?" not in line
        assert len(line.splitlines()) <= 1

    @pytest.mark.parametrize(
        "address",
        [
            "",
            "ana",
            "a@b@c",
            "a@b.test, c@d.test",
            "a@b.test\r\nBcc: x@y.z",
            "<a@b.test>",
            "a b@c.test",
        ],
    )
    def test_name_exactly_one_recipient_or_the_mail_is_not_made(self, given, address):
        with pytest.raises(DeliveryError) as caught:
            compose(given.letter(address=address), sender=given.sender)

        assert caught.value.permanent

    @pytest.mark.parametrize("local", ["{}", "x", "bounce+{}", "sign+{}"])
    def test_name_no_address_of_ours(self, given, local):
        """Case 108: a mail to where replies come in would answer itself."""
        address = f"{local.format(given.token())}@Reply.corp.test"

        with pytest.raises(DeliveryError, match="where replies to signoff come in"):
            compose(given.letter(address=address), sender=given.sender)

    def test_name_people_of_a_domain_of_which_one_mailbox_is_ours(self, given):
        sender = Sender("signoff@corp.test", "signoff", "corp.test", "sign")

        assert compose(given.letter(address="ana@corp.test"), sender=sender)
        for ours in ("sign@corp.test", f"sign+{given.token()}@corp.test"):
            with pytest.raises(DeliveryError):
                compose(given.letter(address=ours), sender=sender)

    def test_keep_long_ids_whole(self, given):
        long_id = f"<{'a' * 200}@{'b' * 60}.test>"
        letter = given.letter(
            Purpose.CONFIRMATION, references=(long_id, long_id[:-1] + "x>"), in_reply_to=long_id
        )
        raw = to_octets(compose(letter, sender=given.sender))

        assert b"=?" not in raw.partition(b"\r\n\r\n")[0]
        assert f"In-Reply-To: {long_id}\r\n".encode() in raw

    def test_refuse_a_mail_that_reads_back_differently(self, given):
        message = Smuggling(policy=policy.SMTP)
        message["To"] = given.address
        message["Subject"] = "x"
        message.set_content("x")

        with pytest.raises(DeliveryError, match="other header fields") as caught:
            to_octets(message)

        assert caught.value.permanent


class TestAMailThatConfirms:
    def test_repeats_what_was_recorded(self, given):
        letter = given.letter(
            Purpose.CONFIRMATION, response=response(given), in_reply_to="<1@example.com>"
        )
        message = compose(letter, sender=given.sender)
        said = text(message)

        assert said.startswith("Recorded: needs revision\n")
        for part in (
            "| Needs revision: too long",
            "ana@example.com, by email",
            "22 November 2026, 10:00 UTC",
        ):
            assert part in said
        assert message["Auto-Submitted"] == "auto-replied"
        assert message["In-Reply-To"] == "<1@example.com>"

    def test_keeps_the_subject_of_the_reply(self, given):
        letter = given.letter(
            Purpose.CONFIRMATION, response=response(given), data={"subject": "RE: Review: x"}
        )

        assert compose(letter, sender=given.sender)["Subject"] == "RE: Review: x"

    def test_says_so_when_words_were_passed_on(self, given):
        letter = given.letter(Purpose.CONFIRMATION, response=response(given, outcome=None))

        assert "Recorded as: your own words" in text(compose(letter, sender=given.sender))

    def test_leaves_nothing_to_do_where_the_outcome_was_named(self, given):
        letter = given.letter(Purpose.CONFIRMATION, response=response(given), owner="bo@corp.test")
        said = text(compose(letter, sender=given.sender))

        assert "Recorded as: needs revision (named in so many words)" in said
        assert "Nothing more to do." in said
        assert "bo@corp.test" not in said

    @pytest.mark.parametrize(
        ("source", "who"),
        [
            (Source.RULE, "Fixed rules read your words as “needs revision”."),
            (Source.MODEL, "A language model read your words as “needs revision”."),
        ],
    )
    @pytest.mark.parametrize(
        ("owner", "way_out"),
        [
            ("bo@corp.test", "write to bo@corp.test at once"),
            ("ana@example.com", "start it again and decide anew"),
            (None, "write to the people who run this flow at once"),
        ],
    )
    def test_says_who_interpreted_the_words_and_how_to_object(
        self, given, source, who, owner, way_out
    ):
        recorded = response(given, feedback="Too long", text="Too long.\nCut it.", source=source)
        letter = given.letter(Purpose.CONFIRMATION, response=recorded, owner=owner)
        said = text(compose(letter, sender=given.sender))

        for part in (who, way_out, "another reply to this mail changes nothing", "| Cut it."):
            assert part in said
        assert "Nothing more to do" not in said


class TestAMailThatAsksBack:
    def test_repeats_the_words_and_the_choices(self, given):
        letter = given.letter(Purpose.ASK_BACK, data={"words": "looks fine, I guess?"})
        said = text(compose(letter, sender=given.sender))

        assert said.startswith("-- write your answer above this line --")
        for part in (
            "| looks fine, I guess?",
            "still open",
            "“approved”, “needs revision” or “rejected”",
        ):
            assert part in said

    def test_comes_back_as_nothing_when_it_is_sent_back_untouched(self, given):
        letter = given.letter(Purpose.ASK_BACK, data={"words": "approved?"})
        raw = given.mail(text(compose(letter, sender=given.sender)))

        assert read_mail(raw, recipients=[], ours=given.ours).text == ""


class TestASecondMailThatAsksBack:
    @pytest.fixture
    def letter(self, given):
        numbered = ["rejected", "approved", "needs_revision"]
        data = {"words": "hm, approved?", "again": True, "numbered": numbered}
        return given.letter(Purpose.ASK_BACK, data=data)

    def test_is_shorter_and_numbers_the_choices_as_they_were_kept(self, given, letter):
        said = text(compose(letter, sender=given.sender))

        for part in (
            "| hm, approved?",
            "Reply with 1, 2 or 3.",
            "1 means “rejected”, 2 means “approved”, 3 means “needs revision”.",
            "the last time that we ask by mail",
        ):
            assert part in said
        first = given.letter(Purpose.ASK_BACK, data={"words": "hm, approved?"})
        assert "Reply with 1" not in text(compose(first, sender=given.sender))

    def test_spells_choices_that_cannot_be_numbered(self, given, letter):
        data = {"words": "hm", "again": True, "numbered": []}
        request = given.request(outcomes=("1_star", "2_stars"))
        letter = given.letter(Purpose.ASK_BACK, data=data, request=request)

        said = text(compose(letter, sender=given.sender))

        assert "Reply with one of these and nothing else: “1 star” or “2 stars”." in said

    def test_comes_back_as_nothing_when_it_is_sent_back_untouched(self, given, letter):
        sent = text(compose(letter, sender=given.sender))
        unquoted = sent.replace("-- write your answer above this line --", "").replace("| ", "")
        raw = given.mail(text(compose(letter, sender=given.sender)))

        assert read_mail(raw, recipients=[], ours=given.ours).text == ""
        mail = read_mail(given.mail(f"2\n\n{unquoted}"), recipients=[], ours=given.ours)
        assert mail.without(sent_lines(letter)).text == "2\n\nhm, approved?"


class TestAnAnswerDirectlyBelowAllOfOurMail:
    @pytest.mark.parametrize("purpose", [Purpose.REQUEST, Purpose.ASK_BACK])
    def test_is_read_once_it_is_known_what_was_sent(self, given, purpose):
        letter = given.letter(purpose, data={"words": "hm"} if purpose is Purpose.ASK_BACK else {})
        lines = text(compose(letter, sender=given.sender)).rstrip().splitlines()
        quoted = "\n".join(f"> {line}" for line in lines)
        attribution = "On Mon, 22 Nov 2026 at 10:00, signoff <signoff@corp.test> wrote:"

        raw = given.mail(f"{attribution}\n{quoted}\nrejected\n")
        mail = read_mail(raw, recipients=[], ours=given.ours).without(sent_lines(letter))

        assert (mail.text, mail.first_line, mail.empty_because) == ("rejected", "rejected", "")
        untouched = read_mail(
            given.mail(f"{attribution}\n{quoted}\n"), recipients=[], ours=given.ours
        ).without(sent_lines(letter))
        assert (untouched.text, untouched.empty_because) == ("", "quote_only")


class TestAMailThatRefuses:
    @pytest.mark.parametrize("reason", REASONS)
    def test_says_what_happened_what_holds_and_what_to_do(self, given, reason):
        message = compose(
            given.letter(Purpose.REFUSAL, data={"reason": reason}), sender=given.sender
        )
        paragraphs = text(message).strip().split("\n\n")

        assert len(paragraphs) >= 4
        assert re.search(r"not recorded|othing was recorded", text(message))

    def test_has_one_text_per_cause(self, given):
        said = {
            text(
                compose(given.letter(Purpose.REFUSAL, data={"reason": reason}), sender=given.sender)
            )
            for reason in REASONS
        }

        assert len(said) == len(REASONS)

    @pytest.mark.parametrize("reason", STRANGERS)
    def test_tells_a_stranger_nothing_about_the_request(self, given, reason):
        message = compose(
            given.letter(Purpose.REFUSAL, data={"reason": reason}), sender=given.sender
        )
        said = f"{message.as_string()} {text(message)} {html(message)}"

        for secret in ("spring", "customers", "requests/r1", given.address.replace("ana", "ANA")):
            assert secret not in said.replace(message["Message-ID"], "")
        assert message["Reply-To"] is None

    def test_names_who_was_faster(self, given):
        letter = given.letter(
            Purpose.REFUSAL,
            data={"reason": "closed"},
            response=response(given, responder="tom@example.com"),
        )

        assert "tom@example.com gave “needs revision” by email on Sunday 22 November" in text(
            compose(letter, sender=given.sender)
        )

    @pytest.mark.parametrize(
        ("status", "said"),
        [(RequestStatus.EXPIRED, "time is over"), (RequestStatus.CANCELLED, "cancelled")],
    )
    def test_says_why_it_is_closed_when_nobody_answered(self, given, status, said):
        request = replace(given.request(), status=status)
        letter = given.letter(Purpose.REFUSAL, data={"reason": "closed"}, request=request)

        assert said in text(compose(letter, sender=given.sender))


class TestAMailThatWarns:
    def test_names_the_other_sender_and_calms(self, given):
        letter = given.letter(Purpose.NOTICE, data={"sender": "eve@evil.test"})
        said = text(compose(letter, sender=given.sender))

        assert "A mail from eve@evil.test" in said
        assert "Nothing was recorded" in said


class TestWords:
    def test_spans_are_those_people_plan_with(self):
        assert EN.span(timedelta(days=7)) == "7 days"
        assert EN.span(timedelta(hours=47, minutes=40)) == "2 days"
        assert EN.span(timedelta(hours=5)) == "5 hours"
        assert EN.span(timedelta(minutes=75)) == "75 minutes"
        assert EN.span(timedelta(0)) == "a minute"

    def test_moments_are_in_utc_and_unmistakable(self, given):
        assert EN.moment(given.now) == "Sunday 22 November 2026, 10:00 UTC"

    def test_titles_come_from_the_author_then_the_content_then_the_question(self, given):
        assert request_title(given.request(metadata={"title": " Mine "})) == "Mine"
        assert request_title(given.request()) == "Our spring offer"
        assert request_title(given.request(content="plain text")) == "May this go to all customers?"
        assert request_title(given.request(content="", message="")) == "spring_offer, review"

    def test_a_heading_may_be_closed_and_may_not_be_long(self, given):
        asked = "May this go to all customers?"

        assert request_title(given.request(content="## Our offer ##  \n\nText")) == "Our offer"
        assert request_title(given.request(content="# " + 301 * "x")) == asked
        assert request_title(given.request(content="# ###")) == asked

    @pytest.mark.parametrize("run", [" ", "#", " #", "\t"])
    def test_a_heading_made_of_blanks_takes_no_time(self, given, run):
        began = time.process_time()

        request_title(given.request(content=f"# x{run * 50_000}y\n\nText"))

        assert time.process_time() - began < 0.5

    def test_ids_are_stable_and_differ_per_delivery(self, given):
        token = given.token()

        assert message_id("d1", "r.test", token=token) == message_id("d1", "r.test", token=token)
        assert message_id("d1", "r.test", token=token) != message_id("d2", "r.test", token=token)
        assert message_id("d1", "r.test") == "<d1@r.test>"
