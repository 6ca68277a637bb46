// Links of mistakes select their line in the field that they lead to. Without this they lead to the field.
export default function lines(list) {
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    const field = link && document.querySelector(link.getAttribute("href"));
    if (!field) return;
    event.preventDefault();
    select(field, Number(link.dataset.line));
  });
}

function select(field, number) {
  const before = field.value.split("\n").slice(0, number - 1);
  const start = before.reduce((sum, line) => sum + line.length + 1, 0);
  const end = field.value.indexOf("\n", start);
  field.focus();
  field.setSelectionRange(start, end < 0 ? field.value.length : end);
  const height = parseFloat(getComputedStyle(field).lineHeight);
  field.scrollTop = Math.max(0, (before.length - 3) * height);
  field.scrollIntoView({ block: "center" });
}
