// Fields that appear with an answer. Two ways, both only for showing: the server decides again on submit.
//
//   [data-show-when="name=value|value"]      one field decides; no request
//   form[data-conditions-url]                the server evaluates the form's own conditions and answers
//                                            {"hidden": ["key", …]}; keys name [data-field="key"]
import { sendJson } from "./request.js";
import { fieldsOf } from "./draft-fields.js";

function showByAnswer(form) {
  const fields = fieldsOf(form);
  for (const part of form.querySelectorAll("[data-show-when]")) {
    const [name, wanted] = part.dataset.showWhen.split("=");
    part.hidden = !wanted.split("|").some((value) => (fields[name] ?? []).includes(value));
  }
}

let asked = 0;

async function showByServer(form) {
  const number = ++asked;
  const response = await sendJson("POST", form.dataset.conditionsUrl, { fields: fieldsOf(form) }).catch(() => null);
  if (!response?.ok || number !== asked) return; // unreachable or outrun: leave all as it is, submit decides
  const { hidden } = await response.json();
  for (const part of form.querySelectorAll("[data-field]")) part.hidden = hidden.includes(part.dataset.field);
}

export function start() {
  // What the server already knows not to apply; without scripts it all shows.
  document.querySelectorAll("[data-starts-hidden]").forEach((part) => (part.hidden = true));
  document.querySelectorAll("form:has([data-show-when])").forEach(showByAnswer);
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.querySelector("[data-show-when]")) showByAnswer(form);
    if (form?.dataset.conditionsUrl) showByServer(form);
  });
}
