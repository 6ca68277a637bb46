// Brings the page's `data-behavior` marks to life. Everything works without it.
bind(document, {
  "copy-text": () => import("./behaviors/copy-text.js"),
  draft: () => import("./behaviors/draft.js"),
  "error-summary": () => import("./behaviors/error-summary.js"),
  "guard-double-submit": () => import("./behaviors/guard-double-submit.js"),
  hand: () => import("./behaviors/hand.js"),
  "keep-page": () => import("./behaviors/keep-page.js"),
  "kept-here": () => import("./behaviors/kept-here.js"),
  "kept-list": () => import("./behaviors/kept-list.js"),
  lines: () => import("./behaviors/lines.js"),
  listen: () => import("./behaviors/listen.js"),
  meaning: () => import("./behaviors/meaning.js"),
  mention: () => import("./behaviors/mention.js"),
  "name-ideas": () => import("./behaviors/name-ideas.js"),
  passkey: () => import("./behaviors/passkey.js"),
  place: () => import("./behaviors/place.js"),
  "print-page": () => import("./behaviors/print-page.js"),
  quote: () => import("./behaviors/quote.js"),
  "show-password": () => import("./behaviors/show-password.js"),
  sight: () => later(() => import("./behaviors/sight.js")), // no part of a first visit
  similar: () => import("./behaviors/similar.js"),
  "thread-news": () => import("./behaviors/thread-news.js"),
  "time-zone": () => import("./behaviors/time-zone.js"),
  "unread-count": () => later(() => import("./behaviors/unread-count.js")), // no part of a first visit
});

emptyOtherTabs();

// Signing out in one tab empties the others: what stands there was for whoever was signed in. The page after it is
// nobody's, and says so to them; until it has come, they would only be loaded as they were.
function emptyOtherTabs() {
  const isMembers = document.querySelector("[data-behavior~='unread-count']") !== null;
  const tabs = new BroadcastChannel("sign-in");
  if (isMembers) {
    tabs.addEventListener("message", () => location.reload());
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    addEventListener("submit", ({ target }) => mark(target.getAttribute("action")?.endsWith("/logout/") ?? false));
  } else {
    if (mark()) tabs.postMessage("over");
    mark(false);
    tabs.close();
  }
}

// Whether this tab is about to sign out; otherwise nothing is kept. A browser that keeps nothing knows nothing.
function mark(signsOut) {
  try {
    if (signsOut) sessionStorage.setItem("signs-out", "1");
    else if (signsOut === false) sessionStorage.removeItem("signs-out");
    return sessionStorage.getItem("signs-out") === "1";
  } catch {
    return false;
  }
}

// In a minute; where the line is down then, in another one.
async function later(load) {
  await new Promise((done) => setTimeout(done, 60_000));
  return load().catch(() => later(load));
}

// Runs behaviours on the elements that name them: <form data-behavior="time-zone other">.
// `behaviors` maps a name to a function that loads a module whose default export takes the element.
function bind(root, behaviors) {
  for (const element of root.querySelectorAll("[data-behavior]")) {
    for (const name of element.dataset.behavior.split(" ")) {
      behaviors[name]?.().then((module) => module.default(element));
    }
  }
}
