// Signing in in another tab changes the token; the one in the cookie is always the newest.
export function token() {
  return document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] ?? "";
}
