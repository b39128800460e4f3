// The phone's side menu, the account sheet, guards of forms. Every page works without this file, only less comfortably.
"use strict";

const side = document.getElementById("side");
const opener = document.getElementById("menu-button");

function showMenu(open) {
  side.classList.toggle("open", open);
  opener.setAttribute("aria-expanded", String(open));
  if (open) side.querySelector("a").focus();
}

if (side && opener) {
  opener.addEventListener("click", () => showMenu(!side.classList.contains("open")));
  document.addEventListener("click", (event) => {
    if (side.classList.contains("open") && !side.contains(event.target) && !opener.contains(event.target)) showMenu(false);
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (side && side.classList.contains("open")) {
    showMenu(false);
    opener.focus();
  }
  for (const sheet of document.querySelectorAll("details.account[open]")) {
    sheet.open = false;
    sheet.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const sheet of document.querySelectorAll("details.account[open]")) {
    if (!sheet.contains(event.target)) sheet.open = false;
  }
});

// A form is sent once: a second tap on a slow network does nothing (the server also refuses the same request twice).
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (event.target.method === "post") {
    event.target.dataset.sent = "1";
    for (const button of event.target.querySelectorAll("button[data-once]")) button.textContent = button.dataset.once;
  }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Choices that send their form at once: the sort order of a ledger on the phone, the post to work in.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-sends]")) event.target.form.requestSubmit();
});

// On a phone the filters fold away, so that the rows come first.
if (matchMedia("(max-width: 991.98px)").matches) {
  for (const fold of document.querySelectorAll("details[data-folds]")) fold.open = Boolean(fold.querySelector("[aria-invalid=true]"));
}

const firstWrong = document.querySelector("[aria-invalid=true]");
if (firstWrong) firstWrong.focus();
