// What a claim's field can be set to: inputs for each, and the value that they come to. Places are looked up in the
// gazetteer, parties in the registry.

import { ask, make } from "./standoff.js";

export const FIELDS = {
  tolls: "Toll",
  place: "Where",
  when: "When",
  actor: "Who did it",
  target: "To whom",
  type: "What happened",
  reject: "Read wrongly: leave it out",
  accept: "Read rightly",
};
const HARMS = ["killed", "injured", "missing", "detained", "displaced", "other"];
const TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT OTHER".split(" ");

let count = 0;

/** A labelled input. */
export function field(label, input) {
  input.id ||= `field-${(count += 1)}`;
  return make("p", { class: "field" }, make("label", { for: input.id }, label), input);
}

const number = (value, more = {}) => make("input", { type: "number", inputmode: "decimal", autocomplete: "off", value, ...more });
const numberOf = (input) => (input.value === "" ? null : Number(input.value));
const capital = (word) => word[0] + word.slice(1).toLowerCase();

/** A choice of words, each shown as `named` has it. */
export function select(options, chosen, named = (each) => each) {
  const made = make("select");
  for (const each of options) made.append(make("option", { value: each, selected: each === chosen }, named(each)));
  return made;
}

/** Inputs for a field of a claim (its JSON shape): `node`, and `read()`, the value; `undefined` where there is none. */
export function inputsOf(name, claim) {
  const made = { tolls, place, when, type, actor: party, target: party }[name]?.(claim, name);
  if (made) return made;
  const words = name === "reject" ? "It stays on record and counts nowhere. This says nothing of whether it is true." : "It says that somebody has looked.";
  return { node: make("p", { class: "small quiet" }, words), read: () => undefined };
}

function tolls(claim) {
  const rows = [];
  const node = make("div");
  const row = (toll) => {
    const parts = {
      what: select(HARMS, toll.what),
      low: number(toll.low, { min: 0, max: 1e9, step: 1 }),
      high: number(toll.high, { min: 0, max: 1e9, step: 1 }),
      who: make("input", { value: toll.who, maxlength: 200, autocomplete: "off", dir: "auto" }),
    };
    rows.push(parts);
    return make("div", { class: "grid" }, field("Toll", parts.what), field("At least", parts.low), field("At most", parts.high), field("Of whom", parts.who));
  };
  const none = { what: "killed", low: null, high: null, who: null };
  node.append(...(claim.tolls.length ? claim.tolls : [none]).map(row));
  node.append(make("button", { type: "button", class: "button plain", on: { click: (event) => event.target.before(row(none)) } }, "One more"));
  const read = () =>
    rows
      .map(({ what, low, high, who }) => ({ what: what.value, low: numberOf(low), high: numberOf(high), who: who.value.trim() || null }))
      .filter(({ low, high, who }) => low !== null || high !== null || who);
  return { node, read };
}

function when(claim) {
  const first = make("input", { type: "date", value: claim.when?.earliest });
  const last = make("input", { type: "date", value: claim.when?.latest });
  const node = make("div", { class: "grid" }, field("First day", first), field("Last day", last));
  const read = () => (first.value || last.value ? { earliest: first.value || last.value, latest: last.value || first.value } : null);
  return { node, read };
}

function type(claim) {
  const chosen = select(TYPES, claim.event.type, capital);
  return { node: field("Type", chosen), read: () => ({ type: chosen.value }) };
}

/** An input and beneath it what it can mean; the chosen one goes to `choose`. */
function lookup(label, path, value, choose) {
  const input = make("input", { value, maxlength: 120, autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list" });
  const list = make("ul", { class: "choices", role: "listbox", hidden: true, id: `choices-${(count += 1)}` });
  input.setAttribute("aria-controls", list.id);
  let asked = 0;
  let timer = 0;
  const shut = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  };
  const pick = (item) => {
    choose(item.found);
    input.value = item.found.name;
    shut();
    input.focus();
  };
  const mark = (by) => {
    const items = [...list.children];
    const at = items.findIndex((each) => each.getAttribute("aria-selected") === "true");
    items[at]?.setAttribute("aria-selected", "false");
    const next = items[(at + by + items.length) % items.length];
    next?.setAttribute("aria-selected", "true");
    next?.scrollIntoView({ block: "nearest" });
    if (next) input.setAttribute("aria-activedescendant", next.id);
  };
  const look = async () => {
    const query = input.value.trim();
    const mine = (asked += 1);
    if (query.length < 2) return shut();
    const found = await ask(`${path}?query=${encodeURIComponent(query)}`).catch(() => []);
    if (mine !== asked) return;
    list.replaceChildren(
      ...found.map((each) => {
        const item = make("li", { role: "option", "aria-selected": "false", id: `choice-${(count += 1)}`, on: { mousedown: (event) => event.preventDefault(), click: () => pick(item) } });
        item.found = each;
        item.append(make("strong", { dir: "auto" }, each.name), " ", make("span", { class: "quiet small" }, each.says));
        return item;
      }),
    );
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 180);
    choose(null);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(event.key === "ArrowDown" ? 1 : list.querySelector('[aria-selected="true"]') ? -1 : 0);
    else if (event.key === "Enter" && list.querySelector('[aria-selected="true"]')) pick(list.querySelector('[aria-selected="true"]'));
    else if (event.key === "Escape") shut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("blur", shut);
  return { input, node: make("div", { class: "lookup" }, field(label, input), list) };
}

function place(claim) {
  let from = claim.place ?? {};
  const lat = number(from.lat, { min: -90, max: 90, step: "any" });
  const lon = number(from.lon, { min: -180, max: 180, step: "any" });
  const km = number(from.uncertainty_km, { min: 0, max: 20000, step: "any" });
  const name = lookup("Name, as the gazetteer has it", "/review/places", from.name, (found) => {
    from = found ?? {};
    if (!found) return;
    [lat.value, lon.value, km.value] = [found.lat, found.lon, found.uncertainty_km];
  });
  const node = make("div", {}, name.node, make("div", { class: "grid" }, field("Latitude", lat), field("Longitude", lon), field("Within km", km)));
  const read = () => {
    const written = name.input.value.trim();
    if (!written) return null;
    const isMoved = numberOf(lat) !== (from.lat ?? null) || numberOf(lon) !== (from.lon ?? null);
    const known = isMoved ? {} : { country: from.country ?? null, admin1: from.admin1 ?? null, gazetteer_id: from.gazetteer_id ?? null };
    const isPlaced = numberOf(lat) !== null && numberOf(lon) !== null;
    const precision = isMoved || !from.precision ? "exact" : from.precision;
    return { name: written, lat: isPlaced ? numberOf(lat) : null, lon: isPlaced ? numberOf(lon) : null, uncertainty_km: numberOf(km), precision, ...known };
  };
  return { node, read };
}

function party(claim, role) {
  const known = claim.participants.find((each) => each.role === role);
  let chosen = known?.actor ?? null;
  const id = make("input", { value: chosen?.id, maxlength: 80, autocomplete: "off", placeholder: "RUS-MIL" });
  const name = lookup("Name, as the registry has it", "/review/parties", chosen?.name ?? known?.name ?? known?.text, (found) => {
    chosen = found;
    if (found) id.value = found.id;
  });
  id.addEventListener("input", () => (chosen = null));
  const read = () => {
    const written = name.input.value.trim();
    if (!written) return null;
    const of = chosen && chosen.name === written ? { country: chosen.country, sector: chosen.sector } : {};
    return { id: id.value.trim() || written.slice(0, 80), name: written, ...of };
  };
  return { node: make("div", {}, name.node, field("Id; left empty: the name", id)), read };
}
