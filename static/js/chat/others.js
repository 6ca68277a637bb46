// Who else is in the room, and who is writing. Told without a live region: it is nothing to be read aloud.
const SAY_AGAIN = 3000;
const FADES = 6000;

export class Others {
  constructor(part, { field, blocked, say }) {
    Object.assign(this, { part, blocked, say });
    this.writers = new Map();
    this.saidAt = 0;
    this.typing = part.querySelector("[data-others-typing]");
    if (this.typing) field?.addEventListener("input", () => this.tell());
  }

  tell() {
    if (Date.now() - this.saidAt < SAY_AGAIN) return;
    this.saidAt = Date.now();
    this.say({ type: "typing" });
  }

  hear(frame) {
    if (frame.type === "room.present") this.present(frame);
    else if (frame.type === "room.typing" && this.typing) this.writes(frame.name);
  }

  present({ number, names }) {
    const { textOne, textMany, textNames } = this.part.dataset;
    const shown = names.filter((name) => !this.blocked.has(name));
    const words = number === 1 ? textOne : textMany.replace("{number}", number);
    this.part.querySelector("[data-others-number]").textContent = number ? words : "";
    const whose = shown.length ? textNames.replace("{names}", shown.join(", ")) : "";
    this.part.querySelector("[data-others-names]").textContent = whose;
  }

  writes(name) {
    clearTimeout(this.writers.get(name));
    this.writers.set(name, setTimeout(() => this.rests(name), FADES));
    this.show();
  }

  rests(name) {
    clearTimeout(this.writers.get(name));
    this.writers.delete(name);
    this.show();
  }

  show() {
    const words = this.part.dataset.textWrites;
    this.typing.textContent = [...this.writers.keys()].map((name) => words.replace("{name}", name)).join(" ");
  }
}
