// What was written without a network waits here, on this phone, until the house has answered for it. An entry is stored
// before it is sent and goes only when it was answered, so that closing the page at any moment loses and doubles nothing:
// the house takes the same id with the same content once.

const STORE = "unsent";
export const KEPT_HOURS = 72; // as in worker.js, which cannot import it
const JSON_TYPE = "application/json";
const WAITING = "没有发送成功，内容还在这台手机里；有网络时会自动再发，不会重复登记。";
const LOGGED_OUT = "登录已过期，没有发送，内容还在这台手机里；请先登录，登录后会自动发送。";
const TOO_LARGE = "照片太大，没有登记，内容还在这台手机里；请点“更正”，去掉几张照片后再存。";
const NOT_TAKEN = "系统没有接收这一件，内容还在这台手机里；请点“更正”核对，仍不行的请告诉系统管理员。";

// UUIDv7: the moment first, then chance; made here because there may be no house to ask.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let moment = Date.now();
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = moment % 256;
    moment = Math.floor(moment / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("fazhi", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, ask) {
  const base = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const work = base.transaction(STORE, mode, { durability: "strict" });
      const asked = ask(work.objectStore(STORE));
      work.oncomplete = () => resolve(asked.result);
      work.onabort = () => reject(work.error);
    });
  } finally {
    base.close();
  }
}

export const put = (entry) => within("readwrite", (store) => store.put(entry));
export const remove = (id) => within("readwrite", (store) => store.delete(id));
const every = () => within("readonly", (store) => store.getAll());

export const untilOf = (entry) => entry.at + KEPT_HOURS * 3600 * 1000;

// This person's entries, the oldest first; what is older than that has gone, and `late` says how many unsent ones.
export async function entries(person) {
  const found = await every();
  const old = found.filter((entry) => untilOf(entry) < Date.now());
  for (const entry of old) await remove(entry.id);
  const own = found.filter((entry) => entry.person === person && !old.includes(entry));
  own.sort((a, b) => a.at - b.at);
  return {
    own,
    others: found.filter((entry) => entry.person !== person && entry.state !== "done" && !old.includes(entry)).length,
    late: old.filter((entry) => entry.person === person && entry.state !== "done").length,
  };
}

// A form as it was filled in: fields as text, photographs each with an id of its own.
export async function entryOf(form, person, { id = newId(), title = "", address = form.action } = {}) {
  const entry = { id, person, title, address, at: Date.now(), state: "waiting", sentence: "", fields: [], files: [] };
  for (const [name, value] of new FormData(form)) {
    if (name === "csrfmiddlewaretoken" || name === "request") continue;
    if (!(value instanceof File)) entry.fields.push([name, value]);
    else if (value.size) {
      const content = await value.arrayBuffer();
      entry.files.push({ id: newId(), field: name, name: value.name, type: value.type, content });
    }
  }
  return entry;
}

function bodyOf(entry) {
  const body = new FormData();
  body.append("request", entry.id);
  for (const [name, value] of entry.fields) body.append(name, value);
  for (const file of entry.files) body.append(file.field, new File([file.content], file.name, { type: file.type }));
  return body;
}

async function tokenFor(person) {
  const answer = await fetch("/phone/token/", { headers: { Accept: JSON_TYPE }, redirect: "manual", cache: "no-store" });
  if (answer.type === "opaqueredirect" || answer.status === 403) return { stop: LOGGED_OUT };
  if (!answer.ok) return { stop: WAITING };
  const told = await answer.json();
  return told.person === person ? told : { stop: LOGGED_OUT };
}

async function sent(entry, token) {
  const answer = await fetch(entry.address, {
    method: "POST",
    body: bodyOf(entry),
    headers: { Accept: JSON_TYPE, "X-CSRFToken": token },
    redirect: "manual",
  });
  if (answer.type === "opaqueredirect") return { stop: LOGGED_OUT };
  if (answer.status >= 500 || answer.status === 429) return { stop: WAITING };
  const isJson = (answer.headers.get("Content-Type") || "").startsWith(JSON_TYPE);
  const told = isJson ? await answer.json() : { sentence: answer.status === 413 ? TOO_LARGE : NOT_TAKEN };
  if (answer.ok && !isJson) return { stop: WAITING };
  if (answer.ok) return { ...entry, state: "done", fields: [], files: [], ...told };
  // 409 and 410: the house has it, or had it; sending it again would change nothing.
  const state = answer.status === 409 || answer.status === 410 ? "closed" : "refused";
  return { ...entry, state, sentence: told.sentence };
}

// Send what waits, one after the other, in one tab only. Returns why it stopped, or "" when all were answered.
export function send(person, changed = () => {}) {
  return navigator.locks.request("fazhi-queue", { ifAvailable: true }, async (lock) => {
    if (!lock) return "";
    try {
      for (const entry of (await entries(person)).own.filter((one) => one.state === "waiting")) {
        const known = await tokenFor(person);
        if (known.stop) return known.stop;
        await changed(entry.id);
        const after = await sent(entry, known.token);
        if (after.stop) return after.stop;
        await put(after);
        await changed("");
      }
      return "";
    } catch (fault) {
      if (fault instanceof TypeError) return WAITING;
      throw fault;
    }
  });
}

// Log-out: nothing of this person stays on the phone, neither entries nor the kept page. What a colleague has not sent yet
// waits for the colleague.
export async function wipe(person) {
  const own = (await every()).filter((entry) => entry.person === person);
  for (const entry of own) await remove(entry.id);
  for (const name of await caches.keys()) await caches.delete(name);
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
}

export const able = Boolean(globalThis.indexedDB && navigator.locks && navigator.serviceWorker && globalThis.caches);
