// Keys / J K Enter N ?, which each person can switch off (WCAG 2.1.4).
import { takesTyping } from "./dom.js";
import { text } from "./texts.js";

const page = document.documentElement;
const STORE = `td.shortcuts:${page.dataset.user ?? ""}`;

const isOn = () => (localStorage.getItem(STORE) ?? page.dataset.shortcutsDefault) !== "off";

/** The rows of work on this page that J and K walk through. */
const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.classList.contains("is-cursor"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  all.forEach((row) => row.classList.toggle("is-cursor", row === next));
  const link = next.querySelector("[data-row-link]");
  link.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

const cursorRow = () => document.querySelector("[data-row].is-cursor");

const ACTIONS = {
  "/": () => document.querySelector("[data-search]")?.focus(),
  j: () => walk(1),
  k: () => walk(-1),
  Enter: () => document.activeElement === document.body && cursorRow()?.querySelector("[data-row-link]").click(),
  n: () => (cursorRow() ?? document).querySelector("[data-claim]")?.click(),
  "?": () => document.getElementById("keys")?.showModal(),
};

function show() {
  page.dataset.shortcuts = isOn() ? "on" : "off";
  for (const button of document.querySelectorAll("[data-shortcuts-switch]")) {
    button.hidden = false;
    button.textContent = text(isOn() ? "shortcuts_off" : "shortcuts_on");
  }
}

export function start() {
  show();
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-shortcuts-switch]")) return;
    localStorage.setItem(STORE, isOn() ? "off" : "on");
    show();
  });
  document.addEventListener("keydown", (event) => {
    if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (takesTyping(event.target) || document.querySelector("dialog[open]")) return;
    const action = ACTIONS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    if (event.key !== "Enter") event.preventDefault();
    action();
  });
}
