// The list of reports: keys; and adding by drop, by text, by address, with what came of each.

import { ask, followJob, make, noticeOf, say, walkRows } from "./standoff.js";

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
      const job = await followJob(await ask("/api/v1/reports", { body }), (job) => {
        head.textContent = job.state === "waiting" ? `${what}: others are being read first …` : `${what}: ${job.doing ?? "reading"} …`;
        if (job.total) Object.assign(bar, { max: job.total, value: job.done });
        list.replaceChildren(...job.results.map(line));
      });
      bar.remove();
      if (job.problem) box.append(noticeOf(job.problem));
      const told = (job.outcomes.added ?? 0) + (job.outcomes.version ?? 0);
      head.textContent = told ? `${what}: ${told === 1 ? "one report" : `${told} reports`} came in. ` : `${what}: nothing new.`;
      if (told) head.append(make("a", { href: "/reports" }, "Show the list anew"));
      say(head.textContent);
    } catch (error) {
      bar.remove();
      head.textContent = `${what} could not be added.`;
      box.append(noticeOf(error));
    }
  }
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

  for (const [id, what] of [["add-text", "The text"], ["add-address", null]]) {
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
