// A hard word tells its meaning where it stands, in a box over the page. Without this its link leads to the list below.
export default function meaning(article) {
  const box = article.querySelector("[data-meaning]");
  if (!box?.showPopover) return;

  article.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#word-']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    tell(article.querySelector(link.hash));
    close.focus();
  });
  const close = box.querySelector("[data-meaning-close]");
  close.addEventListener("click", () => box.hidePopover());

  function tell(entry) {
    const term = box.querySelector("[data-meaning-term]");
    term.textContent = entry.querySelector("dt").textContent;
    term.lang = entry.querySelector("dt").lang;
    box.querySelector("[data-meaning-text]").replaceChildren(...entry.querySelector("dd").cloneNode(true).childNodes);
    box.showPopover();
  }
}
