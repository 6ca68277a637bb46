// A form that is sent with a passkey: a new one of the device (its options name a `user`) or one that it has.
// Where the browser or the address cannot, the form stays hidden and the page says so.
const BARE_ADDRESS = /^[\d.]+$|:/; // a passkey belongs to a name

export default function passkey(form) {
  if (!window.PublicKeyCredential || BARE_ADDRESS.test(location.hostname)) return;
  const credential = form.elements.credential;
  const trouble = form.querySelector("[data-passkey-trouble]");

  for (const note of document.querySelectorAll("[data-passkey-missing]")) note.hidden = true;
  form.hidden = false;
  form.addEventListener("submit", ask);

  async function ask(event) {
    event.preventDefault();
    trouble.hidden = true;
    try {
      const options = await optionsOf(form);
      credential.value = JSON.stringify(written(await answer(options.publicKey)));
    } catch {
      trouble.hidden = false; // also when its owner thought better of it
      return;
    }
    form.submit();
  }

  function answer(options) {
    if (!options.user) return navigator.credentials.get({ publicKey: readable(options) });
    const alone = form.elements.passwordless?.checked;
    const choice = alone
      ? { residentKey: "required", requireResidentKey: true, userVerification: "required" }
      : { residentKey: "discouraged", requireResidentKey: false, userVerification: "preferred" };
    const authenticatorSelection = { ...options.authenticatorSelection, ...choice };
    return navigator.credentials.create({ publicKey: readable({ ...options, authenticatorSelection }) });
  }
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const response = await fetch(form.dataset.optionsAt, { headers: { Accept: "application/json" } });
  return (await response.json()).request_options;
}

// What the server wrote as text, as the bytes that a browser wants.
function readable(options) {
  const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: known(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: known(options.allowCredentials) }),
  };
}

// And the other way round.
function written(credential) {
  const { id, type, rawId, response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return {
    id,
    type,
    rawId: text(rawId),
    response: Object.fromEntries(given),
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function bytes(words) {
  const plain = atob(words.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
