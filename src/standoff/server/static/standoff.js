// What every page has: the theme's switch, the list of keys, a live region, and a way to ask the server.

/** Say something to who cannot see it; also how counts are told that change without a reload. */
export function say(words) {
  const live = document.getElementById("live");
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = words));
}

/** What the server answered when it would not: `message`, `advice`, `status`. */
export class Problem extends Error {
  constructor(status, { title = "The server did not answer", detail = title, advice = "" } = {}) {
    super(detail);
    Object.assign(this, { status, advice });
  }
}

/** Ask the API, and have its JSON. With `body` it is a POST: an object goes as JSON, FormData as it is. */
export async function ask(path, { body, method = body === undefined ? "GET" : "POST", signal } = {}) {
  const headers = { accept: "application/json" };
  const csrf = document.querySelector('meta[name="standoff-csrf"]')?.content;
  if (method !== "GET" && csrf) headers["x-standoff-csrf"] = csrf;
  if (body !== undefined && !(body instanceof FormData)) {
    headers["content-type"] = "application/json";
    body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, { method, headers, body, signal, credentials: "same-origin" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, { advice: "See whether `standoff serve` still runs." });
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Problem(answer.status, told);
  return told;
}

/** Follow a job of the server until it is done or failed; `tell` is called with it each time it is asked. */
export async function followJob(job, tell = () => {}) {
  for (let wait = 150; ; wait = Math.min(2000, wait * 1.4)) {
    tell(job);
    if (job.state === "done" || job.state === "failed") return job;
    await new Promise((resolve) => setTimeout(resolve, wait));
    job = await ask(`/api/v1/jobs/${encodeURIComponent(job.id)}`);
  }
}

/** What the server said when it would not, as a notice. */
export function noticeOf({ message, detail = message, advice }) {
  return make("div", { class: "notice", role: "alert" }, make("p", {}, detail), advice ? make("p", {}, advice) : null);
}

/** An element with attributes and children; strings become text, never markup. `on` holds listeners. */
export function make(name, { on = {}, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  for (const [event, listener] of Object.entries(on)) made.addEventListener(event, listener);
  made.append(...children.filter((child) => child != null));
  return made;
}

/** One sign of signs.svg. */
export function sign(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `/static/signs.svg#${name}`);
  svg.append(use);
  return svg;
}

/** Whether the keyboard is somebody's who writes: then no letter is a command. */
export function isWriting(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") != null;
}

const commands = new Map();

/** Have a key do something on this page: `onKey("j", next)`. Not while somebody writes, nor in a dialog. */
export function onKey(key, does) {
  commands.set(key, does);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.key === "Escape" && isWriting(event.target) && !document.querySelector("dialog[open]")) {
    event.target.blur();
  }
  if (event.key !== "Escape" && isWriting(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const does = commands.get(event.key);
  if (does && does(event) !== false) event.preventDefault();
});

/** `j` and `k` go through rows: `rows()` are those there are now; each has a link, which takes the focus. */
export function walkRows(rows) {
  const step = (by) => {
    const all = rows();
    if (!all.length) return false;
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.min(all.length - 1, Math.max(0, at === -1 ? (by > 0 ? 0 : all.length - 1) : at + by))];
    const target = next.matches("a, button") ? next : next.querySelector("a, button");
    target?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  onKey("j", () => step(1));
  onKey("k", () => step(-1));
}

// -- The masthead's switches

const keys = document.getElementById("keys");
const showKeys = () => keys.showModal();
onKey("?", showKeys);
onKey("/", () => {
  const search = document.querySelector('input[type="search"]');
  if (!search) return false;
  search.focus();
  search.select();
});

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};
function switchTheme() {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("standoff-theme", theme);
  } catch {
    // it holds for this page, then
  }
  document.dispatchEvent(new CustomEvent("standoff:theme", { detail: { theme } }));
}

const switches = document.querySelector(".switches");
switches.hidden = false;
switches.querySelector('[data-does="keys"]').addEventListener("click", showKeys);
switches.querySelector('[data-does="theme"]').addEventListener("click", switchTheme);
