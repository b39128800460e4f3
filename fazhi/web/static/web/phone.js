// The page for registering without a network: the form goes into the queue, the list says how far each entry has come.
import * as queue from "./queue.js";

const page = document.getElementById("phone");
const form = document.getElementById("form");
const part = (id) => document.getElementById(id);
const person = page.dataset.person;
const EVERY = 30000; // milliseconds between two tries while something waits
const NAME_LENGTH = 12;
let editing = null;
let sending = "";
let stopped = "";
let lost = 0;
let listed = "";

const STATES = {
  waiting: ["未发送", "warn"],
  sending: ["正在发送", "calm"],
  refused: ["未登记，请更正", "bad"],
  closed: ["请核对", "bad"],
  done: ["已登记", "good"],
};

function told(id, words) {
  part(id).textContent = words;
  part(id).hidden = !words;
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
}

function made(tag, className, words) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (words) element.textContent = words;
  return element;
}

function button(words, entry, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn";
  made.textContent = words;
  made.setAttribute("aria-label", `${words}：${entry.title}`);
  made.addEventListener("click", act);
  return made;
}

function line(entry) {
  const state = entry.id === sending ? "sending" : entry.state;
  const item = made("li");
  item.dataset.state = state;
  const what = made("div", "what");
  what.append(made("strong", "", entry.title));
  const at = new Date(entry.at);
  const until = new Date(queue.untilOf(entry));
  const clock = (moment) => moment.toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
  const photos = entry.files.length ? `，照片 ${entry.files.length} 张` : "";
  what.append(made("small", "", `${clock(at)} 填写${photos}`));
  if (state === "waiting" || state === "refused") what.append(made("small", "", `请在 ${clock(until)} 前发送，逾期从手机上删除`));
  if (entry.sentence) what.append(made("p", "", entry.sentence));
  item.append(what, made("span", `badge-own ${STATES[state][1]}`, STATES[state][0]));
  const act = made("div", "do");
  if (state === "refused" || state === "waiting") act.append(button("更正", entry, () => correct(entry)));
  if (state !== "sending") act.append(button(state === "done" ? "收起" : "删除", entry, () => discard(entry)));
  if (entry.url) {
    const link = made("a", "btn", "查看");
    link.href = entry.url;
    link.setAttribute("aria-label", `查看：${entry.number}`);
    act.append(link);
  }
  item.append(act);
  return item;
}

async function show() {
  const { own, others, late } = await queue.entries(person);
  const open = own.filter((entry) => entry.state !== "done");
  // A list that says the same stays: drawn anew under a finger, it would swallow the tap.
  const says = JSON.stringify([sending, own.map(({ id, at, state, sentence, title, url, files }) => [id, at, state, sentence, title, url, files.length])]);
  if (says !== listed) part("list").replaceChildren(...own.map(line).reverse());
  listed = says;
  part("list-part").hidden = !own.length;
  part("empty").hidden = Boolean(own.length);
  part("open-count").textContent = sending ? `正在发送，未发送 ${open.length} 件` : open.length ? `未发送 ${open.length} 件` : "全部已发送";
  part("send").hidden = !open.some((entry) => entry.state === "waiting") || Boolean(sending);
  const said = [stopped];
  lost += late; // gone from the phone at once, to be read as long as the page stands
  if (lost) said.push(`有 ${lost} 件超过 ${queue.KEPT_HOURS} 小时没有发送，已从这台手机上删除，没有登记；请凭记录重新登记。`);
  if (others) said.push(`这台手机上还有另一个账号未发送的 ${others} 件，只有本人登录才能发送，您看不到内容。`);
  told("stopped", said.filter(Boolean).join(""));
  const kept = page.dataset.kept ? "本页已存入手机，没有网络也能打开。" : "";
  part("net").textContent = navigator.onLine ? `网络已连接。${kept}` : `现在没有网络，可以照常填写，先存在手机里。`;
}

async function send() {
  if (!navigator.onLine) return show();
  stopped = await queue.send(person, async (id) => {
    sending = id;
    await show();
  });
  sending = "";
  return show();
}

function correct(entry) {
  form.reset();
  editing = entry;
  for (const [name, value] of entry.fields) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
      else if (field.type !== "file") field.value = value;
    }
  }
  const photos = entry.files.length ? `原来的 ${entry.files.length} 张照片仍在，不必重选。` : "";
  told("wrong", `${entry.sentence}${photos}`);
  told("stored", "");
  part("form-title").textContent = "更正这一件";
  part("form-title").focus({ preventScroll: true });
  form.scrollIntoView();
}

async function discard(entry) {
  if (entry.state !== "done" && !confirm(`“${entry.title}”没有登记成功，删除后不能恢复。确定从手机上删除吗？`)) return;
  await queue.remove(entry.id);
  await show();
}

function begin() {
  form.reset();
  editing = null;
  told("wrong", "");
  part("form-title").textContent = "新登记一件";
  const day = form.elements.happened_on;
  if (day) day.value = today();
}

// What must be answered, asked before anything is stored: without a network the house cannot say it.
function missing() {
  return [...form.querySelectorAll("[required]")].find((field) =>
    field.type === "radio" ? !form.querySelector(`[name="${CSS.escape(field.name)}"]:checked`) : !field.value.trim());
}

// What an entry is called in the list: the answers that the form names, each cut to what fits on a line.
function nameOf() {
  const fields = form.dataset.named.split(" ").map((name) => form.elements[name]).filter((field) => field && field.value);
  const words = fields.map((field) => (field.selectedOptions ? field.selectedOptions[0].textContent : field.value));
  return words.map((one) => one.trim().slice(0, NAME_LENGTH)).join("：") || document.title;
}

async function store(event) {
  event.preventDefault();
  const empty = missing();
  if (empty) {
    const label = form.querySelector(`label[for="${empty.id}"]`);
    told("wrong", `请填写“${label ? label.textContent.trim() : empty.name}”，还没有存入手机。`);
    empty.focus();
    return;
  }
  const entry = await queue.entryOf(form, person, { title: nameOf(), ...(editing ? { id: editing.id } : {}) });
  if (editing) entry.files = [...editing.files, ...entry.files];
  try {
    await queue.put(entry);
  } catch {
    told("wrong", "这台手机的存储空间不够，没有存下；内容还在下面的表里，请删去几张照片或腾出空间后再存。");
    return;
  }
  begin();
  told("stored", "已存入这台手机。");
  await send();
}

function keepPage() {
  navigator.serviceWorker.register(page.dataset.worker).then(async () => {
    const ready = await navigator.serviceWorker.ready;
    const drawn = performance.getEntriesByType("resource").map((one) => one.name).filter((one) => one.includes("/static/"));
    const heard = new MessageChannel();
    heard.port1.onmessage = () => {
      page.dataset.kept = "1";
      show();
    };
    ready.active.postMessage({ keep: [location.pathname, ...drawn] }, [heard.port2]);
  }).catch(() => {});
}

if (queue.able) {
  form.addEventListener("submit", store);
  part("clear").addEventListener("click", begin);
  part("send").addEventListener("click", send);
  addEventListener("online", send);
  addEventListener("offline", show);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  setInterval(async () => (await queue.entries(person)).own.some((entry) => entry.state === "waiting") && send(), EVERY);
  for (const input of form.querySelectorAll("input[type=file]")) input.accept = "image/*";
  begin();
  if (navigator.onLine) keepPage();
  send();
} else {
  part("unable").hidden = false;
}
