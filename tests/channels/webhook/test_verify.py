"""What a receiver is told by `signoff.webhooks.verify`."""

import hashlib
import hmac
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.webhooks import sign, verify

NOW = datetime(2030, 1, 7, 9, 30, tzinfo=UTC)
AT = int(NOW.timestamp())
BODY = '{"event": "new_request", "message": "Größe 🙂"}'
SECRET = "whsec_of_this_webhook"
SIGNED = sign(secret=SECRET, timestamp=AT, body=BODY)


def check(**changes):
    call = {"secret": SECRET, "timestamp": str(AT), "body": BODY, "signature": SIGNED, "now": NOW}
    return verify(**{**call, **changes})


class TestACallOfOurs:
    def test_is_believed_however_a_receiver_holds_it(self):
        held = (
            {},
            {"body": BODY.encode()},
            {"body": bytearray(BODY.encode())},
            {"timestamp": AT},
            {"signature": SIGNED.removeprefix("sha256=")},
            {"signature": f" {SIGNED} "},
            {"secret": SECRET.encode()},
            {"secret": ["another", SECRET]},
            {"secret": iter((SECRET, "another"))},
            {"now": float(AT)},
            {"now": NOW + timedelta(seconds=300)},
            {"now": NOW - timedelta(seconds=300)},
            {"now": NOW + timedelta(hours=1), "tolerance": 3600},
        )

        assert [each for each in held if not check(**each)] == []

    def test_is_believed_at_the_time_of_this_computer(self):
        here = int(time.time())

        signed = sign(secret=SECRET, timestamp=here, body=BODY)

        assert verify(secret=SECRET, timestamp=here, body=BODY, signature=signed)

    def test_passes_the_check_that_the_product_describes(self):
        expected = hmac.new(SECRET.encode(), f"{AT}.{BODY}".encode(), hashlib.sha256).hexdigest()

        assert hmac.compare_digest(expected, SIGNED.removeprefix("sha256="))


class TestAnyOtherCall:
    def test_is_not_believed(self):
        others = (
            {"body": BODY + " "},
            {"body": ""},
            {"timestamp": str(AT + 1)},
            {"secret": "another"},
            {"secret": []},
            {"signature": ""},
            {"signature": "sha256="},
            {"signature": SIGNED.replace("sha256", "sha1")},
            {"signature": SIGNED[:-1]},
            {"signature": SIGNED + "0"},
            {"signature": SIGNED.upper()},
            {"now": NOW + timedelta(seconds=301)},
            {"now": NOW - timedelta(seconds=301)},
            {"now": float("nan")},
            {"now": float("inf"), "tolerance": float("inf")},
            {"tolerance": float("nan")},
        )

        assert [each for each in others if check(**each)] == []

    def test_is_not_believed_where_the_secret_was_forgotten(self):
        forged = sign(secret="", timestamp=AT, body=BODY)

        assert not check(secret="", signature=forged)
        assert not check(secret=["", "real"], signature=forged)

    def test_is_no_error_whatever_is_sent(self):
        odd = (
            None,
            "",
            "x",
            "1e9",
            "-1",
            "+1",
            " 1",
            "१२३",
            "0" + str(AT),
            "9" * 5000,
            "\0",
            "\ud800",
            b"1",
            1.5,
            True,
            [],
        )
        calls = [{field: value} for field in ("timestamp", "signature", "body") for value in odd]

        assert [call for call in calls if check(**call)] == []

    @given(timestamp=st.text(), body=st.text() | st.binary(), signature=st.text())
    def test_is_no_error_by_chance(self, timestamp, body, signature):
        assert not verify(
            secret=SECRET, timestamp=timestamp, body=body, signature=signature, now=NOW
        )


def test_a_receiver_loads_nothing_of_the_server():
    loaded = "import sys, signoff.webhooks; print([n for n in sys.modules if n.startswith(('sqlalchemy', 'fastapi', 'signoff.store'))])"

    said = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("key", ["", "ü" * 200, "\ud800"])
def test_any_secret_signs(key):
    signed = sign(secret=key, timestamp=AT, body=BODY)

    assert verify(secret=key, timestamp=AT, body=BODY, signature=signed, now=NOW) is bool(key)
