// Files: drop them on the field, see how far they are, know before sending that one is too large.
//
// [data-upload] holds an <input type=file>. With data-upload-url each file is sent at once (field "file", CSRF header)
// and the answer, an <li> of the file list (also for a refusal, status 422), is appended to data-upload-list.
// Without it the files travel with the form. data-max-bytes is the limit for one file.
import { htmx } from "./htmx-setup.js";
import { make } from "./dom.js";
import { csrfToken } from "./request.js";
import { text } from "./texts.js";

const megabytes = (bytes) => (bytes / 1048576).toLocaleString("vi-VN", { maximumFractionDigits: 1 });

const listOf = (zone) => document.querySelector(zone.dataset.uploadList) ?? zone.querySelector("[data-upload-chosen]");

function refuse(zone, file) {
  const sentence = text("file_too_large", { name: file.name, size: megabytes(file.size), limit: megabytes(Number(zone.dataset.maxBytes)) });
  listOf(zone).append(make("li", {}, make("span", { class: "field-error", role: "alert" }, sentence)));
}

function send(zone, file) {
  const bar = make("progress", { max: "100", value: "0", "aria-label": text("uploading", { name: file.name }) });
  const row = make("li", {}, make("span", {}, file.name), make("span", { class: "r progress-td" }, bar));
  listOf(zone).append(row);
  const request = new XMLHttpRequest();
  request.open("POST", zone.dataset.uploadUrl);
  request.setRequestHeader("X-CSRFToken", csrfToken());
  request.upload.addEventListener("progress", (event) => event.lengthComputable && (bar.value = (100 * event.loaded) / event.total));
  request.addEventListener("load", () => {
    if (request.status < 300 || request.status === 422) {
      row.outerHTML = request.responseText;
      htmx.process(listOf(zone));
      zone.dispatchEvent(new Event("input", { bubbles: true })); // the draft names its files
    } else {
      row.replaceChildren(make("span", { class: "field-error", role: "alert" }, text("upload_failed", { name: file.name })));
    }
  });
  request.addEventListener("error", () => row.replaceChildren(make("span", { class: "field-error", role: "alert" }, text("upload_failed", { name: file.name }))));
  const body = new FormData();
  body.append("file", file);
  body.append("field", zone.querySelector("input[type=file]").name);
  zone.querySelectorAll("[data-upload-confirm]:checked").forEach((box) => body.append(box.name, box.value));
  request.send(body);
}

function take(zone, files) {
  const limit = Number(zone.dataset.maxBytes || Infinity);
  for (const file of files) {
    if (file.size > limit) refuse(zone, file);
    else if (zone.dataset.uploadUrl) send(zone, file);
    else listOf(zone).append(make("li", {}, make("span", {}, file.name, " ", make("span", { class: "mut num" }, `${megabytes(file.size)} MB`))));
  }
}

/** Nothing is sent before its sender has said that it is no state secret. */
function isConfirmed(zone) {
  const box = zone.querySelector("[data-upload-confirm]");
  if (!box || box.checked || !zone.dataset.uploadUrl) return true;
  listOf(zone).append(make("li", { "data-upload-unconfirmed": "" }, make("span", { class: "field-error", role: "alert" }, text("confirm_first"))));
  box.focus();
  return false;
}

function chosen(zone, input) {
  zone.querySelectorAll("[data-upload-unconfirmed]").forEach((line) => line.remove());
  if (!isConfirmed(zone)) {
    input.value = "";
    return;
  }
  if (!zone.dataset.uploadUrl) listOf(zone).replaceChildren();
  take(zone, input.files);
  const tooLarge = [...input.files].some((file) => file.size > Number(zone.dataset.maxBytes || Infinity));
  if (zone.dataset.uploadUrl || tooLarge) input.value = "";
}

export function start() {
  document.addEventListener("change", (event) => {
    const zone = event.target.type === "file" && event.target.closest("[data-upload]");
    if (zone) chosen(zone, event.target);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const zone = event.target.closest?.("[data-upload]");
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("is-over", kind === "dragover");
      if (kind !== "drop") return;
      const input = zone.querySelector("input[type=file]");
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
