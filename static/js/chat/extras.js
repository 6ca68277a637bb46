// What a message takes along besides its words: whom it answers, and its content notes.
export class Extras {
  constructor(form) {
    this.form = form;
    this.box = form.querySelector("[data-room-answered]");
    this.notes = form.querySelector("[data-room-notes]");
    this.box.querySelector("[data-answer-nobody]").addEventListener("click", (event) => {
      event.preventDefault();
      this.answer("");
      form.elements.body.focus();
    });
  }

  // The message on the page that is to be answered.
  answerMessage(message, pk) {
    const words = message.querySelector(".message__note") ? "" : message.querySelector(".message__body")?.textContent ?? "";
    this.answer(pk, message.querySelector(".message__author").textContent.trim(), shortened(words));
    this.form.scrollIntoView({ block: "nearest" });
    this.form.elements.body.focus();
  }

  answer(pk, name = "", words = "") {
    this.form.elements.in_reply_to.value = pk;
    this.box.querySelector("[data-answered-name]").textContent = name;
    const quote = this.box.querySelector("[data-answered-words]");
    quote.textContent = words;
    quote.hidden = !words;
    this.box.hidden = !pk;
  }

  // As the server gives back what was taken back.
  putBack({ in_reply_to: pk, answered_name: name, answered_words: words, content_notes: notes = [] }) {
    if (pk) this.answer(pk, name, words);
    for (const box of this.notes.querySelectorAll("[type=checkbox]")) box.checked ||= notes.includes(Number(box.value));
    if (notes.length) this.notes.open = true;
  }

  clear() {
    this.answer("");
    for (const box of this.notes.querySelectorAll("[type=checkbox]")) box.checked = false;
    this.notes.open = false;
  }
}

function shortened(words) {
  const line = words.trim().replace(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
