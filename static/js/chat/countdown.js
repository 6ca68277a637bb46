// Says how soon one may send again. What is heard comes at half the time, at half of that, and at the end; what is
// seen changes every second near the end only.
const NEAR_THE_END = 10; // seconds
const SELDOM = 5; // between two changes before that

export class Countdown {
  constructor(form) {
    this.box = form.querySelector("[data-countdown]");
    this.clock = this.box.querySelector("[data-countdown-clock]");
    this.said = this.box.querySelector("[data-countdown-said]");
    form.addEventListener("chat:wait", (event) => this.start(event.detail.seconds));
    const seconds = Number(this.box.dataset.seconds);
    if (seconds > 0) this.start(seconds);
  }

  start(seconds) {
    this.until = Date.now() + seconds * 1000;
    this.heardAt = Infinity;
    this.clock.setAttribute("aria-hidden", "true"); // it is said beside it, less often
    clearInterval(this.timer);
    this.timer = setInterval(() => this.tick(), 1000);
    this.tick();
  }

  // The room has another pace now: nobody waits longer than that from here on.
  pace(seconds) {
    if (!(this.until > Date.now())) return;
    this.until = Math.min(this.until, Date.now() + seconds * 1000);
    this.tick();
  }

  tick() {
    const left = Math.max(0, Math.ceil((this.until - Date.now()) / 1000));
    if (left === 0) return this.end();
    if (left <= NEAR_THE_END || left % SELDOM === 0 || !this.clock.textContent) this.clock.textContent = this.words(left);
    if (left <= this.heardAt / 2) this.say(left);
  }

  say(left) {
    this.heardAt = left;
    this.clock.textContent = this.said.textContent = this.words(left);
  }

  end() {
    clearInterval(this.timer);
    this.clock.textContent = this.said.textContent = this.box.dataset.textNow;
  }

  // "40 seconds", "2 minutes", "6 hours", as the server says it.
  words(left) {
    const { text, textSeconds, textMinutes, textHours } = this.box.dataset;
    const minutes = Math.ceil(left / 60);
    const unit = left < 100 ? [textSeconds, left] : minutes < 100 ? [textMinutes, minutes] : [textHours, Math.ceil(left / 3600)];
    return text.replace("{time}", unit[0].replace("{number}", unit[1]));
  }
}
