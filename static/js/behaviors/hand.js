// Raises or lowers one's hand without leaving the page: what is written in the composer stays where it is. Where the
// site cannot be reached, the form is sent as it would be without this.
export default function hand(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { submitter } = event;
    const lowers = submitter?.name === "lower";
    try {
      const words = await send(form, submitter);
      form.querySelector("[data-hand-status]").textContent =
        words ?? (lowers ? form.dataset.textDown : form.dataset.textUp);
    } catch {
      if (lowers) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "lower", value: "1" }));
      form.submit();
    }
  });
}

// Nothing when it was taken, or the words of the site's refusal.
async function send(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  return answer.status === 204 ? null : (await answer.json()).errors.join(" ");
}
