// Judgements from the dossier and the review: who decides and why, dialogs, taking back, linking again.

import { FIELDS, field, inputsOf } from "./claim_form.js";
import { ask, followJob, make, noticeOf, say, sign } from "./standoff.js";

const NAME = "standoff-by";
const MADE = "standoff-judged";
const MOST_IDS = 100;

/** Whoever decides here, as they gave their name last. */
export const nameGiven = () => localStorage.getItem(NAME) ?? "";

/** What was decided in this window, the last last: judgements' ids, and on which page. */
const made = () => JSON.parse(sessionStorage.getItem(MADE) ?? "[]");

/** Keep one or several judgements that belong together, telling of each. Resolves to the last job, that forms anew what follows. */
export async function judge(several, { by, why, kept = () => {} }) {
  const name = by.trim();
  if (!name) throw new Error("Say who decides: your name.");
  localStorage.setItem(NAME, name);
  const ids = [];
  let job = null;
  try {
    for (const each of several) {
      const judged = await ask("/api/v1/judgements", { body: { ...each, by: name, why: why.trim() || null } });
      ids.push(judged.judgement.id);
      kept(judged.judgement);
      job = judged.job ?? job;
    }
  } finally {
    if (ids.length && several[0].verdict !== "revoke") sessionStorage.setItem(MADE, JSON.stringify([...made().slice(-19), { ids, at: location.pathname + location.search }]));
  }
  return job;
}

/** Take back what was decided last in this window. Resolves to the job and the page that it was decided on, or to `null`
    where there is nothing. */
export async function takeBackLast() {
  const stack = made();
  const last = stack.pop();
  if (!last) return null;
  const job = await judge([{ verdict: "revoke", ids: last.ids }], { by: nameGiven(), why: "" });
  sessionStorage.setItem(MADE, JSON.stringify(stack));
  return { job, at: last.at };
}

/** Take back one judgement, by its id. */
export async function takeBack(id) {
  const by = nameGiven() || (prompt("Your name") ?? "");
  if (!by.trim()) return undefined;
  const job = await judge([{ verdict: "revoke", ids: [id] }], { by, why: "" });
  const left = made().map(({ ids, at }) => ({ ids: ids.filter((each) => each !== id), at })).filter(({ ids }) => ids.length);
  sessionStorage.setItem(MADE, JSON.stringify(left));
  return job;
}

/** Follow what forms incidents anew, saying how far it is in `place`. */
export async function followed(job, place) {
  if (!job?.id) return;
  const done = await followJob(job, (now) => {
    const told = now.total ? `${now.doing ?? "working"}, ${now.done} of ${now.total}` : (now.doing ?? "waiting");
    if (place) place.textContent = `Forming incidents anew: ${told}`;
  });
  if (done.state === "failed") throw Object.assign(new Error(done.problem?.detail ?? "Linking failed."), { advice: done.problem?.advice });
}

/** Link again: the button of the notice that says it is due. */
export async function linkAgain(button, place) {
  button.disabled = true;
  try {
    await followed(await ask("/api/v1/link", { method: "POST", body: {} }), place);
    say("Incidents are formed anew");
    return true;
  } catch (error) {
    place.replaceChildren(noticeOf(error));
    button.disabled = false;
    return false;
  }
}

/** A dialog with a form: `content` is what is judged, `judgements()` what comes of it; `done(job)` once it is kept. */
export function dialogOf({ title, content, judgements, says = "Keep", why = "", kept, done }) {
  const reason = make("input", { name: "why", maxlength: 500, autocomplete: "off", value: why });
  const by = make("input", { name: "by", maxlength: 80, required: true, autocomplete: "name", value: nameGiven() });
  const trouble = make("div", { role: "alert" });
  const button = make("button", { class: "button main" }, says);
  const form = make("form", {}, ...content, make("div", { class: "grid" }, field("Why", reason), field("Your name", by)), trouble, make("p", { class: "buttons" }, button, make("span", { class: "small quiet" }, "No report is altered; a judgement can be taken back.")));
  const shut = make("button", { class: "button sign-only", type: "button", "aria-label": "Close", on: { click: () => dialog.close() } }, sign("close"));
  const head = make("h2", { id: "judging-title" }, title);
  const dialog = make("dialog", { class: "judging", "aria-labelledby": "judging-title", on: { close: () => dialog.remove() } }, make("header", {}, head, shut), form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.replaceChildren();
    button.disabled = true;
    try {
      const job = await judge(judgements(), { by: by.value, why: reason.value, kept });
      await done(job, button);
      dialog.close();
    } catch (error) {
      trouble.replaceChildren(noticeOf(error));
      button.disabled = false;
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  form.querySelector("select, input")?.focus();
  return dialog;
}

/** Correct a claim: which field, and to what. */
export async function correct(claimId, { name = "tolls", why = "", done }) {
  const claim = await ask(`/api/v1/claims/${encodeURIComponent(claimId)}`);
  const chosen = make("select");
  for (const [key, label] of Object.entries(FIELDS)) chosen.append(make("option", { value: key, selected: key === name }, label));
  const values = make("div");
  let inputs = null;
  const fill = () => values.replaceChildren((inputs = inputsOf(chosen.value, claim)).node);
  chosen.addEventListener("change", fill);
  fill();
  const words = claim.evidence.map((each) => each.quote).join(" … ");
  const judgements = () => {
    const isVerdict = chosen.value === "reject" || chosen.value === "accept";
    return [isVerdict ? { verdict: chosen.value, ids: [claim.id] } : { verdict: "edit", ids: [claim.id], field: chosen.value, value: inputs.read() }];
  };
  return dialogOf({
    title: "Correct a claim",
    content: [make("blockquote", { class: "quote", dir: "auto" }, words.slice(0, 600)), field("What is to be set", chosen), values],
    judgements,
    why,
    done,
  });
}

/** Choose claims, by the boxes beside their words, that tell of another happening than the rest. */
export function splitting({ why = () => "", done }) {
  const boxes = [...document.querySelectorAll('.pick input[name="out"]')];
  if (!boxes.length || document.querySelector(".split-bar")) return false;
  for (const box of boxes) {
    box.closest(".pick").hidden = false;
    box.closest("details")?.setAttribute("open", "");
  }
  const told = make("p", { role: "status" }, "Tick the passages that tell of another happening.");
  const together = make("input", { type: "checkbox", checked: true });
  const out = make("button", { class: "button main", type: "button", disabled: true }, "Take out");
  const shut = () => {
    bar.remove();
    for (const box of boxes) {
      box.checked = false;
      box.closest(".pick").hidden = true;
    }
    document.removeEventListener("change", changed);
  };
  const bar = make("div", { class: "split-bar no-print", role: "region", "aria-label": "Take claims out" }, told, make("label", { class: "check" }, together, "They tell of one happening among them"), out, make("button", { class: "button", type: "button", on: { click: shut } }, "Leave it"));
  const changed = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    out.disabled = ticked === 0 || ticked === boxes.length;
    told.textContent = ticked === boxes.length ? "Some must stay." : ticked ? `${ticked} of ${boxes.length} passages come out.` : "Tick the passages that tell of another happening.";
  };
  document.addEventListener("change", changed);
  out.addEventListener("click", () => {
    const judgements = apart(boxes, together.checked);
    dialogOf({
      title: "Take claims out",
      content: [make("p", {}, `${boxes.filter((box) => box.checked).length} passages tell of another happening than the rest of this incident.`)],
      judgements: () => judgements,
      says: "Take out",
      why: why(),
      done: async (job, button) => {
        shut();
        await done(job, button);
      },
    });
  });
  document.querySelector("article").append(bar);
  boxes[0].focus();
  return true;
}

/** The judgements that part the ticked claims from the rest: each from all that stay of its own report, which may tell
    of the incident in several strokes, and from some of every other report; and, where they are one, that they are. */
export function apart(boxes, areOne) {
  const claims = boxes.flatMap((box) => {
    const reports = box.dataset.reports.split(" ");
    return box.value.split(" ").map((id, i) => ({ id, report: reports[i], isOut: box.checked }));
  });
  const stay = Map.groupBy(claims.filter(({ isOut }) => !isOut), ({ report }) => report);
  const out = claims.filter(({ isOut }) => isOut);
  const most = Math.max(1, Math.floor((MOST_IDS - 1) / Math.max(1, stay.size)));
  const parted = out.map(({ id, report }) => {
    const others = [...stay].flatMap(([of, those]) => (of === report ? those : those.slice(0, most)));
    return { verdict: "different", ids: [id, ...others.map((each) => each.id)].slice(0, MOST_IDS) };
  });
  return areOne && out.length > 1 ? [...parted, { verdict: "same", ids: out.map(({ id }) => id) }] : parted;
}
