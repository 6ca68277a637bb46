// Brings a room's news, in order, from the event last seen: by socket, and by asking where sockets do not get through.
import { Poller } from "./poller.js";

const SIGNED_OUT = 4401;
const REFUSED = new Set([SIGNED_OUT, 4403, 4404]);
const ONE_TOO_MANY = 4429;
const SHORTEST = 500;
const LONGEST = 3000; // at first: a server that was started again has everybody back within seconds
const LONGEST_LATER = 15000;
const MANY = 10; // failures
const TRIES_BEFORE_POLLING = 3;
const HEARTBEAT = 20000;
const A_NEW_KEY = 1000; // on its way: the socket ends when the old key does, before the answer that brings the new one
const PATIENCE = 2000; // for an answer; then it is said that the line is lost
const ASKED_LATELY = 5000;

export class Connection {
  constructor({ socketPath, eventsPath, seq, first, onNews, onRoom, onGap, onOther, onState }) {
    Object.assign(this, { socketPath, seq, first, onNews, onRoom, onGap, onOther, onState });
    this.failures = 0;
    this.askedAt = 0;
    this.poller = new Poller(eventsPath, {
      where: () => this.where(),
      seq: () => this.seq,
      onNews: (news) => this.take(news),
      onResync: (news) => this.resync(news),
      onRefused: () => this.end(),
    });
    addEventListener("offline", () => this.lose());
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
    document.addEventListener("input", () => this.hurry()); // nobody should write long into a dead line
  }

  // What the page holds: the newest event, and the first message.
  where() {
    return `after=${this.seq}&from=${this.first()}`;
  }

  open() {
    clearTimeout(this.retry);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}${this.socketPath}?${this.where()}`);
    this.socket = socket;
    socket.addEventListener("message", (event) => this.hear(socket, JSON.parse(event.data)));
    socket.addEventListener("close", (event) => this.closed(socket, event.code));
  }

  hear(socket, frame) {
    if (socket !== this.socket) return;
    this.expectAnswer(false);
    if (frame.type === "room.news") frame.events.forEach((news) => this.take(news));
    else if (frame.type === "room.ready") this.ready();
    else if (frame.type === "room.resync") this.resync(frame);
    else this.onOther(frame);
  }

  take(news) {
    if (news.seq <= this.seq) return;
    this.seq = news.seq;
    if (news.type.startsWith("message.")) this.onNews(news);
    else this.onRoom(news);
  }

  // Too much was missed to tell it all: the newest, what changed on the page, and a mark where the rest is missing.
  resync(frame) {
    if (frame.seq <= this.seq) return;
    this.seq = frame.seq;
    frame.changed.forEach((news) => this.onNews(news));
    if (frame.gap) this.onGap({ after: frame.after, upto: frame.oldest - 1 });
    frame.messages.forEach((news) => this.onNews(news));
    this.onRoom(frame.room);
  }

  ready() {
    this.failures = 0;
    this.isIn = true;
    this.poller.stop();
    clearInterval(this.heartbeat);
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT);
    this.onState("ready");
  }

  say(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  beat() {
    this.askedAt = Date.now();
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
    this.heartbeat = null;
    this.expectAnswer(false);
    const wasIn = this.isIn;
    this.isIn = false;
    // Confirmed in another window: the sign-in goes on under a new key, which the browser has in a moment. Asked once.
    if (code === SIGNED_OUT && wasIn) return this.openIn(A_NEW_KEY);
    if (REFUSED.has(code)) return this.end();
    if (code === ONE_TOO_MANY) return this.end("elsewhere");
    this.failures += 1;
    if (this.failures >= TRIES_BEFORE_POLLING) this.poller.start();
    this.onState(this.poller.running ? "polling" : "lost");
    this.openIn(this.delay());
  }

  openIn(milliseconds) {
    this.retry = setTimeout(() => this.open(), milliseconds);
  }

  // Full jitter, so that a restarted server is not met by everybody at once.
  delay() {
    const ceiling = Math.min(this.failures < MANY ? LONGEST : LONGEST_LATER, SHORTEST * 2 ** this.failures);
    return SHORTEST + Math.random() * (ceiling - SHORTEST);
  }

  // Somebody is here: try again now, or make sure that the line is alive.
  hurry() {
    if (this.ended) return;
    if (!this.socket) this.open();
    else if (this.heartbeat && Date.now() - this.askedAt > ASKED_LATELY) this.beat();
  }

  end(state = "ended") {
    this.ended = true;
    clearTimeout(this.retry);
    this.poller.stop();
    this.socket?.close();
    this.socket = null;
    this.onState(state);
  }
}
