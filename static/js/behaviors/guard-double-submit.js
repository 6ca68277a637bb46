// A double click or a held key sends a form once: each further try within 400 ms of the last is dropped.
const PAUSE = 400;
const lastTry = new WeakMap();
const judged = new WeakSet();

export default function guardDoubleSubmit(root) {
  root.addEventListener("submit", dropRepeats, { capture: true });
}

function dropRepeats(event) {
  if (judged.has(event)) return; // the mark stands on the page and on a form in it
  judged.add(event);
  const sinceLast = event.timeStamp - (lastTry.get(event.target) ?? -Infinity);
  lastTry.set(event.target, event.timeStamp);
  if (sinceLast > PAUSE) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
