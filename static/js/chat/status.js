// Says in words whether the room is up to date.
export class Status {
  constructor(line) {
    this.words = {
      ready: line.dataset.textReady,
      lost: line.dataset.textLost,
      polling: line.dataset.textPolling,
      ended: line.dataset.textEnded,
      elsewhere: line.dataset.textElsewhere,
    };
    this.line = line;
  }

  show(state) {
    const words = this.words[state];
    if (this.line.textContent !== words) this.line.textContent = words;
  }
}
