// htmx with our CSRF header, and a sentence instead of silence when a request fails.
import htmx from "htmx.org";
import { csrfToken } from "./request.js";
import { text } from "./texts.js";
import { toast } from "./toast.js";

/** The sentence an error page says: its heading and first line. */
function sentenceOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const parts = [...page.querySelectorAll("main h1, main .lead-2")].map((part) => part.textContent.trim());
  return parts.join(" ") || text("server_error");
}

export function start() {
  document.body.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = csrfToken();
  });
  document.body.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    toast("late", xhr.status === 401 ? text("signed_out_now") : sentenceOf(xhr.responseText));
  });
  document.body.addEventListener("htmx:sendError", () => toast("late", text("offline_request")));
}

export { htmx };
