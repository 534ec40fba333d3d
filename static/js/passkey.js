// Passkeys: a form marked data-passkey asks the browser for one before it is sent. Without a browser that knows passkeys
// the button stays hidden. `webauthnJSON` is allauth's: it turns JSON into what browsers take, and back.
const { webauthnJSON } = globalThis;

async function optionsOf(form) {
  const inside = form.querySelector("script[type='application/json']");
  if (inside) return JSON.parse(inside.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options;
}

async function ask(form) {
  const says = form.querySelector("[data-passkey-says]");
  says.textContent = "";
  try {
    const options = await optionsOf(form);
    const found = await (form.dataset.passkey === "add" ? webauthnJSON.create(options) : webauthnJSON.get(options));
    form.elements.credential.value = JSON.stringify(found);
    form.submit();
  } catch {
    // Cancelled, timed out, or a passkey that is not known here: browsers do not say which, and nothing was changed.
    says.textContent = says.dataset.unused;
  }
}

if (globalThis.PublicKeyCredential && webauthnJSON) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
  for (const without of document.querySelectorAll("[data-without-passkeys]")) without.hidden = true;
}
