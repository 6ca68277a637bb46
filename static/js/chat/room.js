// Makes the room on the page live. Without it the page works by loading it again.
import { Answers } from "./answers.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { Gap } from "./gap.js";
import { Extras } from "./extras.js";
import { ForReader } from "./for-reader.js";
import { MessageActs } from "./message-acts.js";
import { MessageList } from "./message-list.js";
import { Others } from "./others.js";
import { ReadAloud } from "./read-aloud.js";
import { ReadMark } from "./read-mark.js";
import { SecondThoughts } from "./second-thoughts.js";
import { Status } from "./status.js";
import { elementOf } from "./markup.js";

function enter(room) {
  const part = (name) => room.querySelector(`[data-room-${name}]`);
  const status = new Status(part("status"));
  const aloud = new ReadAloud(part("aloud"), part("aloud-note"));
  const blocked = new Set(room.dataset.blocked.split(" "));
  const list = new MessageList(part("log"), {
    zone: room.dataset.timeZone,
    blocked,
    fold: part("fold"),
    batchSeconds: Number(room.dataset.batchSeconds),
    forReader: new ForReader(room),
    answers: new Answers(part("log"), { blocked, cannotBeRead: part("cannot-be-read").content.textContent }),
    onHeld: (number) => label(part("show"), number),
    onNew: (message) => aloud.take(message),
  });
  bindControls(list, aloud, part("show"), part("pause"));
  part("reload").hidden = true;
  const thoughts = new SecondThoughts(part("waits"), {
    onSent: (message) => list.takeOwn(message, { follow: false }),
    onBack: (answer) => composer?.takeBack(answer),
    onTrouble: (words) => composer?.say(words),
  });
  const extras = part("composer") && new Extras(part("composer"));
  const composer = part("composer") && new Composer(part("composer"), {
    onSent: (message) => list.takeOwn(message),
    onWaits: (message) => thoughts.add(message),
    extras,
  });
  new MessageActs(part("log"), part("dialog"), extras);
  new ReadMark(room.dataset.read, Number(room.dataset.lastSeq), () => list.lastShown());
  const hush = (words) => {
    composer?.say(words);
    if (words === "") offerReturn(part("return"));
  };
  const pin = (news) => news.pinned && part("pinned").replaceWith(withoutBlocked(elementOf(news.pinned), blocked));
  const connection = new Connection({
    socketPath: room.dataset.socket,
    eventsPath: room.dataset.events,
    seq: Number(room.dataset.lastSeq),
    first: () => list.firstShown(),
    onRoom: (news) => {
      part("state").replaceWith(elementOf(news.html));
      pin(news);
      composer?.countdown.pace(news.slow);
      if (news.type === "room.opened" || news.type === "room.resync") offerReturn(part("return"));
    },
    onNews: (news) => {
      thoughts.drop(news.id);
      pin(news);
      list.take(news);
    },
    onGap: (where) => new Gap({ list, template: part("gap"), eventsPath: room.dataset.events, ...where }),
    onOther: (frame) => {
      if (frame.type === "room.silence") hush(frame.words);
      else if (frame.type === "host.alert" && part("alert")) part("alert").hidden = false;
      else others.hear(frame);
    },
    onState: (state) => {
      status.show(state);
      part("reload").hidden = state === "ready";
    },
  });
  const others = new Others(part("others"), {
    field: composer?.field,
    blocked: list.blocked,
    say: (frame) => connection.say(frame),
  });
  connection.open();
}

// Where the page was loaded without a box for writing, and there may be one now.
function offerReturn(link) {
  if (link) link.hidden = false;
}

// Made once for all readers: only this page knows whom its reader blocked.
function withoutBlocked(pinned, blocked) {
  for (const link of pinned.querySelectorAll("[data-by]")) {
    if (blocked.has(link.dataset.by)) link.textContent = pinned.dataset.textFolded;
    delete link.dataset.by;
  }
  return pinned;
}

function bindControls(list, aloud, show, pause) {
  pause.hidden = false;
  show.addEventListener("click", () => {
    list.show();
    list.goToEnd();
  });
  pause.addEventListener("click", () => {
    list.pause(!list.paused);
    aloud.pause(list.paused);
    pause.textContent = list.paused ? pause.dataset.textOn : pause.dataset.textOff;
  });
}

function label(button, number) {
  button.hidden = number === 0;
  button.textContent = number === 1 ? button.dataset.textOne : button.dataset.textMany.replace("{number}", number);
}

document.querySelectorAll("[data-room]").forEach(enter);
