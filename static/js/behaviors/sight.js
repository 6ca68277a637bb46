// Takes words that were taken back, or hidden, off a page that stands open: within a minute, or as somebody comes back to
// it. Asks for one small mark; only when that has changed it reads the page anew, and changes the posts that changed.
const PAUSE = 60_000;
const LONGEST = 600_000;
const WORDS = ".post__body, .post__hidden";

export default function sight(place) {
  let mark = place.dataset.sight;
  let pause = PAUSE;

  const look = () => document.visibilityState === "visible" && ask();
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  Promise.resolve(ask()).finally(wait);

  function wait() {
    setTimeout(() => Promise.resolve(look()).finally(wait), pause);
  }

  async function ask() {
    try {
      const now = await markNow();
      if (now !== mark) await renew();
      mark = now;
      pause = PAUSE;
    } catch {
      pause = Math.min(pause * 2, LONGEST); // the line or the sign-in is gone: the page is asked for again later
    }
  }

  async function markNow() {
    const posts = articles().map((post) => post.id.replace("post-", "")).join("-");
    const answer = await fetch(`${place.dataset.sightUrl}?posts=${posts}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    return (await answer.json()).mark;
  }

  async function renew() {
    const answer = await fetch(location.href.split("#")[0]);
    if (!answer.ok) throw new Error(answer.statusText);
    const { pageOf } = await import("../chat/markup.js"); // no part of a first visit
    const page = pageOf(await answer.text());
    if (page.getElementById(place.id)?.dataset.sightUrl !== place.dataset.sightUrl) return; // it is another thread now
    rename(page, answer.url);
    for (const post of articles()) {
      const fresh = page.getElementById(post.id);
      if (fresh && wordsOf(fresh) !== wordsOf(post)) replace(post, document.importNode(fresh, true));
    }
  }

  function articles() {
    return [...place.querySelectorAll(":scope > article")];
  }
}

function wordsOf(post) {
  return [...post.querySelectorAll(WORDS)].map((part) => part.innerHTML).join("\n");
}

// A title that is gone stands in the address, too.
function rename(page, address) {
  const [heading, fresh] = [document.querySelector("h1"), page.querySelector("h1")];
  if (heading.textContent === fresh.textContent) return;
  heading.textContent = fresh.textContent;
  document.title = page.title;
  history.replaceState(history.state, "", `${address.split("#")[0]}${location.hash}`);
}

// Whoever was in it stays in it.
function replace(post, fresh) {
  const held = post.contains(document.activeElement);
  post.replaceWith(fresh);
  if (!held) return;
  fresh.setAttribute("tabindex", "-1");
  fresh.focus({ preventScroll: true });
}
