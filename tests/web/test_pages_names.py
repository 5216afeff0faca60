"""What people are called on pages: by their name, with the address beside it, in one look-up."""

import re

import pytest
from sqlalchemy import event

from signoff.inbox.response import Verification
from signoff.jobs.answer import Answer
from signoff.web.pages import names
from tests.web.cast import ANA, BEN

EVE = "eve@evil.example"


def filled(html, **found):
    asked = []

    def find(addresses):
        asked.append(set(addresses))
        return {f"{key}@example.com": called for key, called in found.items()}

    return names.fill(html, find), asked


class TestAMarkedPage:
    def test_says_names_where_they_are_known_and_looks_all_of_them_up_at_once(self):
        html = f"{names.name(ANA)}|{names.short(ANA)}|{names.both(ANA)}|{names.letters(ANA)}"
        html += f"|{names.name(BEN)}|{names.short(BEN)}|{names.both(BEN)}|{names.letters(BEN)}"

        said, asked = filled(html, ana="Ana <Maria> Lind")

        assert said.split("|") == [
            *["Ana &lt;Maria&gt; Lind"] * 2, "Ana &lt;Maria&gt; Lind, ana@example.com", "AL",
            BEN, "ben", BEN, "BE",
        ]  # fmt: skip
        assert asked == [{ANA, BEN}]

    @pytest.mark.parametrize(
        "found",
        [
            {"ana": "Bo", "ben": "bo"},
            {"ana": "Bo", "ben": "\uff22\uff4f"},  # as wide letters
            {"ana": BEN},
            {"ana": "ben\uff20example.com"},
            {"ana": "Signoff"},
            {"ana": "You"},
        ],
    )
    def test_says_the_address_where_a_name_could_be_another_persons(self, found):
        assert filled(names.name(ANA), **found)[0] == ANA

    def test_calls_nobody_you_who_is_not_the_reader(self):
        assert filled(names.short("you@signoff.localhost"))[0] == "you@signoff.localhost"

    def test_asks_nothing_where_nobody_is_on_it_and_marks_nobody_by_hand(self):
        by_hand = "\ue000" + "0" * 16 + "n" + ANA.encode().hex() + "\ue001"

        assert filled(names.name(None) + by_hand) == (by_hand, [])


class TestPeopleWithNames:
    @pytest.fixture
    def pages(self, stage):
        """Every page that shows them, by its address, as Ana sees it."""
        request_id = stage.pending()
        waiting = stage.pending()
        given = Answer(
            request_id, "", "approved", BEN, "api", Verification.TOKEN, may_override=True
        )
        stage.bench.app.answer(given)
        stage.member(BEN)
        ana = stage.browser()
        said = {"text": "Look twice.", "do": "remark"}
        ana.post(f"/requests/{waiting}/acts", data=said)
        stage.give_name(ANA, "Ana Lind")
        stage.give_name(BEN, "<i>Ben</i> Ott")
        with stage.bench.app.unit() as unit:
            run_id = unit.requests.get(request_id).run_id
        at = [
            "/inbox", "/inbox?show=done", f"/requests/{request_id}", f"/requests/{waiting}",
            "/runs", f"/runs/{run_id}", "/audit", "/analytics",
        ]  # fmt: skip
        return {address.partition("?")[0]: ana.get(address).text for address in at} | {
            "waiting": ana.get(f"/requests/{waiting}").text
        }

    def test_are_called_by_them_everywhere_with_their_addresses_beside(self, pages):
        for at, page in pages.items():
            assert "\ue000" not in page, at
            assert "<i>Ben" not in page, at
            assert "Ana Lind" in re.sub("<[^>]+>", " ", page), at
            assert ANA in page, at
        decided = next(page for at, page in pages.items() if at.startswith("/requests/"))
        for page in (decided, pages["/audit"], pages["/analytics"]):
            assert "&lt;i&gt;Ben&lt;/i&gt; Ott" in re.sub("<[^>]+>", " ", page)


class TestSomebodyOfAnotherOrganisation:
    def test_is_known_by_the_address_alone(self, stage):
        app = stage.bench.app
        with app.unit() as unit:
            unit.members.add(EVE, name="The Boss", now=app.clock.now())
            unit.commit()
        request_id = stage.pending()
        given = Answer(
            request_id, "", "approved", EVE, "api", Verification.TOKEN, may_override=True
        )
        app.answer(given)

        page = stage.browser().get(f"/requests/{request_id}").text

        assert EVE in page
        assert "The Boss" not in page


class TestALongList:
    def test_is_not_asked_for_names_row_by_row(self, stage):
        for _ in range(3):
            stage.pending()
        ana = stage.browser()
        asked = []

        def note(connection, cursor, statement, parameters, context, many):
            del connection, cursor, parameters, context, many
            if "person.name" in statement and "person.language" not in statement:
                asked.append(statement)

        event.listen(stage.bench.app.engine, "before_cursor_execute", note)
        assert ana.get("/inbox").status_code == 200

        assert len(asked) == 1
