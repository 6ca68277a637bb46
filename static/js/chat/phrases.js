// Puts a phrase into the field, where the reader's cursor is. It never sends.
export function offerPhrases(form) {
  const part = form.querySelector("[data-room-phrases]");
  const field = form.elements.body;
  if (!part) return;
  part.hidden = false;
  part.addEventListener("click", (event) => {
    const button = event.target.closest("[data-phrase]");
    if (button && !field.readOnly) put(field, button.textContent.trim());
  });
}

function put(field, phrase) {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  const gap = (text, at) => (text === "" || /\s/.test(text.at(at)) ? "" : " ");
  field.setRangeText(`${gap(before, -1)}${phrase}${gap(after, 0)}`, before.length, field.value.length - after.length, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}
