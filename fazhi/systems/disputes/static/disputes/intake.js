// While a dispute is being typed, ask which registered ones may be the same. The server asks again on sending, so that
// nothing is lost where this file does not run.
"use strict";

const possible = document.getElementById("possible");
if (possible) {
  const form = possible.closest("form");
  const asked = new Set(["village", "parties", "summary", "happened_on"]);
  let latest = 0;
  const ask = async () => {
    const turn = (latest += 1);
    const answer = await fetch(possible.dataset.url, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (answer.ok && turn === latest) possible.innerHTML = await answer.text();
  };
  form.addEventListener("change", (event) => {
    if (asked.has(event.target.name)) ask().catch(() => {});
  });
}
