// Passkeys: asks the browser for one and sends the form with what it gave. Without this file the forms stay hidden; codes work without it.
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));

const toText = (bytes) =>
  bytes && btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

const withBytes = (keys) => keys?.map((key) => ({ ...key, id: toBytes(key.id) }));

async function optionsOf(form) {
  const answer = await fetch(form.dataset.options, { method: 'POST', body: new URLSearchParams({ __RequestVerificationToken: form.elements.__RequestVerificationToken.value }) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function makeOne(form) {
  const options = await optionsOf(form);
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
    },
  });
  return {
    ...common(made),
    response: {
      clientDataJSON: toText(made.response.clientDataJSON),
      attestationObject: toText(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

async function askForOne(form) {
  const options = await optionsOf(form);
  const given = await navigator.credentials.get({
    publicKey: { ...options, challenge: toBytes(options.challenge), allowCredentials: withBytes(options.allowCredentials) },
  });
  return {
    ...common(given),
    response: {
      clientDataJSON: toText(given.response.clientDataJSON),
      authenticatorData: toText(given.response.authenticatorData),
      signature: toText(given.response.signature),
      userHandle: toText(given.response.userHandle),
    },
  };
}

const common = (key) => ({
  id: key.id,
  rawId: toText(key.rawId),
  type: key.type,
  authenticatorAttachment: key.authenticatorAttachment,
  clientExtensionResults: key.getClientExtensionResults(),
});

for (const form of window.PublicKeyCredential ? document.querySelectorAll('form[data-passkey]') : []) {
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const failed = form.querySelector('[data-passkey-failed]');
    failed.hidden = true;
    try {
      const credential = await (form.dataset.passkey === 'create' ? makeOne(form) : askForOne(form));
      form.querySelector('[name$="Credential"]').value = JSON.stringify(credential);
      form.submit();
    } catch {
      // Cancelled, no passkey here, or no line: the sentence says what to do.
      failed.hidden = false;
    }
  });
}
