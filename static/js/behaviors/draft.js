// Saves a composer's text on the server: 2 s after the last key, when a field is left, when the page is left.
import { Draft } from "../drafts/draft.js";

const AFTER_A_KEY = 2000;
const AFTER_A_FIELD = 300; // a click on "Post" leaves the field too, and comes first
const PATIENCE = 3000;
const GUARD = 450; // guard-double-submit drops what comes sooner

export default function keepDraft(form) {
  const draft = new Draft(form);
  let sending;

  form.addEventListener("input", () => draft.goOn(AFTER_A_KEY));
  form.addEventListener("focusout", () => draft.later(AFTER_A_FIELD));
  document.addEventListener("visibilitychange", () => draft.save());
  addEventListener("online", () => draft.hurry());
  addEventListener("pagehide", () => draft.lastChance());
  addEventListener("pageshow", () => (draft.stopped = false));
  document.addEventListener("submit", (event) => event.target === form && !event.defaultPrevented && submit(event));
  bindToComposerInPlace(form, draft);
  if (draft.isUnsaved) draft.later(AFTER_A_KEY);

  // A save on its way arrives before the form does: after it, it would bring the sent text back as a draft.
  function submit(event) {
    clearTimeout(sending);
    draft.stop();
    if (!draft.running) return;
    event.preventDefault();
    const arrived = Promise.race([draft.running, new Promise((done) => setTimeout(done, PATIENCE))]);
    sending = setTimeout(() => arrived.then(() => again(event.submitter)), GUARD);
  }

  function again(submitter) {
    let went = false;
    const leaving = (event) => (went ||= event.target === form);
    draft.running = null;
    document.addEventListener("submit", leaving, { once: true });
    form.requestSubmit(submitter);
    document.removeEventListener("submit", leaving);
    if (!went) sending = setTimeout(() => again(submitter), GUARD);
  }
}

// A form whose text goes out without leaving the page says so (chat/composer.js).
function bindToComposerInPlace(form, draft) {
  form.addEventListener("composer:sending", ({ detail }) => {
    draft.stop();
    detail.arrived = draft.running && Promise.race([draft.running, new Promise((done) => setTimeout(done, PATIENCE))]);
  });
  form.addEventListener("composer:sent", () => draft.begin());
  form.addEventListener("composer:failed", () => draft.goOn(AFTER_A_KEY));
}
