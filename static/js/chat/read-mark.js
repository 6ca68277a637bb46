// Tells the server how far this reader has read, for themselves alone: now and then, and when the page is left.
import { post } from "./post.js";

const EVERY = 20000;

export class ReadMark {
  constructor(address, seq, lastShown) {
    Object.assign(this, { address, seq, lastShown });
    setInterval(() => document.hidden || this.tell(), EVERY);
    document.addEventListener("visibilitychange", () => document.hidden && this.tell());
    addEventListener("pagehide", () => this.tell());
  }

  tell() {
    const seq = this.lastShown();
    if (seq <= this.seq) return;
    this.seq = seq;
    const data = new FormData();
    data.set("seq", seq);
    post(this.address, data, { keepalive: true }).catch(() => (this.seq = 0)); // the next time says it again
  }
}
