// What a composer shows of its draft: a line that says what is saved, and a box while there are two versions.
import { inOrder } from "./fields.js";

export class State {
  constructor(part, { onUse, onKeep }) {
    Object.assign(this, { part, onUse, onKeep });
    this.line = part.querySelector("[data-draft-line]");
    this.signIn = part.querySelector("[data-draft-sign-in]");
    part.querySelector("[data-draft-button]").hidden = true; // for pages without a script
  }

  // Nothing twice: a screen reader would read it out after every pause.
  say(what, time = "") {
    const words = this.line.dataset[what].replace("{time}", time);
    if (this.line.textContent.trim() !== words) this.line.textContent = words;
    this.signIn.hidden = what !== "signedOut";
  }

  clear() {
    this.line.textContent = "";
    this.signIn.hidden = true;
  }

  // It takes no focus; the line has said that it is there.
  showOther(other, form) {
    this.box ??= this.build();
    this.box.querySelector("[data-draft-when]").textContent = other.saved_at;
    this.box.querySelector("[data-draft-text]").value = inOrder(form, other.fields);
  }

  build() {
    const box = this.part.querySelector("[data-draft-template]").content.firstElementChild.cloneNode(true);
    box.querySelector("[data-draft-use]").addEventListener("click", this.onUse);
    box.querySelector("[data-draft-keep]").addEventListener("click", this.onKeep);
    this.part.append(box);
    return box;
  }

  closeBox() {
    this.box?.remove();
    this.box = null;
  }
}
