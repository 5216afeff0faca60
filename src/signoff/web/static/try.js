/**
 * While somebody edits a rule, say what it would match.
 *
 * `data-try="id"` on a form: after a pause in typing the form is sent with
 * `do=look`, which keeps nothing, and the element of that id is exchanged. What
 * cannot be read yet changes nothing: the person is still writing.
 */
import { fetchPage, inTurn, take } from "./swap.js";

const PAUSE = 500;

export function tryWhileTyping() {
  let timer;
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.dataset.try) {
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => inTurn(() => look(form)), PAUSE);
  });
}

async function look(form) {
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "look");
  try {
    take(await fetchPage(form.action, { method: "POST", body }), [form.dataset.try]);
  } catch {
    // Half a condition is none; what was said before stays.
  }
}
