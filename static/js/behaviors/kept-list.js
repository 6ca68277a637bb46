// What is kept on this device, each with a button that removes it, and one for all.
import { canKeep, keptPages, remove, removeAll } from "../copies/device.js";

export default async function keptList(part) {
  const list = part.querySelector("ul");
  const row = part.querySelector("template");
  const all = part.querySelector("[data-remove-all]");
  const state = part.querySelector("[role=status]");
  const away = document.querySelector("[data-away]");
  if (away) away.hidden = location.pathname === away.dataset.away; // shown in place of another page
  if (!canKeep()) return;

  all.addEventListener("click", async () => {
    await removeAll();
    await show(state.dataset.removed);
  });
  await show("");
  part.hidden = false;
  document.querySelector("[data-unable]").hidden = true;

  async function show(said) {
    const pages = await keptPages();
    list.replaceChildren(...pages.map(rowOf));
    all.hidden = pages.length === 0;
    state.textContent = said || (pages.length ? "" : state.dataset.nothing);
    if (said) state.focus({ preventScroll: true }); // the button is gone
  }

  function rowOf({ path, title, language }) {
    const item = row.content.cloneNode(true).firstElementChild;
    const link = item.querySelector("a");
    link.href = path;
    for (const name of item.querySelectorAll("[data-title]")) {
      name.textContent = title;
      name.lang = language;
    }
    item.querySelector("button").addEventListener("click", async () => {
      await remove(path);
      await show(state.dataset.removed);
    });
    return item;
  }
}
