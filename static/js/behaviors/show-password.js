// Shows the button that the page brings along hidden, and lets it show and hide the password.
export default function showPassword(row) {
  const input = row.querySelector("input");
  const button = row.querySelector("button");
  const words = { password: button.textContent, text: button.dataset.hide };

  button.hidden = false;
  button.addEventListener("click", () => show(input.type === "password" ? "text" : "password"));
  input.form?.addEventListener("submit", () => show("password"));

  function show(type) {
    input.type = type;
    button.textContent = words[type];
  }
}
