// Reads new messages aloud, one after the other, with a voice of the device itself.
import { canSpeak, ownVoices, pageVoice, say, whenVoicesAreKnown } from "./voice.js";

const RATE = { slow: 0.75, normal: 1, fast: 1.3 };

export class ReadAloud {
  constructor(button, note) {
    Object.assign(this, { button, note });
    this.waiting = []; // keys of messages: their words are looked up when their turn comes
    this.on = false;
    this.paused = false;
    if (!canSpeak()) return;
    ownVoices(); // browsers look for them when they are first asked
    button.hidden = false;
    button.addEventListener("click", () => this.turn(!this.on));
    addEventListener("pagehide", () => this.turn(false));
  }

  turn(on) {
    this.note.textContent = "";
    this.on = on;
    this.button.textContent = on ? this.button.dataset.textOn : this.button.dataset.textOff;
    if (on) whenVoicesAreKnown(() => this.begin());
    else this.stop([]);
  }

  begin() {
    if (!this.on) return;
    if (this.voice()) return this.next();
    this.turn(false);
    this.note.textContent = this.button.dataset.textNoVoice;
  }

  // A message that has just come onto the page.
  take(element) {
    if (!this.on) return;
    this.waiting.push(element.id);
    this.next();
  }

  pause(paused) {
    this.paused = paused;
    if (paused) this.stop([this.current, ...this.waiting].filter(Boolean));
    else this.next();
  }

  stop(waiting) {
    this.waiting = waiting;
    this.current = this.speech = undefined;
    speechSynthesis.cancel();
  }

  next() {
    if (!this.on || this.paused || this.current || !this.voice()) return;
    this.current = this.waiting.shift();
    const words = this.current && this.wordsOf(document.getElementById(this.current));
    if (words) this.speak(words);
    else if (this.current) this.skip();
  }

  skip() {
    this.current = undefined;
    this.next();
  }

  speak(words) {
    const rate = RATE[this.button.dataset.pace] ?? RATE.normal;
    const over = ({ target }) => this.speech === target && this.skip();
    this.speech = say(words, { voice: this.voice(), rate, over });
  }

  // What people write here may be in any language.
  voice() {
    return pageVoice() ?? ownVoices()[0];
  }

  // Nothing for what was hidden meanwhile, and for what is folded away.
  wordsOf(message) {
    const body = message?.querySelector(".message__body.prose");
    if (!body || body.closest("details:not([open])")) return "";
    const name = message.querySelector(".message__author").textContent.trim();
    const says = this.button.dataset.textSays;
    return says.replace("{name}", () => name).replace("{words}", () => body.textContent.trim());
  }
}
