"""The fixtures every room's tests may ask for. How they work is in tests/support."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.support.browser import CHROMIUM_ARGUMENTS, BrowserWatch, DriverLoop
from tests.support.databases import Databases, PostgresDatabases, SqliteDatabases
from tests.support.forks import RUN_FOLDER
from tests.support.hanging import HangWatch
from tests.support.needs import need
from tests.support.ports import find_free_port
from tests.support.postgres import ClusterFolder, join_cluster
from tests.support.prologues import Prologues
from tests.support.scheduling import Scheduling, collects, put_long_ones_first
from tests.support.statements import leave_the_disk_alone, share_compiled_statements
from tests.support.templates import share_compiled_templates

settings.register_profile("dev", max_examples=15, stateful_step_count=20, deadline=None)
settings.register_profile(
    "ci", max_examples=50, stateful_step_count=20, deadline=None, print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.getenv("CI") else "dev"))
share_compiled_statements()
leave_the_disk_alone()

_CLUSTER_FOLDER = "signoff_cluster_folder"
_cluster_folder = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Give the run one folder for its PostgreSQL; xdist's workers are told where it is."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # So starts what a shell runs in the background, and every server of ours would inherit it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.pluginmanager.register(HangWatch())
    told: dict[str, str] | None = getattr(config, "workerinput", None)
    if told is not None:
        _remember_cluster(config, Path(told[_CLUSTER_FOLDER]))
        return
    folder = ClusterFolder()
    _remember_cluster(config, folder.path)
    config.add_cleanup(folder.close)
    if config.pluginmanager.hasplugin("xdist"):
        config.pluginmanager.register(_TellWorkers(folder.path))
        config.pluginmanager.register(Scheduling())


def _remember_cluster(config: pytest.Config, folder: Path) -> None:
    config.stash[_cluster_folder] = folder
    os.environ[RUN_FOLDER] = str(folder)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a file to the processes that collect it; not where the command line names it.

    Nor with --lf: a process that collects nothing of what failed would run all that it collects.
    """
    told: dict[str, Any] | None = getattr(config, "workerinput", None)
    if told is None or collection_path.suffix != ".py" or config.getoption("lf", default=False):
        return None
    number = int(told["workerid"].removeprefix("gw"))
    file = collection_path.relative_to(config.rootpath).as_posix()
    return None if collects(number, told["workercount"], file) else True


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Spare the collector of garbage what is made meanwhile: next to nothing of it is garbage."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Spare the collector of garbage what stays anyway: thousands of tests, and all that is imported.

    And let it come seldom: it took a twelfth of the processor, for garbage that memory has room for.
    """
    share_compiled_templates(session.config.stash[_cluster_folder])
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin what takes long at once; the order is random otherwise."""
    put_long_ones_first(items)


class _TellWorkers:
    """Registered only where xdist is: pytest refuses a hook that nobody declared."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def pytest_configure_node(self, node: Any) -> None:
        node.workerinput[_CLUSTER_FOLDER] = self._folder


# --- databases ---


@pytest.fixture(scope="session")
def sqlite_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where this process keeps prepared SQLite files to copy from."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def prologues(tmp_path_factory: pytest.TempPathFactory) -> Prologues:
    """What this process keeps of how tests begin."""
    return Prologues(tmp_path_factory.mktemp("prologues"))


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[PostgresDatabases]:
    """The run's PostgreSQL, joined by this process. Ask for `databases` in a test."""
    databases = PostgresDatabases(join_cluster(request.config.stash[_cluster_folder]))
    yield databases
    databases.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """Fresh databases of each kind in turn, for tests that want several, or one prepared."""
    made: Databases
    if request.param == "sqlite":
        made = SqliteDatabases(tmp_path, request.getfixturevalue("sqlite_models"))
    else:
        made = request.getfixturevalue("postgres")
    yield made
    made.drop_all()


@pytest.fixture
def database_url(databases: Databases) -> str:
    """The URL of an empty database, SQLite and PostgreSQL in turn."""
    return databases.empty()


@pytest.fixture
def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on."""
    return find_free_port()


# --- browser: pytest-playwright's fixtures, with our Chromium and a watch on every page ---


@pytest.fixture(scope="session")
def base_url() -> None:
    """No common address: each test starts a server of its own.

    Ours also because the plugin's own fixture is deprecated by the pytest we pin.
    """


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """How Chromium is started."""
    chromium = need("chromium", "the page tests drive a real browser (Debian: chromium)")
    return {"executable_path": str(chromium), "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def driver_loop(playwright: Playwright) -> DriverLoop:
    """The event loop that the browser's driver runs in this thread."""
    del playwright  # it must have started
    return DriverLoop()


@pytest.fixture(scope="session")
def browser(browser: Browser, driver_loop: DriverLoop) -> Iterator[Browser]:
    """The one Chromium of this process; most tests want `page`."""
    driver_loop.put_aside()
    yield browser
    driver_loop.put_back()


@pytest.fixture
def driver_loop_in_place(browser: Browser, driver_loop: DriverLoop) -> Iterator[None]:
    """The driver's loop, put back for as long as this test uses the browser."""
    del browser  # it must have started
    driver_loop.put_back()
    yield
    driver_loop.put_aside()


@pytest.fixture
def browser_watch() -> BrowserWatch:
    """What this test's pages complained of; call `allow` for what belongs to its story."""
    return BrowserWatch()


@pytest.fixture
def new_context(
    driver_loop_in_place: None,  # first: it must outlive the contexts
    browser_watch: BrowserWatch,
    new_context: Callable[..., BrowserContext],
) -> Iterator[Callable[..., BrowserContext]]:
    """Makes watched contexts: new_context(java_script_enabled=False, color_scheme="dark")."""

    def watched(**options: object) -> BrowserContext:
        context = new_context(**options)
        browser_watch.follow(context)
        return context

    yield watched
    assert browser_watch.complaints == []
