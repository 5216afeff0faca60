"""One PostgreSQL cluster for the whole test run, started by whoever needs it first.

The run's main process owns a folder and holds a lock on it; test processes start
the cluster inside. A guard process waits for that lock: it gets it when the run is
over, however the run ended, stops the cluster and removes the folder. So a killed
run leaves no server behind, and one that was killed before it had a guard leaves a folder that
the next run removes. What the databases hold is not known here.
"""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.support import postgres_guard
from tests.support.locks import locked
from tests.support.needs import lack, need
from tests.support.ports import find_free_port
from tests.support.postgres_guard import guard, identity_of, stop_cluster

_USER = "signoff"
_REASON = "the suite runs its store tests on a PostgreSQL of its own (Debian: postgresql)"
# Other programs take ports while we start; a lost race is no failed test.
_TRIES = 5
_MEMORY, _PLENTY = Path("/dev/shm"), 4 << 30  # octets that are free
_PREFIX = "signoff-postgres-"
_STARTING_S = 60  # for so long a folder may be one that its run has not taken hold of yet

# Speed only: a test database may lose everything when the machine dies.
_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_connections = 200
shared_buffers = 64MB
jit = off
autovacuum = off
log_min_messages = warning
"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster and how to log in as its superuser."""

    port: int
    password: str

    def url(self, database: str) -> str:
        """Return the SQLAlchemy URL of one of its databases."""
        return f"postgresql+psycopg://{_USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def conninfo(self, database: str) -> str:
        """Return what psycopg.connect takes for one of its databases."""
        return (
            f"host=127.0.0.1 port={self.port} user={_USER} password={self.password} "
            f"dbname={database}"
        )


def _quickest_place() -> Path | None:
    """Return memory where there is plenty: a test's database is a thousand files to copy and remove."""
    is_plenty = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _PLENTY
    return _MEMORY if is_plenty and os.access(_MEMORY, os.W_OK) else None


def sweep(place: Path) -> None:
    """Remove the folders of runs that are over from `place`, where nobody else did."""
    for folder in place.glob(f"{_PREFIX}*"):
        # Others remove them too, and some are another user's, or of a server that will not stop.
        with suppress(OSError, subprocess.SubprocessError):
            facts = folder.stat()
            if facts.st_uid == os.geteuid() and facts.st_mtime < time.time() - _STARTING_S:
                guard(folder, waits=False)


class ClusterFolder:
    """The folder of the run's cluster, held by the main process from first test to last."""

    def __init__(self) -> None:
        # Not under pytest's own folder: that one is closed to every other user.
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_quickest_place()))
        self.path.chmod(0o755)
        self._alive = (self.path / "alive").open("w")
        fcntl.flock(self._alive, fcntl.LOCK_EX)
        sweep(self.path.parent)

    def close(self) -> None:
        """Stop the cluster if one was started, and remove the folder."""
        stop_cluster(self.path)
        shutil.rmtree(self.path)
        # Only now may the guard wake: it finds nothing left to do.
        self._alive.close()


def join_cluster(folder: Path) -> Cluster:
    """Return the cluster in `folder`, starting it if this process is the first to ask."""
    initdb = need("initdb", _REASON)
    known = folder / "cluster.json"
    with locked(folder / "starting"):
        if not known.exists():
            known.write_text(json.dumps(asdict(_start(folder, initdb.resolve().parent))))
    return Cluster(**json.loads(known.read_text()))


def _start(folder: Path, binaries: Path) -> Cluster:
    data, log = folder / "data", folder / "server.log"
    pg_ctl = str(binaries / "pg_ctl")
    (folder / "pg_ctl").write_text(pg_ctl)
    password = secrets.token_hex(16)
    if data.exists():
        shutil.rmtree(data)  # what a start that failed in another process left behind
    data.mkdir(mode=0o700)
    log.touch()
    for path in (data, log):
        os.chown(path, *_owner())
    _initialise(folder, binaries, password)
    _start_guard(folder)
    for _ in range(_TRIES):
        port = find_free_port()
        start = [pg_ctl, "start", "-D", str(data), "-l", str(log), "-w", "-s", "-o", f"-p {port}"]
        try:
            _run(folder, start)
        except ClusterFailed:
            continue
        return Cluster(port, password)
    raise ClusterFailed(f"PostgreSQL did not start in {_TRIES} tries. Its log:\n{log.read_text()}")


def _initialise(folder: Path, binaries: Path, password: str) -> None:
    secret = folder / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    os.chown(secret, *_owner())
    initdb = [str(binaries / "initdb"), "-D", str(folder / "data"), "--no-sync"]
    # A login by scram takes ten milliseconds of the processor, by md5 one; a run has thousands.
    login = ["--username", _USER, "--pwfile", str(secret), "--auth", "md5"]
    _run(folder, [*initdb, *login, "--encoding", "UTF8", "--no-locale"])
    secret.unlink()
    with (folder / "data" / "postgresql.conf").open("a") as settings:
        settings.write(_SETTINGS)


def _start_guard(folder: Path) -> None:
    # It forks and returns at once, so nobody here has a child to wait for.
    subprocess.run(
        [sys.executable, "-I", postgres_guard.__file__, str(folder)],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


class ClusterFailed(Exception):
    """A PostgreSQL command of the suite ended with an error."""


def _run(folder: Path, command: list[str]) -> None:
    # Output goes to a file: the server inherits it, and a pipe would never close.
    with (folder / "commands.log").open("a+") as log:
        try:
            subprocess.run(
                command,
                check=True,
                cwd=folder,
                stdout=log,
                stderr=log,
                timeout=60,
                **identity_of(folder / "data"),
            )
        except subprocess.CalledProcessError as error:
            log.seek(0)
            raise ClusterFailed(f"{command[0]} ended with an error:\n{log.read()}") from error


def _owner() -> tuple[int, int]:
    """Return the user and group that run the server: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    known = {user.pw_name: user for user in pwd.getpwall()}
    user = known.get("postgres") or known.get("nobody")
    if user is None:
        lack("user to run PostgreSQL as", "root may not run it; add a user named postgres")
    return user.pw_uid, user.pw_gid
