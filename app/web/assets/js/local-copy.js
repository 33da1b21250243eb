// Copies of unsent drafts in this browser, apart for each user and address, thrown away after two weeks.
const PREFIX = `td.draft:${document.documentElement.dataset.user ?? ""}:`;
const LIFETIME = 14 * 24 * 3600 * 1000;

export function keep(url, fields, version) {
  try {
    localStorage.setItem(PREFIX + url, JSON.stringify({ fields, version, at: Date.now() }));
  } catch (problem) {
    console.warn("No room in this browser for a copy of the draft", problem); // the server copy still works
  }
}

export function kept(url) {
  const copy = JSON.parse(localStorage.getItem(PREFIX + url) ?? "null");
  return copy && Date.now() - copy.at < LIFETIME ? copy : null;
}

export function forget(url) {
  localStorage.removeItem(PREFIX + url);
}

export function start() {
  // What has been sent leads to a page that says so: the copy is of no more use, even if its last save was pending.
  document.querySelectorAll("[data-forget-draft]").forEach((sent) => forget(sent.dataset.forgetDraft));
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("td.draft:") && Date.now() - (JSON.parse(localStorage.getItem(key)).at ?? 0) > LIFETIME) {
      localStorage.removeItem(key);
    }
  }
}
