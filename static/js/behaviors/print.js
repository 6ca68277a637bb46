// A button that opens the browser's own way to print; without JavaScript it is not there.
export default function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
