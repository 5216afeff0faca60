/**
 * An edit of the content: the server compares it while somebody types, so that
 * what was changed stands below the text before it is sent.
 */
import { fetchPage, inTurn } from "./swap.js";

const PAUSE = 700;

export function showEdits() {
  let timer;

  const show = async (button) => {
    const text = document.getElementById("edited");
    const typed = text.value;
    const page = await fetchPage(button.formAction, { method: "POST", body: new FormData(button.form) });
    // What was typed meanwhile is compared by the next round.
    if (text.value === typed) {
      const found = page.getElementById("edit-changes");
      document.getElementById("edit-changes").replaceChildren(...found.childNodes);
    }
  };

  document.addEventListener("input", ({ target }) => {
    if (target.id !== "edited") {
      return;
    }
    const button = document.getElementById("show-edit");
    clearTimeout(timer);
    // Where it fails the button still shows it, and so does the server before it records.
    timer = setTimeout(() => inTurn(() => show(button).catch(() => undefined)), PAUSE);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#show-edit");
    if (button && event.isTrusted) {
      event.preventDefault();
      clearTimeout(timer);
      inTurn(() => show(button).catch(() => button.form.requestSubmit(button)));
    }
  });
}
