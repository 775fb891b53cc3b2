// The first page: map, timeline and list, which show one set of incidents and one selected incident. All of it stands in
// the address: filters as the server takes them, `sel` the selected one, `map` where the map is.

import { ask, make, onKey, say, sign, walkRows } from "./standoff.js";
import { readColours, readShapes } from "./map/signs.js";
import { dayOf, inWords, isoOf, openTimeline } from "./map/timeline.js";
import { openMap, prepareMap } from "./map/view.js";

const FILTERS = ["query", "place", "near", "box", "since", "until", "type", "party", "claimant", "country", "status", "disputed", "reviewed", "known_on"];
/** What the script sifts by itself: the map and the timeline go on showing what lies outside. */
const SIFTED = new Set(["since", "until", "box"]);
const MOST_IN_TRAY = 240;

const $ = (selector) => document.querySelector(selector);
const form = $("#filters");
const cards = new Map();

let asked = new URLSearchParams(location.search);
let columns = null;
let every = [];
let shown = [];
let map = null;
let timeline = null;
let listing = null;

// -- The address

/** The filters that are set, in one order. */
function filters() {
  return new URLSearchParams(FILTERS.filter((name) => asked.get(name)).map((name) => [name, asked.get(name)]));
}

function address() {
  const found = filters();
  for (const name of ["cursor", "sel", "map"]) if (asked.get(name)) found.set(name, asked.get(name));
  const query = found.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
  return query ? `/?${query}` : "/";
}

function keep(isNew = false) {
  if (address() === location.pathname + location.search) return;
  history[isNew ? "pushState" : "replaceState"](null, "", address());
}

/** Change filters: a value, or nothing to take one away. The list begins anew. */
function change(changes, { isNew = true } = {}) {
  const before = filters().toString();
  for (const [name, value] of Object.entries(changes)) {
    if (value) asked.set(name, value);
    else asked.delete(name);
  }
  asked.delete("cursor");
  if (filters().toString() === before) return;
  keep(isNew);
  fillForm();
  refresh();
}

function fillForm() {
  for (const field of form.elements) if (field.name) field.value = asked.get(field.name) ?? "";
  for (const name of ["near", "box"]) {
    const hidden = form.querySelector(`input[type=hidden][name=${name}]`);
    if (hidden && !asked.get(name)) hidden.remove();
  }
  $("#map-only").checked = Boolean(asked.get("box"));
}

// -- The list, made by the server

async function refreshList({ isFocused = false } = {}) {
  listing?.abort();
  listing = new AbortController();
  const { signal } = listing;
  const list = $("#list");
  list.setAttribute("aria-busy", "true");
  try {
    const query = filters();
    for (const name of ["cursor", "sel"]) if (asked.get(name)) query.set(name, asked.get(name));
    const answer = await fetch(`/?${query}`, { signal, headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("list")) throw new Error(page.querySelector(".lede")?.textContent ?? "");
    for (const id of ["list", "counts", "said"]) document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
    const sel = asked.get("sel");
    if (sel) cardOf(sel).then((card) => asked.get("sel") === sel && unfold(sel, card), () => {});
    const count = $("#counts dd")?.textContent ?? "";
    say(`${count} incidents`);
    if (isFocused) $("#rows a")?.focus({ preventScroll: true });
  } catch (error) {
    if (error.name === "AbortError") return;
    tellProblem(error);
  } finally {
    $("#list").removeAttribute("aria-busy");
  }
}

function tellProblem(error) {
  const words = [error.message, error.advice].filter(Boolean).join(" ") || "The server did not answer.";
  $("#said").replaceChildren(make("div", { class: "notice", role: "alert" }, make("p", {}, words.slice(0, 400))));
}

// -- The columns, of which map and timeline are made

let fetched = null;
let fetching = null;

async function refreshColumns() {
  const query = filters();
  for (const name of SIFTED) query.delete(name);
  const key = query.toString();
  if (key === fetched) return sift();
  fetching?.abort();
  fetching = new AbortController();
  try {
    const told = await ask(`/api/v1/map?${key}`, { signal: fetching.signal });
    fetched = key;
    columns = { ...told.columns, typeName: (i) => told.types[told.columns.type[i]] };
    columns.at = new Map(columns.id.map((id, i) => [id, i]));
    every = columns.id.map((_, i) => i).sort((a, b) => (columns.first_day[a] ?? -1e9) - (columns.first_day[b] ?? -1e9));
    if (timeline) sift();
  } catch (error) {
    if (error.name !== "AbortError") tellProblem(error);
  }
}

/** Those of the days and of the part of the map that are asked for. A range that is being drawn counts at once. */
function sift(range = { since: dayOf(asked.get("since")), until: dayOf(asked.get("until"), true) }) {
  if (!columns) return;
  const { since, until } = range;
  const box = asked.get("box")?.split(",").map(Number);
  const isWithin = (i) => {
    if (!box) return true;
    const [lat, lon] = [columns.lat[i], columns.lon[i]];
    const isAcross = box[1] > box[3]; // the date line
    return lat !== null && lat >= box[0] && lat <= box[2] && (isAcross ? lon >= box[1] || lon <= box[3] : lon >= box[1] && lon <= box[3]);
  };
  const isThen = (i) => {
    if (since === null && until === null) return true;
    if (columns.first_day[i] === null) return false;
    return (since === null || columns.last_day[i] >= since) && (until === null || columns.first_day[i] <= until);
  };
  const then = every.filter(isThen);
  const within = box ? every.filter(isWithin) : every;
  shown = then;
  timeline?.show(columns, within, every, colours);
  timeline?.range(since, until);
  map?.show(columns, then);
  fillTray(box ? [] : then.filter((i) => columns.lat[i] === null));
  choose(asked.get("sel"), { isQuiet: true });
}

function refresh() {
  refreshList();
  return refreshColumns();
}

// -- The unplaced

function fillTray(unplaced) {
  const tray = $("#tray");
  tray.hidden = !unplaced.length;
  if (!unplaced.length) return;
  $("#tray-title").textContent = `No place: ${unplaced.length.toLocaleString("en")}`;
  const marks = unplaced.slice(-MOST_IN_TRAY).reverse().map((i, nth) =>
    make("li", {}, make("button", {
      type: "button", "data-i": i, "data-type": columns.typeName(i), tabindex: nth ? -1 : 0,
      class: columns.disputes[i] ? "ringed" : null,
      "aria-label": `${columns.typeName(i).toLowerCase()}, ${columns.first_day[i] === null ? "day not known" : inWords(columns.first_day[i])}${columns.disputes[i] ? ", disputed" : ""}`,
      "aria-pressed": String(columns.id[i] === asked.get("sel")),
    }, sign(columns.typeName(i)))));
  if (unplaced.length > MOST_IN_TRAY) marks.push(make("li", { class: "small quiet" }, `and ${(unplaced.length - MOST_IN_TRAY).toLocaleString("en")} earlier`));
  $("#tray-marks").replaceChildren(...marks);
}

$("#tray").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) choose(columns.id[button.dataset.i]);
});
$("#tray").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = [...$("#tray").querySelectorAll("button")];
  const next = all[all.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  for (const each of all) each.tabIndex = each === next ? 0 : -1;
  next.focus();
});
for (const event of ["pointerover", "focusin"]) {
  $("#tray").addEventListener(event, ({ target }) => {
    const button = target.closest("button");
    if (button) showTip(Number(button.dataset.i), button.getBoundingClientRect());
  });
}
for (const event of ["pointerout", "focusout"]) $("#tray").addEventListener(event, () => showTip(null));

// -- One selection

async function cardOf(id) {
  if (!cards.has(id)) {
    if (cards.size > 400) cards.clear();
    const answer = await fetch(`/incidents/${encodeURIComponent(id)}/card`);
    if (!answer.ok) throw new Error("That incident is not in the casebook any more.");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    cards.set(id, page.querySelector(".card"));
  }
  return document.importNode(cards.get(id), true);
}

/** Select an incident by its id, or none. */
async function choose(id, { isQuiet = false, mayMove = true } = {}) {
  if (id) asked.set("sel", id);
  else asked.delete("sel");
  if (!isQuiet) showTip(null);
  if (!isQuiet) keep();
  const i = id && columns ? (columns.at.get(id) ?? null) : null;
  map?.choose(columns, i, mayMove && !isQuiet);
  timeline?.choose(i === null ? null : [columns.first_day[i], columns.last_day[i]]);
  for (const button of $("#tray").querySelectorAll("button")) button.setAttribute("aria-pressed", String(Number(button.dataset.i) === i && i !== null));
  try {
    const card = id ? await cardOf(id) : null;
    if ((asked.get("sel") ?? null) !== (id || null)) return;
    const place = unfold(id, card);
    if (place && !isQuiet) {
      place.scrollIntoView({ block: "nearest" });
      say(card.querySelector("h2").textContent.trim());
    }
  } catch (error) {
    if (asked.get("sel") === id) asked.delete("sel");
    tellProblem(error);
  }
}

/** What is said of the selected one: within its row, or above the list where it has none on this page of it. */
function unfold(id, card) {
  const rows = [...document.querySelectorAll("#rows .row")];
  const row = rows.find((each) => each.dataset.id === id);
  for (const each of rows) {
    if (each !== row) each.removeAttribute("aria-current");
    if (each !== row || card) each.querySelector(".row-more")?.remove();
  }
  const place = $("#card");
  row?.setAttribute("aria-current", "true");
  if (!card || row) place.replaceChildren();
  if (!card) return null;
  const knownOn = asked.get("known_on");
  if (knownOn) for (const link of card.querySelectorAll("a[href^='/incidents/']")) link.search = `?known_on=${encodeURIComponent(knownOn)}`;
  if (row) {
    row.append(make("div", { class: "row-more" }, card.querySelector(".card-body")));
    return row;
  }
  card.prepend(make("button", { type: "button", class: "button sign-only card-close", "aria-label": "Close", on: { click: () => choose(null) } }, sign("close")));
  place.replaceChildren(card);
  return place;
}

const beside = $(".beside");
beside.addEventListener("click", (event) => {
  const drop = event.target.closest(".pager a");
  if (drop && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    const cursor = new URL(drop.href).searchParams.get("cursor");
    if (cursor) asked.set("cursor", cursor);
    else asked.delete("cursor");
    keep(true);
    refreshList({ isFocused: true }).then(() => {
      beside.scrollTop = 0;
      if (beside.getBoundingClientRect().top < 0) beside.scrollIntoView({ block: "start" });
    });
    return;
  }
  const row = event.target.closest("#rows .row");
  if (row && !event.target.closest("a, .row-more") && !getSelection().toString()) choose(row.dataset.id === asked.get("sel") ? null : row.dataset.id);
});
beside.addEventListener("focusin", ({ target }) => {
  const row = target.closest("#rows .row");
  if (row && target.matches(":focus-visible") && row.dataset.id !== asked.get("sel")) choose(row.dataset.id);
});

// -- What is pointed at

let pointed = null;

async function showTip(i, at) {
  pointed = i;
  const tip = $("#tip");
  if (i === null) return (tip.hidden = true);
  const id = columns.id[i];
  const card = await new Promise((done) => setTimeout(done, cards.has(id) ? 0 : 40)).then(() => (pointed === i ? cardOf(id) : null)).catch(() => null);
  if (!card || pointed !== i) return;
  const words = [card.querySelector("h2").textContent.trim(), card.querySelector(".when")?.textContent ?? "day not known", card.querySelector(".tolls")?.textContent.trim(), card.querySelector(".status")?.textContent.trim()];
  tip.replaceChildren(make("strong", { dir: "auto" }, words[0]), make("span", {}, words.slice(1).filter(Boolean).join(" · ")));
  tip.hidden = false;
  const ground = $("#map").getBoundingClientRect();
  const [x, y] = at.left === undefined ? [at.x, at.y] : [at.left - ground.left, at.top - ground.top];
  tip.style.left = `${Math.max(8, Math.min(x + 12, ground.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${y > tip.offsetHeight + 24 ? y - tip.offsetHeight - 12 : y + 16}px`;
}

// -- Filters without a reload

form.addEventListener("submit", (event) => {
  event.preventDefault();
  takeForm();
});
form.addEventListener("change", ({ target }) => {
  if (target.name && target.reportValidity()) takeForm();
});
let typing = 0;
form.addEventListener("input", ({ target }) => {
  if (target.type !== "search") return;
  clearTimeout(typing);
  typing = setTimeout(() => takeForm({ isNew: false }), 350);
});
function takeForm(how) {
  clearTimeout(typing);
  const changes = {};
  for (const field of form.elements) if (field.name && field.type !== "hidden") changes[field.name] = field.value.trim();
  change(changes, how);
}
document.addEventListener("click", (event) => {
  const drop = event.target.closest("[data-drops]");
  if (!drop || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const names = drop.dataset.drops === "*" ? FILTERS : [drop.dataset.drops];
  change(Object.fromEntries(names.map((name) => [name, null])));
  (document.querySelector(".set-filters a") ?? $("#f-query")).focus();
});
addEventListener("popstate", () => {
  asked = new URLSearchParams(location.search);
  fillForm();
  placeMap();
  refresh();
});

$("#map-only").addEventListener("change", ({ target }) => change({ box: target.checked && map ? boxOf(map.position()) : null }));
/** What the map shows, as the server takes it: its west has more degrees than its east where it shows the date line. */
function boxOf({ box: [south, west, north, east] }) {
  const turned = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;
  const isAll = east - west >= 360;
  const edges = [Math.max(-90, south), isAll ? -180 : turned(west), Math.min(90, north), isAll ? 180 : turned(east)];
  return edges.map((each) => each.toFixed(3)).join(",");
}

// -- All of it together

let colours = null;
let redrawing = 0;

function ranged(since, until, isDone) {
  cancelAnimationFrame(redrawing);
  if (isDone) return change({ since: since === null ? null : isoOf(since), until: until === null ? null : isoOf(until) });
  redrawing = requestAnimationFrame(() => {
    $("#f-since").value = since === null ? "" : isoOf(since);
    $("#f-until").value = until === null ? "" : isoOf(until);
    if (columns.id.length <= 25000) sift({ since, until });
  });
}

let moving = 0;
function moved({ zoom, lat, lon, box }, isByHand) {
  if (!isByHand) return;
  asked.set("map", `${zoom.toFixed(2)}/${lat.toFixed(3)}/${lon.toFixed(3)}`);
  clearTimeout(moving);
  moving = setTimeout(() => {
    keep();
    if ($("#map-only").checked) change({ box: boxOf({ box }) }, { isNew: false });
  }, 250);
}

function positionAsked() {
  const [zoom, lat, lon] = (asked.get("map") || "none").split("/").map(Number);
  return [zoom, lat, lon].every(Number.isFinite) && Math.abs(lat) <= 85 ? { zoom, lat, lon } : null;
}

function placeMap() {
  const at = positionAsked();
  if (at) map?.go(at);
  else if (columns) map?.fit(columns, shown);
}

function showKey() {
  const present = [...new Set(every.map((i) => columns.typeName(i)))].sort();
  $("#map-types").replaceChildren(...present.map((type) => make("li", {}, make("span", { class: "kind", "data-type": type }, sign(type), type[0] + type.slice(1).toLowerCase()))));
}

async function open() {
  walkRows(() => [...document.querySelectorAll("#rows .row")]);
  onKey("Escape", () => (asked.get("sel") ? choose(null) : false));
  for (const [key, does] of [["+", "in"], ["=", "in"], ["-", "out"]]) onKey(key, () => timeline?.[does]());
  for (const id of ["map", "timeline"]) document.getElementById(id).hidden = false;
  if ($("[data-lost]")) asked.delete("sel");
  const columnsCome = refreshColumns();
  prepareMap().catch(() => {});
  await readShapes();
  colours = readColours();
  timeline = openTimeline($("#timeline"), { range: ranged });
  await columnsCome;
  if (columns) sift();
  showKey();
  performance.mark("standoff:timeline");
  if (!columns) return;
  try {
    const on = { select: (i) => choose(i === null ? null : columns.id[i], { mayMove: false }), hover: showTip, move: moved };
    map = await openMap($("#map-ground"), on, { columns, indices: shown, at: positionAsked() });
  } catch (error) {
    $("#map-ground").replaceChildren(make("p", { class: "none" }, "This browser draws no map. The list holds all that it would show."));
    document.documentElement.dataset.map = "none";
    console.warn("No map can be drawn here:", error);
    return;
  }
  choose(asked.get("sel"), { isQuiet: true }).then(() => {
    if (beside.scrollHeight > beside.clientHeight) $('#rows [aria-current="true"]')?.scrollIntoView({ block: "start" });
  });
  await map.whenSeen();
  performance.mark("standoff:map");
  await map.whenWhole();
  document.documentElement.dataset.map = "drawn";
}

const recolour = () => {
  colours = readColours();
  timeline?.recolour(colours);
  map?.recolour();
};
document.addEventListener("standoff:theme", recolour);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
open();
