"""The chain of facts: what is sealed, what a check finds, what redaction leaves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff import ids
from signoff.errors import AuditUnreadable
from signoff.inbox import chain
from signoff.inbox.audit import AuditEvent, EventKind
from signoff.inbox.chain import Closed, Receipt
from signoff.inbox.chain_check import Anchor, BreakKind, check, ranges, ranges_text

AT = datetime(2030, 1, 7, 9, 30, 15, 123456, tzinfo=UTC)
DATA = {"outcome": "approved", "channel": "email", "feedback": "Fine, says Bo.", "n": 1}


def chained(n, *, start=1, prev=chain.GENESIS, data=DATA):
    links = []
    for seq in range(start, start + n):
        event = AuditEvent(
            ids.new_id(), EventKind.REQUEST_ANSWERED, f"r{seq}", "ana@example.com",
            AT + timedelta(seconds=seq), "run", f"r{seq}", data,
        )  # fmt: skip
        links.append(chain.seal(event, seq=seq, prev_hash=prev, salt=f"{seq:032x}"))
        prev = links[-1].hash
    return links


def kinds(report):
    return {found.kind for found in report.breaks}


OTHER = {
    "seq": 77,
    "id": "another",
    "kind": "request.expired",
    "subject": "s",
    "actor": "eve@evil.example",
    "at": AT - timedelta(microseconds=1),
    "run_id": None,
    "request_id": "q",
    "data": {**DATA, "outcome": "rejected"},
    "salt": "ff",
    "digest": "1" * 64,
    "prev_hash": "2" * 64,
    "hash": "3" * 64,
}


class TestAWholeChain:
    def test_is_found_whole_and_ends_in_its_head(self):
        links = chained(5)

        report = check(links, anchors=[Anchor(links[2].receipt, "a mail")])

        assert report.breaks == ()
        assert (report.n_links, report.n_anchors, report.last) == (5, 1, 5)
        assert report.head == links[-1].receipt

    def test_survives_json_and_another_zone(self):
        links = chained(3, data={"text": "日本語 \ud800 \x00", "deep": [1, 2.5, None, {"a": True}]})
        raw = [chain.link_json(link) for link in links]
        raw[1]["at"] = links[1].at.astimezone().isoformat()

        assert check(map(chain.line_from, raw)).breaks == ()

    def test_keeps_its_first_form_for_ever(self):
        event = AuditEvent("i", EventKind.RUN_STARTED, "s", "ana", AT, "r", None, {"flow": "post"})

        link = chain.seal(event, seq=1, prev_hash=chain.GENESIS, salt="00")

        # What is sealed once must be checkable by every later version: never change these.
        assert link.digest == "f8792ba8eb49152b9746ba018abbf25dc146cc843a0fafbcd309b2bdf1d0040e"
        assert link.hash == "af52743b5d43194b217ce7b47d270087ac91d3f423e49c0b05934d0d11e6dd74"


class TestABrokenChain:
    @given(st.sampled_from(sorted(OTHER)), st.integers(0, 5))
    def test_shows_any_one_change(self, field, at):
        links = chained(6)
        links[at] = replace(links[at], **{field: OTHER[field]})

        assert check(links).breaks

    @given(st.sampled_from(sorted(set(OTHER) - {"seq", "hash"})), st.integers(0, 4))
    def test_shows_a_change_that_was_sealed_anew(self, field, at):
        links = chained(6)
        forged = replace(links[at], **{field: OTHER[field]})
        if field in ("actor", "data", "salt"):
            digest = chain.digest_of(forged.salt, forged.actor, forged.data)
            forged = replace(forged, digest=digest)
        body = chain.body_of(forged)
        links[at] = replace(forged, hash=chain.hash_of(forged.seq, body, forged.prev_hash))

        assert BreakKind.CHANGED in kinds(check(links))

    @given(st.integers(0, 6))
    def test_shows_a_removal(self, at):
        links = chained(7)
        anchors = [Anchor(links[-1].receipt, "the head")]
        del links[at]

        report = check(links, anchors=anchors)

        assert report.first_break.seq == at + 1
        assert report.first_break.kind in (BreakKind.MISSING, BreakKind.CUT)

    @given(st.integers(0, 6), st.integers(0, 6))
    def test_shows_a_swap(self, one, other):
        links = chained(7)
        links[one], links[other] = links[other], links[one]

        assert (check(links).breaks != ()) == (one != other)

    @given(st.integers(0, 5), st.integers(1, 8))
    def test_shows_an_insertion(self, at, seq):
        links = chained(6)
        prev = links[seq - 2].hash if 2 <= seq <= 7 else chain.GENESIS
        links.insert(at, chained(1, start=seq, prev=prev)[0])

        assert check(links).breaks

    def test_names_what_is_wrong(self):
        links = chained(6)
        anchor = [Anchor(links[-1].receipt, "the mail <m@x>")]
        swapped = [links[0], links[2], links[1], *links[3:]]
        other = chained(6, data={})
        seen = {
            "changed": check([*links[:2], replace(links[2], actor="eve"), *links[3:]]),
            "missing": check([*links[:1], *links[3:]]),
            "reordered": check(swapped),
            "cut": check(links[:4], anchors=anchor),
            "rewritten": check(other, anchors=anchor),
        }

        assert {name: str(report.first_break.kind) for name, report in seen.items()} == {
            name: name for name in seen
        }
        assert [report.first_break.seq for report in seen.values()] == [3, 2, 2, 5, 6]
        assert "the mail <m@x> vouches for fact 6" in seen["cut"].first_break.says
        assert seen["missing"].first_break.says == "Facts 2 to 3 are missing."


class TestAFactWithoutItsWords:
    def test_keeps_its_place_and_what_names_nobody(self):
        links = chained(3)
        links[1] = chain.redact(links[1], at=AT)

        assert links[1].data == {"outcome": "approved", "channel": "email", "n": 1}
        assert "Bo" not in str(links[1])
        assert "ana" not in str(links[1])
        assert kinds(check(links)) == {BreakKind.UNSAID}

    def test_is_in_order_where_a_later_fact_says_so(self):
        links = chained(2)
        links[0] = chain.redact(links[0], at=AT)
        fact = AuditEvent(
            "x", EventKind.AUDIT_REDACTED, "x", "signoff", AT, data={"seqs": "1", "n": 1}
        )
        links.append(chain.seal(fact, seq=3, prev_hash=links[1].hash, salt="0"))

        report = check(links)

        assert report.breaks == ()
        assert report.n_redacted == 1

    def test_cannot_be_given_other_words(self):
        link = chain.redact(chained(1)[0], at=AT)

        for forged in (
            replace(link, actor="eve@evil.example"),
            replace(link, data={**link.data, "feedback": "No."}),
            replace(link, data={**link.data, "outcome": "rejected"}),
            replace(link, data={}),
        ):
            assert BreakKind.CHANGED in kinds(check([forged], is_excerpt=True))


class TestFactsOfOthers:
    def test_are_followed_by_their_hash_alone(self):
        links = chained(6)
        lines = [
            link if link.seq in (3, 5) else Closed(link.seq, chain.body_of(link))
            for link in links[2:]
        ]
        anchor = Anchor(links[-1].receipt, "a checkpoint")

        report = check(lines, anchors=[anchor], begins_at=3)

        assert report.breaks == ()
        assert (report.n_links, report.n_closed, report.n_anchors) == (2, 2, 1)
        lines[1] = Closed(4, "0" * 64)
        assert check(lines, anchors=[anchor], begins_at=3).breaks


class TestReceipts:
    def test_are_found_in_any_text(self):
        one, two = Receipt(12, "ab" * 32), Receipt(7, "0" * 64)
        text = f"Signoff-Receipt: {one}\r\n> Receipt {two}.\n12:short 0:{'1' * 64} {'f' * 70}"

        assert chain.find_receipts(text) == [one, two]

    def test_name_ranges_of_numbers(self):
        for numbers in ([], [3], [1, 2, 3], [1, 3, 4, 9]):
            text = ranges_text(numbers)
            assert [n for a, b in ranges(text) for n in range(a, b + 1)] == numbers
        assert ranges("x-1,,4-,-3") == [(4, 4)]


class TestALineThatIsNoFact:
    @pytest.mark.parametrize("field", sorted(chain.Link.__slots__))
    def test_is_refused_whatever_is_wrong(self, field):
        raw = chain.link_json(chained(1)[0])
        for wrong in ([], True, -1):
            with pytest.raises(AuditUnreadable, match="no fact of a trail"):
                chain.line_from({**raw, field: wrong})
        with pytest.raises(AuditUnreadable, match=f"KeyError '{field}'"):
            chain.line_from({name: raw[name] for name in raw if name != field})
        for other in (None, 3, [], "x", {"seq": 1, "body": "zz"}):
            with pytest.raises(AuditUnreadable):
                chain.line_from(other)
