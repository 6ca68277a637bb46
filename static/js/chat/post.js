// Sends a form's data.
import { token } from "./token.js";

export function post(address, data, options = {}) {
  if (token()) data.set("csrfmiddlewaretoken", token());
  return fetch(address, { method: "POST", body: data, signal: AbortSignal.timeout(15000), ...options });
}
