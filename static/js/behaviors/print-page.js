// A button that prints the page. Browsers that cannot, such as those inside other apps, do not get it.
export default function printPage(button) {
  if (!window.print) return;
  button.hidden = false;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => window.print());
}
