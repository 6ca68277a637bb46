// Above an answer stand the first words of what it answers. When that is gone, so are they; when it says something else,
// they are not shown until the page is loaded again.
import { elementOf } from "./markup.js";

const OTHER_WORDS = new Set(["message.edited", "message.changed"]);
const SAME = new Set(["message.sent", "message.signed", "message.pinned", "message.unpinned"]);

export class Answers {
  constructor(log, { blocked, cannotBeRead }) {
    Object.assign(this, { log, blocked, cannotBeRead });
    this.news = new Map(); // of messages that changed, by number: gone, other words, or back again
    this.before = new WeakMap(); // what stood above an answer to one that is gone
  }

  take(news) {
    if (SAME.has(news.type)) return;
    const message = elementOf(news.html);
    const isGone = message.classList.contains("message--hidden");
    this.news.set(String(news.id), isGone ? "gone" : OTHER_WORDS.has(news.type) ? "other" : "back");
    this.log.querySelectorAll(`[data-answers="${news.id}"]`).forEach((answer) => this.mindOne(answer));
  }

  // A message that is about to be shown: it may have waited while what it answers was changed.
  mind(message) {
    message.querySelectorAll("[data-answers]").forEach((answer) => this.mindOne(answer));
  }

  mindOne(answer) {
    const what = this.news.get(answer.dataset.answers);
    if (what === "gone") return this.empty(answer);
    if (this.before.has(answer)) answer.replaceChildren(...this.before.get(answer));
    this.before.delete(answer);
    const words = answer.querySelector("[data-answers-words]");
    if (what === "other" || this.blocked.has(words?.dataset.answersWords)) words?.remove();
  }

  empty(answer) {
    if (this.before.has(answer)) return;
    this.before.set(answer, [...answer.childNodes]);
    answer.textContent = this.cannotBeRead;
  }
}
