// One composer's draft: sends what has changed, one request at a time, and tries again until it is saved.
import { fill, holdsOtherWords, typed } from "./fields.js";
import { State } from "./state.js";

const SLOW = 2000;
const PATIENCE = 10000;
const LONGEST_WAIT = 30000;
const KEEPALIVE = 60000; // bytes: browsers let no more than 64 kB outlive a page

export class Draft {
  constructor(form) {
    const part = form.querySelector("[data-draft-state]");
    this.form = form;
    this.marks = form.elements;
    this.state = new State(part, { onUse: () => this.useOther(), onKeep: () => this.keepMine() });
    this.isUnsaved = "unsaved" in part.dataset || (holdsOtherWords(form) && !cameBack());
    this.saved = this.isUnsaved ? null : typed(form).print;
    this.failures = 0;
  }

  get changed() {
    return ![this.saved, this.sent].includes(typed(this.form).print);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  // Somebody types, perhaps although the form was on its way.
  goOn(wait) {
    this.stopped = false;
    this.sent = undefined;
    this.later(wait);
  }

  // The form is sent: its words are no draft any more, not even when the reader comes back to this page.
  stop() {
    this.stopped = true;
    this.sent = typed(this.form).print;
    clearTimeout(this.timer);
  }

  // The text went out and its draft with it; the page stays and its form is empty again.
  begin() {
    clearTimeout(this.timer);
    Object.assign(this, { stopped: false, sent: undefined, unanswered: null, wanted: false, failures: 0 });
    this.marks.draft_version.value = 0;
    this.marks.draft_other.value = "";
    this.saved = typed(this.form).print;
    this.state.closeBox();
    this.state.clear();
  }

  // A form sent into a dead network has not arrived, and its page may be open again.
  hurry() {
    this.sent = undefined;
    this.save();
  }

  // Resolves when there is nothing more to save, or saving did not work.
  save() {
    clearTimeout(this.timer);
    this.wanted = true;
    this.running ??= this.saveAll().finally(() => (this.running = null));
    return this.running;
  }

  async saveAll() {
    let went = true;
    while (went && this.wanted && this.changed && !this.stopped) {
      this.wanted = false;
      went = await this.send();
    }
  }

  // The page goes away: what was typed since the save on its way is sent beside it.
  lastChance() {
    if (this.stopped || !this.changed) return;
    this.unanswered = null;
    if (this.running) this.send();
    else this.save();
  }

  // What got no answer is sent again as it was: perhaps it did arrive, and newer words would look like a second text.
  async send() {
    const words = this.unanswered ?? typed(this.form);
    this.wanted ||= Boolean(this.unanswered);
    this.unanswered = words;
    const slow = setTimeout(() => this.state.say("trying"), SLOW);
    try {
      return await this.take(await this.post(words), words);
    } catch {
      return this.tryAgain("trying");
    } finally {
      clearTimeout(slow);
    }
  }

  post(words) {
    for (const name of ["draft_version", "draft_other", "draft_of"]) words.data.set(name, this.marks[name].value);
    return fetch(this.form.dataset.draftUrl, {
      method: "POST",
      body: words.data,
      headers: { Accept: "application/json", "X-CSRFToken": token() },
      keepalive: words.bytes < KEEPALIVE,
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  async take(response, words) {
    if (response.status < 500) this.unanswered = null;
    if (response.ok) return this.took(await response.json(), words);
    if (response.status === 409) return this.refused(await response.json(), words);
    if (response.status === 403) return this.tryAgain("signedOut");
    const final = { 400: "tooLong", 404: "refused", 413: "tooLong" }[response.status];
    if (!final) return this.tryAgain("trying");
    this.state.say(final);
    return false;
  }

  took({ version, saved_at }, words) {
    this.failures = 0;
    this.saved = words.print;
    this.marks.draft_version.value = version;
    this.marks.draft_other.value = "";
    this.marks.csrfmiddlewaretoken.value = token() || this.marks.csrfmiddlewaretoken.value; // may be of a new sign-in
    this.state.closeBox();
    this.state.say("saved", saved_at);
    return true;
  }

  // The server keeps both. Until one is chosen, what is typed here goes on being kept beside the other.
  refused(other, words) {
    this.failures = 0;
    this.saved = words.print;
    this.marks.draft_other.value = other.other;
    this.other = other;
    this.state.showOther(other, this.form);
    this.state.say("conflict");
    return true;
  }

  tryAgain(reason) {
    this.failures += 1;
    this.state.say(reason);
    if (!this.stopped) this.later(Math.min(LONGEST_WAIT, SLOW * 2 ** this.failures));
    return false;
  }

  async keepMine() {
    await this.running;
    this.marks.draft_version.value = this.other.version;
    this.saved = null;
    await this.save();
  }

  async useOther() {
    await this.save(); // the last words of mine
    if (this.changed || !this.state.box) return;
    fill(this.form, this.other.fields);
    this.saved = typed(this.form).print;
    this.marks.draft_version.value = this.other.version;
    this.marks.draft_other.value = "";
    this.state.closeBox();
    this.state.say("used");
  }
}

// By the Back button: what the browser puts into the fields may have been posted long ago.
function cameBack() {
  return performance.getEntriesByType("navigation")[0]?.type === "back_forward";
}

// As `chat/token.js`, which would be one file more to ask for on every page with a form.
function token() {
  return document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] ?? "";
}
