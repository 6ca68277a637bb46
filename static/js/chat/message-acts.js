// "Reply" and "More" of a message in place. "More" is a page of its own: its part with the acts opens in a dialog, so
// that nothing on the page moves; the forms in it are sent from there.
import { post } from "./post.js";
import { pageOf } from "./markup.js";

export class MessageActs {
  constructor(log, dialog, extras) {
    Object.assign(this, { dialog, extras });
    this.menu = dialog.querySelector("[data-dialog-menu]");
    this.failure = dialog.querySelector("[data-dialog-failure]");
    log.addEventListener("click", (event) => this.click(event));
    this.menu.addEventListener("submit", (event) => this.submit(event));
    dialog.addEventListener("close", () => this.menu.replaceChildren());
  }

  click(event) {
    const link = event.target.closest("[data-message-more], [data-message-reply]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.dataset.messageReply && !this.extras) return;
    event.preventDefault();
    if (link.dataset.messageReply) this.extras.answerMessage(link.closest(".message"), link.dataset.messageReply);
    else this.open(link.href).catch(() => location.assign(link.href));
  }

  async open(address) {
    await this.show(await fetch(address));
    this.dialog.showModal();
    this.dialog.querySelector("[tabindex='-1']").focus();
  }

  async submit(event) {
    const { target: form, submitter } = event;
    event.preventDefault();
    this.failure.textContent = "";
    try {
      await this.show(await post(form.action, new FormData(form, submitter)));
      this.dialog.querySelector("[tabindex='-1']").focus();
    } catch {
      this.failure.textContent = this.dialog.dataset.textFailed;
    }
  }

  // The page that answers is the message's own again, whatever was done; any other page is gone to.
  async show(response) {
    const page = pageOf(await response.text());
    const wait = page.querySelector("[data-wait]"); // too fast: the dialog stays, and what was typed in it
    if (wait !== null) return (this.failure.textContent = wait.textContent);
    const menu = page.querySelector("[data-message-menu]");
    if (menu === null) location.assign(response.url);
    else this.menu.replaceChildren(document.adoptNode(menu));
  }
}
