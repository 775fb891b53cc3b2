// The review: every decision has a key; the next question comes at once, what follows is formed anew meanwhile.

import { correct, followed, judge, linkAgain, nameGiven, splitting, takeBack, takeBackLast } from "./judging.js";
import { noticeOf, onKey, say } from "./standoff.js";

const JOB = "standoff-linking";
const article = document.querySelector("article.review");
for (const each of document.querySelectorAll("[data-shown-by-script]")) each.hidden = false;

if (article.dataset.here) history.replaceState(null, "", article.dataset.here + location.hash);
const go = (address) => address && location.assign(address);
const next = () => go(article.dataset.next);
onKey("j", () => (document.querySelector('[rel="next"]') ? next() : false));
onKey("k", () => (article.dataset.previous ? go(article.dataset.previous) : false));

// -- Passages: one is picked, to be corrected

const passages = () => [...document.querySelectorAll(".passage")].filter((each) => each.checkVisibility());
let picked = null;
function pick(passage) {
  picked?.classList.remove("picked");
  picked = passage;
  picked?.classList.add("picked");
  picked?.scrollIntoView({ block: "center" });
  picked?.focus({ preventScroll: true });
}
function step(by) {
  const all = passages();
  if (!all.length) return false;
  const at = all.indexOf(picked);
  pick(all[at === -1 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]);
}
onKey("n", () => step(1));
onKey("p", () => step(-1));

// -- Deciding

const form = document.getElementById("decide");
const trouble = document.getElementById("trouble");
if (form) deciding();

function deciding() {
  const { why, by } = form.elements;
  by.value = nameGiven();
  onKey("w", () => why.focus());
  form.addEventListener("submit", (event) => event.preventDefault());
  why.addEventListener("keydown", (event) => {
    if (event.key === "Enter") why.blur(); // and then a key decides
  });

  const remember = (job) => job?.id && sessionStorage.setItem(JOB, job.id);
  const kept = (job) => {
    remember(job);
    next();
  };

  async function decide(button) {
    const { verdict, choice } = button.dataset;
    if (choice === "split") {
      if (!splitting({ why: () => why.value, done: kept })) say("There is nothing to take out");
      return;
    }
    if (choice) return correctOne(choice);
    if (!verdict) return next(); // left open
    if (!by.value.trim()) {
      by.focus();
      trouble.replaceChildren(noticeOf({ message: "Say who decides: your name.", advice: "It is asked for once; it stands beside each judgement." }));
      return;
    }
    for (const each of form.querySelectorAll("button")) each.disabled = true;
    try {
      kept(await judge([{ verdict, ids: button.dataset.ids.split(" ") }], { by: by.value, why: why.value }));
    } catch (error) {
      trouble.replaceChildren(noticeOf(error));
      for (const each of form.querySelectorAll("button")) each.disabled = false;
    }
  }

  const correctOne = async (choice) => {
    const passage = picked ?? passages()[0];
    if (!passage) return;
    if (by.value.trim()) localStorage.setItem("standoff-by", by.value.trim());
    const name = choice === "place" || choice === "reject" ? choice : "tolls";
    await correct(passage.id.slice("claim-".length), { name, why: why.value, done: kept }).catch((error) => trouble.replaceChildren(noticeOf(error)));
  };
  for (const button of form.querySelectorAll("[data-key]")) {
    button.addEventListener("click", () => decide(button));
    onKey(button.dataset.key, () => decide(button));
  }
  for (const button of document.querySelectorAll("[data-correct]")) {
    button.addEventListener("click", () => {
      pick(button.closest(".passage"));
      correctOne("correct");
    });
  }
}

// -- Taking back

onKey("z", async () => {
  try {
    const last = await takeBackLast();
    if (!last) return say("Nothing was decided in this window");
    await followed(last.job, trouble); // what was taken back is asked again once incidents are formed anew
    if (last.at === location.pathname + location.search) location.reload();
    else go(last.at);
  } catch (error) {
    article.prepend(noticeOf(error));
  }
});
for (const button of document.querySelectorAll("[data-undo]")) {
  button.addEventListener("click", async () => {
    try {
      const job = await takeBack(button.dataset.undo);
      if (job === undefined) return;
      await followed(job, button);
      location.reload();
    } catch (error) {
      button.after(noticeOf(error));
    }
  });
}

// -- What follows is formed anew: meanwhile it is said that it is due

const due = document.getElementById("due");
const running = sessionStorage.getItem(JOB);
if (due) {
  const place = document.getElementById("link-says");
  const button = due.querySelector('[data-does="link"]');
  const link = async () => (await linkAgain(button, place)) && location.reload();
  button?.addEventListener("click", link);
  if (button) onKey("l", link);
  if (running && place) {
    followed({ id: running, state: "waiting" }, place)
      .then(() => {
        due.hidden = true;
        say("Incidents are formed anew");
      })
      .catch(() => (place.textContent = ""))
      .finally(() => sessionStorage.removeItem(JOB));
  }
} else sessionStorage.removeItem(JOB);
