// Sends a form's data. Signing in in another tab changes the token; the one in the cookie is always the newest.
export function post(address, data, options = {}) {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token) data.set("csrfmiddlewaretoken", token[1]);
  return fetch(address, { method: "POST", body: data, signal: AbortSignal.timeout(15000), ...options });
}
