"""People at real mail programs, driven by what a person would type."""

import os
import subprocess

from tests.support.mail_servers import password_of
from tests.support.needs import need

_REASON = "the real-mail tests write with programs that people use (Debian: s-nail mutt swaks)"
_PATIENCE_S = 60


def _run(words, *, typed="", **environ):
    done = subprocess.run(
        words,
        input=typed,
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm", **environ},
        check=False,
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class SNail:
    """Reads by IMAP and writes by submission, both with TLS it checks."""

    def __init__(self, folder, servers, user):
        self._program = str(need("s-nail", _REASON))
        self._home = folder
        name = user.replace("@", "%40")
        self._box = f"imap://{name}:{password_of(user)}@localhost:{servers.imap}/INBOX"
        self._settings = folder / "s-nail.rc"
        self._settings.write_text(
            "set v15-compat sendwait\n"
            f"set tls-ca-file={servers.certificate} tls-ca-no-defaults\n"
            "set smtp-use-starttls smtp-auth=login\n"
            f"set imap-use-starttls-{name}@localhost:{servers.imap}\n"
            f"set mta=smtp://{name}:{password_of(user)}@localhost:{servers.submission}\n"
            f'set from="{user}" quote ttycharset=utf-8 indentprefix="> "\n'
        )

    def type(self, *lines):
        # The box is opened by a command: with -f, nothing typed is read.
        typed = "\n".join([f"File {self._box}", *lines, "xit", ""])
        words = [self._program, "-R", "-#", "-f", "/dev/null"]
        return _run(words, typed=typed, MAILRC=str(self._settings), HOME=str(self._home))

    def read_last(self):
        return self.type("type $")

    def reply_to_last(self, text):
        """Answer directly below the quoted mail."""
        return self.type("reply $", *text.splitlines(), "~.")

    def pass_last_on_to(self, address):
        return self.type(f"resend $ {address}")


class Mutt:
    """Quotes the mail it answers, and sends what an editor made of that."""

    def __init__(self, folder, servers, user):
        self._program = str(need("mutt", _REASON))
        self._script = str(need("script", _REASON))
        self._home = folder
        editor = folder / "editor"
        editor.write_text(
            '#!/bin/sh\n{ cat "$ANSWER"; cat "$1"; } > "$1.new" && mv "$1.new" "$1"\n'
        )
        editor.chmod(0o755)
        name, secret = user.replace("@", "%40"), password_of(user)
        self._settings = folder / "muttrc"
        values = {
            "folder": f"imap://localhost:{servers.imap}/",
            "spoolfile": f"imap://localhost:{servers.imap}/INBOX",
            "imap_user": user,
            "imap_pass": secret,
            "smtp_url": f"smtp://{name}@localhost:{servers.submission}/",
            "smtp_pass": secret,
            "certificate_file": servers.certificate,
            "from": user,
            "realname": "Mia",
            "editor": editor,
            "header_cache": "",
            "record": "",
            "postponed": "",
            "hostname": "corp.test",
        }
        switches = {
            **dict.fromkeys(("ssl_starttls", "ssl_force_tls", "fast_reply", "include"), "yes"),
            **dict.fromkeys(("use_from", "reply_to", "quit"), "yes"),
            **dict.fromkeys(("copy", "edit_headers", "abort_unmodified", "recall"), "no"),
            **dict.fromkeys(("mark_old", "confirmappend"), "no"),
        }
        lines = [f'set {key}="{value}"\n' for key, value in {**values, **switches}.items()]
        self._settings.write_text("".join(lines))

    def reply_to_last(self, text):
        answer = self._home / "answer"
        answer.write_text(f"{text}\n\n")
        keys = "push <last-entry><reply><send-message><quit>"
        words = f"{self._program} -n -F {self._settings} -e '{keys}'"
        screen = [self._script, "-qec", words, "/dev/null"]
        return _run(screen, ANSWER=str(answer), HOME=str(self._home))


def swaks(servers, *options, user=None, sender=None, to, body):
    """Send a mail that no program for people would write."""
    port = servers.submission if user else servers.smtp
    words = [str(need("swaks", _REASON)), "--server", f"127.0.0.1:{port}"]
    words += ["--tls"] if user else []
    words += ["--auth-user", user, "--auth-password", password_of(user)] if user else []
    return _run([*words, "-f", sender or user, "-t", to, "--body", body, *options])
