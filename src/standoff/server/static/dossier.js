// The dossier: the small map, citation, keys; and, for who may edit, judgements on what it shows.

import { correct, dialogOf, followed, linkAgain, splitting, takeBack } from "./judging.js";
import { ask, make, noticeOf, onKey, say, walkRows } from "./standoff.js";
import { field } from "./claim_form.js";

const article = document.querySelector("article.dossier");
const here = article.dataset.incident;
const firstClaim = article.dataset.firstClaim;
for (const each of document.querySelectorAll("[data-shown-by-script]")) each.hidden = false;
for (const each of document.querySelectorAll("[data-shown-without-script]")) each.hidden = true;

/** The page of the incident that a claim is counted to now; its id changes when it is formed of other reports. */
const goTo = (claim) => location.assign(claim ? `/incidents/of/${encodeURIComponent(claim)}` : "/");
const anyOther = (claim) => [...document.querySelectorAll(".passage")].map((each) => each.id.slice("claim-".length)).find((id) => id !== claim);

// -- Copy, print, addresses

const cite = document.querySelector('[data-does="cite"]');
async function copyCitation() {
  const words = document.getElementById("citation").textContent;
  try {
    await navigator.clipboard.writeText(words);
    say("The citation is copied");
    cite.classList.add("done");
    setTimeout(() => cite.classList.remove("done"), 2000);
  } catch {
    location.assign(`/incidents/${here}/citation${location.search}`); // no clipboard: there it is to be copied by hand
  }
}
cite.addEventListener("click", copyCitation);
onKey("c", copyCitation);
document.querySelector('[data-does="print"]').addEventListener("click", () => print());
addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll("details:not([open])")) {
    each.open = true;
    each.dataset.opened = "";
  }
});
addEventListener("afterprint", () => {
  for (const each of document.querySelectorAll("details[data-opened]")) {
    each.open = false;
    delete each.dataset.opened;
  }
});
/** To where a claim stands now that an address has here and that is counted elsewhere, or nowhere, since. */
async function followAway(claim) {
  if (!claim || document.getElementById("then")) return;
  const { incident_id: incident } = await ask(`/api/v1/claims/${claim}`).catch(() => ({ incident_id: here }));
  if (incident !== here) location.replace(`/incidents/of/${claim}`);
}
const follow = () => {
  const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  if (!target) return followAway(location.hash.match(/^#claim-(\w+)$/)?.[1]);
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  document.querySelector(".passage.target")?.classList.remove("target");
  target.closest(".passage")?.classList.add("target");
  target.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", follow);
follow();

// -- Why a value differs: shown on hover and focus, shut by Esc

for (const why of document.querySelectorAll(".why")) {
  for (const event of ["mouseenter", "focusin"]) why.addEventListener(event, () => why.classList.remove("shut"));
}
onKey("Escape", () => {
  const open = document.querySelector(".why:hover, .why:focus-within");
  if (!open) return false;
  open.classList.add("shut");
});

const accounts = () => [...document.querySelectorAll(".matrix tbody")].filter((each) => each.checkVisibility());
walkRows(accounts);

// -- The map

const ground = document.getElementById("map");
if (ground)
  drawMap().catch((error) => {
    ground.hidden = true; // the words beneath it say where it is
    console.warn("No map can be drawn here:", error);
  });

async function drawMap() {
  const spots = JSON.parse(document.getElementById("spots").textContent);
  const { openMap } = await import("./map/view.js");
  const columns = {
    lat: spots.map((each) => each.lat),
    lon: spots.map((each) => each.lon),
    uncertainty_km: spots.map((each) => each.km),
    disputes: spots.map(() => 0),
    typeName: () => article.dataset.type,
  };
  const all = spots.map((_, i) => i);
  const words = document.getElementById("map-name");
  const tell = (i) => {
    const spot = spots[i ?? 0];
    words.textContent = i === null ? "" : `${spot.name}${spot.by.length ? `: ${spot.by.join(", ")}` : ""}`;
  };
  const [{ lat, lon, km }] = spots;
  const at = spots.length === 1 ? { lat, lon, zoom: Math.max(3, Math.min(7, 8 - Math.log2(Math.max(1, (km ?? 1) / 8)))) } : null;
  const map = await openMap(ground, { select: tell, hover: tell, move: () => {} }, { columns, indices: all, at });
  map.choose(columns, 0, false);
  document.addEventListener("standoff:theme", () => map.recolour());
  await map.whenWhole();
  document.documentElement.dataset.map = "drawn";
}

// -- Judging

const due = document.querySelector('[data-does="link"]');
if (due) {
  const link = async () => (await linkAgain(due, document.getElementById("link-says"))) && goTo(firstClaim);
  due.addEventListener("click", link);
  onKey("l", link);
}

/** Once a judgement is kept: what follows is formed anew, and the page of it shown. */
const thenShow = (claim) => async (job, button) => {
  await followed(job, button);
  goTo(claim);
};

for (const button of document.querySelectorAll("[data-correct]")) {
  const id = button.dataset.correct;
  button.addEventListener("click", () => correctOne(id));
}
const correctOne = (id) =>
  correct(id, {
    done: async (job, button) => {
      await followed(job, button);
      const { incident_id: incident } = await ask(`/api/v1/claims/${encodeURIComponent(id)}`);
      goTo(incident ? id : anyOther(id));
    },
  }).catch((error) => article.prepend(noticeOf(error)));
onKey("e", () => {
  const row = document.activeElement.closest?.(".matrix tbody") ?? accounts()[0];
  const button = row?.querySelector("[data-correct]");
  if (!button) return false;
  button.click();
});

for (const button of document.querySelectorAll("[data-undo]")) {
  button.addEventListener("click", async () => {
    try {
      const job = await takeBack(button.dataset.undo);
      if (job === undefined) return;
      await followed(job, button);
      goTo(firstClaim);
    } catch (error) {
      button.after(noticeOf(error));
    }
  });
}

const does = (name, act, key) => {
  const button = document.querySelector(`[data-does="${name}"]`);
  if (!button) return;
  button.addEventListener("click", act);
  if (key) onKey(key, act);
};

does("accept", () =>
  dialogOf({
    title: "Put together rightly",
    content: [make("p", {}, "Somebody has looked at these accounts: they are of one happening. This says nothing of which of them is true.")],
    judgements: () => [{ verdict: "accept", ids: [here] }],
    done: thenShow(firstClaim),
  }),
);

does("split", () => splitting({ done: async (job, button) => thenShow(document.querySelector('.pick input[name="out"]:not(:checked)')?.value.split(" ")[0])(job, button) }), "x");

const merge = (id, title) =>
  dialogOf({
    title: "The same happening",
    content: [make("p", {}, "This incident and ", make("strong", { dir: "auto" }, title), " are one happening. Their accounts will stand side by side.")],
    judgements: () => [{ verdict: "same", ids: [here, id] }],
    says: "Merge",
    done: thenShow(firstClaim),
  });
for (const button of document.querySelectorAll("[data-same]")) {
  button.addEventListener("click", () => merge(button.dataset.same, button.dataset.title));
}

does(
  "merge",
  () => {
    const choices = make("ul", { class: "choices" });
    const query = make("input", { type: "search", maxlength: 200, autocomplete: "off", placeholder: "Words, a place, a day" });
    let chosen = null;
    let timer = 0;
    const look = async () => {
      const asked = query.value.trim();
      if (asked.length < 2) return choices.replaceChildren();
      const isDay = /^\d{4}(-\d\d){0,2}$/.test(asked);
      const search = new URLSearchParams(isDay ? { since: asked, until: asked, limit: 20 } : { query: asked, limit: 20 });
      const { records } = await ask(`/api/v1/incidents?${search}`);
      choices.replaceChildren(
        ...records
          .filter((each) => each.id !== here)
          .map((each) => {
            const radio = make("input", { type: "radio", name: "other", required: true, value: each.id, on: { change: () => (chosen = each.id) } });
            return make("li", {}, make("label", {}, radio, make("span", { dir: "auto" }, each.title.slice(0, 160), " ", make("span", { class: "quiet small" }, `${each.accounts.length} accounts, ${each.reports.length} reports`))));
          }),
      );
      if (!choices.children.length) choices.append(make("li", { class: "quiet" }, "No other incident is found by that."));
    };
    query.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => look().catch((error) => choices.replaceChildren(make("li", {}, error.message))), 200);
    });
    const near = [...document.querySelectorAll("[data-same]")];
    const dialog = dialogOf({
      title: "The same as another",
      content: [field("Which incident is the same happening?", query), choices],
      judgements: () => {
        if (!chosen) throw new Error("Choose an incident.");
        return [{ verdict: "same", ids: [here, chosen] }];
      },
      says: "Merge",
      done: thenShow(firstClaim),
    });
    choices.append(
      ...near.map((each) => make("li", {}, make("label", {}, make("input", { type: "radio", name: "other", required: true, value: each.dataset.same, on: { change: () => (chosen = each.dataset.same) } }), make("span", { dir: "auto" }, each.dataset.title, " ", make("span", { class: "quiet small" }, "near in time and place"))))),
    );
    dialog.querySelector("input[type=search]").focus();
  },
  "m",
);
