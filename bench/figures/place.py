"""Where the databases that are measured are: in a folder that is kept, or one that goes again.

A kept PostgreSQL is a cluster of its own in the folder, with the settings that PostgreSQL comes
with, started for the time of measuring. What the databases hold is not known here.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import sys
from contextlib import contextmanager

from tests.support.needs import need
from tests.support.ports import find_free_port

_USER = "signoff"
_WHY = "figures are measured on a PostgreSQL of their own (Debian: postgresql)"


@contextmanager
def sqlite(folder):
    """Have the address of a database in the folder."""
    yield f"sqlite:///{folder}/figures.db"


@contextmanager
def postgres(folder):
    """Have the address of a database in the folder, while its server runs."""
    binaries = need("initdb", _WHY).resolve().parent
    data, secret = folder / "data", folder / "password"
    if not (data / "PG_VERSION").exists():
        _make(folder, binaries)
    port = find_free_port()
    stood_up = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
    control = [binaries / "pg_ctl", "-D", data, "-l", folder / "server.log", "-w", "-s"]
    _run(folder, [*control, "start", "-o", stood_up])
    try:
        yield f"postgresql://{_USER}:{secret.read_text()}@127.0.0.1:{port}/postgres"
    finally:
        _run(folder, [*control, "stop", "-m", "fast"])


def _make(folder, binaries):
    data, secret = folder / "data", folder / "password"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    secret.touch(mode=0o600)
    secret.write_text(secrets.token_hex(16))
    owner = _owner()
    if owner:
        for path in (folder, data, secret):
            os.chown(path, *owner)
    login = ["--username", _USER, "--pwfile", secret, "--auth", "scram-sha-256"]
    _run(folder, [binaries / "initdb", "-D", data, *login, "--encoding", "UTF8", "--no-locale"])


def _run(folder, command):
    owner = _owner()
    identity = {"user": owner[0], "group": owner[1], "extra_groups": []} if owner else {}
    subprocess.run(
        list(map(str, command)),
        check=True,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
        timeout=300,
        **identity,
    )


def _owner():
    """Return the user and group that run the server, where we are root; it refuses to be."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    return user.pw_uid, user.pw_gid
