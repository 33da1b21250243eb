// Native dialogs: opened and closed by attributes; a confirmation before what cannot be taken back;
// menus from <details> that close when one looks away.
import { make } from "./dom.js";
import { text } from "./texts.js";

function openAndClose(event) {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    document.querySelector(opener.dataset.opens).showModal();
  }
  if (event.target.closest("[data-closes]")) event.target.closest("dialog").close();
  if (event.target instanceof HTMLDialogElement && event.target.open) event.target.close(); // the backdrop
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

function closeMenu(event) {
  const menu = event.key === "Escape" && document.activeElement?.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

/** Ask with the sentence of `data-confirm`; the button repeats the words of the one that was pressed. */
function ask(sentence, action) {
  return new Promise((resolve) => {
    const yes = make("button", { class: "btn btn-primary", value: "yes" }, action);
    const no = make("button", { class: "btn btn-line", value: "no", autofocus: "" }, text("cancel"));
    const dialog = make("dialog", { class: "dlg small", "aria-labelledby": "ask" },
      make("form", { method: "dialog" },
        make("div", { class: "db" }, make("h2", { id: "ask", class: "h3" }, sentence)),
        make("div", { class: "df" }, no, yes)));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

async function confirmFirst(event) {
  const form = event.target;
  const button = event.submitter;
  const sentence = button?.dataset.confirm ?? form.dataset.confirm;
  if (!sentence || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await ask(sentence, button?.dataset.confirmAction ?? button?.textContent.trim() ?? text("go_on")))) return;
  form.dataset.confirmed = "yes";
  form.requestSubmit(button);
  delete form.dataset.confirmed;
}

export function start() {
  document.addEventListener("click", openAndClose);
  document.addEventListener("keydown", closeMenu);
  document.addEventListener("submit", confirmFirst, { capture: true });
  document.addEventListener("htmx:afterSwap", (event) => {
    const dialog = event.target.closest?.("dialog[data-opens-when-filled]");
    if (dialog && !dialog.open) dialog.showModal();
  });
}
