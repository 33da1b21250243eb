// fetch() with our CSRF token; never follows a redirect to the sign-in page unnoticed.

/** The token of the page; on public pages only forms carry one. */
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? document.querySelector('input[name="csrf_token"]')?.value ?? "";
}

/** Send JSON and return the response; `keepalive` lets it outlive the page. */
export function sendJson(method, url, body, { keepalive = false } = {}) {
  return fetch(url, {
    method,
    keepalive,
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify(body),
    redirect: "manual",
  });
}

/** Whether a response says that nobody is signed in (any more). */
export function isSignedOut(response) {
  return response.status === 401 || response.type === "opaqueredirect";
}
