// What a form holds, as {"name": ["value", …]}, and putting that back.
import { ensureRow } from "./grid.js";

// What belongs to the page rather than to the draft: the token, and names that begin with "_".
const isPrivate = (name) => name === "csrf_token" || name.startsWith("_");

export function fieldsOf(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (isPrivate(name) || value instanceof File) continue;
    (fields[name] ??= []).push(value);
  }
  return fields;
}

/** Give each grid the rows the fields need, and no others: names look like grid-3-column or grid[3].column. */
function makeRows(form, names) {
  for (const grid of form.querySelectorAll("[data-grid]")) {
    const prefix = grid.dataset.grid;
    const wanted = new Set();
    for (const name of names) {
      const index = name.startsWith(prefix) && /^(?:-(\d+)-|\[(\d+)\]\.)/.exec(name.slice(prefix.length));
      if (index) wanted.add(Number(index[1] ?? index[2]));
    }
    wanted.forEach((index) => ensureRow(grid, index));
    for (const part of grid.querySelectorAll("[data-grid-row], [data-grid-more]")) {
      if (!wanted.has(Number(part.dataset.gridRow ?? part.dataset.gridMore))) part.remove();
    }
  }
}

export function putFields(form, fields) {
  makeRows(form, Object.keys(fields));
  const left = structuredClone(fields);
  for (const control of form.elements) {
    if (!control.name || isPrivate(control.name) || /^(file|submit|button)$/.test(control.type)) continue;
    const values = left[control.name] ?? [];
    if (/^(checkbox|radio)$/.test(control.type)) control.checked = values.includes(control.value);
    else if (control.type === "select-multiple") [...control.options].forEach((option) => (option.selected = values.includes(option.value)));
    else if (values.length) control.value = values.shift();
  }
}
