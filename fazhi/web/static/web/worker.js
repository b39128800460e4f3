// Keeps the one page on which a dispute can be registered without a network, and what it is drawn with. It sends nothing:
// the queue lives in the page. Log-out takes all of it away, and after 72 hours nothing kept is shown any more.
const KEPT = "fazhi-phone";
const KEPT_HOURS = 72;
const PATIENCE = 4000; // milliseconds: on a weak network the kept page comes rather than none
const NOTHING = `<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>没有网络</title><h1>没有网络</h1><p>这一页还没有存到这台手机上，或者存放已超过 72 小时。没有登记任何内容，手机里未发送的也没有改动。
请在有网络的地方打开一次本页，以后没有网络也能登记。</p></html>`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function keep(request, answer) {
  const headers = new Headers(answer.headers);
  headers.set("X-Kept-At", String(Date.now()));
  const copy = new Response(await answer.clone().blob(), { status: answer.status, headers });
  await (await caches.open(KEPT)).put(request, copy);
}

async function kept(request) {
  const found = await caches.match(request, { ignoreVary: true });
  if (!found) return undefined;
  if (Number(found.headers.get("X-Kept-At")) > Date.now() - KEPT_HOURS * 3600 * 1000) return found;
  await (await caches.open(KEPT)).delete(request);
  return undefined;
}

async function fresh(request) {
  const answer = await fetch(request);
  if (answer.ok && answer.type === "basic") await keep(request, answer);
  return answer;
}

async function page(request) {
  const asked = fresh(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, undefined));
  try {
    return (await Promise.race([asked, late])) || (await kept(request)) || (await asked);
  } catch {
    return (await kept(request)) || new Response(NOTHING, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  }
}

async function part(request) {
  try {
    return await fresh(request);
  } catch (fault) {
    const found = await kept(request);
    if (found) return found;
    throw fault;
  }
}

// The page that brought this worker was there before it: it names what is to be kept, and hears when it is.
self.addEventListener("message", (event) => {
  const keepAll = async () => {
    for (const address of event.data.keep) await fresh(new Request(address));
    event.ports[0].postMessage("kept");
  };
  event.waitUntil(keepAll());
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(part(event.request));
});
