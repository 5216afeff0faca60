"""Take a picture of every screen at three widths, light and dark: `make screenshots`.

The server runs in this process, on the told installation. Pictures go to `screenshots/`,
which git ignores, with an `index.html` to look through them all.
"""

import argparse
import html
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

from signoff.inbox.plan import Plan, Stage
from signoff.web.server import HttpDoor, listen_on
from tests.browser.screens.places import OF_AUDITOR, PUBLIC, screens
from tests.browser.screens.told import ALI, DAYS, MAYA, opened_told
from tests.browser.screens.troubles import add_troubles
from tests.support.browser import CHROMIUM_ARGUMENTS
from tests.support.many_requests import fill
from tests.support.needs import find_tool

WIDTHS = {1440: 900, 1024: 768, 390: 844}
SCHEMES = ("light", "dark")
TALLEST = 2_400  # pixels: what stands below is more of the same
N_MANY = 10_000


def main():
    asked = _arguments()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        told = opened_told(folder, asked.days)
        places = screens(told) | add_troubles(told.web)
        if asked.many:
            fill(told.bench.app, [Plan(stages=(Stage((MAYA,)),))], n_pending=N_MANY, n_due=100)
        base = stack.enter_context(_served(told.web))
        driver = stack.enter_context(sync_playwright())
        chromium = driver.chromium.launch(
            executable_path=str(find_tool("chromium")), args=CHROMIUM_ARGUMENTS
        )
        stack.callback(chromium.close)
        asked.into.mkdir(parents=True, exist_ok=True)
        for cookie, some in (
            (told.session(MAYA), {"inbox": "/inbox"} | places),
            (told.session(ALI), OF_AUDITOR),
            ({}, PUBLIC),
        ):
            _take(chromium, base, cookie, _chosen(some, asked.only), asked)
    names = sorted({path.name.rsplit("-", 2)[0] for path in asked.into.glob("*.png")})
    (asked.into / "index.html").write_text(_sheet(names), encoding="utf-8")
    print(f"{asked.into / 'index.html'} shows {len(names)} screens.")  # noqa: T201 - a program


def _arguments():
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--into", type=Path, default=Path("screenshots"))
    reader.add_argument("--only", default="", help="words of screens' names, like review inbox")
    reader.add_argument("--widths", type=int, nargs="*", default=list(WIDTHS))
    reader.add_argument("--days", type=int, default=DAYS, help="how much past is told")
    reader.add_argument("--fold", action="store_true", help="only what shows without scrolling")
    reader.add_argument("--many", action="store_true", help=f"let {N_MANY} more requests wait")
    return reader.parse_args()


def _chosen(some, only):
    words = only.split()
    return {n: a for n, a in some.items() if not words or any(word in n for word in words)}


@contextmanager
def _served(web):
    with listen_on("127.0.0.1", 0) as listening:
        door = HttpDoor(web, log_level="warning", timeout_graceful_shutdown=1)
        thread = Thread(target=door.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        door.should_exit = True
        thread.join()


def _take(chromium, base, cookie, some, asked):
    context = chromium.new_context(device_scale_factor=1)
    context.add_cookies([{"name": n, "value": v, "url": base} for n, v in cookie.items()])
    page = context.new_page()
    page.on("console", lambda said: _tell(page, said))
    for name, address in some.items():
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(base + address)
        for width in asked.widths:
            page.set_viewport_size({"width": width, "height": WIDTHS.get(width, 760)})
            if not asked.fold:
                # What sticks to an edge of the window stays at the edge of the picture.
                tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
                page.set_viewport_size(
                    {"width": width, "height": max(tall, WIDTHS.get(width, 760))}
                )
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                page.screenshot(path=asked.into / f"{name}-{width}-{scheme}.png")
    context.close()


def _tell(page, said):
    if said.type in ("error", "warning"):
        print(f"{page.url}: {said.text}")  # noqa: T201 - a program


def _sheet(names):
    rows = []
    for name in names:
        shots = "".join(
            f'<a href="{name}-{width}-{scheme}.png"><img loading="lazy" alt="{width} {scheme}" '
            f'src="{name}-{width}-{scheme}.png"></a>'
            for scheme in SCHEMES
            for width in WIDTHS
        )
        rows.append(f"<h2>{html.escape(name)}</h2><p>{shots}</p>")
    look = "body{font:14px sans-serif;margin:24px}p{display:flex;flex-wrap:wrap;gap:8px}img{height:280px;border:1px solid #bbb}"
    return f'<!doctype html><meta charset="utf-8"><title>Screens</title><style>{look}</style>{"".join(rows)}\n'


if __name__ == "__main__":
    main()
