"""Secrets that must be read again: sealed with a key beside the database."""

import errno
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from signoff.errors import ConfigurationError, FolderNotWritable, SealBroken
from signoff.store.database import make_engine
from signoff.store.sealed import (
    Place,
    Sealer,
    add_seal_key,
    drop_old_seal_keys,
    open_sealer,
    read_seal_keys,
    reseal,
)

SECRET = "schlüssel 🔑".encode()
PLACES = (Place("hook", "id", "secret", "hook:{}".format),)


@pytest.fixture
def hooks(database_url):
    """A table of sealed texts, on either database."""
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE hook (id VARCHAR(36), secret TEXT)"))

    def add(key, sealed):
        with engine.begin() as connection:
            connection.execute(
                text("INSERT INTO hook VALUES (:id, :secret)"), {"id": key, "secret": sealed}
            )

    def read():
        with engine.connect() as connection:
            return dict(connection.execute(text("SELECT id, secret FROM hook")).all())

    yield SimpleNamespace(engine=engine, add=add, read=read)
    engine.dispose()


class TestASealedSecret:
    def test_opens_as_what_it_was_and_shows_nothing(self, tmp_path):
        sealer = open_sealer(tmp_path)

        sealed = sealer.seal(SECRET, about="webhook:1")

        assert sealer.open(sealed, about="webhook:1") == SECRET
        assert "schl" not in sealed
        assert sealer.seal(SECRET, about="webhook:1") != sealed

    def test_opens_for_nothing_else_and_not_once_it_was_touched(self, tmp_path):
        sealer = open_sealer(tmp_path)
        sealed = sealer.seal(SECRET, about="webhook:1")
        mark, key_id, coded = sealed.split(".")
        flipped = ("A" if coded[20] != "A" else "B").join((coded[:20], coded[21:]))
        other = Sealer(add_seal_key(tmp_path))

        for about, broken in (
            ("webhook:2", sealed),
            ("webhook:1", f"{mark}.{key_id}.{flipped}"),
            ("webhook:1", f"{mark}.{key_id}."),
            ("webhook:1", f"{mark}.{read_seal_keys(tmp_path).sealing}.{coded}"),
            ("webhook:1", f"s2.{key_id}.{coded}"),
            ("webhook:1", f"{mark}.nokey.{coded}"),
            ("webhook:1", f"{mark}.{key_id}.é"),
            ("webhook:1", ""),
        ):
            with pytest.raises(SealBroken, match="was not read"):
                other.open(broken, about=about)

    def test_opens_after_a_restart(self, tmp_path):
        sealed = open_sealer(tmp_path).seal(SECRET, about="x")

        assert open_sealer(tmp_path).open(sealed, about="x") == SECRET


class TestTheKeys:
    def test_are_the_owners_to_read(self, tmp_path):
        open_sealer(tmp_path)

        [file] = tmp_path.iterdir()
        assert file.stat().st_mode & 0o777 == 0o600

    def test_leave_no_half_file_on_a_disk_that_is_full(self, tmp_path, monkeypatch):
        def full(_):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(FolderNotWritable, match="No space left"):
            open_sealer(tmp_path)
        assert list(tmp_path.iterdir()) == []

        monkeypatch.undo()
        open_sealer(tmp_path)
        kept = read_seal_keys(tmp_path)
        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(FolderNotWritable, match="No key was changed"):
            add_seal_key(tmp_path)
        assert [each.name for each in tmp_path.iterdir()] == ["seal-keys.json"]
        assert read_seal_keys(tmp_path) == kept

    def test_that_cannot_be_read_stop_the_start(self, tmp_path):
        file = tmp_path / "seal-keys.json"

        for content in ("", "[]", "{}", '{"seals_with": "a", "keys": {"a": "YQ=="}}'):
            file.write_text(content)
            with pytest.raises(ConfigurationError, match="cannot be read"):
                open_sealer(tmp_path)
            assert file.read_text() == content


class TestAChangedKey:
    def test_is_known_to_a_process_that_started_before(self, tmp_path):
        early = open_sealer(tmp_path)
        before = early.seal(SECRET, about="x")
        add_seal_key(tmp_path)
        late = open_sealer(tmp_path)

        assert early.open(late.seal(SECRET, about="x"), about="x") == SECRET
        assert late.open(before, about="x") == SECRET

    def test_takes_over_everything_that_the_old_one_sealed(self, tmp_path, hooks):
        old = open_sealer(tmp_path)
        hooks.add("1", old.seal(b"one", about="hook:1"))
        hooks.add("2", None)
        add_seal_key(tmp_path)
        new = open_sealer(tmp_path)
        hooks.add("3", new.seal(b"three", about="hook:3"))

        with hooks.engine.begin() as connection:
            assert reseal(connection, new, PLACES) == 1
        assert drop_old_seal_keys(tmp_path) == 1

        kept = hooks.read()
        only_new = Sealer(read_seal_keys(tmp_path))
        assert only_new.open(kept["1"], about="hook:1") == b"one"
        assert only_new.open(kept["3"], about="hook:3") == b"three"
        assert kept["2"] is None
