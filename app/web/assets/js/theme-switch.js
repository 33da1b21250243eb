// The light/dark button: switches at once and remembers the choice for a year.
import { text } from "./texts.js";

const page = document.documentElement;

function label(button) {
  const dark = page.dataset.bsTheme === "dark";
  button.querySelector("[data-label]").textContent = text(dark ? "light" : "dark");
  for (const icon of button.querySelectorAll("[data-theme-icon]")) icon.toggleAttribute("hidden", icon.dataset.themeIcon === (dark ? "dark" : "light"));
}

export function start() {
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    label(button);
    button.addEventListener("click", () => {
      page.dataset.bsTheme = page.dataset.bsTheme === "dark" ? "light" : "dark";
      document.cookie = `td_theme=${page.dataset.bsTheme}; path=/; max-age=31536000; samesite=lax`;
      document.querySelectorAll("[data-theme-switch]").forEach(label);
    });
  }
}
