// A button that copies the words of another element. Browsers without a clipboard do not get it.
export default function copyText(button) {
  if (!navigator.clipboard) return;
  const source = document.getElementById(button.dataset.copies);

  button.hidden = false;
  button.addEventListener("click", copy);

  async function copy() {
    await navigator.clipboard.writeText(source.innerText.trim());
    button.textContent = button.dataset.done;
  }
}
