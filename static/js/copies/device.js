// What this browser keeps of the site. Only the worker makes copies; here they are asked for, listed and removed.
const PAGES = "kept-pages-1";
const CACHES = [PAGES, "kept-files-1"];
const LIST = "/on-this-device/";
export const HELP = "/urgent-help/";
const DECLINED = "copies";
const PATIENCE = 90_000; // ms

export function canKeep() {
  return isSecureContext && "serviceWorker" in navigator && "caches" in window;
}

// In the language and the look of this page, and with the list of all. False where it did not work.
export async function keep(...paths) {
  try {
    const { workerAddress } = await markup();
    await navigator.serviceWorker.register(workerAddress(), { scope: "/", updateViaCache: "all" });
    const { active } = await navigator.serviceWorker.ready;
    return await ask(active, [LIST, ...paths]);
  } catch {
    return false;
  }
}

function ask(worker, paths) {
  const { lang, dataset } = document.documentElement;
  const { port1, port2 } = new MessageChannel();
  const words = { keep: paths, language: lang, look: `${dataset.theme}-${dataset.textSize}` };
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data.isKept);
    setTimeout(() => done(false), PATIENCE);
    worker.postMessage(words, [port2]);
  });
}

// Without the list itself: [{ path, title, language }], the oldest first.
export async function keptPages() {
  if (!(await caches.has(PAGES))) return [];
  const pages = await caches.open(PAGES);
  const found = [];
  for (const request of await pages.keys()) {
    const { pathname, search } = new URL(request.url);
    if (pathname !== LIST) found.push({ path: pathname + search, ...(await about(await (await pages.match(request)).text())) });
  }
  return found;
}

// Only where something is kept or shall be: no part of a first visit.
function markup() {
  return import("../chat/markup.js");
}

async function about(text) {
  const { pageOf } = await markup();
  const page = pageOf(text);
  return { title: page.title.replace(/ · [^·]*$/, ""), language: page.documentElement.lang };
}

export async function isKept(path) {
  return (await keptPages()).some((page) => page.path === path);
}

export async function remove(...paths) {
  const pages = await caches.open(PAGES);
  for (const path of paths) await pages.delete(path);
  if (paths.includes(HELP)) decline();
  if ((await keptPages()).length === 0) await leaveNothing();
}

export async function removeAll() {
  decline();
  await leaveNothing();
}

async function leaveNothing() {
  for (const name of CACHES) await caches.delete(name);
  const worker = await navigator.serviceWorker.getRegistration("/");
  await worker?.unregister();
}

// Urgent help is kept without being asked for, unless somebody took it away.
export function isDeclined() {
  return remembered() === "no";
}

function decline() {
  remember("no");
}

export function allow() {
  remember(undefined);
}

function remembered() {
  try {
    return localStorage.getItem(DECLINED);
  } catch {
    return "no"; // a browser that remembers nothing would ask again and again
  }
}

function remember(word) {
  try {
    if (word) localStorage.setItem(DECLINED, word);
    else localStorage.removeItem(DECLINED);
  } catch {
    // Nothing is remembered, and so nothing is kept unasked.
  }
}
