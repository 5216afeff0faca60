/**
 * Look again when something happened.
 *
 * One stream per visible tab: browsers allow few connections per host, so a
 * hidden tab lets go of its own and catches up when it is shown again.
 */
import { showPresent } from "./presence.js";
import { say } from "./page.js";
import { fetchPage, inTurn, takeLive } from "./swap.js";

const PAUSE = 120;

export function listen() {
  const state = document.getElementById("live");
  if (!state || document.querySelector("[data-still]")) {
    return;
  }
  let stream;
  let timer;
  let dueAt = Infinity;

  const lookAgain = async () => {
    try {
      const page = await fetchPage(document.getElementById("main").dataset.here ?? location.href);
      const before = rows();
      tellIfOvertaken(() => takeLive(page));
      markFresh(before);
    } catch {
      tell("Reconnecting");
    }
  };
  const soon = (later = 0) => {
    const at = Date.now() + PAUSE + later;
    if (later && at > dueAt) {
      return;
    }
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => {
      dueAt = Infinity;
      inTurn(lookAgain);
    }, PAUSE + later);
  };
  // Of many screens those look first that show what changed; the others one after the other.
  const hear = ({ data }) => {
    const { subjects, spread = 0 } = JSON.parse(data);
    soon(subjects.some(isShown) ? 0 : Math.random() * spread);
  };
  const tell = (text) => {
    state.textContent = text;
    state.toggleAttribute("data-off", text !== "Live");
  };

  const open = () => {
    if (stream || document.hidden) {
      return;
    }
    const at = document.querySelector("[data-at]")?.dataset.at;
    stream = new EventSource(at ? `/events?at=${at}` : "/events");
    stream.addEventListener("presence", showPresent);
    stream.addEventListener("open", () => tell("Live"));
    stream.addEventListener("error", ({ target }) => tell(target.readyState === 2 ? "Not live: load the page again" : "Reconnecting"));
    stream.addEventListener("changed", hear);
  };
  const close = () => {
    stream?.close();
    stream = undefined;
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      close();
    } else {
      open();
      soon();
    }
  });
  addEventListener("pagehide", close);
  // By the way back a browser shows the page as it was left, forms and all.
  addEventListener("pageshow", ({ persisted }) => {
    open();
    if (persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
      soon();
    }
  });
  open();
}

/** Where somebody else decides, the form goes: say so to who does not see it, and keep the focus. */
function tellIfOvertaken(work) {
  const wasOpen = document.querySelector("form#decision");
  const hadFocus = document.activeElement !== document.body;
  work();
  const closed = document.querySelector("section#decision");
  if (!wasOpen || !closed) {
    return;
  }
  say(closed.querySelector(".notice p").textContent);
  if (hadFocus && document.activeElement === document.body) {
    closed.tabIndex = -1;
    closed.focus({ preventScroll: true });
  }
}

function isShown(id) {
  const name = CSS.escape(id);
  return location.pathname.includes(id) || document.querySelector(`#main [id*="${name}"], #main [href*="${name}"]`);
}

function rows() {
  return new Set([...document.querySelectorAll("[data-rows] li[id]")].map((row) => row.id));
}

/** Rows that were not there before glow once, so that a list does not change unseen. */
function markFresh(before) {
  for (const row of document.querySelectorAll("[data-rows] li[id]")) {
    if (!before.has(row.id)) {
      row.classList.add("fresh");
    }
  }
}
