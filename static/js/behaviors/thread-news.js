// Says "3 new replies" below the posts while somebody reads; shows them where they belong when asked, and moves nobody.
const SOON = 15_000;
const LATER = 120_000;

export default function threadNews(place) {
  const { url, show } = place.dataset;
  const posts = document.querySelector(place.dataset.posts);
  const button = place.querySelector("button");
  const words = place.querySelector("[role=status]");
  let last = Number(place.dataset.after);
  let pause = SOON;
  let address = "";

  button.addEventListener("click", () => bring().catch(() => location.assign(address)));
  wait();

  function wait() {
    setTimeout(() => ask().catch(() => (pause = Math.min(pause * 2, LATER))).finally(wait), pause);
  }

  async function ask() {
    if (document.visibilityState !== "visible") return;
    const answer = await fetch(`${url}?after=${last}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const news = await answer.json();
    pause = news.count ? SOON : Math.min(pause * 1.2, LATER);
    if (!news.count) return;
    address = news.address;
    if (words.textContent !== news.words) words.textContent = news.words;
    button.textContent = show;
    place.hidden = false;
  }

  // New posts of this very page are put behind the others; those of the next page are a link away.
  async function bring() {
    const target = new URL(address, location.href);
    if (target.search !== location.search) return location.assign(address);
    const answer = await fetch(address.split("#")[0]);
    const { pageOf } = await import("../chat/markup.js"); // no part of a first visit
    const page = pageOf(await answer.text());
    const fresh = [...page.querySelectorAll(`${place.dataset.posts} > article`)].filter((post) => !document.getElementById(post.id));
    posts.append(...fresh.map((post) => document.importNode(post, true)));
    last = Number(page.querySelector("[data-behavior~='thread-news']").dataset.after);
    place.hidden = true;
    words.textContent = "";
    const heading = fresh[0]?.querySelector("h2");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  }
}
