// Drafts save themselves: form[data-autosave-url].
//
// Every keystroke is copied into the browser at once and sent to the server a moment later:
//   PUT url {"fields": {"name": ["value"]}, "version": base} -> 200 {"version", "saved_at": "09:41"}
//   409 {"version", "saved_by", "saved_at", "fields"}  somebody else saved meanwhile: both copies stay, the person chooses
//   409 {"message"} and other refusals                 the server's sentence is shown, the copy stays in the browser
//   401 or no connection                               the copy stays in the browser and is sent when possible
// Attributes: data-autosave-version (base), data-autosave-saved-at (ms since 1970 of the server's draft, 0 if none),
// data-autosave-sign-in (address of the sign-in page). Status goes to [data-autosave-status], notices before the form.
import { make, notice } from "./dom.js";
import { fieldsOf, putFields } from "./draft-fields.js";
import { isSignedOut, sendJson } from "./request.js";
import { clock, text } from "./texts.js";
import { markTyped } from "./unsaved.js";
import { forget, keep, kept } from "./local-copy.js";

const WAIT = 1200;
const RETRY = 15000;
const PATIENCE = 5000; // how long a button waits for a save that is on its way

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosaveUrl;
    this.version = Number(form.dataset.autosaveVersion || 0);
    this.notices = make("div", { role: "status", class: "autosave-notices" });
    form.prepend(this.notices);
    form.addEventListener("input", () => this.typed());
    form.addEventListener("submit", (event) => this.sending(event));
    window.addEventListener("online", () => this.waiting && this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.waiting && this.save({ keepalive: true }));
    this.restore();
  }

  typed() {
    this.waiting = true;
    keep(this.url, fieldsOf(this.form), this.version);
    markTyped(true);
    this.later(WAIT);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  /** What a button sends holds all that was typed: no save may come after it and put back what it had before. */
  sending(event) {
    if (this.saving && !this.goesOn) {
      event.preventDefault();
      event.stopPropagation();
      if (!this.held) this.held = this.goOn(event.submitter);
      return;
    }
    clearTimeout(this.timer);
    this.waiting = false;
  }

  async goOn(button) {
    await Promise.race([this.saving, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    this.held = null;
    this.goesOn = true;
    this.form.dataset.confirmed = "yes"; // whoever had to be asked first has been
    this.form.requestSubmit(button);
    delete this.form.dataset.confirmed;
    this.goesOn = false;
  }

  save(options) {
    if (this.stopped || this.saving || this.goesOn) return;
    clearTimeout(this.timer);
    this.waiting = false;
    this.saving = this.exchange(options).catch(() => this.unreachable()).finally(() => {
      this.saving = null;
      if (this.waiting && !this.stopped) this.later(this.offline ? RETRY : WAIT);
    });
  }

  async exchange(options) {
    await this.answer(await sendJson("PUT", this.url, { fields: fieldsOf(this.form), version: this.version }, options));
  }

  async answer(response) {
    if (isSignedOut(response)) return this.signedOut();
    const body = await response.json().catch(() => ({}));
    if (response.ok) return this.saved(body);
    if (response.status === 409 && body.fields) return this.conflict(body);
    if (response.status >= 500) return this.unreachable();
    this.stopped = true; // the server will not take this draft again: say why, keep the copy
    this.tell("soon", body.message ?? text("draft_refused"), ` ${text("copy_kept")}`);
  }

  saved({ version, saved_at }) {
    this.at(version);
    if (!this.waiting) {
      forget(this.url);
      markTyped(false);
    }
    if (this.offline) this.show();
    this.offline = false;
    this.status(text("draft_saved", { time: saved_at ?? clock() }));
  }

  /** The page now stands on this version: also for what its buttons send. */
  at(version) {
    this.version = version;
    const field = this.form.elements._draft_version;
    if (field) field.value = version;
  }

  unreachable() {
    this.waiting = true;
    if (!this.offline) this.tell("late", make("b", { class: "w5" }, text("offline")), ` ${text("offline_copy", { time: clock() })}`);
    this.offline = true;
    this.status("");
  }

  signedOut() {
    this.stopped = true;
    const again = make("a", { href: this.form.dataset.autosaveSignIn ?? "/" }, text("sign_in_again"));
    this.tell("soon", text("signed_out", { time: clock() }), " ", again);
  }

  conflict(theirs) {
    this.stopped = true;
    this.offer = null;
    keep(this.url, fieldsOf(this.form), this.version);
    const choose = (fields) => {
      this.at(theirs.version);
      this.stopped = false;
      putFields(this.form, fields);
      this.show();
      this.save();
    };
    const mine = fieldsOf(this.form);
    this.tell("soon",
      make("b", { class: "w5" }, text("somebody_saved", { who: theirs.saved_by, time: theirs.saved_at })), ` ${text("both_kept")} `,
      make("button", { class: "btn btn-sm btn-line", type: "button", onclick: () => choose(mine) }, text("use_mine")), " ",
      make("button", { class: "btn btn-sm btn-line", type: "button", onclick: () => choose(theirs.fields) }, text("use_theirs", { who: theirs.saved_by })));
  }

  restore() {
    const copy = kept(this.url);
    if (!copy) return;
    const savedAt = Number(this.form.dataset.autosaveSavedAt || 0);
    if (copy.at <= savedAt && copy.version === this.version) return forget(this.url);
    const onServer = fieldsOf(this.form);
    if (JSON.stringify(onServer) === JSON.stringify(copy.fields)) return forget(this.url);
    putFields(this.form, copy.fields);
    const drop = () => {
      putFields(this.form, onServer);
      forget(this.url);
      this.offer = null;
      this.show();
      this.save();
    };
    this.offer = notice("", "info-circle", text("copy_restored", { time: clock(new Date(copy.at)) }), " ",
      make("button", { class: "btn btn-sm btn-line", type: "button", onclick: drop }, text("copy_dropped")));
    this.show();
    this.typed();
  }

  tell(kind, ...content) {
    this.show(notice(kind, kind === "late" ? "wifi-off" : "info-circle", ...content));
  }

  /** Show these notices; the offer to drop what was restored stays, whatever the next save meets. */
  show(...notices) {
    this.notices.replaceChildren(...(this.offer ? [this.offer] : []), ...notices);
  }

  status(sentence) {
    for (const place of document.querySelectorAll("[data-autosave-status]")) place.textContent = sentence;
  }
}

export function start() {
  document.querySelectorAll("form[data-autosave-url]").forEach((form) => new Autosave(form));
}
