// Asks for a room's news every few seconds, where no socket gets through.
const PAUSE = 5000;

export class Poller {
  constructor(path, { where, seq, onNews, onResync, onRefused }) {
    Object.assign(this, { path, where, seq, onNews, onResync, onRefused });
    this.running = false;
  }

  start() {
    if (this.running) return;
    this.running = true;
    this.ask();
  }

  stop() {
    this.running = false;
    clearTimeout(this.timer);
  }

  async ask() {
    const more = await this.fetchPage().catch(() => false); // offline: the next round asks again
    if (this.running) this.timer = setTimeout(() => this.ask(), more ? 0 : PAUSE);
  }

  async fetchPage() {
    const response = await fetch(`${this.path}?${this.where()}`, { headers: { Accept: "application/json" } });
    if ([401, 403, 404].includes(response.status)) return this.onRefused();
    const { events, resync, last_seq: last } = await response.json();
    if (this.running) events.forEach((news) => this.onNews(news));
    if (this.running && resync) this.onResync(resync);
    return events.length > 0 && this.seq() < last;
  }
}
