// Quote puts the words where one writes, without leaving the page: of a selection in that post, only the selection.
const LONGEST = 2000;

export default function quote(thread) {
  const form = document.querySelector("#reply form");
  const field = form?.elements.body;
  if (!field) return;
  const status = thread.appendChild(document.createElement("p"));
  status.setAttribute("role", "status");
  let selected = "";

  thread.addEventListener("pointerdown", (event) => (selected = selectionIn(postOf(event.target)))); // a tap ends it
  thread.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='quote=']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const post = postOf(link);
    take(link, post, selectionIn(post) || selected);
  });

  async function take(link, post, selection) {
    const id = post.id.replace("post-", "");
    status.textContent = "";
    try {
      insert(await words(id, selection.slice(0, LONGEST)), id);
    } catch {
      if (field.value) status.textContent = thread.dataset.quoteFailed;
      else location.assign(link.href);
    }
  }

  // By POST: what somebody reads and marks stands in no address.
  async function words(id, selection) {
    const body = new FormData();
    body.set("selection", selection);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const response = await fetch(thread.dataset.quoteUrl.replace("/0/", `/${id}/`), { method: "POST", body });
    if (!response.ok || response.redirected) throw new Error(response.status);
    return response.text();
  }

  function insert(text, id) {
    const before = field.value.slice(0, field.selectionStart);
    const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    field.setRangeText(gap + text, field.selectionStart, field.selectionEnd, "end");
    form.elements.in_reply_to.value ||= id;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function postOf(element) {
  return element.closest("article");
}

function selectionIn(post) {
  const selection = getSelection();
  const text = post?.querySelector(".post__body");
  if (!text || selection.isCollapsed || !selection.rangeCount) return "";
  const range = selection.getRangeAt(0);
  return text.contains(range.commonAncestorContainer) ? selection.toString() : "";
}
