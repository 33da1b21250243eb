// What a form holds, as {"name": ["value", …]}, and putting that back.
import { ensureRow } from "./grid.js";

const PRIVATE = new Set(["csrf_token"]);

export function fieldsOf(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (PRIVATE.has(name) || value instanceof File) continue;
    (fields[name] ??= []).push(value);
  }
  return fields;
}

/** Make rows the fields need but the page does not show yet: names look like grid-3-column or grid[3].column. */
function makeRows(form, names) {
  for (const grid of form.querySelectorAll("[data-grid]")) {
    const prefix = grid.dataset.grid;
    for (const name of names) {
      const index = name.startsWith(prefix) && /^(?:-(\d+)-|\[(\d+)\]\.)/.exec(name.slice(prefix.length));
      if (index) ensureRow(grid, Number(index[1] ?? index[2]));
    }
  }
}

export function putFields(form, fields) {
  makeRows(form, Object.keys(fields));
  const left = structuredClone(fields);
  for (const control of form.elements) {
    if (!control.name || PRIVATE.has(control.name) || /^(file|submit|button)$/.test(control.type)) continue;
    const values = left[control.name] ?? [];
    if (/^(checkbox|radio)$/.test(control.type)) control.checked = values.includes(control.value);
    else if (control.type === "select-multiple") [...control.options].forEach((option) => (option.selected = values.includes(option.value)));
    else if (values.length) control.value = values.shift();
  }
}
