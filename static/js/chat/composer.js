// Sends a message in place. What could not be sent stays in the field; trying again never sends it twice.
import { Countdown } from "./countdown.js";
import { offerPhrases } from "./phrases.js";
import { SoftCounter } from "./soft-counter.js";
import { pageOf } from "./markup.js";
import { token } from "./token.js";

const PATIENCE = 15000;

export class Composer {
  constructor(form, { onSent, onWaits, extras }) {
    Object.assign(this, { form, onSent, onWaits, extras });
    this.field = form.elements.body;
    this.button = form.querySelector("[type=submit]");
    this.failure = form.querySelector("[data-composer-failure]");
    this.card = form.querySelector("[data-composer-card]");
    this.sendLabel = this.button.textContent;
    form.addEventListener("submit", (event) => this.submit(event));
    offerPhrases(form);
    this.countdown = new Countdown(form);
    this.counter = new SoftCounter(this.field, form.querySelector("[data-soft-counter]"));
  }

  async submit(event) {
    event.preventDefault();
    if (this.sending) return;
    if (!this.field.value.trim()) return this.fail(this.form.dataset.textEmpty, this.sendLabel);
    this.sending = true;
    this.field.readOnly = true;
    await this.draftIsStill();
    await this.send(this.field.value).catch(() => this.fail(this.form.dataset.textFailed));
    this.field.readOnly = false;
    this.sending = false;
  }

  // A draft on its way arrives before the message does: after it, it would bring the sent text back (draft.js).
  draftIsStill() {
    const detail = { arrived: null };
    this.form.dispatchEvent(new CustomEvent("composer:sending", { detail }));
    return detail.arrived;
  }

  async send(text) {
    if (this.tried !== undefined && this.tried !== text) this.renew(); // another text is another message
    this.tried = text;
    const response = await fetch(this.form.action, {
      method: "POST",
      body: this.data(),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.redirected) return location.assign(response.url); // signed out: the text waits behind the sign-in
    const answer = await response.json();
    this.show(answer);
    if (response.ok) this.sent(answer);
    else if (answer.read_notes) this.fail("", this.form.dataset.textAsItIs);
    else if (answer.answers_nobody) this.failToAnswer(answer.errors);
    else this.fail(answer.errors.join(" "));
    if (answer.wait) this.wait(answer.wait);
  }

  data() {
    const data = new FormData(this.form);
    if (token()) data.set("csrfmiddlewaretoken", token());
    return data;
  }

  // What to read before it is sent, or afterwards; the server made it. Whoever sends once more has read it.
  show({ card = "", read_notes: read = "" }) {
    this.card.replaceChildren(...pageOf(card).body.childNodes);
    this.form.elements.read_notes.value = read;
  }

  sent(message) {
    this.field.value = "";
    this.counter.tell();
    this.tried = undefined;
    this.renew();
    this.extras.clear();
    this.failure.textContent = "";
    this.button.textContent = this.sendLabel;
    this.form.dispatchEvent(new CustomEvent("composer:sent"));
    if (message.waits_for) this.onWaits(message);
    else this.onSent(message);
  }

  // Taken back before anybody saw it: in front of what was typed since.
  takeBack({ body, draft_version: version, ...extras }) {
    const since = this.field.value;
    if (version && this.form.elements.draft_version) this.form.elements.draft_version.value = version;
    this.field.value = since.trim() ? `${body}\n\n${since}` : body;
    this.extras.putBack(extras);
    this.field.dispatchEvent(new Event("input", { bubbles: true })); // draft and counter hear of it
    this.failure.textContent = "";
    this.field.focus();
  }

  // Too early: in so many seconds it would be right. Whoever counts them down listens on the form.
  wait(seconds) {
    this.form.dispatchEvent(new CustomEvent("chat:wait", { detail: { seconds } }));
  }

  // The team has paused this member's writing, or ended the pause (no words). What was typed stays.
  say(words) {
    this.fail(words, this.sendLabel);
  }

  // What it answers is gone: the next try sends it without that.
  failToAnswer(reasons) {
    this.extras.answer("");
    this.fail(reasons.join(" "), this.sendLabel);
  }

  fail(reason, label = this.form.dataset.textRetry) {
    this.form.dispatchEvent(new CustomEvent("composer:failed"));
    this.failure.textContent = reason;
    this.button.textContent = label;
  }

  renew() {
    this.form.elements.client_id.value = newId();
  }
}

// A version 4 UUID; crypto.randomUUID is missing where a site runs without https.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
