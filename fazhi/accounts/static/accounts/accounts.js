// Passkeys and printing. Without this file a code is asked for, and the browser's own menu prints.
"use strict";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (one) => ({ ...one, id: bytes(one.id) });

function creation(options) {
  const { challenge, user, excludeCredentials = [] } = options;
  return { ...options, challenge: bytes(challenge), user: { ...user, id: bytes(user.id) }, excludeCredentials: excludeCredentials.map(known) };
}

function request(options) {
  const { challenge, allowCredentials = [] } = options;
  return { ...options, challenge: bytes(challenge), allowCredentials: allowCredentials.map(known) };
}

function written(credential) {
  const response = { clientDataJSON: text(credential.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: {} });
}

async function answer(form) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const asked = await fetch(form.dataset.passkey, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!asked.ok) throw new Error(String(asked.status));
  const { create, get } = await asked.json();
  return create ? navigator.credentials.create({ publicKey: creation(create) }) : navigator.credentials.get({ publicKey: request(get) });
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const failed = form.querySelector("[data-failed]");
      failed.hidden = true;
      try {
        form.querySelector("[data-answer]").value = written(await answer(form));
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
  for (const words of document.querySelectorAll("[data-unsupported]")) words.hidden = true;
}

for (const button of document.querySelectorAll("[data-prints]")) button.addEventListener("click", () => window.print());
