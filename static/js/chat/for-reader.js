// What comes live is made once for all readers. This does with it what the server does on a page: notes that this
// reader reads without a fold are open, what they leave out is not there, nobody reports themselves. As community/chat/reader.py.
export class ForReader {
  constructor(room) {
    this.name = room.dataset.name;
    this.shown = Number(room.dataset.notesShown);
    this.leftOut = Number(room.dataset.notesLeftOut);
    this.line = room.querySelector("[data-room-left-out]");
  }

  mind(message) {
    const isOwn = message.querySelector(".message__author").textContent.trim() === this.name;
    if (isOwn) message.querySelector("[data-message-report]")?.remove();
    const notes = Number(message.dataset.notes ?? 0);
    const note = message.querySelector(".message__note");
    if (!notes || !note) return;
    if (!(notes & ~this.shown)) note.open = true;
    if (notes & this.leftOut && !isOwn) this.leaveOut(message, note);
  }

  leaveOut(message, note) {
    const line = this.line.content.firstElementChild.cloneNode(true);
    const labels = note.querySelector("summary").textContent;
    line.querySelector("[data-left-out-notes]").textContent = labels.slice(labels.indexOf(":") + 1).trim();
    (note.closest(".message__fold:not(.message__note)") ?? note).replaceWith(line);
    message.querySelectorAll(".message__notice, .message__signs, .message__answers").forEach((part) => part.remove());
  }
}
