// Choosing many rows: the bar says how many and appears only when there are some.
//
// form[data-bulk] holds checkboxes named by data-bulk, an optional [data-bulk-all] and an optional [data-bulk-bar] with
// [data-bulk-count]. Without scripts the bar is simply always there.
import { text } from "./texts.js";

function show(form) {
  const boxes = [...form.querySelectorAll(`input[type=checkbox][name="${form.dataset.bulk}"]`)];
  const count = boxes.filter((box) => box.checked).length;
  const bar = form.querySelector("[data-bulk-bar]");
  if (bar) {
    bar.hidden = count === 0;
    form.querySelector("[data-bulk-count]").textContent = text("chosen", { n: count });
  }
  boxes.forEach((box) => box.closest("tr, li")?.classList.toggle("sel", box.checked));
  const all = form.querySelector("[data-bulk-all]");
  if (all) {
    all.checked = count > 0 && count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  }
}

export function start() {
  document.querySelectorAll("form[data-bulk]").forEach(show);
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-bulk]");
    if (!form) return;
    if (event.target.matches("[data-bulk-all]")) {
      for (const box of form.querySelectorAll(`input[type=checkbox][name="${form.dataset.bulk}"]`)) {
        if (!box.closest("[hidden]")) box.checked = event.target.checked;
      }
    }
    show(form);
  });
}
