/**
 * What is done beside the decision is sent without leaving the page, so that a
 * comment that somebody is typing stays where it is.
 */
import { settle } from "./page.js";
import { documentOf, inTurn, takeLive } from "./swap.js";

const PATIENCE = 15_000;

/** `data-act` on a form: send it, then show what the server's page says in all live parts. */
export function actInPlace() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.act === undefined || event.defaultPrevented) {
      return;
    }
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    inTurn(() => send(form, body));
  });
}

async function send(form, body) {
  let response;
  try {
    response = await fetch(form.action, {
      method: "POST",
      body,
      headers: { accept: "text/html", "signoff-act": "1" },
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    tell(placeOf(form) ?? document.getElementById("act-fault"), "The server did not answer. Look again before you repeat it.");
    return;
  }
  const page = documentOf(await response.text());
  const fault = page.getElementById("act-fault")?.textContent.trim();
  if (fault === undefined) {
    location.assign(response.url); // who is asked to sign in, or may not see it any more
    return;
  }
  takeLive(page, "said");
  settle();
  const place = placeOf(form);
  if (place) {
    tell(place, fault);
  } else if (fault) {
    document.getElementById("act-fault").scrollIntoView({ block: "nearest" });
  }
  if (!fault) {
    form.reset();
    form.closest("[popover]")?.hidePopover();
  }
}

/** A popover lies over the page's own message, so it has a place of its own for it. */
function placeOf(form) {
  return form.closest("[popover]")?.querySelector("[data-fault]");
}

function tell(place, text) {
  place.textContent = text;
  place.hidden = !text;
}

/** Until an answer is final its seconds are counted; what comes then, the stream tells. */
export function countDown() {
  setInterval(() => {
    for (const time of document.querySelectorAll("time[data-final]")) {
      const left = Math.ceil((Date.parse(time.dateTime) - Date.now()) / 1000);
      time.textContent = left > 0 ? `${left} s` : "a moment";
    }
  }, 1000);
}
