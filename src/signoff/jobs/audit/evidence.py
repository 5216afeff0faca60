"""Put together what proves how one run was decided, for somebody who has no signoff.

A bundle is a handful of files: a page to read, the same as JSON, the facts of
the run in their chain up to a signed checkpoint, and the public key. Facts of
other runs stand in between as bare hashes, so that the chain can be followed
and nothing of theirs is told. A signed list of the files binds all of it.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from signoff.errors import RunNotFound
from signoff.inbox import chain
from signoff.inbox.chain import Link
from signoff.jobs.audit.check import LINES, MANIFEST, STORY
from signoff.jobs.audit.evidence_page import evidence_page
from signoff.jobs.audit.export import header, line
from signoff.store.audit.about_run import find_story
from signoff.store.audit.checkpoints import find_checkpoint
from signoff.store.audit.reading import Filters, Reading, iterate_links, list_links
from signoff.store.audit.signing import PUBLIC_FILE, Checkpoint, SigningKey, checkpoint_json

Open = Callable[[str], AbstractContextManager[IO[bytes]]]


@dataclass(frozen=True)
class Evidence:
    """Makes bundles. ``vouch`` signs the end of the trail, where it is not signed yet."""

    reading: Reading
    key: SigningKey
    vouch: Callable[[], Checkpoint | None]

    def check(self, run_id: str) -> None:
        """Do nothing for a run that can be bundled. Raises: RunNotFound."""
        with self.reading() as connection:
            found = list_links(connection, Filters(run_id=run_id), limit=1)
        if not found:
            raise RunNotFound(
                f"There is no run {run_id[:120]!r}. Nothing was bundled. "
                "Give the id that `/runs` shows."
            )

    def write(self, run_id: str, open_file: Open, *, now: datetime) -> None:
        """Write the files of a bundle, each opened once by its name.

        Raises: RunNotFound.
        """
        self.check(run_id)
        links, story = self._told(run_id)
        checkpoint = self._checkpoint(links[-1].seq)
        story |= {
            "made_at": chain.instant(now),
            "facts": [chain.link_json(link) for link in links],
            "checkpoint": None if checkpoint is None else checkpoint_json(checkpoint),
        }
        self._write_files(story, self._lines(links, checkpoint, now=now), open_file)

    def _told(self, run_id: str) -> tuple[list[Link], dict[str, Any]]:
        """Return a run's facts and what is stored of it, of one moment: it may go on meanwhile."""
        wanted = Filters(run_id=run_id)
        while True:
            links = list(iterate_links(self.reading, wanted))
            with self.reading() as connection:
                story = find_story(connection, run_id)
                if not list_links(connection, wanted, after=links[-1].seq, limit=1):
                    return links, story

    def _checkpoint(self, seq: int) -> Checkpoint | None:
        self.vouch()
        with self.reading() as connection:
            return find_checkpoint(connection, at_or_after=seq)

    def _lines(
        self, links: list[Link], checkpoint: Checkpoint | None, *, now: datetime
    ) -> Iterator[str]:
        first = links[0].seq
        last = links[-1].seq if checkpoint is None else checkpoint.receipt.seq
        kept = None if checkpoint is None else checkpoint_json(checkpoint)
        yield line(
            header(
                now=now,
                key=self.key.public,
                head=None,
                checkpoint=kept,
                is_excerpt=False,
                begins_at=first,
            )
        )
        own = {link.seq for link in links}
        for link in iterate_links(self.reading, Filters(), after=first - 1, last=last):
            yield line(chain.link_json(link) if link.seq in own else chain.closed_json(link))

    def _write_files(self, story: dict[str, Any], lines: Iterator[str], open_file: Open) -> None:
        files: dict[str, str] = {}

        def put(name: str, texts: Iterator[str]) -> None:
            digest = hashlib.sha256()
            with open_file(name) as file:
                for text in texts:
                    octets = text.encode("utf-8", "surrogatepass")
                    digest.update(octets)
                    file.write(octets)
            files[name] = digest.hexdigest()

        put(LINES, lines)
        put(STORY, iter([json.dumps(story, ensure_ascii=False, indent=2) + "\n"]))
        put("evidence.html", iter([evidence_page(story, key_id=self.key.public.id)]))
        put(PUBLIC_FILE, iter([self.key.public.pem]))
        with open_file(MANIFEST) as file:
            file.write((json.dumps(self.key.sign_files(files), indent=2) + "\n").encode("ascii"))


def into_folder(folder: Path) -> Open:
    """Return what opens the files of a bundle in a folder; they must not be there yet."""

    def opened(name: str) -> IO[bytes]:
        return (folder / name).open("xb")

    return opened


def into_zip(packed: zipfile.ZipFile) -> Open:
    """Return what opens the files of a bundle in an archive."""

    @contextmanager
    def opened(name: str) -> Iterator[IO[bytes]]:
        with packed.open(name, "w", force_zip64=True) as file:
            yield file

    return opened
