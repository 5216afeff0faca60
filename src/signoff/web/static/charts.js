/**
 * Under the pointer, and by the arrow keys, a chart says what the row of its table says:
 * the table in the same section has one for each part of the chart, in order.
 */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

export function chartTips() {
  document.addEventListener("pointermove", ({ target, clientX }) => {
    const plot = target.closest?.(".plot");
    if (!plot) {
      hide();
      return;
    }
    const ground = plot.querySelector(".marks").getBoundingClientRect();
    const n = Math.floor(((clientX - ground.left) / ground.width) * rowsOf(plot).length);
    n < 0 ? hide() : show(plot, n);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => {
    const plot = event.target.closest?.(".plot");
    if (plot && event.key in STEPS) {
      event.preventDefault();
      show(plot, Number(plot.dataset.at ?? rowsOf(plot).length) + STEPS[event.key]);
    } else if (event.key === "Escape") {
      hide();
    }
  });
}

function rowsOf(plot) {
  return [...plot.closest("section").querySelectorAll("tbody tr")];
}

function show(plot, wanted) {
  const rows = rowsOf(plot);
  const n = Math.max(0, Math.min(rows.length - 1, wanted));
  if (plot.dataset.at === String(n)) {
    return;
  }
  hide();
  plot.dataset.at = n;
  const here = plot.querySelector(".here");
  here.setAttribute("x", `${(100 * n) / rows.length}%`);
  here.setAttribute("width", `${100 / rows.length}%`);
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.role = "status";
  plot.append(tip);
  const heads = [...plot.closest("section").querySelectorAll("thead th")];
  const cells = [...rows[n].cells].map((cell) => cell.textContent);
  tip.textContent = cells.map((text, i) => (i ? `${heads[i].textContent}: ${text}` : text)).join("\n");
  const ground = plot.getBoundingClientRect();
  const at = here.getBoundingClientRect();
  const left = at.left + at.width / 2 - ground.left - tip.offsetWidth / 2;
  tip.style.left = `${Math.max(0, Math.min(ground.width - tip.offsetWidth, left))}px`;
}

function hide() {
  const plot = document.querySelector(".plot[data-at]");
  plot?.querySelector(".tip").remove();
  plot?.querySelector(".here").removeAttribute("width");
  delete plot?.dataset.at;
}
