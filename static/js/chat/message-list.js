// The messages on the page: each once, in their order, and never moving under the reader.
import { Batches } from "./batches.js";
import { keepStill } from "./stillness.js";
import { elementOf } from "./markup.js";

const AT_THE_END = 40; // pixels

export class MessageList {
  constructor(log, { zone, blocked, fold, batchSeconds, onHeld, onNew, forReader, answers }) {
    Object.assign(this, { log, blocked, fold, onHeld, onNew, forReader, answers });
    this.list = log.querySelector(".room__messages");
    this.held = new Map();
    this.paused = false;
    this.batches = new Batches(batchSeconds, () => !this.paused && this.isAtEnd() && this.show());
    this.clock = clockOf(zone);
    log.addEventListener("scroll", () => !this.paused && !this.batches.running && this.isAtEnd() && this.show());
  }

  // What the server says about one message; a hidden text goes at once, a new message may wait for the reader.
  take(news) {
    const shown = document.getElementById(`message-${news.id}`);
    if (shown && news.type !== "message.sent") this.change(shown, news);
    else if (shown) return;
    else if (this.held.has(news.id)) this.held.set(news.id, news);
    else if (news.at > this.firstShown()) this.add(news);
    this.answers.take(news);
    this.onHeld(this.held.size);
  }

  change(shown, news) {
    const change = () => shown.replaceWith(this.elementOf(news));
    if (this.isAtEnd()) change();
    else keepStill(this.log, change);
  }

  add(news) {
    if (this.paused || !this.isAtEnd() || this.batches.take()) this.held.set(news.id, news);
    else this.onNew(this.insert(news));
  }

  // One's own message, just sent. One that waited for second thoughts does not move the page.
  takeOwn(news, { follow = true } = {}) {
    if (!follow && (this.paused || !this.isAtEnd())) return this.take({ type: "message.sent", ...news });
    if (!this.paused) this.show();
    this.held.delete(news.id);
    if (!document.getElementById(`message-${news.id}`)) this.insert(news);
    this.goToEnd();
  }

  show() {
    const inOrder = [...this.held.values()].sort((one, other) => one.at - other.at);
    this.held.clear();
    this.onHeld(0);
    for (const news of inOrder) this.onNew(this.insert(news));
  }

  pause(paused) {
    this.paused = paused;
    if (!paused && this.isAtEnd()) this.show();
  }

  // The log runs from its end: 0 is the newest message, older ones are above zero downwards.
  isAtEnd() {
    return Math.abs(this.log.scrollTop) < AT_THE_END;
  }

  goToEnd() {
    this.log.scrollTop = 0;
  }

  insert(news) {
    const earlier = [...this.list.children].findLast((other) => Number(other.dataset.at) < news.at);
    return this.list.insertBefore(this.elementOf(news), earlier ? earlier.nextSibling : this.list.firstChild);
  }

  firstShown() {
    return Number(this.list.firstElementChild?.dataset.at ?? 0);
  }

  lastShown() {
    return Number(this.list.lastElementChild?.dataset.at ?? 0);
  }

  elementOf(news) {
    const element = elementOf(news.html);
    for (const time of element.querySelectorAll("time")) time.textContent = this.clock(new Date(time.dateTime));
    this.foldIfBlocked(element);
    this.forReader.mind(element);
    this.answers.mind(element);
    return element;
  }

  // What comes live is made once for all readers: only this page knows whom its reader blocked.
  foldIfBlocked(element) {
    const name = element.querySelector(".message__author").textContent.trim();
    const body = element.querySelector(".message__body.prose");
    if (body === null || !this.blocked.has(name)) return;
    const fold = this.fold.content.firstElementChild.cloneNode(true);
    body.replaceWith(fold);
    fold.append(body);
  }
}

// Live messages are made once for all readers, in UTC; this writes "22 November 2026, 13:05" as the page does, in the
// reader's own zone.
function clockOf(zone) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, {
    timeZone: zone,
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return (moment) => {
    const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
    return `${part.day} ${part.month} ${part.year}, ${part.hour}:${part.minute}`;
  };
}
