from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta

import pytest

from signoff.channels.email.ticket import TicketPurpose
from signoff.channels.email.ticket_keys import (
    MAX_KEPT,
    OCTETS,
    Rotation,
    has_keys,
    key_file,
    read_ticket_keys,
    rotate_key,
)
from signoff.errors import ConfigurationError, FolderNotWritable, TicketError
from signoff.settings import Settings, read_secret
from signoff.store.audit.signing import read_signing_key

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LIFE = timedelta(days=7)


@pytest.fixture
def folder(tmp_path):
    """A data folder with the first key."""
    make_key(tmp_path, 0, NOW - timedelta(days=100))
    return tmp_path


def make_key(folder, key_id, at):
    path = key_file(folder, key_id)
    path.write_bytes(bytes([key_id]) * OCTETS)
    os.utime(path, (at.timestamp(), at.timestamp()))


def rotate(folder, now=NOW):
    done = rotate_key(folder, now=now, ticket_life=LIFE)
    os.utime(key_file(folder, done.signs), (now.timestamp(), now.timestamp()))
    return done


def sign(folder):
    return read_ticket_keys(folder).sign(
        "0123456789abcdef", "ana@example.com", purpose=TicketPurpose.REPLY, expires_at=NOW + LIFE
    )


def key_of(folder, token):
    keys = read_ticket_keys(folder)
    return keys.verify(token, "ana@example.com", purpose=TicketPurpose.REPLY, now=NOW).key_id


class TestAFolderWithOneKey:
    def test_signs_with_it(self, folder):
        assert has_keys(folder)
        assert key_of(folder, sign(folder)) == 0

    def test_without_any_says_so(self, tmp_path):
        assert not has_keys(tmp_path)

    def test_refuses_a_key_that_was_cut_off(self, folder):
        key_file(folder, 0).write_bytes(b"short")

        with pytest.raises(ConfigurationError, match="5 bytes instead of 32"):
            read_ticket_keys(folder)


class TestChangingTheKey:
    def test_lets_the_new_one_sign_and_the_old_one_hold(self, folder):
        old = sign(folder)

        assert rotate(folder) == Rotation(signs=1, kept=(0,), dropped=())
        assert key_of(folder, old) == 0
        assert key_of(folder, sign(folder)) == 1
        assert key_file(folder, 1).stat().st_mode & 0o777 == 0o600

    def test_drops_a_key_a_day_after_its_last_ticket_expired(self, folder):
        rotate(folder)

        last_day = rotate(folder, NOW + LIFE + timedelta(days=1))
        after = rotate(folder, NOW + LIFE + timedelta(days=1, seconds=1))

        assert last_day == Rotation(signs=2, kept=(0, 1), dropped=())
        assert after == Rotation(signs=3, kept=(1, 2), dropped=(0,))
        assert not key_file(folder, 0).exists()

    def test_goes_round(self, folder):
        for n in range(40):
            done = rotate(folder, NOW + n * 2 * LIFE)
            assert done.signs == (n + 1) % 16
            assert key_of(folder, sign(folder)) == done.signs

    def test_stops_before_it_takes_a_key_that_may_be_needed(self, folder):
        for _ in range(MAX_KEPT - 1):
            rotate(folder)

        with pytest.raises(ConfigurationError, match="may still be needed"):
            rotate(folder)
        assert key_of(folder, sign(folder)) == MAX_KEPT - 1


class TestAKeyThatIsTakenAway:
    def test_33_revokes_what_it_signed(self, folder):
        old = sign(folder)
        rotate(folder)
        key_file(folder, 0).unlink()

        with pytest.raises(TicketError) as caught:
            key_of(folder, old)
        assert caught.value.reason == "unknown_key"

    def test_in_the_middle_leaves_the_newest_to_sign(self, folder):
        rotate(folder)
        rotate(folder)
        key_file(folder, 1).unlink()

        assert key_of(folder, sign(folder)) == 2

    def test_of_sixteen_is_one_too_few(self, folder):
        for key_id in range(16):
            make_key(folder, key_id, NOW)

        with pytest.raises(ConfigurationError, match="all ids"):
            read_ticket_keys(folder)


class TestAFullDisk:
    @pytest.fixture
    def full(self, monkeypatch):
        def full(_):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("os.fsync", full)

    def test_leaves_the_key_that_signs_and_no_half_one(self, folder, full):
        with pytest.raises(FolderNotWritable, match="No space left"):
            rotate(folder)

        assert [each.name for each in folder.iterdir()] == ["secret.key"]
        assert key_of(folder, sign(folder)) == 0

    def test_is_no_matter_to_who_has_the_key(self, tmp_path, request):
        made = read_secret(Settings(data_dir=tmp_path))
        request.getfixturevalue("full")

        assert read_secret(Settings(data_dir=tmp_path)) == made

    @pytest.mark.parametrize("make", [read_secret, lambda made: read_signing_key(made.data_dir)])
    def test_leaves_no_half_key_at_the_first_start(self, tmp_path, full, make):
        with pytest.raises(FolderNotWritable, match="No space left"):
            make(Settings(data_dir=tmp_path))

        assert list(tmp_path.iterdir()) == []
