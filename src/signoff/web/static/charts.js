/** Under the pointer, and by the arrow keys, a chart says what the rows of its section's table say. */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

export function chartTips() {
  document.addEventListener("pointermove", ({ target, clientX }) => {
    const plot = target.closest?.(".plot");
    const ground = plot?.querySelector(".marks").getBoundingClientRect();
    if (clientX >= ground?.left) {
      show(plot, Math.floor(((clientX - ground.left) / ground.width) * rowsOf(plot).length));
    } else {
      hide();
    }
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

const rowsOf = (plot) => [...plot.closest("section").querySelectorAll("tr")].slice(1);

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
  const [heads, cells] = [rows[n].closest("table").rows[0], rows[n]].map((row) => [...row.cells].map((cell) => cell.textContent));
  tip.textContent = cells.map((text, i) => (i ? `${heads[i]}: ${text}` : text)).join("\n");
  const [ground, at] = [plot, here].map((one) => one.getBoundingClientRect());
  const left = at.left + at.width / 2 - ground.left - tip.offsetWidth / 2;
  tip.style.left = `${Math.max(0, Math.min(ground.width - tip.offsetWidth, left))}px`;
}

function hide() {
  const plot = document.querySelector(".plot[data-at]");
  plot?.querySelector(".tip").remove();
  plot?.querySelector(".here").removeAttribute("width");
  delete plot?.dataset.at;
}
