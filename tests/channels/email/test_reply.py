# ruff: noqa: RUF001 - letters that look like others are tested
from __future__ import annotations

import time
from dataclasses import replace

import pytest

from signoff.channels.email.compose import compose, sent_lines
from signoff.channels.email.quotes import Ours
from signoff.channels.email.reply import (
    feedback_line,
    normal_line,
    own_lines,
    own_words,
    sure_words,
    without_sent,
)
from signoff.inbox.delivery import Purpose

LIMIT_S = 2.0  # a second on an idle machine; a loaded one counts more for the same work
OURS = Ours("reply.corp.test", "signoff@corp.test", "signoff")
QUOTE = "> May this go out?\n>\n> approved or rejected?"
ATTRIBUTIONS = [
    "On Mon, Nov 22, 2026 at 10:00 AM signoff <signoff@corp.test> wrote:",
    "On Mon, Nov 22, 2026 at 10:00 AM a long name that wraps\n<someone@else.test>\nwrote:",
    "22.11.2026 10:00, signoff пишет:",
    "2026년 11월 22일 (월) 오전 10:00, signoff <x@y.test>님이 작성:",
    "signoff <x@y.test> 於 2026年11月22日 週一 上午10:00寫道：",
    "\u202bفي الاثنين، 22 نوفمبر 2026 في 10:00 ص تمت كتابة ما يلي بواسطة \u202asignoff <x@y.test>\u202c\u200f:\u202c",
    "\u202bבתאריך יום ב׳, 22 בנוב׳ 2026 ב-10:00 מאת \u202asignoff <x@y.test>\u202c\u200f:\u202c",
    "22 Kas 2026 Pzt, 10:00 tarihinde signoff <x@y.test> şunu yazdı:",
    "Op ma 22 nov. 2026 om 10:00 schreef signoff <x@y.test>:",
    "Em seg., 22 de nov. de 2026 às 10:00, signoff <x@y.test> escreveu:",
    "ma 22. marrask. 2026 klo 10.00 signoff (x@y.test) kirjoitti:",
    "Den man. 22. nov. 2026 kl. 10.00 skrev signoff <x@y.test>:",
    "po 22. 11. 2026 v 10:00 odesílatel signoff <x@y.test> napsal:",
    "signoff <x@y.test> ezt írta (időpont: 2026. nov. 22., H, 10:00):",
    "În lun., 22 nov. 2026 la 10:00, signoff <x@y.test> a scris:",
    "Στις Δευ 22 Νοε 2026 στις 10:00 π.μ., ο χρήστης signoff <x@y.test> έγραψε:",
    "Vào Th 2, 22 thg 11, 2026 vào lúc 10:00 signoff <x@y.test> đã viết:",
    "Pada tanggal Sen, 22 Nov 2026 pukul 10.00 signoff <x@y.test> menulis:",
    "ในวันที่ จ. 22 พ.ย. 2026 เวลา 10:00 signoff <x@y.test> เขียนว่า:",
    "пн, 22 лист. 2026 р. о 10:00 signoff <x@y.test> пише:",
    "На пн, 22.11.2026 г. в 10:00 ч. signoff <x@y.test> написа:",
    "Missatge de signoff <x@y.test> del dia dl., 22 de nov. 2026 a les 10:00:",
    "pon, 22. stu 2026. u 10:00 signoff <x@y.test> napisao je:",
    "Den mån 22 nov. 2026 kl 10:00 skrev signoff <x@y.test>:",
    "ponedjeljak, 22. studenoga 2026. signoff <x@y.test> je napisao/la:",
    "2026-11-22, pr, 10:00 signoff <x@y.test> rašė:",
    "Kontakt signoff <x@y.test> kirjutas kuupäeval E, 22. november 2026 kell 10:00:",
    "On 22/11/2026 10:00, signoff wrote:",
    "Am 22.11.26 um 10:00 schrieb signoff:",
    "Le 22/11/2026 à 10:00, signoff a écrit :",
    "El 22/11/26 a las 10:00, signoff escribió:",
    "On Nov 22, 2026, at 10:00 AM, signoff via corp signoff <x@y.test> wrote:",
    "---- On Mon, 22 Nov 2026 10:00:00 +0100 signoff <x@y.test> wrote ----",
    "Signoff<x@y.test>于2026年11月22日 周一10:00写道：",
    "------------------ Original ------------------",
    "------------------ 原始邮件 ------------------",
    "-------- Ursprüngliche Nachricht --------",
    "-------- Mensaje original --------",
    "-------- Message d'origine --------",
    "-------- Исходное сообщение --------",
    "在 2026年11月22日，10:00，signoff <x@y.test> 写道：",
    "2026/11/22 10:00、signoff <x@y.test>のメール:",
    "2026年11月22日(日) 10:00 signoff <x@y.test>:",
    "signoff <x@y.test> schrieb am Mo., 22. Nov. 2026, 10:00:",
    "signoff <x@y.test> a écrit le lun. 22 nov. 2026 à 10:00 :",
]
BLOCKS = [
    "-----Original Message-----\nFrom: signoff <x@y.test>\nSent: Monday\nTo: Ana\nSubject: Review",
    "________________________________\nFrom: signoff <x@y.test>\nSent: Monday\nTo: Ana",
    "Von: signoff <x@y.test>\nGesendet: Montag, 22. November 2026 10:00\nAn: Ana\nBetreff: Review",
    "De : signoff <x@y.test>\nEnvoyé : lundi 22 novembre 2026\nÀ : Ana\nObjet : Review",
    "发件人: signoff\n发送时间: 2026年11月22日\n收件人: Ana\n主题: Review",
    "*From:* signoff\n*Sent:* Monday\n*To:* Ana\n*Subject:* Review",
    "---------- Forwarded message ---------\nFrom: signoff <x@y.test>\nDate: Mon\nSubject: Review",
    "Begin forwarded message:\n\n> From: x",
    "-- write your answer above this line --",
    "Von: signoff\nGesendet: Montag\nAn: Ana\nBetreff: Review",
    "De: signoff\nEnviado: lunes\nPara: Ana\nAsunto: Review",
    "De: signoff\nEnviada em: segunda\nPara: Ana\nAssunto: Review",
    "De : signoff\nEnvoyé : lundi\nÀ : Ana\nObjet : Review",
    "Da: signoff\nInviato: lunedì\nA: Ana\nOggetto: Review",
    "Van: signoff\nVerzonden: maandag\nAan: Ana\nOnderwerp: Review",
    "Från: signoff\nSkickat: måndag\nTill: Ana\nÄmne: Review",
    "Fra: signoff\nSendt: mandag\nTil: Ana\nEmne: Review",
    "Lähettäjä: signoff\nLähetetty: maanantai\nVastaanottaja: Ana\nAihe: Review",
    "Od: signoff\nWysłano: poniedziałek\nDo: Ana\nTemat: Review",
    "Od: signoff\nOdesláno: pondělí\nKomu: Ana\nPředmět: Review",
    "Feladó: signoff\nElküldve: hétfő\nCímzett: Ana\nTárgy: Review",
    "De la: signoff\nTrimis: luni\nCătre: Ana\nSubiect: Review",
    "От: signoff\nОтправлено: понедельник\nКому: Ana\nТема: Review",
    "Від: signoff\nНадіслано: понеділок\nКому: Ana\nТема: Review",
    "Kimden: signoff\nGönderilme: Pazartesi\nKime: Ana\nKonu: Review",
    "Από: signoff\nΣτάλθηκε: Δευτέρα\nΠρος: Ana\nΘέμα: Review",
    "差出人: signoff\n送信日時: 月曜日\n宛先: Ana\n件名: Review",
    "发件人: signoff\n发送时间: 星期一\n收件人: Ana\n主题: Review",
    "寄件者: signoff\n寄件日期: 星期一\n收件者: Ana\n主旨: Review",
    "보낸 사람: signoff\n보낸 날짜: 월요일\n받는 사람: Ana\n제목: Review",
    "מאת: signoff\nנשלח: יום שני\nאל: Ana\nנושא: Review",
    "من: signoff\nتاريخ الإرسال: الاثنين\nإلى: Ana\nالموضوع: Review",
    "Từ: signoff\nĐã gửi: Thứ Hai\nĐến: Ana\nChủ đề: Review",
    "จาก: signoff\nส่ง: วันจันทร์\nถึง: Ana\nเรื่อง: Review",
    "Pošiljatelj: signoff\nPoslano: ponedjeljak\nPrima: Ana\nPredmet: Review",
    "Saatja: signoff\nSaadetud: esmaspäev\nAdressaat: Ana\nTeema: Review",
]


def said_below_name(text, **told):
    _, below = own_lines(text, **told)
    return below


class TestAnAnswerAboveTheQuote:
    @pytest.mark.parametrize("attribution", ATTRIBUTIONS)
    def test_is_all_that_is_read(self, attribution):
        for gap in ("\n", "\n\n"):
            assert own_words(f"Approved.{gap}{attribution}\n\n{QUOTE}\n") == "Approved."

    @pytest.mark.parametrize("block", BLOCKS)
    def test_is_read_above_header_blocks_too(self, block):
        answer = "needs revision: shorter"
        for gap in ("\n", "\n\n"):
            assert own_words(f"{answer}{gap}{block}\n\nMay it go?") == answer

    def test_keeps_its_paragraphs(self):
        text = "Rejected.\n\nThe price is wrong.\nAsk Tom.\n\n" + ATTRIBUTIONS[0] + "\n" + QUOTE

        assert own_words(text) == "Rejected.\n\nThe price is wrong.\nAsk Tom."

    def test_may_end_in_a_time_of_day(self):
        assert (
            own_words("Approved for 10:30\n" + ATTRIBUTIONS[0] + "\n" + QUOTE)
            == "Approved for 10:30"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "On the surface this looks fine, but the price is wrong.",
            "On Monday at 10:30 we can publish.",
            "From my side: approved",
            "Date and place are wrong: fix them.",
            "Signoff on 12 March is fine with me.",
            "To be honest, no.",
            "I wrote: it is fine",
            "Subject: make it shorter",
        ],
    )
    def test_is_kept_when_it_only_looks_like_a_quotation(self, text):
        assert own_words(text, ours=OURS) == text


class TestNothingTyped:
    @pytest.mark.parametrize("attribution", ATTRIBUTIONS)
    def test_above_an_attribution_says_nothing(self, attribution):
        for quote in (QUOTE, "May this go out?\n\napproved or rejected?"):
            assert own_words(f"\n{attribution}\n\n{quote}\n") == ""

    @pytest.mark.parametrize("block", BLOCKS)
    def test_above_a_header_block_says_nothing(self, block):
        assert own_words(f"\n\n{block}\n\napproved\n") == ""

    @pytest.mark.parametrize(
        "signature",
        [
            "-- \nAna Ruiz\nHead of Marketing",
            "Sent from my iPhone",
            "Von meinem iPhone gesendet",
            "Get Outlook for iOS<https://aka.ms/x>",
            "Best regards,\nAna",
            "Mit freundlichen Grüßen\n\nAna Ruiz",
            "Regards",
            "iPhoneから送信",
        ],
    )
    def test_but_a_signature_says_nothing(self, signature):
        assert own_words(f"\n{signature}\n\n{ATTRIBUTIONS[0]}\n{QUOTE}") == ""

    @pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b\u200e", "...", "<https://x.test/>"])
    def test_at_all_says_nothing(self, text):
        assert own_words(text) == ""

    def test_under_an_unknown_language_says_nothing_when_it_names_us(self):
        text = "signoff <signoff@corp.test> qopta 22/11/2026 10:00 (UTC)\n\napproved\n"

        assert own_words(text) != ""
        assert own_words(text, ours=OURS) == ""

    def test_above_a_header_block_in_an_unknown_language_says_nothing_when_it_names_us(self):
        text = "Xyzzy: signoff\nPlugh: 22\nFrotz: Ana\n\napproved\n"

        assert own_words(text) != ""
        assert own_words(text, ours=OURS) == ""


class TestWordsBelowASignature:
    @pytest.mark.parametrize(
        "signature",
        ["Best regards\nAna", "Thanks,\nAna\nHead of Sales", "-- \nAna", "Ana Smith\nSales"],
    )
    @pytest.mark.parametrize("mark", ["PS:", "P.S.", "P.P.S.", "ps", "PD:", "Nachtrag:", "追伸"])
    def test_are_words_where_they_are_a_postscript(self, signature, mark):
        text = f"Approved\n\n{signature}\n\n{mark} not before Friday\n\n{QUOTE}\n"

        lines, _ = own_lines(text, ours=OURS, name="Ana Smith")
        words = sure_words(lines)

        assert words.split() == ["Approved", *mark.split(), "not", "before", "Friday"]

    def test_are_kept_apart_where_they_may_be_more_than_a_name(self):
        text = "Approved\n\nBest regards\nAna Smith\nHead of Sales\nT: 030 123456\nbut not before Friday\n"

        assert own_words(text) == "Approved"
        assert said_below_name(text) == "but not before Friday"
        assert said_below_name(f"{ATTRIBUTIONS[0]}\n{QUOTE}\n{text}") == "but not before Friday"

    @pytest.mark.parametrize(
        "objection",
        [
            "Stop!",
            "Rejected",
            "Wait. No.",
            "DO NOT PUBLISH",
            "but only after 01.03.2031",
            "change 48200 to 42800",
            "ask bo@acme.test first",
        ],
    )
    @pytest.mark.parametrize("signature", ["Ana Smith", "Best regards\nAna"])
    def test_are_kept_apart_in_a_word_in_capitals_and_beside_numbers(self, signature, objection):
        text = f"Approved\n\n{signature}\n\n{objection}\n"

        assert said_below_name(text, name="Ana Smith").split("\n")[-1] == objection

    @pytest.mark.parametrize(
        "line",
        [
            "HEAD OF SALES",
            "Change Manager | no frills",
            "12 No Street",
            "phone +49 30 1234567",
            "VAT no. GB 123456789",
            "Registered in England No. 1234567.",
            "https://acme.test/no",
            "she/her",
            "Please consider the environment before printing this e-mail.",
        ],
    )
    def test_are_none_in_an_office_an_address_or_a_number(self, line):
        assert said_below_name(f"Approved\n\nRegards\nWill\n{line}\n") == ""

    def test_are_none_in_a_signature_below_a_rule(self):
        text = "Approved\n\nRegards\nAna\n-- \nall prices without tax\n"

        assert said_below_name(text) == ""

    def test_are_none_where_a_title_begins_like_a_postscript(self):
        assert own_words("Approved\n-- \nPD Dr. Ana Weiss\nPSA Group\n") == "Approved"


class TestTheNameOfWhoeverSent:
    SIGNED = "Approved\n\nAna Smith\nHead of Sales | Acme Ltd\nana@acme.test"

    @pytest.mark.parametrize(
        "name", ["Ana Smith", "Smith, Ana", "ana smith (London)", "Ana Smith | Acme", "ana.smith"]
    )
    def test_begins_a_signature_above_short_lines(self, name):
        assert sure_words(own_lines(self.SIGNED, name=name)[0]) == "Approved"
        assert sure_words(own_lines("Approved\n\nAna\nSales", name=name)[0]) == "Approved"

    def test_may_be_a_word_all_the_same(self):
        text = "Approved\n\nWait\nfor it to be done"

        assert said_below_name(text, name="Please Wait Team") == "Wait\nfor it to be done"

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            (SIGNED, ""),
            (SIGNED, "Bo Smith"),
            ("Ana Smith\nApproved", "Ana Smith"),
            ("Approved by\nAna Smith\nand by Bo", "Ana Smith"),
            (f"Approved\n\nAna Smith\n{'and this is why ' * 6}", "Ana Smith"),
        ],
        ids=["no_name", "another", "on_top", "within_a_sentence", "above_a_long_line"],
    )
    def test_begins_none_elsewhere(self, text, name):
        assert sure_words(own_lines(text, name=name)[0]) == text.rstrip()


class TestAnAnswerBelowTheQuote:
    def test_is_read_when_nothing_stands_above(self):
        assert (
            own_words(f"{ATTRIBUTIONS[0]}\n\n{QUOTE}\n\nrejected, too long\n")
            == "rejected, too long"
        )

    def test_is_read_between_quoted_lines(self):
        text = f"{ATTRIBUTIONS[0]}\n> Publish?\nyes\n> Is the price right?\n\nno, it is 32\n"

        assert own_words(text) == "yes\n\nno, it is 32"

    def test_is_read_between_quoted_lines_beside_the_words_on_top(self):
        text = f"Looks good!\n\n{ATTRIBUTIONS[0]}\n> Publish?\n\nNo, wait.\n\n> Price: 30\n"

        assert own_words(text) == "Looks good!\n\nNo, wait."

    def test_is_not_sought_below_the_last_quoted_line_where_words_stand_on_top(self):
        assert (
            own_words(f"Approved\n\n{ATTRIBUTIONS[0]}\n{QUOTE}\n\nAcme Ltd, London\n") == "Approved"
        )

    def test_is_not_taken_from_a_quoted_line_that_was_wrapped(self):
        long_line = "> " + "word " * 14
        text = f"{ATTRIBUTIONS[0]}\n{long_line}\napproved by nobody\n> more\n"

        assert own_words(text) == ""

    def test_may_stand_directly_below_a_short_quoted_line(self):
        assert own_words(f"{ATTRIBUTIONS[0]}\n> Publish it?\napproved\n") == "approved"

    def test_is_not_sought_below_a_signature(self):
        assert own_words(f"-- \nAna\n\n{QUOTE}\n\nlist footer\n") == ""


class TestALineDirectlyBelowALongQuotedOne:
    SENT = (
        "Answer this mail with one of these words, or with what has to change: approved, rejected.",
        "Publish this?",
    )
    FRONT, REST = SENT[0][:70].rstrip(), "approved, rejected."

    def read(self, below):
        ours = replace(OURS, sent_lines=frozenset(map(normal_line, self.SENT)))
        return own_words(f"{ATTRIBUTIONS[0]}\n> {self.SENT[1]}\n{below}\n", ours=ours)

    def test_is_the_answer_when_the_quoted_one_is_whole(self):
        below = f"> {self.SENT[0]}\napproved\nThe price is right."

        assert self.read(below) == "approved\nThe price is right."

    def test_is_the_answer_when_the_quoted_one_is_the_end_of_ours(self):
        sent = f"A word before it. {self.SENT[0]}"
        ours = replace(OURS, sent_lines=frozenset({normal_line(sent)}))

        text = f"{ATTRIBUTIONS[0]}\n> A word before it.\n> {self.SENT[0]}\nrejected\n"

        assert own_words(text, ours=ours) == "rejected"

    def test_is_no_answer_when_it_is_the_rest_of_ours(self):
        assert f"{self.FRONT} {self.REST}" == self.SENT[0]
        assert self.read(f"> {self.FRONT}\n{self.REST}") == ""
        assert self.read(f"> {self.FRONT}\napproved,\nrejected.") == ""

    def test_is_the_answer_below_the_rest_of_ours(self):
        assert self.read(f"> {self.FRONT}\n{self.REST}\nneeds work") == "needs work"

    def test_is_no_answer_when_the_quoted_one_is_not_known_to_end_there(self):
        assert self.read(f"> {self.FRONT}\nand something else\napproved") == ""
        assert self.read(f"> {'Some other words. ' * 5}\napproved") == ""

    def test_is_no_answer_when_it_is_a_line_of_ours(self):
        assert self.read(f"> {self.SENT[0]}\n{self.SENT[1]}") == ""

    def test_is_no_answer_when_we_do_not_know_what_was_sent(self):
        assert own_words(f"{ATTRIBUTIONS[0]}\n> {self.SENT[0]}\napproved\n", ours=OURS) == ""

    def test_costs_bounded_time(self):
        sent = frozenset(f"{n} {'word ' * 390}".strip() for n in range(200))
        text = "> " + "word " * 390 + "\n" + ("word " * 30 + "\n") * 1999
        began = time.process_time()

        own_words(text, ours=replace(OURS, sent_lines=sent))

        assert time.process_time() - began < LIMIT_S


class TestWhatSurroundsAnAnswer:
    @pytest.mark.parametrize(
        "banner",
        [
            "CAUTION: This email originated from outside of the organization.",
            "[EXTERNAL]",
            "*** ACHTUNG: externe E-Mail ***",
            "You don't often get email from ana@example.com. Learn why this is important",
            "WARNING: external sender\nDo not click links or open attachments.",
        ],
    )
    def test_banners_are_left_out(self, banner):
        assert own_words(f"{banner}\n\napproved\n") == "approved"

    def test_phone_signatures_and_closings_are_left_out(self):
        assert own_words("approved\n\nSent from my iPhone") == "approved"
        assert own_words("approved\n\nBest,\nAna") == "approved"
        assert own_words("approved\n-- \nAna") == "approved"

    def test_thanks_alone_stays_because_it_was_said(self):
        assert own_words("Thank you.\n\n" + ATTRIBUTIONS[0] + "\n" + QUOTE) == "Thank you."

    def test_list_footers_are_left_out(self):
        footer = "_______________________________________________\nTeam mailing list\nteam@x.test"

        assert own_words(f"approved\n{footer}") == "approved"

    @pytest.mark.parametrize(
        "footer",
        [
            "This email and any attachments are confidential and intended solely for the addressee.",
            "CONFIDENTIALITY NOTICE: the contents",
            "Diese E-Mail enthält vertrauliche Informationen.",
            "Virus-free. www.avast.com",
        ],
    )
    def test_company_footers_are_left_out(self, footer):
        assert own_words(f"approved\n\n{footer}\n") == "approved"
        assert own_words(f"{ATTRIBUTIONS[0]}\n{QUOTE}\n\n{footer}\n") == ""

    def test_invisible_and_turning_characters_are_left_out(self):
        assert own_words("\u202eapp\u200broved\u202c\x07") == "approved"


class TestTheLineThatCounts:
    @pytest.mark.parametrize(
        "greeting",
        ["Hi team,", "Hello Ana!", "Hallo zusammen,", "Bonjour,", "こんにちは", "Dear all"],
    )
    def test_is_the_one_below_a_greeting(self, greeting):
        assert feedback_line(f"{greeting}\n\napproved") == "approved"

    @pytest.mark.parametrize(
        "line", ["Hi, approved", "Hello, this is wrong", "Hide the price", "Dear is the new price"]
    )
    def test_is_the_first_when_it_says_more_than_a_greeting(self, line):
        assert feedback_line(f"{line}\nsecond") == line

    def test_is_the_greeting_when_nothing_follows(self):
        assert feedback_line("Hi team,") == "Hi team,"

    def test_is_empty_without_words(self):
        assert feedback_line("") == ""


class TestLinesThatWeSent:
    def test_are_no_answer_however_they_come_back(self, given):
        letter = given.letter(Purpose.REQUEST)
        text = compose(letter, sender=given.sender).get_body(("plain",)).get_content()
        unmarked = text.replace("-- write your answer above this line --", "")

        assert without_sent(unmarked, sent_lines(letter)) == "| approved"
        assert own_words(text, ours=given.ours) == ""

    def test_do_not_forbid_an_outcome_that_the_content_also_names(self, given):
        assert without_sent("approved", sent_lines(given.letter())) == "approved"

    def test_may_be_said_again_when_one_short_line_is_the_answer(self, given):
        request = given.request(content="- Option A\n- Option B", outcomes=())
        sent = sent_lines(given.letter(request=request))

        assert without_sent("Option B", sent) == "Option B"
        assert without_sent("- Option A\n- Option B", sent) == ""

    def test_do_not_hold_what_the_person_said_before(self, given):
        words = "I would say it is fine as it stands"
        letter = given.letter(Purpose.ASK_BACK, data={"words": words})

        assert without_sent(words, sent_lines(letter)) == words

    def test_are_known_again_when_they_were_wrapped(self):
        sent = frozenset({"all plans are cheaper until the end of may, for every customer."})

        assert without_sent("cheaper until the end of May,", sent) == ""


class TestHostileText:
    @pytest.mark.parametrize(
        "text",
        [
            "-" * 200_000,
            "On " * 100_000,
            "On Mon, 3 Mar 2020 at 10:00\n" * 20_000,
            "\n" * 400_000,
            "From: a@b\n" * 40_000,
            "> x\n" * 100_000,
            ("<http://" * 200 + "\n") * 250,
            ("1 " * 1000 + "\n") * 200,
            ("---" + " *" * 900 + "--\n") * 200,
            "____\n" * 80_000,
            "@" * 400_000,
        ],
        ids=range(11),
    )
    def test_costs_bounded_time(self, text):
        began = time.process_time()

        own_words(text, ours=OURS)

        assert time.process_time() - began < LIMIT_S
