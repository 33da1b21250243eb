// The error summary takes the focus when a page arrives with one, and its links reach the field itself.
function focusSummary(root) {
  root.querySelector?.("[data-error-summary]")?.focus();
}

export function start() {
  focusSummary(document);
  document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    event.preventDefault();
    const field = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea") ?? target;
    (target.closest(".field, tr, fieldset") ?? target).scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });
}
