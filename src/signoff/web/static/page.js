/** Small things a single page needs once. */

const SAID_FOR = 7_000;
const FRAME_LIMIT = 6_000;

/** What was just recorded is said for a while, and longer while somebody reads it. */
export function settle() {
  const said = document.querySelector(".said");
  if (!said) {
    return;
  }
  let timer;
  const start = () => {
    timer = setTimeout(() => said.remove(), SAID_FOR);
  };
  said.addEventListener("pointerenter", () => clearTimeout(timer));
  said.addEventListener("pointerleave", start);
  start();
}

/** Say something for a while, where what was recorded is said: a screen reader says it, too. */
export function say(text) {
  const words = document.createElement("p");
  words.textContent = text;
  const said = document.createElement("div");
  said.className = "said";
  said.append(words);
  document.getElementById("said").replaceChildren(said);
  settle();
}

/** A mail's button leads to `#approved`: show which button that is, and decide nothing. */
export function followHash() {
  let wanted;
  try {
    wanted = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  const buttons = [...document.querySelectorAll("button[name='outcome']")];
  buttons.find((button) => button.value === wanted)?.focus({ focusVisible: true });
}

/** A mail is as tall as it is; where a frame cannot be measured it scrolls. */
export function fitFrames() {
  for (const frame of document.querySelectorAll("iframe[data-fit]")) {
    const fit = () => {
      const page = frame.contentDocument?.documentElement;
      if (page?.scrollHeight) {
        frame.style.height = `${Math.min(page.scrollHeight, FRAME_LIMIT)}px`;
      }
    };
    frame.addEventListener("load", fit);
    if (frame.contentDocument?.readyState === "complete") {
      fit();
    }
  }
}

/** A graph that is wider than its place begins where the flow waits, got stuck, or will ask. */
export function showWhere() {
  const place = document.querySelector(".canvas");
  const show = () => {
    const at = place.querySelector(".step:is(.g-waiting, .g-failed, .g-review)")?.getBoundingClientRect();
    const seen = place.getBoundingClientRect();
    place.scrollLeft += at ? at.left + at.width / 2 - seen.left - seen.width / 2 : 0;
  };
  if (place) {
    new ResizeObserver(show).observe(place);
  }
}

/** A request of high risk asks once more; the form is sent only by the second press. */
export function confirmDecisions() {
  const asked = new Map();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const dialog = document.getElementById(form.dataset.confirm);
    // A button with an address of its own records nothing.
    if (!dialog || event.defaultPrevented || event.submitter?.hasAttribute("formaction")) {
      return;
    }
    if (dialog.returnValue === "yes") {
      dialog.returnValue = "";
      return;
    }
    event.preventDefault();
    const { name, value } = event.submitter;
    asked.set(dialog.id, { form, name, value });
    dialog.querySelector("[data-choice]").textContent = event.submitter.querySelector("span").textContent;
    dialog.showModal();
  });

  // One listener for all: a dialog that was just closed may tell so only after it was opened again.
  document.addEventListener("close", ({ target }) => {
    if (target.returnValue !== "yes" || !asked.has(target.id)) {
      return;
    }
    // A live update may have put another form there meanwhile, with buttons of its own.
    const { form, name, value } = asked.get(target.id);
    const there = form.isConnected ? form : document.querySelector(`form[data-confirm="${target.id}"]`);
    there?.requestSubmit([...there.elements].find((each) => each.name === name && each.value === value));
  }, true);
}

/** A decision is never lost to a dead line: nothing is sent while there is none. */
export function warnOffline() {
  document.addEventListener("submit", (event) => {
    if (navigator.onLine === false) {
      event.preventDefault();
      say("You are offline: nothing was sent. What you typed stays here.");
    }
  });
}

const TYPED = "signoff.typed";

/**
 * What was typed comes back to its field where it could not be recorded: the
 * session had ended, or something broke. This tab alone keeps it, until then.
 */
export function keepWords() {
  const kept = JSON.parse(sessionStorage.getItem(TYPED) ?? "null");
  if (kept && document.querySelector(".alone, .trouble")) {
    sessionStorage.setItem(TYPED, JSON.stringify({ ...kept, lost: true }));
  } else {
    sessionStorage.removeItem(TYPED);
    for (const [name, words] of kept?.lost && kept.path === location.pathname ? kept.words : []) {
      const field = document.querySelector(`main textarea[name="${CSS.escape(name)}"]`);
      if (field && !field.value) {
        field.value = words;
      }
    }
  }
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (target.method === "post" && !defaultPrevented) {
      const words = [...target.querySelectorAll("textarea[name]")].map((field) => [field.name, field.value]);
      sessionStorage.setItem(TYPED, JSON.stringify({ path: location.pathname, words }));
    }
  });
}
