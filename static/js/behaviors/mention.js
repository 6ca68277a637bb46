// While somebody types @ and letters: names of members who can read it, in a list below the text.
// Arrows choose one, Enter or Tab takes it, Escape closes the list; without a choice every key does what it always does.
const PAUSE = 200;
const CALL = /(?:^|[^\p{L}\p{N}_.+/@-])@([\p{L}\p{N}_][\p{L}\p{N}_.+-]*)$/u;
let lists = 0;

export default function mention(words) {
  const field = words.closest("form").elements.body;
  if (!field) return;
  const { list, status } = parts(words.dataset.label, field);
  let timer, asked, chosen = -1;

  field.addEventListener("input", () => later());
  field.addEventListener("click", () => close());
  field.addEventListener("blur", () => close());
  field.addEventListener("keydown", (event) => press(event));
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the text keeps the focus
  list.addEventListener("click", (event) => take(event.target.closest("[role=option]")));

  function later() {
    clearTimeout(timer);
    asked?.abort();
    if (letters()) timer = setTimeout(look, PAUSE);
    else close();
  }

  async function look() {
    asked = new AbortController();
    const address = `${words.dataset.url}?q=${encodeURIComponent(letters() ?? "")}`;
    try {
      const response = await fetch(address, { signal: asked.signal });
      if (response.ok && !response.redirected) show(await response.json());
    } catch {
      // typed on meanwhile, or no network: one can always write the name
    }
  }

  function letters() {
    return field.value.slice(0, field.selectionStart).match(CALL)?.[1];
  }

  function show(names) {
    choose(-1);
    list.replaceChildren(...names.map((name, number) => option(name, `${list.id}-${number}`)));
    list.hidden = !names.length;
    status.textContent = names.length ? words.dataset.found.replace("{count}", names.length) : "";
  }

  function close() {
    clearTimeout(timer);
    asked?.abort();
    show([]);
  }

  function press(event) {
    if (list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const takes = (event.key === "Enter" || event.key === "Tab") && chosen >= 0 && !event.shiftKey;
    if (step) choose((chosen + step + list.children.length + (chosen < 0 && step < 0)) % list.children.length);
    else if (takes) take(list.children[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }

  function choose(number) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = number;
    list.children[chosen]?.setAttribute("aria-selected", "true");
    if (chosen >= 0) field.setAttribute("aria-activedescendant", list.children[chosen].id);
    else field.removeAttribute("aria-activedescendant");
  }

  function take(item) {
    if (!item) return;
    const end = field.selectionStart;
    field.setRangeText(`${item.textContent} `, end - letters().length, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }
}

function parts(label, field) {
  const list = document.createElement("ul");
  list.id = `names-${++lists}`;
  list.className = "name-choices";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  field.after(list, status);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  return { list, status };
}

function option(name, id) {
  const item = document.createElement("li");
  Object.assign(item, { id, className: "name-choices__name", textContent: name });
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  return item;
}
