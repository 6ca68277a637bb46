// Says how many characters are left, from three quarters of them on, when the writer rests. It never refuses a key.
const REST = 1000;
const FROM = 0.75;

export class SoftCounter {
  constructor(field, line) {
    Object.assign(this, { field, line });
    this.most = Number(line.dataset.softCounter);
    field.addEventListener("input", () => this.later());
    this.tell();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), REST);
  }

  tell() {
    const { most, line } = this;
    const length = [...this.field.value].length; // as the server counts: a sign of two halves is one
    const words = length > most ? line.dataset.textOver : length >= most * FROM ? line.dataset.textLeft : "";
    const now = words.replace("{number}", Math.abs(most - length).toLocaleString(document.documentElement.lang));
    if (line.textContent !== now) line.textContent = now;
  }
}
