/**
 * Select rows, and show what may be decided of all of them together.
 *
 * The boxes and their form are plain HTML and go without this; here the form
 * says how many are selected and offers the outcomes they share. A live list
 * changes under the selection, so what is offered is worked out again each time.
 */

export function selectTogether() {
  const bulk = document.getElementById("bulk");
  const list = document.getElementById("list");
  if (!bulk || !list) {
    return;
  }
  const idle = bulk.querySelector("[data-n]").textContent;
  let last = null;
  let isRange = false;

  const boxes = () => [...list.querySelectorAll("input[data-deck]")];
  const offer = () => {
    const chosen = boxes().filter((box) => box.checked);
    const decks = new Set(chosen.map((box) => box.dataset.deck));
    mark(bulk, chosen.length > 0);
    for (const deck of bulk.querySelectorAll("fieldset")) {
      mark(deck, decks.size === 1 && decks.has(deck.id));
    }
    const said = decks.size > 1 ? `${chosen.length} selected, of different steps: decide one step at a time.` : `${chosen.length} selected`;
    say(bulk.querySelector("[data-n]"), chosen.length ? said : idle);
  };
  const pick = (box, withRange) => {
    const all = boxes();
    const from = all.indexOf(last);
    const to = all.indexOf(box);
    if (withRange && from >= 0) {
      for (const each of all.slice(Math.min(from, to), Math.max(from, to) + 1)) {
        each.checked = box.checked;
      }
    }
    last = box;
    offer();
  };

  addEventListener("keydown", (event) => {
    isRange = event.shiftKey;
  }, true);
  list.addEventListener("click", (event) => {
    if (event.target.matches("input[data-deck]")) {
      pick(event.target, event.shiftKey);
    }
  });
  bulk.addEventListener("click", (event) => {
    if (!event.target.closest("[data-pick]")) {
      return;
    }
    const row = document.activeElement.closest("#list li");
    const box = row ? row.querySelector("input[data-deck]") : boxes()[0];
    if (box) {
      box.checked = !box.checked;
      pick(box, isRange);
    }
  });
  bulk.addEventListener("reset", () => setTimeout(offer));
  addEventListener("pageshow", offer);
  new MutationObserver(offer).observe(list, { childList: true, subtree: true });
  new MutationObserver(offer).observe(bulk, { childList: true, subtree: true, characterData: true });
  closeMenu();
  offer();
}

function mark(element, isChosen) {
  if (element.hasAttribute("data-chosen") !== isChosen) {
    element.toggleAttribute("data-chosen", isChosen);
  }
}

function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A menu closes when somebody goes on elsewhere; typed names stay in it. */
function closeMenu() {
  const menu = document.getElementById("views");
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) {
      menu.open = false;
    }
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
