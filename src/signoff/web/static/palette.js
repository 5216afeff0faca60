/**
 * Ctrl K: find and go, without the mouse and without leaving the page.
 *
 * What there is to find is said by the server; what can be done on this page is
 * read from its markup. A decision is never among it: one Enter must not record one.
 */
import { act, nameOf } from "./keys.js";
import { fetchPage } from "./swap.js";

const PAUSE = 80;
const DONE_HERE = "main [data-key]:not([name=outcome], [aria-disabled=true]), [data-key=n]";

export function palette() {
  const dialog = document.getElementById("palette");
  if (!dialog) {
    return;
  }
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  let newest = 0;
  let timer;
  let looks = false;
  let isWanted = false;

  const look = async () => {
    const mine = ++newest;
    looks = true;
    try {
      const page = await fetchPage(`/palette?q=${encodeURIComponent(input.value)}`);
      if (mine === newest) {
        list.replaceChildren(...page.getElementById("found").children, ...doneHere(input.value, dialog));
      }
    } catch {
      list.textContent = "Reconnecting";
    }
    if (mine === newest) {
      looks = false;
      options(list).forEach(dress);
      choose(input, list, 0);
      if (isWanted) {
        options(list)[0]?.click();
      }
      isWanted = false;
    }
  };

  const open = () => {
    if (!document.querySelector("dialog[open]")) {
      input.value = "";
      list.replaceChildren();
      dialog.showModal();
      look();
    }
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-palette]") && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      open();
    }
  });
  input.addEventListener("input", () => {
    newest++; // an answer that is on its way is to fewer letters: it must not be gone by
    looks = true;
    isWanted = false;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const all = options(list);
    const here = all.findIndex((option) => option.ariaSelected === "true");
    const steps = { ArrowDown: here + 1, ArrowUp: here - 1 + all.length, Home: 0, End: all.length - 1 };
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      // Who types faster than the server finds means what is being found, not what is shown.
      isWanted = looks;
      if (!looks) {
        all[here]?.click();
      }
    } else if (event.key in steps && all.length && !(input.value && event.key.length < 5)) {
      event.preventDefault();
      choose(input, list, steps[event.key] % all.length);
    }
  });
}

const options = (list) => [...list.querySelectorAll("a, button")];

function dress(option, number) {
  option.id = `found-${number}`;
  option.role = "option";
  option.tabIndex = -1;
  option.parentElement.role = "group";
}

function choose(input, list, number) {
  const chosen = options(list)[number];
  for (const option of options(list)) {
    option.ariaSelected = String(option === chosen);
  }
  chosen?.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", chosen?.id ?? "");
}

/** What this page's own keys do, as far as the words fit it. */
function doneHere(text, dialog) {
  const words = text.toLowerCase().split(/\s+/);
  const seen = new Set();
  const group = document.createElement("section");
  const title = Object.assign(document.createElement("p"), { className: "group-name", ariaHidden: "true" });
  group.ariaLabel = title.textContent = "On this page";
  group.append(title);
  for (const target of document.querySelectorAll(DONE_HERE)) {
    const name = nameOf(target);
    if (seen.has(name) || !words.every((word) => name.toLowerCase().includes(word))) {
      continue;
    }
    seen.add(name);
    const option = document.createElement("button");
    const caps = target.dataset.key.split(" ").map((key) => Object.assign(document.createElement("kbd"), { textContent: key.toUpperCase() }));
    option.append(Object.assign(document.createElement("span"), { textContent: name }), ...caps);
    option.addEventListener("click", () => {
      dialog.close();
      act(target);
    });
    group.append(option);
  }
  return seen.size ? [group] : [];
}
