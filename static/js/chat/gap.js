// Marks where messages are missing between what was on the page and what came later, and fills it page by page.
export class Gap {
  constructor({ list, template, eventsPath, after, upto }) {
    Object.assign(this, { list, eventsPath, after, upto });
    this.mark = template.content.firstElementChild.cloneNode(true);
    this.words = this.mark.querySelector("[data-gap-words]");
    this.button = this.mark.querySelector("button");
    this.button.addEventListener("click", () => this.fill());
    this.place();
  }

  // Behind the last message that is there. `data-at` puts it between two numbers, so that what comes finds its place.
  place() {
    const before = [...this.list.list.children].findLast((other) => Number(other.dataset.at) <= this.after);
    this.mark.dataset.at = this.after + 0.5;
    this.list.list.insertBefore(this.mark, before ? before.nextSibling : this.list.list.firstChild);
  }

  async fill() {
    if (this.filling) return;
    this.filling = true;
    await this.load().catch(() => this.say("failed"));
    this.filling = false;
  }

  async load() {
    const response = await fetch(`${this.eventsPath}?after=${this.after}&upto=${this.upto}`, {
      headers: { Accept: "application/json" },
    });
    if (!response.ok) return this.say("failed");
    const { events } = await response.json();
    for (const news of events) this.put(news);
    this.after = events.at(-1)?.seq ?? this.upto;
    if (this.after >= this.upto) return this.close();
    this.say("more");
    this.place();
    this.button.focus();
  }

  put(news) {
    if (news.id === undefined) return;
    const known = document.getElementById(`message-${news.id}`) || this.list.held.has(news.id);
    if (known) this.list.take(news);
    else if (news.at <= this.upto) this.list.insert(news);
  }

  close() {
    this.mark.remove();
    this.list.log.focus();
  }

  say(what) {
    this.words.textContent = this.mark.dataset[what === "failed" ? "textFailed" : "textMore"];
  }
}
