/**
 * Shortcuts are declared in the markup: `data-key="1"`, `"/"`, `"g i"`.
 *
 * So the list that `?` shows builds itself, and no page can promise a key it
 * does not have. Letters and digits never act while somebody types, with a
 * modifier held, or while a dialog is open.
 */

const LEAD_TIME = 1500;
const NAMES = { enter: "↵", escape: "Esc" };

export function shortcuts() {
  let lead = "";
  let ledAt = 0;

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches?.("input, textarea, select, [contenteditable]");
    if (event.key === "Escape" && isTyping) {
      event.target.blur();
      return;
    }
    if (isTyping || event.metaKey || event.ctrlKey || event.altKey || event.isComposing) {
      return;
    }
    if (document.querySelector("dialog[open], [popover]:popover-open")) {
      return;
    }
    const key = event.key.toLowerCase();
    const led = lead && event.timeStamp - ledAt < LEAD_TIME ? find(`${lead} ${key}`) : null;
    const target = led ?? find(key);
    // A key that is held acts once: the next page may be there before it is let go.
    if (event.repeat && target) {
      return;
    }
    lead = target ? "" : key;
    ledAt = event.timeStamp;
    if (key === "?") {
      showHelp();
    } else if (target) {
      event.preventDefault();
      act(target);
    } else if (key === "j" || key === "k") {
      moveInList(key === "j" ? 1 : -1) && event.preventDefault();
    }
  });
}

function find(key) {
  // Enter on something that has the focus is that thing's own.
  if (key === "enter" && document.activeElement !== document.body) {
    return null;
  }
  return document.querySelector(`[data-key="${CSS.escape(key)}"]:not([aria-disabled="true"])`);
}

export function act(target) {
  if (target.matches("input, textarea")) {
    target.focus();
  } else {
    // Where a dialog opens, the focus comes back to what opened it.
    if (document.activeElement === document.body && target.matches("[popovertarget], [name='outcome']")) {
      target.focus({ preventScroll: true });
    }
    target.click();
  }
}

function moveInList(step) {
  const links = [...document.querySelectorAll("[data-rows] li .open")];
  if (!links.length) {
    return false;
  }
  const focused = links.indexOf(document.activeElement);
  // Who comes back from a request goes on at its row.
  const left = links.findIndex((link) => document.referrer.includes(link.pathname));
  const here = focused < 0 ? left : focused;
  const next = links[Math.max(0, Math.min(links.length - 1, here < 0 ? 0 : here + step))];
  next.focus({ preventScroll: true });
  next.closest("li").scrollIntoView({ block: "nearest" });
  return true;
}

function showHelp() {
  const dialog = document.getElementById("keys");
  if (!dialog) {
    return;
  }
  const declared = [...document.querySelectorAll("[data-key]")].map((element) => [nameOf(element), element.dataset.key]);
  if (document.querySelector("[data-rows] li .open")) {
    declared.unshift(["Move down and up the list", "j k"], ["Open", "enter"]);
  }
  if (document.getElementById("palette")) {
    declared.push(["Search and commands", "Ctrl K"]);
  }
  declared.push(["This list", "?"]);
  dialog.querySelector("dl").replaceChildren(...declared.map(line));
  dialog.showModal();
}

export function nameOf(element) {
  const said = element.querySelector("span:not(.unseen, .sums, .sums *, .count)");
  const text = element.getAttribute("aria-label") ?? said?.textContent ?? element.labels?.[0]?.textContent;
  const bare = element.cloneNode(true);
  bare.querySelectorAll(".unseen, .sums, .count, kbd").forEach((part) => part.remove());
  return (text ?? bare.textContent).trim();
}

function line([name, keys]) {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  const value = document.createElement("dd");
  term.textContent = name;
  for (const key of keys.split(" ")) {
    const cap = document.createElement("kbd");
    cap.textContent = NAMES[key] ?? (key.length > 1 ? key : key.toUpperCase());
    value.append(cap);
  }
  row.append(term, value);
  return row;
}
