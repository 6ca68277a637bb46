// Keeps copies of public pages for when the network fails: articles that somebody asked to keep, urgent help, and the
// list of both. A copy is fetched without cookies, so it is the page of a visitor. Everything else goes past it.
// `SITE` stands in front of this text (community/pages/copies.py).
const PAGES = "kept-pages-1";
const FILES = "kept-files-1";
const LIST = "/on-this-device/";
const HELP = "/urgent-help/";
const SHELVES = /^\/resources\/(?:(?!questions\/|suggestions\/)[\w-]+\/){0,2}$/;
const ARTICLE = /^\/resources\/(?!questions\/|suggestions\/)[\w-]+\/[\w-]+\/$/;
const COUNTRY = /^\?country=[A-Z]{2}$/;
const HASH = /\.[0-9a-f]{12}(?=\.\w+$)/;
const PATIENCE = 5000; // ms, where there is a copy
const LONGEST = 60_000; // ms for making one
const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;
const VERSION = "/sw.js"; // beside the files: of which site the copies are
let lookedAt = 0;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(begin()));
addEventListener("message", (event) => event.waitUntil(answer(event)));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") {
    if (isPublic(url)) event.respondWith(page(event.request, url));
    if (Date.now() - lookedAt > HOUR) event.waitUntil(freshen());
  } else if (isFile(url)) event.respondWith(file(event.request, url));
});

// Pages wait until this is over, so what takes long comes after it, or with the next page.
async function begin() {
  const others = (await caches.keys()).filter((name) => ![PAGES, FILES].includes(name));
  for (const name of others) await caches.delete(name);
  await clients.claim();
  freshen();
}

// What a page of ours asks for: { keep: [paths], language, look }.
async function answer({ data, ports }) {
  try {
    for (const path of data.keep) await keep(path, data);
    ports[0].postMessage({ isKept: true });
  } catch {
    ports[0].postMessage({ isKept: false });
  }
}

// The network first; the copy when it fails, stalls, or only a proxy answers.
async function page(request, url) {
  const copy = await copyFor(url);
  const fresh = fetch(request).then((found) => (copy && isAway(found) ? copy : found));
  if (!copy) return fresh.catch(() => fallback());
  const late = new Promise((done) => setTimeout(() => done(copy), PATIENCE));
  return Promise.race([fresh, late]).catch(() => copy);
}

async function copyFor({ pathname, search }) {
  if (!(await caches.has(PAGES))) return undefined; // opening would make it anew
  const pages = await caches.open(PAGES);
  if (pathname !== HELP) return pages.match(pathname);
  const chosen = (await pages.keys()).map(pathOf).find((path) => path.startsWith(`${HELP}?`));
  const wanted = search ? HELP + search : (chosen ?? HELP);
  return (await pages.match(wanted)) ?? pages.match(HELP);
}

async function fallback() {
  return (await caches.match(LIST, { cacheName: PAGES })) ?? Response.error();
}

// A hashed name never changes what it means; others do while somebody edits them.
async function file(request, url) {
  const kept = () => caches.match(request, { cacheName: FILES, ignoreVary: true });
  if (HASH.test(url.pathname)) return (await kept()) ?? fetch(request);
  return fetch(request).catch(async () => (await kept()) ?? Response.error());
}

// The files come first: no page is kept that would look broken.
async function keep(path, { language, look }) {
  if (!mayKeep(new URL(path, location.origin))) throw new Error("This is no page to keep.");
  const pages = await caches.open(PAGES);
  const found = await fetch(path, { ...asNobody(), headers: { "Accept-Language": language, "X-Copy": look } });
  if ([403, 404, 410].includes(found.status)) await pages.delete(path);
  if (!isCopy(found)) throw new Error("This is no copy.");
  await keepFiles(await found.clone().text());
  if (COUNTRY.test(path.replace(HELP, ""))) await forgetCountries();
  await pages.put(path, found);
}

async function keepFiles(text) {
  const files = await caches.open(FILES);
  for (const path of filesIn(text)) {
    if (HASH.test(path) && (await files.match(path, { ignoreVary: true }))) continue;
    const found = await fetch(path, { ...asNobody(), cache: "default" });
    if (!found.ok || found.type !== "basic") throw new Error("A file is missing.");
    await files.put(path, found);
  }
}

async function forgetCountries() {
  const pages = await caches.open(PAGES);
  for (const path of (await pages.keys()).map(pathOf)) if (path.startsWith(`${HELP}?`)) await pages.delete(path);
}

// Makes copies anew that are a day old or of an older site, in their own language and look. What fails stays as it is.
async function freshen() {
  lookedAt = Date.now();
  if (!(await caches.has(PAGES))) return;
  const pages = await caches.open(PAGES);
  const files = await caches.open(FILES);
  const isOfThisSite = (await (await files.match(VERSION))?.text()) === SITE.version;
  const done = [];
  for (const request of await pages.keys()) {
    const { headers } = await pages.match(request);
    if (isOfThisSite && Date.now() - Date.parse(headers.get("Date")) < DAY) continue;
    const words = { language: headers.get("Content-Language"), look: headers.get("X-Copy") };
    done.push(await keep(pathOf(request), words).then(() => true, () => false));
  }
  await sweep(pages, files);
  if (!done.includes(false)) await files.put(VERSION, new Response(SITE.version));
}

// Files that no copy needs any more.
async function sweep(pages, files) {
  const needed = new Set([VERSION]);
  for (const copy of await pages.matchAll()) for (const path of filesIn(await copy.text())) needed.add(path);
  for (const request of await files.keys()) if (!needed.has(pathOf(request))) await files.delete(request);
}

function filesIn(text) {
  return [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => path).filter((path) => path.startsWith(SITE.static));
}

function asNobody() {
  return { credentials: "omit", redirect: "error", cache: "no-store", signal: AbortSignal.timeout(LONGEST) };
}

// Never what is for one person, came from elsewhere, or is not what was asked for.
function isCopy(found) {
  const forOne = /private|no-store/.test(found.headers.get("Cache-Control") ?? "");
  return found.ok && found.type === "basic" && !found.redirected && found.headers.has("X-Copy") && !forOne;
}

function isPublic({ pathname }) {
  return pathname === HELP || pathname === LIST || SHELVES.test(pathname);
}

function mayKeep({ pathname, search, origin }) {
  if (origin !== location.origin) return false;
  if (pathname === HELP) return !search || COUNTRY.test(search);
  return !search && (pathname === LIST || ARTICLE.test(pathname));
}

function isFile({ pathname }) {
  const name = pathname.replace(SITE.static, "").replace(HASH, "");
  return pathname.startsWith(SITE.static) && SITE.files.includes(name);
}

function isAway({ status }) {
  return status >= 502 && status <= 504;
}

function pathOf({ url }) {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
