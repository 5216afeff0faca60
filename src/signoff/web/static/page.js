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

/** A request of high risk asks once more; the form is sent only by the second press. */
export function confirmDecisions() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const dialog = document.getElementById(form.dataset.confirm);
    if (!dialog || event.defaultPrevented) {
      return;
    }
    if (dialog.returnValue === "yes") {
      dialog.returnValue = "";
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    dialog.querySelector("[data-choice]").textContent = button.querySelector("span").textContent;
    dialog.addEventListener("close", () => dialog.returnValue === "yes" && form.requestSubmit(button), { once: true });
    dialog.showModal();
  });
}

/** A decision is never lost to a dead line: nothing is sent while there is none. */
export function warnOffline() {
  document.addEventListener("submit", (event) => {
    if (navigator.onLine === false) {
      event.preventDefault();
      document.getElementById("live").textContent = "Offline: nothing was sent";
    }
  });
}
