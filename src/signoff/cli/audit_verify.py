"""`signoff audit verify`: whether a trail is whole, here or far from its server.

Exit codes: 0 it is whole, 1 it is broken, 2 it could not be checked.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from signoff.cli.audit_place import opened_place
from signoff.cli.opened import add_place, needs_server
from signoff.cli.words import Commands, counted, visible
from signoff.errors import AuditUnreadable

if TYPE_CHECKING:
    from signoff.inbox.chain_check import Anchor
    from signoff.jobs.audit.check import Checked
    from signoff.store.audit.signing import PublicKey

_SHOWN = 5


def add(commands: Commands) -> None:
    """Say what words the command takes."""
    parser = commands.add_parser(
        "verify",
        help="check that a trail is whole",
        description="Check a trail: every fact as it was sealed, none missing, none out of place, "
        "and the end that signed checkpoints and receipts vouch for. With FILE no database is "
        "needed; without it, the server's own is checked. Exit codes: 0 whole, 1 broken, 2 it "
        "could not be checked.",
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="an export (.jsonl) or a bundle"
    )
    parser.add_argument("--key", type=Path, help="the audit.pub to trust (the file's own)")
    parser.add_argument(
        "--receipts",
        type=Path,
        metavar="MAILS",
        help="an mbox, a Maildir or a folder of .eml with confirmations that people kept",
    )
    parser.add_argument(
        "--checkpoints",
        type=Path,
        metavar="KEPT",
        help="a file with checkpoints that were kept elsewhere, one a line",
    )
    add_place(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check and print what was found; return the exit code.

    Raises: AuditUnreadable, ConfigurationError.
    """
    try:
        from signoff.jobs.audit import check  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as error:
        raise needs_server(error) from error
    key = None if options.key is None else _key(options.key)
    receipts = () if options.receipts is None else check.read_receipts(options.receipts)
    if options.file is None:
        checked = _check_server(options, key, receipts)
    else:
        kept = _kept(options.checkpoints, key)
        checked = check.check_file(options.file, key=key, receipts=(*receipts, *kept))
    return _print(checked, n_receipts=len(receipts))


def _check_server(
    options: argparse.Namespace, key: PublicKey | None, receipts: tuple[Anchor, ...]
) -> Checked:
    with opened_place(options) as place:
        from signoff.clock import SystemClock  # noqa: PLC0415 - as the others
        from signoff.jobs.audit.check_here import check_here, note_check  # noqa: PLC0415 - the extra

        own = key or place.key.public
        kept = _kept(options.checkpoints, own)
        checked = check_here(place.reading, key=own, receipts=(*receipts, *kept))
        if key is None:
            note_check(place.engine, checked, by="signoff audit verify", now=SystemClock().now())
        return checked


def _kept(path: Path | None, key: PublicKey | None) -> tuple[Anchor, ...]:
    """Return the checkpoints that somebody kept. Raises: AuditUnreadable."""
    from signoff.jobs.audit.check import read_checkpoints  # noqa: PLC0415 - the extra

    if path is None:
        return ()
    if key is None:
        raise AuditUnreadable(
            "Checkpoints prove nothing without the key that signed them, and a file's own may be "
            "made up. Nothing was checked. Give --key with the audit.pub that was kept, too."
        )
    return read_checkpoints(path, key)


def _key(path: Path) -> PublicKey:
    from signoff.store.audit.signing import read_public_key  # noqa: PLC0415 - the extra

    try:
        return read_public_key(path.read_bytes(), source=repr(str(path)))
    except OSError as error:
        raise AuditUnreadable(
            f"The key {str(path)!r} cannot be read: {error.strerror}. Nothing was checked. Give "
            "the audit.pub of the server's data folder."
        ) from error


def _print(checked: Checked, *, n_receipts: int) -> int:
    report = checked.report
    for note in checked.notes:
        print(visible(f"Note: {note}"))
    seen = counted(report.n_links, "fact", "facts")
    if report.n_redacted:
        seen += f" ({report.n_redacted} without their words)"
    found = report.first_break
    if found is None:
        head = f", up to {report.head}" if report.head else ""
        several = "checkpoints and receipts agree"
        vouched = counted(report.n_anchors, "checkpoint or receipt agrees", several)
        print(visible(f"Whole: {seen}{head}; {vouched}."))
        if report.vouched < report.last:
            begins = f"behind fact {report.vouched}" if report.vouched else "in it"
            print(
                f"Note: No signed checkpoint and no receipt vouches for all that stands {begins}: "
                "whoever made the file could have made that anew."
            )
        if n_receipts:
            many = "receipts were found in the mails."
            print(counted(n_receipts, "receipt was found in the mails.", many))
        return 0
    where = f" at fact {found.seq}" if found.seq else ""
    print(visible(f"Broken ({found.kind}){where}: {found.says}"))
    others = [each for each in report.breaks if each is not found]
    for each in sorted(others, key=lambda each: each.seq)[:_SHOWN]:
        print(visible(f"  also ({each.kind}) at fact {each.seq}: {each.says}"))
    if len(others) > _SHOWN:
        print(f"  and {len(others) - _SHOWN} more")
    print(f"Checked: {seen}.")
    return 1
