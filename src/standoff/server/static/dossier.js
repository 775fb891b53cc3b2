// The dossier: the small map, citation, keys; and, for who may edit, judgements on what it shows.

import { onKey, say, walkRows } from "./standoff.js";

for (const each of document.querySelectorAll("[data-shown-by-script]")) each.hidden = false;
for (const each of document.querySelectorAll("[data-shown-without-script]")) each.hidden = true;

// -- Copy and print

const cite = document.querySelector('[data-does="cite"]');
async function copyCitation() {
  await navigator.clipboard.writeText(document.getElementById("citation").textContent);
  say("Citation copied");
  cite.lastChild.before("");
}
cite.addEventListener("click", copyCitation);
onKey("c", copyCitation);
document.querySelector('[data-does="print"]').addEventListener("click", () => print());
walkRows(() => [...document.querySelectorAll(".matrix tbody")].filter((each) => each.checkVisibility()));
