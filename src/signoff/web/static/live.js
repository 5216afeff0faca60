/**
 * Look again when something happened.
 *
 * One stream per visible tab: browsers allow few connections per host, so a
 * hidden tab lets go of its own and catches up when it is shown again.
 */
import { showPresent } from "./presence.js";
import { fetchPage, inTurn, take } from "./swap.js";

const PAUSE = 120;

export function listen() {
  const state = document.getElementById("live");
  if (!state || document.querySelector("[data-still]")) {
    return;
  }
  let stream;
  let timer;

  const lookAgain = async () => {
    try {
      const page = await fetchPage(document.getElementById("main").dataset.here ?? location.href);
      const before = rows();
      take(page, [...document.querySelectorAll("[data-live][id]")].map((element) => element.id));
      markFresh(before);
    } catch {
      tell("Reconnecting");
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => inTurn(lookAgain), PAUSE);
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
    stream.addEventListener("error", () => tell("Reconnecting"));
    stream.addEventListener("changed", soon);
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
  addEventListener("pageshow", open);
  open();
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
