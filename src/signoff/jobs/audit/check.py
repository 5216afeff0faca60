"""Check a trail far from its server: an export, or what was bundled for one run.

Nothing here needs a database. What is given is read line by line, so a long
export needs little memory; what is no export is said, not guessed at.
"""

from __future__ import annotations

import hashlib
import json
import mailbox
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from email import message_from_binary_file, policy
from email.message import Message
from pathlib import Path
from typing import IO, Any

from signoff.errors import AuditUnreadable
from signoff.inbox import chain
from signoff.inbox.chain import FORM, Closed, Link, Receipt
from signoff.inbox.chain_check import Anchor, Break, BreakKind, Report, check
from signoff.jobs.audit.recorded import differences, starter_differences
from signoff.store.audit.signing import (
    Checkpoint,
    PublicKey,
    checkpoint_from,
    read_public_key,
    verify_manifest,
)

LINES = "events.jsonl"
STORY = "evidence.json"
MANIFEST = "manifest.json"
RECEIPT_HEADER = "Signoff-Receipt"
_LONGEST_LINE = 32 * 1024 * 1024
_LARGEST_MAIL = 8 * 1024 * 1024
_LARGEST_STORY = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found; ``notes`` say what could not be known."""

    report: Report
    notes: tuple[str, ...] = ()


def check_file(
    path: Path, *, key: PublicKey | None = None, receipts: tuple[Anchor, ...] = ()
) -> Checked:
    """Check an export, or a bundle (a folder or a .zip); without ``key``, with the file's own.

    Raises: AuditUnreadable.
    """
    try:
        if path.is_dir():
            return _check_bundle(_Folder(path), key, receipts)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                return _check_bundle(_Zip(packed), key, receipts)
        with path.open("rb") as file:
            return _check_lines(file, str(path), key, receipts)
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, NotImplementedError) as error:
        raise AuditUnreadable(
            f"{str(path)!r} cannot be read: {error}. Nothing was checked. Give an export that ends "
            "in .jsonl, or a bundle as a folder or a .zip."
        ) from error


def read_receipts(path: Path) -> tuple[Anchor, ...]:
    """Return the receipts in the mails of an mbox, a Maildir, or a folder of .eml files.

    Raises: AuditUnreadable, where there are no mails at all.
    """
    if not path.exists():
        raise AuditUnreadable(
            f"There is no {str(path)!r}. Nothing was checked. Give an mbox file, a Maildir, or a "
            "folder of .eml files."
        )
    found: dict[Receipt, Anchor] = {}
    n_mails = 0
    for mail in _mails(path):
        n_mails += 1
        source = f"the mail {str(mail.get('Message-ID', '')).strip()[:200] or 'without an id'}"
        for receipt in _receipts_in(mail):
            found.setdefault(receipt, Anchor(receipt, source))
    if not n_mails:
        raise AuditUnreadable(
            f"{str(path)!r} holds no mail. Nothing was checked. Give an mbox file, a Maildir, or "
            "a folder of .eml files."
        )
    return tuple(found.values())


def read_checkpoints(path: Path, key: PublicKey) -> tuple[Anchor, ...]:
    """Return the checkpoints that were kept in a file, one JSON object a line.

    A line is what `signoff audit checkpoint` prints, or what the API says of the trail's end.
    Raises: AuditUnreadable, where there is none, and where one is not signed by the key.
    """
    try:
        with path.open("rb") as file:
            lines = [_json(raw, f"a line of {path}") for raw in file if raw.strip()]
    except OSError as error:
        raise AuditUnreadable(
            f"{str(path)!r} cannot be read: {error.strerror}. Nothing was checked. Give a file "
            "with what `signoff audit checkpoint` printed."
        ) from error
    kept = [checkpoint_from(line.get("checkpoint") or line) for line in lines]
    strange = next((made for made in kept if not key.vouches(made)), None)
    if strange is not None or not kept:
        what = (
            f"The checkpoint at fact {strange.receipt.seq} in {str(path)!r} is not signed by the "
            f"key {key.id}, but by {strange.key_id[:20]!r} as it says"
            if strange
            else f"{str(path)!r} holds no checkpoint"
        )
        raise AuditUnreadable(
            f"{what}. Nothing was checked. Give what `signoff audit checkpoint` printed, and with "
            "--key the audit.pub of that time."
        )
    return tuple(
        Anchor(made.receipt, f"the kept checkpoint of {chain.instant(made.at)}") for made in kept
    )


def vouched(checkpoint: Checkpoint) -> Anchor:
    """Return a checkpoint, whose signature is right, as something to hold a trail against."""
    return Anchor(checkpoint.receipt, f"the checkpoint of {chain.instant(checkpoint.at)}")


class _Folder:
    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self, name: str) -> IO[bytes]:
        return (self._path / name).open("rb")

    def names(self) -> set[str]:
        files = (path for path in self._path.rglob("*") if path.is_file())
        return {path.relative_to(self._path).as_posix() for path in files}


class _Zip:
    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed

    def open(self, name: str) -> IO[bytes]:
        return self._packed.open(name)

    def names(self) -> set[str]:
        return set(self._packed.namelist())


def _check_bundle(
    files: _Folder | _Zip, key: PublicKey | None, receipts: tuple[Anchor, ...]
) -> Checked:
    with files.open(LINES) as file:
        found = _check_lines(file, LINES, key, receipts)
    with files.open(MANIFEST) as file:
        manifest = _json(file.read(_LONGEST_LINE), MANIFEST)
    with files.open("audit.pub") as file:
        own = read_public_key(file.read(_LONGEST_LINE), source="audit.pub")
    says = []
    if not verify_manifest(key or own, manifest):
        says.append("The signature of the bundle is not that of the key.")
    named = manifest.get("files")
    named = named if isinstance(named, dict) else {}
    says += [
        f"{name} is not in the bundle's list."
        for name in sorted(files.names() - {MANIFEST, *named})
    ]
    for name, digest in named.items():
        if name not in files.names():
            says.append(f"{name} is missing from the bundle.")
        elif _sha256(files.open(name)) != digest:
            says.append(f"{name} is not what was bundled.")
    breaks = [Break(0, BreakKind.FORGED, sentence) for sentence in says]
    if STORY in files.names():
        breaks += _not_as_recorded(files)
    return replace(found, report=replace(found.report, breaks=(*breaks, *found.report.breaks)))


def _not_as_recorded(files: _Folder | _Zip) -> Iterator[Break]:
    """Give what evidence.json shows of questions and answers that the facts say otherwise."""
    with files.open(STORY) as file:
        story = _json(file.read(_LARGEST_STORY), STORY)
    facts = defaultdict[str | None, list[Link]](list)
    with files.open(LINES) as file:
        file.readline(_LONGEST_LINE)
        for line in _lines(file):
            if isinstance(line, Link):
                facts[line.request_id].append(line)
    told = [differences(request, facts[request["id"]]) for request in story.get("requests", ())]
    for differing in (*told, starter_differences(story["run"], facts[None])):
        for found in differing:
            yield Break(found.seq, BreakKind.ALTERED, found.says)


def _check_lines(
    file: IO[bytes], source: str, key: PublicKey | None, receipts: tuple[Anchor, ...]
) -> Checked:
    head = _json(file.readline(_LONGEST_LINE), f"the first line of {source}")
    if head.get("trail") != FORM:
        raise AuditUnreadable(
            f"{source} is no export of a trail: its first line says {str(head)[:80]!r}. Nothing "
            "was checked. Give a file that `signoff audit export --format jsonl` wrote."
        )
    own = read_public_key(str(head.get("public_key")).encode(), source=f"The head of {source}")
    anchors, breaks = _anchors(head, key or own)
    begins_at, is_excerpt = head.get("begins_at"), head.get("is_excerpt")
    if not isinstance(begins_at, int) or not isinstance(is_excerpt, bool) or begins_at < 1:
        raise AuditUnreadable(
            f"The head of {source} does not say what it holds. Nothing was checked. Export anew."
        )
    report = check(
        _lines(file), anchors=[*anchors, *receipts], begins_at=begins_at, is_excerpt=is_excerpt
    )
    notes = _notes(report, head, key, n_receipts=len(receipts))
    return Checked(replace(report, breaks=(*breaks, *report.breaks)), notes)


def _anchors(head: Mapping[str, Any], key: PublicKey) -> tuple[list[Anchor], list[Break]]:
    anchors, breaks = [], []
    if isinstance(head.get("head"), dict):
        end = chain.find_receipts(f"{head['head'].get('seq')}:{head['head'].get('hash')}")
        anchors += [Anchor(receipt, "the head of this file", is_outside=False) for receipt in end]
    if isinstance(head.get("checkpoint"), dict):
        made = checkpoint_from(head["checkpoint"])
        seq = made.receipt.seq
        if key.vouches(made):
            anchors.append(vouched(made))
        else:
            says = f"The checkpoint at fact {seq} is not signed by the key {key.id}."
            breaks.append(Break(seq, BreakKind.FORGED, says))
    return anchors, breaks


def _notes(
    report: Report, head: Mapping[str, Any], key: PublicKey | None, *, n_receipts: int
) -> tuple[str, ...]:
    notes = []
    if key is None:
        notes.append(
            "The key is the file's own: who made the file could have made the key. Give --key with "
            "an audit.pub you got another way."
        )
    if head.get("is_excerpt"):
        notes.append("This is an excerpt: what it leaves out cannot be told from what is gone.")
    elif not isinstance(head.get("checkpoint"), dict) and not n_receipts:
        notes.append("Nothing outside of the file vouches for its end: no checkpoint, no receipt.")
    if report.n_closed:
        shown = "fact of others is" if report.n_closed == 1 else "facts of others are"
        notes.append(f"{report.n_closed} {shown} shown by hash alone.")
    return tuple(notes)


def _lines(file: IO[bytes]) -> Iterator[Link | Closed]:
    n = 1
    while raw := file.readline(_LONGEST_LINE):
        n += 1
        if raw.strip():
            yield chain.line_from(_json(raw, f"line {n}"))


def _json(raw: bytes, what: str) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise AuditUnreadable(
            f"{what.capitalize()} is no JSON: {error}. Nothing was checked from there on. Give a "
            "file that signoff exported, whole."
        ) from error
    if not isinstance(found, dict):
        raise AuditUnreadable(
            f"{what.capitalize()} is no JSON object. Nothing was checked from there on. Give a "
            "file that signoff exported, whole."
        )
    return found


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    with file:
        while octets := file.read(1 << 20):
            digest.update(octets)
    return digest.hexdigest()


def _mails(path: Path) -> Iterator[Message]:
    with ExitStack() as opened:
        if path.is_file():
            box: mailbox.Mailbox[Any] = mailbox.mbox(path, create=False)
        elif (path / "cur").is_dir() and (path / "new").is_dir():
            box = mailbox.Maildir(path, create=False)
        else:
            for eml in sorted(path.rglob("*.eml")):
                with eml.open("rb") as file:
                    yield message_from_binary_file(file, policy=policy.default)
            return
        opened.callback(box.close)
        yield from box


def _receipts_in(mail: Message) -> Iterator[Receipt]:
    for value in mail.get_all(RECEIPT_HEADER, []):
        yield from chain.find_receipts(str(value))
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            octets = part.get_payload(decode=True)
            if isinstance(octets, bytes) and len(octets) <= _LARGEST_MAIL:
                yield from chain.find_receipts(octets.decode("ascii", "replace"))
