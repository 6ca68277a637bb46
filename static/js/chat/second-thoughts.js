// One's own messages that nobody has seen yet: each can be taken back, and goes out when its seconds are over.
import { elementOf } from "./markup.js";

const PATIENCE = 15000;

export class SecondThoughts {
  constructor(place, { onSent, onBack, onTrouble }) {
    Object.assign(this, { place, onSent, onBack, onTrouble });
    place.addEventListener("submit", (event) => this.act(event));
    for (const box of place.children) this.watch(box);
  }

  // The server made it; it says what can be done.
  add({ html }) {
    const box = elementOf(html);
    this.place.append(box);
    this.watch(box);
  }

  watch(box) {
    const send = box.querySelector("[data-waits-now]");
    if (send) box.timer = setTimeout(() => box.isConnected && this.ask(box, send), Number(box.dataset.seconds) * 1000);
  }

  // It stands in the room: another page of mine, or the clock of the site, was quicker.
  drop(id) {
    const box = this.place.querySelector(`[data-message="${id}"]`);
    clearTimeout(box?.timer);
    box?.remove();
  }

  act(event) {
    event.preventDefault();
    this.ask(event.target.closest("[data-waits]"), event.target);
  }

  async ask(box, form) {
    if (box.asking) return;
    box.asking = true;
    clearTimeout(box.timer);
    await this.take(box, form).catch(() => (box.asking = false)); // no network: it can be pressed again
  }

  async take(box, form) {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!response.ok && response.status !== 409) throw new Error(response.status);
    const answer = await response.json();
    this.drop(box.dataset.message);
    if (response.status === 409) this.onTrouble(answer.errors.join(" "));
    else if ("body" in answer) this.onBack(answer);
    else if (answer.waits_for) this.add(answer); // a host reads it first
    else this.onSent(answer);
  }
}
