// Remembers on this device under which heading reading stopped, and offers to go on there. Nothing is sent, nothing
// scrolls by itself, and what is kept are numbers: they tell nobody who looks at the device what was read.
const KEY = "places";
const AT_MOST = 30; // pages
const ASIDE = /^#(source|word)/; // looked up from within the text, below its end

export default function place(article) {
  const line = article.querySelector("[data-place]");
  const headings = [...article.querySelectorAll(".article__part > h2[data-aloud]")];
  const end = headings.at(-1)?.parentElement;
  const page = numberOf(location.pathname);
  let isFinished = false;
  if (!end) return;

  offer(headings.find((heading) => numberOf(heading.id) === placeOn(page)));
  article.addEventListener("click", (event) => event.target.closest("a[href^='#']") && remember());
  addEventListener("scrollend", remember);
  addEventListener("pagehide", remember);
  document.addEventListener("visibilitychange", remember);

  function offer(heading) {
    if (!heading) return;
    const link = line.querySelector("[data-place-link]");
    line.querySelector("[data-place-heading]").textContent = heading.textContent;
    link.hash = heading.id;
    link.addEventListener("click", () => (line.hidden = true));
    line.querySelector("[data-place-forget]").addEventListener("click", () => {
      keep(page, undefined);
      line.hidden = true;
      document.querySelector("main").focus({ preventScroll: true }); // the button is gone
    });
    line.hidden = false;
  }

  function remember() {
    if (isFinished) return;
    if (end.getBoundingClientRect().bottom <= innerHeight) {
      isFinished = !ASIDE.test(location.hash);
      if (isFinished) keep(page, undefined);
      return;
    }
    const heading = headings.findLast((one) => one.getBoundingClientRect().top < innerHeight / 3);
    if (heading) keep(page, numberOf(heading.id)); // at the top of the page, the place of last time stands
  }
}

function keep(page, heading) {
  const others = places().filter(([other]) => other !== page);
  const all = heading === undefined ? others : [...others, [page, heading]];
  try {
    localStorage.setItem(KEY, JSON.stringify(all.slice(-AT_MOST)));
  } catch {
    // A browser that keeps nothing offers nothing.
  }
}

function placeOn(page) {
  return places().find(([other]) => other === page)?.[1];
}

function places() {
  try {
    return JSON.parse(localStorage.getItem(KEY)).filter(Array.isArray);
  } catch {
    return [];
  }
}

function numberOf(text) {
  return [...text].reduce((number, letter) => (number * 33 + letter.codePointAt(0)) % 4294967291, 5381);
}
