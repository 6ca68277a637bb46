// Above an answer stand the first words of what it answers. When that is changed or gone, they go from the page too.
export class Answers {
  constructor(log, { blocked, cannotBeRead }) {
    Object.assign(this, { log, blocked, cannotBeRead });
    this.changed = new Map(); // number of a message: whether it can still be read
  }

  take(news) {
    if (news.type === "message.sent" || news.type === "message.signed") return;
    const message = new DOMParser().parseFromString(news.html, "text/html").body.firstElementChild;
    this.changed.set(String(news.id), !message.classList.contains("message--hidden"));
    this.log.querySelectorAll(`[data-answers="${news.id}"]`).forEach((answer) => this.mindOne(answer));
  }

  // A message that is about to be shown: it may have waited while what it answers was changed.
  mind(message) {
    message.querySelectorAll("[data-answers]").forEach((answer) => this.mindOne(answer));
  }

  mindOne(answer) {
    const words = answer.querySelector("[data-answers-words]");
    const readable = this.changed.get(answer.dataset.answers);
    if (readable !== undefined || this.blocked.has(words?.dataset.answersWords)) words?.remove();
    if (readable === false) answer.textContent = this.cannotBeRead;
  }
}
