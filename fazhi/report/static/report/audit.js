// The auditor's page: names of the chosen files, and the table fetched again while the worker is at it. Works without.
"use strict";

const EVERY = 2000;
const zone = document.querySelector(".drop-zone");
const table = document.getElementById("audited");

if (zone) {
  const input = zone.querySelector("input[type=file]");
  const picked = zone.querySelector(".picked");
  zone.classList.add("scripted");
  input.addEventListener("change", () => {
    picked.replaceChildren(
      ...Array.from(input.files, (file) => {
        const line = document.createElement("li");
        line.textContent = file.name;
        return line;
      }),
    );
    picked.hidden = input.files.length === 0;
    zone.querySelector(".invite").textContent =
      input.files.length === 0 ? "把报告拖到这里，或点击选择" : `已选 ${input.files.length} 份，点击可重选`;
  });
  for (const kind of ["dragenter", "dragover"]) zone.addEventListener(kind, () => zone.classList.add("over"));
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
}

async function look() {
  if (!table || !table.querySelector("[data-live]")) return;
  try {
    const answer = await fetch(table.dataset.rows, { headers: { Accept: "text/html" } });
    if (answer.ok && !answer.redirected) table.innerHTML = await answer.text();
  } catch {
    // The network is away for a moment: look again.
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
