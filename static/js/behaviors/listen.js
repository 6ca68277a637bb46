// An article read aloud, passage by passage, by a voice of the device itself. It never starts without being asked.
import { canSpeak, ownVoices, pageVoice, say, whenVoicesAreKnown } from "../chat/voice.js";

const PAUSE = 400; // ms between two presses that are meant

export default function listen(tools) {
  if (!canSpeak()) return;
  const play = tools.querySelector("[data-listen-play]");
  const stop = tools.querySelector("[data-listen-stop]");
  const note = tools.querySelector("[data-listen-note]");
  const passages = passagesOf(tools.closest("article"));
  let at = 0;
  let pressedAt = -Infinity;
  let stayedAt; // how far down the page stood at the press, until it is turned
  let speech; // while it is being said, or waits for the voices

  ownVoices(); // browsers look for them when they are first asked
  play.hidden = false;
  tools.hidden = false;
  tools.addEventListener("click", dropRepeats, { capture: true });
  play.addEventListener("click", () => (speech ? fallSilent("paused") : start()));
  stop.addEventListener("click", () => end());
  addEventListener("pagehide", () => end());

  // Of a double click or a held key only the first counts: buttons may change places in between.
  function dropRepeats(event) {
    const sinceLast = event.timeStamp - pressedAt;
    pressedAt = event.timeStamp;
    if (sinceLast <= PAUSE) event.stopImmediatePropagation();
  }

  function start() {
    note.textContent = "";
    show("reading");
    if (at === 0) stayedAt = scrollY;
    const asked = (speech = {});
    whenVoicesAreKnown(() => speech === asked && read());
  }

  function read() {
    if (!passages[at]) return end();
    mark(passages[at]);
    const voice = voiceFor(passages[at]);
    if (!voice) return refuse();
    speech = say(wordsOf(passages[at]), { voice, over });
  }

  function over({ target, type }) {
    if (target !== speech) return;
    if (type === "error") return refuse();
    at += 1;
    read();
  }

  function refuse() {
    end();
    note.textContent = note.dataset.textNoVoice;
  }

  // After a pause its passage begins anew: some devices cannot go on within one.
  function fallSilent(state) {
    speech = undefined;
    speechSynthesis.cancel();
    show(state);
  }

  function end() {
    at = 0;
    mark(undefined);
    if (document.activeElement === stop) play.focus({ preventScroll: true }); // it goes away
    fallSilent("stopped");
  }

  function show(state) {
    tools.dataset.listening = state;
    play.textContent = play.dataset[state];
    stop.hidden = state === "stopped";
  }

  // Turns the page, at once, for who reads along; who looks elsewhere is left there.
  function mark(passage) {
    const before = passages.find((one) => one.hasAttribute("data-being-read"));
    const readsAlong = before && (shareSeen(before) > 0 || waitsBelow(passage));
    before?.removeAttribute("data-being-read");
    passage?.setAttribute("data-being-read", "");
    if (!passage || !readsAlong || shareSeen(passage) >= 1) return;
    stayedAt = undefined;
    passage.scrollIntoView({ behavior: "instant" });
  }

  // With large text the title may stand above the window where these buttons are pressed: the reading comes down to who stays.
  function waitsBelow(passage) {
    return scrollY === stayedAt && passage?.getBoundingClientRect().bottom > 0;
  }

  // How much of it stands in the window, not below these buttons where they stick to its edge.
  function shareSeen(passage) {
    const ours = tools.getBoundingClientRect();
    const { top, bottom, height } = passage.getBoundingClientRect();
    const edge = ours.top <= 0 ? Math.max(0, ours.bottom) : 0;
    return (Math.min(bottom, innerHeight) - Math.max(top, edge)) / height;
  }
}

function passagesOf(article) {
  return [...article.querySelectorAll("[data-aloud]")].filter((one) => !one.parentElement.closest("[data-aloud]"));
}

// A page may hold words of another language: what is not translated yet.
function voiceFor(passage) {
  return pageVoice((passage?.querySelector("[lang]") ?? passage?.closest("[lang]"))?.lang);
}

// Without where it comes from.
function wordsOf(passage) {
  const copy = passage.cloneNode(true);
  for (const label of copy.querySelectorAll(".claim__basis")) label.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}
