// What a composer's form holds, as the server keeps it.
const NOT_TYPED = ["csrfmiddlewaretoken", "draft_version", "draft_other", "draft_of", "client_id", "read_notes"];
const LINES = "textarea, input:not([type]), input[type=text]";

// The texts as a body to send, with a print to compare and a size; without files and tokens.
export function typed(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) {
    if (NOT_TYPED.includes(name) || typeof value !== "string") data.delete(name);
  }
  const print = JSON.stringify([...data]);
  return { data, print, bytes: new TextEncoder().encode(print).length };
}

// The browser brought words back after a reload, or somebody was quicker than this script.
export function holdsOtherWords(form) {
  return [...form.querySelectorAll(LINES)].some((field) => field.name && field.value !== field.defaultValue);
}

export function fill(form, fields) {
  const left = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()]));
  for (const field of form.elements) {
    if (!field.name || ["hidden", "file", "submit", "button"].includes(field.type)) continue;
    put(field, left[field.name] ?? []);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function put(field, values) {
  if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
  else if (field.type === "select-multiple") for (const option of field.options) option.selected = values.includes(option.value);
  else field.value = values.shift() ?? "";
}

// The texts of a version in the order of the form, to read.
export function inOrder(form, fields) {
  const names = new Set([...form.querySelectorAll(LINES)].map((field) => field.name).filter(Boolean));
  return [...names].map((name) => [fields[name] ?? []].flat().join("\n")).filter(Boolean).join("\n\n");
}
