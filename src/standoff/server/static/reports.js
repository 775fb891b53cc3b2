// The list of reports: keys; and adding by drop, by text, by address, with what came of each.

import { ask, make, say, walkRows } from "./standoff.js";

walkRows(() => [...document.querySelectorAll(".report-list .row h2")]);

const panel = document.getElementById("add");
if (panel) {
  const adding = document.getElementById("adding");
  const drop = document.getElementById("drop");
  const files = drop.querySelector("input");
  const outcomes = { added: "Added", known: "Known already", version: "New version", rejected: "Not read" };

  const follow = () => {
    if (location.hash === "#add") panel.open = true;
  };
  addEventListener("hashchange", follow);
  follow();

  /** Send what was brought, and follow the job until it is done. */
  async function bring(what, body) {
    const bar = make("progress", { "aria-label": `Adding ${what}` });
    const head = make("p", { class: "small" }, `Adding ${what} …`);
    const list = make("ol", { class: "came" });
    const box = make("section", {}, head, bar, list);
    adding.prepend(box);
    try {
      let job = await ask("/api/v1/reports", { body });
      let wait = 200;
      while (job.state !== "done" && job.state !== "failed") {
        head.textContent = job.state === "waiting" ? `${what} waits its turn …` : `Reading ${what} …`;
        await new Promise((resolve) => setTimeout(resolve, wait));
        wait = Math.min(2000, wait * 1.4);
        job = await ask(`/api/v1/jobs/${encodeURIComponent(job.id)}`);
        list.replaceChildren(...(job.results ?? []).map(line));
      }
      bar.remove();
      list.replaceChildren(...(job.results ?? []).map(line));
      if (job.problem) trouble(box, job.problem.detail, job.problem.advice);
      const told = (job.results ?? []).filter((each) => each.outcome === "added" || each.outcome === "version").length;
      head.textContent = told ? `${told} of ${what} came in. ` : `Nothing new came of ${what}.`;
      if (told) head.append(make("a", { href: "/reports" }, "Show the list anew"));
      say(head.textContent);
    } catch (error) {
      bar.remove();
      head.textContent = `${what} could not be added.`;
      trouble(box, error.message, error.advice);
    }
  }
  const trouble = (box, detail, advice) =>
    box.append(make("div", { class: "notice" }, make("p", {}, detail), advice ? make("p", {}, advice) : null));

  function line(came) {
    const name = (came.title || came.path || "Report without a title").slice(0, 300);
    const about = [
      came.claims ? `${came.claims} ${came.claims === 1 ? "claim" : "claims"}` : null,
      came.copy_of ? "a copy of one that is here" : null,
      ...(came.reasons ?? []),
    ].filter(Boolean);
    return make(
      "li",
      {},
      make("span", { class: "outcome", "data-outcome": came.outcome }, outcomes[came.outcome] ?? came.outcome),
      make(
        "span",
        {},
        came.report_id ? make("a", { href: `/reports/${came.report_id}`, dir: "auto" }, name) : make("bdi", { dir: "auto" }, name),
        about.length ? make("span", { class: "small quiet" }, ` ${about.join("; ")}`) : null,
      ),
    );
  }

  async function bringFiles(given) {
    if (!given.length) return;
    const body = new FormData();
    for (const file of given) body.append("files", file, file.name);
    await bring(given.length === 1 ? given[0].name : `${given.length} files`, body);
  }
  files.addEventListener("change", async () => {
    const given = [...files.files];
    files.value = "";
    await bringFiles(given);
  });
  for (const type of ["dragenter", "dragover"]) {
    drop.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const type of ["dragleave", "drop"]) drop.addEventListener(type, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    bringFiles([...event.dataTransfer.files]);
  });
  // A file that misses the mark must not take the page's place.
  for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());

  for (const [id, what] of [["add-text", "the text"], ["add-address", null]]) {
    document.getElementById(id).addEventListener("submit", async (event) => {
      event.preventDefault();
      const form = event.currentTarget;
      const body = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
      const button = form.querySelector("button");
      button.disabled = true;
      await bring(what ?? body.address, body);
      button.disabled = false;
    });
  }
}
