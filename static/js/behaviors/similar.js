// While somebody types a title: threads that may be about the same, below it, half a second after the last key.
import { pageOf } from "../chat/markup.js";
const PAUSE = 500;
const WORDS = 2;
const LETTERS = 6;

export default function similar(place) {
  const title = document.querySelector("form [name=title]");
  if (!title) return;
  let timer, asked, words = "", shown = "";

  title.closest(".field").append(place);
  title.addEventListener("input", () => later(PAUSE));
  title.addEventListener("change", () => later(0));
  if (title.value) later(0);

  function later(pause) {
    clearTimeout(timer);
    asked?.abort();
    timer = setTimeout(look, pause);
  }

  async function look() {
    const typed = title.value.trim();
    if (typed === words) return;
    const isEnough = typed.length >= LETTERS || typed.split(/\s+/).length >= WORDS;
    const query = new URLSearchParams({ board: place.dataset.board, title: typed });
    asked = new AbortController();
    try {
      if (isEnough) show(await part(`${place.dataset.url}?${query}`));
      else show("");
      words = typed;
    } catch {
      // typed on meanwhile, or no network: nothing is missing that one needs
    }
  }

  async function part(address) {
    const response = await fetch(address, { signal: asked.signal });
    if (!response.ok || response.redirected) throw new Error(response.status);
    return (await response.text()).trim();
  }

  // The same once more is not announced once more.
  function show(html) {
    if (html === shown) return;
    shown = html;
    place.replaceChildren(...pageOf(html).body.childNodes);
  }
}
