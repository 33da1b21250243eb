// Show or hide a password: button[data-reveals="id"].
import { text } from "./texts.js";

export function start() {
  for (const button of document.querySelectorAll("[data-reveals]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.reveals);
      field.type = field.type === "password" ? "text" : "password";
      button.querySelector("[data-label]").textContent = text(field.type === "password" ? "show" : "hide");
    });
  }
}
