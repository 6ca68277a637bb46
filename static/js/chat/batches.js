// New messages come together, every so many seconds, at the reader's choice. 0: as they come.
export class Batches {
  constructor(seconds, show) {
    Object.assign(this, { seconds, show });
  }

  get running() {
    return this.timer !== undefined;
  }

  // Whether a message waits for the next lot.
  take() {
    if (this.seconds > 0) this.timer ??= setTimeout(() => this.over(), this.seconds * 1000);
    return this.seconds > 0;
  }

  over() {
    this.timer = undefined;
    this.show();
  }
}
