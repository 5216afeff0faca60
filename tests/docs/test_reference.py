"""What exists is documented, and what is documented exists."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from signoff import errors
from signoff.channels.email.imap_account import ImapAccount
from signoff.channels.email.providers.accounts import MailgunAccount, SesAccount, SharedSecret
from signoff.channels.email.smtp_account import LmtpPlace, SmtpServer
from signoff.errors import platform
from signoff.inbox.audit import EventKind
from signoff.inbox.response import Source
from signoff.jobs.follow_ups import FOLLOW_UPS
from signoff.settings import Settings
from signoff.store.oidc_account import OidcAccount

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def rows(page):
    """The first cells of a page's tables, as the names in them."""
    text = (DOCS / "reference" / page).read_text()
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def test_every_setting_has_its_row():
    ways = {"smtp": SmtpServer, "lmtp": LmtpPlace, "imap": ImapAccount}
    ways |= {"oidc": OidcAccount}
    ways |= {"mailgun": MailgunAccount, "ses": SesAccount}
    ways |= {"postmark": SharedSecret, "sendgrid": SharedSecret}
    names = {f.name for f in fields(Settings)} - set(ways)
    names |= {f"{way}_{f.name}" for way, kind in ways.items() for f in fields(kind)}

    assert sorted(rows("settings.md")) == sorted(f"SIGNOFF_{name.upper()}" for name in names)


def test_every_way_to_find_an_outcome_is_named():
    ladder, _, _ = (DOCS / "outcomes.md").read_text().partition("## What the rules do")

    assert {source.value for source in Source} <= set(re.findall(r"`(\w+)`", ladder))


def errors_of(module):
    """Return the errors that a module defines, in its order."""
    return {
        name: kind
        for name, kind in vars(module).items()
        if isinstance(kind, type)
        and issubclass(kind, errors.SignoffError)
        and kind.__module__ == module.__name__
    }


def test_every_error_has_its_row():
    kinds = errors_of(errors).keys() | errors_of(platform).keys()

    families = {"SignoffError", "FlowError", "RequestError", "AccessError", "AccountError"}
    assert set(rows("errors.md")) == kinds - families


def test_the_tree_of_errors_is_drawn_as_they_are():
    drawn, above = [], []
    for line in errors.__doc__.splitlines():
        if found := re.match(r"( *)([A-Z]\w+)(?:  |$)", line):
            depth = len(found[1]) // 2
            above[depth:] = [found[2]]
            drawn.append((found[2], above[depth - 1] if depth else "Exception", "(also" in line))

    for module in (errors, platform):
        there = [
            (name, kind.__bases__[0].__name__, len(kind.__bases__) > 1)
            for name, kind in errors_of(module).items()
        ]
        assert [one for one in drawn if one[0] in errors_of(module)] == there
    assert len(drawn) == len(errors_of(errors)) + len(errors_of(platform))


def test_every_error_can_be_imported_from_one_place():
    for name, kind in errors_of(platform).items():
        assert getattr(errors, name) is kind
    assert not hasattr(errors, "NoSuchError")
    assert set(errors.__all__) == errors_of(errors).keys() | errors_of(platform).keys()


def test_every_event_has_its_row_and_its_follow_up():
    assert rows("events.md") == [kind.value for kind in EventKind]
    text = (DOCS / "reference" / "events.md").read_text()
    for kind, (job, _) in FOLLOW_UPS.items():
        row = next(line for line in text.splitlines() if line.startswith(f"| `{kind.value}`"))
        assert job in row.split("|")[3]


PAGES = [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "ARCHITECTURE.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
