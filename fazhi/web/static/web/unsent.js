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

async function keep(form) {
  const title = document.querySelector("h1").textContent.trim();
  const id = form.elements.request ? form.elements.request.value : undefined;
  await queue.put(await queue.entryOf(form, sign.dataset.person, { id, title, address: location.pathname }));
  const said = document.createElement("div");
  said.className = "notice good";
  said.setAttribute("role", "status");
  said.textContent = "现在没有网络。填写的内容已存入这台手机，有网络时自动发送，不会重复登记；请不要退出登录。";
  form.replaceWith(said);
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
    await queue.wipe();
    form.dataset.wiped = "1";
    form.requestSubmit();
  }, true);
  send();
}
