// A button that keeps this page on the device, or removes it. `data-unasked`: kept without a press (urgent help), unless
// somebody took it away. A page that is itself a copy (`data-copy`) only offers to remove it.
import { HELP, allow, canKeep, isDeclined, keep, keptPages, remove } from "../copies/device.js";

const PAUSE = 400; // ms between two presses that are meant
const COUNTRY = /^\?country=[A-Z]{2}$/;

export default async function keepPage(part) {
  if (!canKeep()) return;
  const button = part.querySelector("button");
  const state = part.querySelector("[role=status]");
  const isUnasked = "unasked" in part.dataset;
  const path = location.pathname;
  let pressedAt = -Infinity;
  let isBusy = false;

  button.addEventListener("click", press);
  show(await isHere());
  part.hidden = false;
  if (!("copy" in part.dataset)) await refresh();

  // Of the country, only one that this address names: never what an account lets us guess.
  function paths() {
    const country = isUnasked && COUNTRY.test(location.search) ? [path + location.search] : [];
    return [path, ...country];
  }

  async function isHere() {
    return (await keptPages()).some((page) => page.path === path);
  }

  async function refresh() {
    if (isUnasked && location.search === "?country=") await forgetCountry();
    if (!(await isHere()) && !(isUnasked && !isDeclined())) return;
    await keep(...paths());
    show(await isHere());
  }

  async function press({ timeStamp }) {
    const sinceLast = timeStamp - pressedAt;
    pressedAt = timeStamp;
    if (isBusy || sinceLast <= PAUSE) return;
    isBusy = true;
    state.textContent = state.dataset.busy;
    const said = (await isHere()) ? await takeAway() : await take();
    show(await isHere());
    state.textContent = said;
    isBusy = false;
  }

  async function take() {
    allow();
    return (await keep(HELP, ...paths())) ? state.dataset.kept : state.dataset.failed;
  }

  async function takeAway() {
    await remove(path, ...(isUnasked ? await countries() : []));
    return state.dataset.removed;
  }

  async function forgetCountry() {
    const those = await countries();
    if (those.length) await remove(...those);
  }

  async function countries() {
    return (await keptPages()).map((page) => page.path).filter((one) => one.startsWith(`${HELP}?`));
  }

  function show(isKept) {
    part.dataset.kept = isKept;
    button.textContent = isKept ? button.dataset.remove : button.dataset.keep;
    state.textContent = isKept ? state.dataset.kept : "";
  }
}
