// Editable grids: add and remove rows without a round trip.
//
// A grid is [data-grid="name"] holding rows [data-grid-row] and a <template data-grid-template> in whose
// fields "__index__" stands for the row's index (and "__number__" for the number people see). The buttons are real submit buttons, so that a page
// without scripts asks the server for the row instead.
import { text } from "./texts.js";

const body = (grid) => grid.querySelector("[data-grid-rows]") ?? grid;
const rowsOf = (grid) => [...grid.querySelectorAll("[data-grid-row]")];

function nextIndex(grid) {
  const used = rowsOf(grid).map((row) => Number(row.dataset.gridRow));
  return Math.max(-1, ...used) + 1;
}

/** Append an empty row and return its first part (a row may be two table rows). */
export function addRow(grid) {
  const index = nextIndex(grid);
  const template = grid.querySelector("template[data-grid-template]");
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll("__index__", index).replaceAll("__number__", rowsOf(grid).length + 1);
  const parts = holder.content.querySelectorAll("[data-grid-row], [data-grid-more]");
  body(grid).append(...parts);
  return parts[0];
}

/** Add rows until the grid has the row `index`, as a restored draft may need. */
export function ensureRow(grid, index) {
  while (nextIndex(grid) <= index) addRow(grid);
}

function changed(grid) {
  grid.dispatchEvent(new Event("input", { bubbles: true }));
}

function onClick(event) {
  const add = event.target.closest("[data-grid-add]");
  const remove = event.target.closest("[data-grid-remove]");
  const grid = (add ?? remove)?.closest("[data-grid]");
  if (!grid) return;
  event.preventDefault();
  if (add) {
    addRow(grid).querySelector("input, select, textarea")?.focus();
  } else {
    const index = remove.closest("[data-grid-row]").dataset.gridRow;
    grid.querySelectorAll(`[data-grid-row="${index}"], [data-grid-more="${index}"]`).forEach((part) => part.remove());
    (rowsOf(grid).at(-1)?.querySelector("input, select, textarea") ?? grid.querySelector("[data-grid-add]")).focus();
  }
  const said = grid.querySelector("[data-grid-status]");
  if (said) said.textContent = text("rows", { n: rowsOf(grid).length });
  changed(grid);
}

export function start() {
  document.addEventListener("click", onClick);
}
