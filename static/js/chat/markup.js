// Words of the server become elements here and nowhere else: with Trusted Types the browser refuses it elsewhere.
// It is what our own templates made, escaped and sanitised there; nothing that somebody typed comes here by itself.
const WORKER = "/sw.js"; // the only script that is named by a text
const policy = globalThis.trustedTypes?.createPolicy("steadfold", {
  createHTML: (html) => html,
  createScriptURL: () => WORKER,
});

export function workerAddress() {
  return policy?.createScriptURL(WORKER) ?? WORKER;
}

export function pageOf(html) {
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, "text/html");
}

export function elementOf(html) {
  return document.adoptNode(pageOf(html).body.firstElementChild);
}
