// Brings a room's news, in order, from the event last seen: by socket, and by asking where sockets do not get through.
import { Poller } from "./poller.js";

const REFUSED = new Set([4401, 4403, 4404]);
const SHORTEST = 1000;
const LONGEST = 15000;
const TRIES_BEFORE_POLLING = 3;
const HEARTBEAT = 20000;
const PATIENCE = 5000;

export class Connection {
  constructor({ socketPath, eventsPath, seq, onNews, onRoom, onState, onSilence }) {
    Object.assign(this, { socketPath, seq, onNews, onRoom, onState, onSilence });
    this.failures = 0;
    this.poller = new Poller(eventsPath, () => this.seq, (news) => this.take(news), () => this.end());
    addEventListener("offline", () => this.lose());
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  open() {
    clearTimeout(this.retry);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}${this.socketPath}?after=${this.seq}`);
    this.socket = socket;
    socket.addEventListener("message", (event) => this.hear(socket, JSON.parse(event.data)));
    socket.addEventListener("close", (event) => this.closed(socket, event.code));
  }

  hear(socket, frame) {
    if (socket !== this.socket) return;
    this.expectAnswer(false);
    if (frame.type === "room.ready") this.ready();
    else if (frame.type === "room.silence") this.onSilence(frame.words);
    else if (frame.type === "room.news") frame.events.forEach((news) => this.take(news));
  }

  take(news) {
    if (news.seq <= this.seq) return;
    this.seq = news.seq;
    if (news.type.startsWith("message.")) this.onNews(news);
    else this.onRoom(news);
  }

  ready() {
    this.failures = 0;
    this.poller.stop();
    clearInterval(this.heartbeat);
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT);
    this.onState("ready");
  }

  beat() {
    this.socket.send('{"type":"ping"}');
    this.expectAnswer(true);
  }

  expectAnswer(expected) {
    clearTimeout(this.silence);
    if (expected) this.silence = setTimeout(() => this.lose(), PATIENCE);
  }

  // The line is dead though the browser has not noticed yet.
  lose() {
    const socket = this.socket;
    socket?.close();
    this.closed(socket, 1006);
  }

  closed(socket, code) {
    if (!socket || socket !== this.socket) return;
    this.socket = null;
    clearInterval(this.heartbeat);
    this.expectAnswer(false);
    if (REFUSED.has(code)) return this.end();
    this.failures += 1;
    if (this.failures >= TRIES_BEFORE_POLLING) this.poller.start();
    this.onState(this.poller.running ? "polling" : "lost");
    this.retry = setTimeout(() => this.open(), this.delay());
  }

  // Full jitter, so that a restarted server is not met by everybody at once.
  delay() {
    const ceiling = Math.min(LONGEST, SHORTEST * 2 ** this.failures);
    return SHORTEST + Math.random() * (ceiling - SHORTEST);
  }

  hurry() {
    if (!this.socket && !this.ended) this.open();
  }

  end() {
    this.ended = true;
    clearTimeout(this.retry);
    this.poller.stop();
    this.socket?.close();
    this.socket = null;
    this.onState("ended");
  }
}
