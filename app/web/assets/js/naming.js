// A button named by what it does: [data-named-by="field"] takes the words of the option that is chosen there.
function name(form) {
  for (const button of form.querySelectorAll("[data-named-by]")) {
    button.dataset.plain ??= button.textContent;
    const chosen = form.querySelector(`input[type=radio][name="${CSS.escape(button.dataset.namedBy)}"]:checked`);
    const words = chosen && form.querySelector(`label[for="${CSS.escape(chosen.id)}"]`);
    button.textContent = words ? words.textContent.trim() : button.dataset.plain;
  }
}

export function start() {
  document.querySelectorAll("form:has([data-named-by])").forEach(name);
  document.addEventListener("change", (event) => event.target.form?.querySelector("[data-named-by]") && name(event.target.form));
}
