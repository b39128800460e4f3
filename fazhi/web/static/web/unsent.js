// On every page of work: how much on this phone is not sent yet, a form that is sent without a network is kept instead,
// and logging out leaves nothing behind. Without these abilities of a browser the pages work as they always did.
import * as queue from "./queue.js";

const sign = document.getElementById("unsent");

async function show() {
  const { own, late } = await queue.entries(sign.dataset.person);
  const open = own.filter((entry) => entry.state !== "done").length;
  sign.hidden = !open && !late;
  sign.textContent = `未发送 ${open} 件`;
}

async function send() {
  const { own } = await queue.entries(sign.dataset.person);
  if (navigator.onLine && own.some((entry) => entry.state === "waiting")) await queue.send(sign.dataset.person);
  await show();
}

const STORED = "现在没有网络。填写的内容已存入这台手机，有网络时自动发送，不会重复登记；请不要退出登录。";
const NO_ROOM = "现在没有网络，这台手机的存储空间也不够，没有存下；内容还在下面的表里，请腾出空间或等有网络时再提交。";

function notice(words, tone) {
  const said = document.createElement("div");
  said.className = `notice ${tone}`;
  said.setAttribute("role", "status");
  said.textContent = words;
  return said;
}

async function keep(form) {
  const title = document.querySelector("h1").textContent.trim();
  const id = form.elements.request ? form.elements.request.value : undefined;
  form.querySelector(".no-room")?.remove();
  try {
    await queue.put(await queue.entryOf(form, sign.dataset.person, { id, title, address: location.pathname }));
  } catch {
    form.prepend(notice(NO_ROOM, "bad no-room"));
    return;
  }
  form.replaceWith(notice(STORED, "good"));
  await show();
}

if (queue.able && sign) {
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (navigator.onLine || !form.matches("main form[data-keep]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    keep(form);
  }, true);
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.action.endsWith("/logout/") || form.dataset.wiped) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const open = (await queue.entries(sign.dataset.person)).own.filter((entry) => entry.state !== "done").length;
    const words = `还有 ${open} 件没有发送。退出登录会把它们从这台手机上删除，不能恢复。确定退出吗？`;
    if (open && !confirm(words)) return;
    await queue.wipe(sign.dataset.person);
    form.dataset.wiped = "1";
    form.requestSubmit();
  }, true);
  send();
}
