// Warn before leaving a page where something was typed and not sent: form[data-guard].
let typed = false;

export function markTyped(value) {
  typed = value;
}

export function start() {
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-guard]")) typed = true;
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-guard], form[data-autosave-url]")) typed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}
