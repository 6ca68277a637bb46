// Keeps the number beside "Notifications" true while a page stays open. It says nothing aloud: who reads is not interrupted.
const PAUSE = 60_000;
const LONGEST = 600_000;

export default function unreadCount(place) {
  let pause = PAUSE;
  let askedAt = 0;

  document.addEventListener("visibilitychange", () => {
    if (Date.now() - askedAt > PAUSE / 2) ask();
  });
  ask().finally(wait);

  function wait() {
    setTimeout(() => ask().finally(wait), pause);
  }

  async function ask() {
    if (document.visibilityState !== "visible") return;
    askedAt = Date.now();
    try {
      const answer = await fetch(place.dataset.url, { headers: { Accept: "application/json" } });
      if (answer.redirected && !isTypedIn()) return location.reload(); // the sign-in is over: so is its page
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      show(await answer.json());
      pause = PAUSE;
    } catch {
      pause = Math.min(pause * 2, LONGEST); // the line is gone, or somebody is typing: what stands there stays
    }
  }

  function isTypedIn() {
    const fields = [...document.querySelectorAll("textarea, input")];
    return fields.some((one) => one.value !== one.defaultValue || one.checked !== one.defaultChecked);
  }

  function show({ count, words }) {
    if (!count) return place.replaceChildren();
    const [badge, aloud] = [document.createElement("span"), document.createElement("span")];
    badge.className = "badge";
    badge.setAttribute("aria-hidden", "true");
    badge.textContent = count;
    aloud.className = "visually-hidden";
    aloud.textContent = `(${words})`;
    place.replaceChildren(" ", badge, " ", aloud);
  }
}
