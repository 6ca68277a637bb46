// Says on pages for people who come and go that articles are kept on this device, and where to remove them.
import { HELP, canKeep, keptPages, removeAll } from "../copies/device.js";

export default async function keptHere(part) {
  if (!canKeep()) return;
  part.hidden = (await keptPages()).every(({ path }) => path.startsWith(HELP));
  const state = part.querySelector("[role=status]");
  const button = part.querySelector("button");
  button?.addEventListener("click", async () => {
    await removeAll();
    button.hidden = true;
    state.textContent = state.dataset.removed;
    state.focus({ preventScroll: true });
  });
}
