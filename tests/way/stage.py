"""What every stage of the stories needs: prepared databases, and patience."""

from threading import Event
from time import monotonic

from dbos import DBOS

from signoff.store.database import make_engine, upgrade

PATIENCE_S = 60


def prepare(url):
    """Bring a new database up to date."""
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()


def prepare_for_jobs(url):
    """Bring a new database up to date, with the tables that a server's first start would make."""
    prepare(url)
    DBOS.migrate(url)


def until(find):
    """Return what `find` finds, as soon as it finds something."""
    deadline = monotonic() + PATIENCE_S
    while not (found := find()):
        assert monotonic() < deadline, "never came true"
        Event().wait(0.03)
    return found
