// Names to choose from become buttons that fill the field in; "Other names" brings others without leaving the page.
import { pageOf } from "../chat/markup.js";

export default function nameIdeas(place) {
  const field = document.getElementById(place.dataset.field);
  const list = place.querySelector("[data-names]");
  const others = place.querySelector("a");
  if (!field) return;

  show(list);
  others.setAttribute("role", "button");
  others.addEventListener("click", bringOthers);
  others.addEventListener("keydown", (event) => event.key === " " && bringOthers(event));

  function show(found) {
    list.replaceChildren(...[...found.children].map((item) => choice(item.textContent.trim())));
  }

  function choice(name) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button--quiet", textContent: name });
    button.translate = false;
    button.addEventListener("click", () => fillIn(name));
    item.append(button);
    return item;
  }

  function fillIn(name) {
    field.value = name;
    field.focus();
  }

  // Without a network the link leads where it always did.
  async function bringOthers(event) {
    event.preventDefault();
    try {
      const response = await fetch(others.href);
      if (!response.ok) throw new Error(response.status);
      show(pageOf(await response.text()).querySelector("[data-names]"));
    } catch {
      location.assign(others.href);
    }
  }
}
