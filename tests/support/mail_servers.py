"""A mail world on loopback: Postfix and Dovecot, with folders, users and ports of their own.

Nothing outside one folder is touched, and a guard process ends it all with the run. Postfix has
two ways in: one for everybody, where fields that only it may write are taken out, and one for
people with a password, for whom it vouches in Authentication-Results.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from imapclient import IMAPClient

from tests.support import mail_guard
from tests.support.needs import lack, need
from tests.support.ports import find_free_port

DOMAIN = "corp.test"
REPLY_DOMAIN = "reply.signoff.test"
SERVER_ID = "mx.corp.test"  # what Postfix calls itself in Authentication-Results
AWAY = "approved I am away until Monday"
_REASON = "the real-mail tests run servers of their own (Debian: postfix dovecot-lmtpd and others)"
_START_S = 60
# Mail folders belong to a user that every Debian has; the servers refuse root.
_OWNER = "mail"

_DOVECOT = """
base_dir = {folder}/dovecot
state_dir = {folder}/dovecot/state
log_path = {folder}/dovecot.log
info_log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
submission_host = 127.0.0.1:{smtp}
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:{folder}/mail/%Lu
mail_uid = {owner}
mail_gid = {owner}
first_valid_uid = 1
first_valid_gid = 1
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
mail_fsync = never
protocol lmtp {{
  mail_plugins = sieve
  postmaster_address = postmaster@corp.test
}}
plugin {{
  sieve = file:~/sieve;active=~/.dovecot.sieve
  sieve_default = {folder}/mail/away.sieve
}}
passdb {{
  driver = passwd-file
  args = scheme=plain username_format=%Lu {folder}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%Lu {folder}/users
  default_fields = uid={owner} gid={owner} home={folder}/mail/%Lu
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  unix_listener {folder}/sockets/to-dovecot {{
    mode = 0666
  }}
}}
service auth {{
  unix_listener {folder}/sockets/passwords {{
    mode = 0666
  }}
}}
"""

_AWAY_SIEVE = """
require ["vacation", "envelope"];
if envelope :is "to" "away@corp.test" {{
  vacation :days 1 :addresses "away@corp.test" :subject "Out of office" "{text}";
}}
"""

_POSTFIX = """
compatibility_level = 3.6
queue_directory = {folder}/postfix/queue
data_directory = {folder}/postfix/data
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.corp.test
mydomain = corp.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
recipient_delimiter = +
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = corp.test
virtual_mailbox_maps = static:ok
virtual_transport = lmtp:unix:{folder}/sockets/to-dovecot
relay_domains = reply.signoff.test
transport_maps = texthash:{folder}/postfix/transport
default_transport = error:5.1.2 no mail leaves the tests
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
smtpd_tls_cert_file = {folder}/certificate.pem
smtpd_tls_key_file = {folder}/key.pem
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = {folder}/sockets/passwords
smtpd_forbid_bare_newline = yes
message_size_limit = 26214400
bounce_queue_lifetime = 0
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
strip_forged = regexp:{folder}/postfix/strip
vouch = texthash:{folder}/postfix/vouch
"""

# Ways in first; then the parts of Postfix that carry one mail from there to another server.
_MASTER = """
127.0.0.1:{smtp} inet n - n - - smtpd
  -o cleanup_service_name=outside
127.0.0.1:{submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
  -o {{ smtpd_sender_restrictions = check_sender_access $vouch }}
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
cleanup unix n - n - 0 cleanup
outside unix n - n - 0 cleanup
  -o header_checks=$strip_forged
qmgr unix n - n 1 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True, slots=True)
class MailServers:
    """Both servers, running. A user's password is `pw-` and the part before the @."""

    folder: Path
    smtp: int
    submission: int
    imap: int
    guard: subprocess.Popen[bytes]

    @property
    def certificate(self) -> Path:
        """What a client has to trust."""
        return self.folder / "certificate.pem"

    @property
    def to_signoff(self) -> Path:
        """The socket where Postfix hands over mail for reply addresses."""
        return self.folder / "sockets" / "to-signoff"

    def inbox(self, user: str) -> IMAPClient:
        """Return a client that looks at a user's mail."""
        client = IMAPClient("127.0.0.1", self.imap, ssl=False, timeout=_START_S)
        client.login(user, password_of(user))
        client.select_folder("INBOX", readonly=True)
        return client

    def log(self) -> str:
        """Return what the servers wrote down."""
        logs = (self.folder / name for name in ("commands.log", "postfix.log", "dovecot.log"))
        return "\n".join(log.read_text(errors="replace") for log in logs if log.exists())

    def stop(self) -> None:
        """End both and remove the folder."""
        self.guard.communicate(timeout=_START_S * 2)


def password_of(user: str) -> str:
    """Return a user's password."""
    return f"pw-{user.partition('@')[0]}"


def start_mail_servers(users: Sequence[str]) -> MailServers:
    """Start both servers; end the test where this machine cannot."""
    postfix, dovecot = need("postfix", _REASON), need("dovecot", _REASON)
    _check_machine(dovecot)
    folder = Path(tempfile.mkdtemp(prefix="signoff-mail-"))
    ports = {name: find_free_port() for name in ("smtp", "submission", "imap")}
    _write_files(folder, ports, users)
    _write_commands(folder, postfix, dovecot)
    guard = subprocess.Popen(
        [sys.executable, "-I", mail_guard.__file__, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    servers = MailServers(folder, **ports, guard=guard)
    if guard.stdout is None or guard.stdout.readline() != b"up\n":
        log = servers.log()
        servers.stop()
        raise AssertionError(f"The mail servers did not start. They said:\n{log}")
    return servers


def _write_commands(folder: Path, postfix: Path, dovecot: Path) -> None:
    doveadm = need("doveadm", _REASON)
    as_postfix = f"{postfix} -c {folder}/postfix"
    commands = [
        f"start {dovecot} -c {folder}/dovecot.conf",
        f"start {as_postfix} start",
        f"stop {as_postfix} abort",
        f"stop {doveadm} -c {folder}/dovecot.conf stop",
    ]
    (folder / "commands").write_text("\n".join(commands))


def _check_machine(dovecot: Path) -> None:
    if os.geteuid() != 0:
        lack("right to start a mail server", "Postfix and Dovecot are started by root alone")
    version = subprocess.run([dovecot, "--version"], capture_output=True, text=True, check=True)
    if not version.stdout.startswith("2.3."):
        lack("Dovecot 2.3", f"{version.stdout.split()[0]} has another configuration language")


def _write_files(folder: Path, ports: Mapping[str, int], users: Sequence[str]) -> None:
    folder.chmod(0o755)
    for name in ("postfix/queue", "postfix/data", "dovecot", "mail", "sockets"):
        (folder / name).mkdir(parents=True)
    _write_certificate(folder)
    values = {"folder": folder, "owner": _OWNER, "text": AWAY, **ports}
    results = f"Authentication-Results: {SERVER_ID}; dmarc=pass header.from={DOMAIN}"
    texts = {
        "dovecot.conf": _DOVECOT.format(**values),
        "mail/away.sieve": _AWAY_SIEVE.format(**values),
        "users": "".join(f"{user}:{{PLAIN}}{password_of(user)}::::::\n" for user in users),
        "postfix/main.cf": _POSTFIX.format(**values),
        "postfix/master.cf": _MASTER.format(**values),
        "postfix/transport": f"{REPLY_DOMAIN} lmtp:unix:{folder}/sockets/to-signoff\n",
        "postfix/vouch": f"{DOMAIN} PREPEND {results}\n",
        "postfix/strip": f"/^Authentication-Results:[[:space:]]*{SERVER_ID}/ IGNORE\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    shutil.chown(folder / "postfix" / "data", "postfix")
    shutil.chown(folder / "mail", _OWNER, _OWNER)
    (folder / "sockets").chmod(0o755)


def _write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.fromtimestamp(folder.stat().st_mtime, dt.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
