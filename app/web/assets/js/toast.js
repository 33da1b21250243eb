// Short messages in the corner, read out politely; they stay until closed when they report a problem.
import { icon, make, notice } from "./dom.js";
import { text } from "./texts.js";

const ICONS = { ok: "check-circle-fill", soon: "exclamation-triangle-fill", late: "exclamation-circle-fill", "": "info-circle" };

export function toast(kind, sentence) {
  const message = notice(kind, ICONS[kind], sentence);
  const close = make("button", { class: "btn btn-sm btn-quiet close", type: "button", onclick: () => message.remove() },
    icon("x-lg"), make("span", { class: "visually-hidden" }, text("close")));
  message.append(close);
  document.getElementById("toasts").append(message);
  if (kind === "ok") setTimeout(() => message.remove(), 8000);
}

export function start() {
  document.addEventListener("click", (event) => {
    event.target.closest("[data-dismiss]")?.closest(".note").remove();
  });
}
