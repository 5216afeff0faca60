/**
 * Put the server's newest page in place of parts of this one.
 *
 * The server always sends whole pages; here the wanted elements are picked out
 * by id and morphed, so that focus, selection, open details, typed text and
 * scroll positions stay where they are.
 */

const policy = globalThis.trustedTypes?.createPolicy("signoff", { createHTML: (text) => text });

/** Attributes that belong to the person at the screen, not to the server. */
const THEIRS = new Set(["open", "data-chosen"]);

const PATIENCE = 15_000;

let turn = Promise.resolve();

/**
 * Do `work` after all that was begun before it: a page that is looked at again
 * must neither overtake nor undo what a person just asked for.
 */
export function inTurn(work) {
  turn = turn.then(work, work);
  return turn;
}

/** Fetch `address` (of our own origin), by `request` if it is no plain GET; return its document. */
export async function fetchPage(address, request = {}) {
  const response = await fetch(address, {
    ...request,
    credentials: "same-origin",
    headers: { accept: "text/html", "signoff-act": "0" },
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!response.ok || response.redirected || response.headers.has("signoff-status")) {
    throw new Error(`${address} answered ${response.status}`);
  }
  return documentOf(await response.text());
}

/** Return the server's own HTML as a document of its own; no script in it runs. */
export function documentOf(text) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "text/html");
}

/** Morph the elements of these ids into what `page` has under the same ids. */
export function take(page, ids) {
  for (const id of ids) {
    const old = document.getElementById(id);
    const next = page.getElementById(id);
    if (old && next) {
      keepTyped(old, next);
      morph(old, next);
    }
  }
}

/** Take all that is live; and the content, where it can be edited now, or no more. */
export function takeLive(page, ...more) {
  const ids = [...document.querySelectorAll("[data-live][id]")].map((element) => element.id);
  if (!document.getElementById("edit") !== !page.getElementById("edit")) {
    more.push("content");
  }
  take(page, [...ids, ...more]);
}

/**
 * What somebody is typing while the request is answered elsewhere moves to the
 * place that the new page has for it.
 */
function keepTyped(old, next) {
  // The fields of a form may stand elsewhere on the page.
  for (const field of new Set([...old.querySelectorAll("[data-keep]"), ...(old.elements ?? [])])) {
    const place = field.dataset.keep && next.querySelector(`#${CSS.escape(field.dataset.keep)}`);
    const isAsSent = "original" in field.dataset && field.value === field.defaultValue;
    const typed = isAsSent ? "" : "value" in field ? field.value : filledIn(field);
    // By the way back a browser fills in again what was sent and is recorded.
    const isRecorded = next.querySelector("blockquote")?.textContent.trim() === typed.trim();
    if (place && typed.trim() && !isRecorded) {
      place.hidden = false;
      place.querySelector("textarea").textContent = typed;
    }
  }
}

/** Return the fields of a part of a form as lines of text, if any is not as the server sent it. */
function filledIn(part) {
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  const isChosen = (field) => (isTick(field) ? field.checked : field.value.trim());
  const isOwn = (field) =>
    isTick(field)
      ? field.checked !== field.defaultChecked
      : field.value !== (field.defaultValue ?? field.querySelector("[selected]")?.value ?? field.options[0]?.value);
  const fields = [...part.querySelectorAll("input:not([type=hidden]), select, textarea")];
  const lines = fields.filter(isChosen).map((field) => {
    const name = field.labels?.[0]?.textContent.trim().replace(/\s+/g, " ") ?? field.name;
    return isTick(field) ? name : `${name}: ${field.value}`;
  });
  return fields.some(isOwn) ? lines.join("\n") : "";
}

/**
 * What is marked `data-own` holds what a person filled in, and what was said of it: it stays.
 * `data-later` says that what is in there was left out of this page: it stays as well.
 */
function morph(old, next) {
  if (old.isEqualNode(next) || ("own" in (old.dataset ?? {}) && "own" in (next.dataset ?? {}))) {
    return;
  }
  if (old.nodeName !== next.nodeName) {
    old.replaceWith(document.adoptNode(next));
    return;
  }
  copyAttributes(old, next);
  if (old.nodeName !== "TEXTAREA" && !("later" in (next.dataset ?? {}))) {
    morphChildren(old, next);
  }
}

function copyAttributes(old, next) {
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name) && !THEIRS.has(name)) {
      old.removeAttribute(name);
    }
  }
  for (const { name, value } of next.attributes) {
    if (!THEIRS.has(name) && old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
}

function morphChildren(old, next) {
  const wanted = new Set([...next.children].map((child) => child.id).filter(Boolean));
  const kept = new Map();
  for (const child of [...old.children]) {
    if (wanted.has(child.id)) {
      kept.set(child.id, child);
    } else if (child.id) {
      child.remove();
    }
  }
  let here = old.firstChild;
  for (const node of [...next.childNodes]) {
    const same = node.id ? kept.get(node.id) : undefined;
    if (same) {
      if (same === here) {
        here = here.nextSibling;
      } else {
        move(old, same, here);
      }
      morph(same, node);
    } else if (here && here.nodeName === node.nodeName && !here.id && !node.id) {
      const following = here.nextSibling;
      if (node.nodeType === Node.ELEMENT_NODE) {
        morph(here, node);
      } else if (here.nodeValue !== node.nodeValue) {
        here.nodeValue = node.nodeValue;
      }
      here = following;
    } else {
      old.insertBefore(document.adoptNode(node), here);
    }
  }
  while (here) {
    const following = here.nextSibling;
    here.remove();
    here = following;
  }
}

/** Moving with `moveBefore`, where there is one, leaves focus and frames alone. */
function move(parent, node, before) {
  if (parent.moveBefore && node.isConnected) {
    parent.moveBefore(node, before);
  } else {
    parent.insertBefore(node, before);
  }
}

/** Show a thin bar while something is fetched; CSS waits 300 ms before it is seen. */
async function whileLoading(work) {
  const bar = document.createElement("div");
  bar.className = "loading";
  document.body.append(bar);
  try {
    await work();
  } finally {
    bar.remove();
  }
}

async function exchange(address, id) {
  try {
    take(await fetchPage(address), id.split(" "));
    history.replaceState(null, "", address);
    document.getElementById(new URL(address).hash.slice(1))?.scrollIntoView();
  } catch {
    // The server's own page says best what is wrong.
    location.assign(address);
  }
}

/** `data-swap="id other"` on a link or a filter form: exchange those elements, keep the rest. */
export function followSwaps() {
  const swap = (address, id) => inTurn(() => whileLoading(() => exchange(address, id)));

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-swap]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    swap(link.href, link.dataset.swap);
  });

  // A form is read when its turn comes: a link pressed before may have changed what it asks for.
  let newest = 0;
  const swapForm = (form) => {
    const mine = ++newest;
    return inTurn(() => {
      if (mine !== newest || !form.isConnected) {
        return undefined;
      }
      const address = new URL(form.action);
      address.search = new URLSearchParams(new FormData(form)).toString();
      return whileLoading(() => exchange(address.href, form.dataset.swap));
    });
  };

  let pause;
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.dataset.swap) {
      return;
    }
    clearTimeout(pause);
    pause = setTimeout(() => swapForm(form), 150);
  });

  document.addEventListener("submit", (event) => {
    if (event.target.dataset.swap) {
      event.preventDefault();
    }
  });
}
