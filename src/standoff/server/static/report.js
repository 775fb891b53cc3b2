// The source reader: claims beside their words, from words to claim and back, by keyboard too; mending and making claims.

import { newClaim } from "./new_claim.js";
import { ask, followJob, isWriting, make, noticeOf, onKey, say } from "./standoff.js";

const text = document.getElementById("text");
const margin = document.getElementById("claims");
const cards = [...margin.querySelectorAll(".claim")];
const refs = new Map([...document.querySelectorAll(".ref[data-claim]")].map((ref) => [ref.dataset.claim, ref]));
const pieces = new Map();
for (const piece of document.querySelectorAll(".piece[data-claims]")) {
  for (const id of piece.dataset.claims.split(" ")) {
    if (!pieces.has(id)) pieces.set(id, []);
    pieces.get(id).push(piece);
  }
}
const wide = matchMedia("(min-width: 60.01rem)");
let active = null;

// -- Claims stand beside their words, as near as they can; the active one exactly

function place() {
  margin.classList.toggle("placed", wide.matches && cards.length > 0);
  if (!wide.matches || !cards.length) {
    margin.style.height = "";
    for (const card of cards) card.style.top = "";
    return;
  }
  const top = margin.getBoundingClientRect().top;
  const wanted = cards.map((card) => {
    const words = pieces.get(card.dataset.claim)?.[0] ?? refs.get(card.dataset.claim);
    const lies = words?.closest("details:not([open])") ?? words;
    return lies ? Math.max(0, lies.getBoundingClientRect().top - top - 4) : 0;
  });
  const heights = cards.map((card) => card.offsetHeight);
  const tops = [];
  const at = cards.indexOf(active);
  const flow = (from, floor) => {
    for (let i = from; i < cards.length; i++) {
      tops[i] = Math.max(wanted[i], floor);
      floor = tops[i] + heights[i];
    }
  };
  flow(0, 0);
  if (at > -1 && tops[at] > wanted[at]) {
    // those above give way upwards, as far as there is room
    tops[at] = wanted[at];
    for (let i = at - 1; i >= 0 && tops[i] + heights[i] > tops[i + 1]; i--) tops[i] = tops[i + 1] - heights[i];
    if (tops[0] < 0) {
      let floor = 0;
      for (let i = 0; i <= at; i++) {
        tops[i] = Math.max(tops[i], floor);
        floor = tops[i] + heights[i];
      }
    }
    flow(at + 1, tops[at] + heights[at]);
  }
  cards.forEach((card, i) => (card.style.top = `${tops[i]}px`));
  margin.style.height = `${Math.max(...tops.map((each, i) => each + heights[i]))}px`;
}

function activate(id, { scroll = "words", focus = false, lift = false } = {}) {
  const card = cards.find((each) => each.dataset.claim === id);
  if (!card) return;
  for (const each of document.querySelectorAll(".claim.active, .piece.active")) each.classList.remove("active");
  active = card;
  card.classList.add("active");
  margin.classList.toggle("lifting", lift);
  const words = pieces.get(id) ?? [];
  words[0]?.closest("details")?.setAttribute("open", "");
  for (const piece of words) {
    piece.classList.add("active");
    if (piece.classList.contains("evidence")) piece.dataset.hue = card.dataset.hue;
    piece.style.setProperty("--hue", `var(--hue-${card.dataset.hue})`);
  }
  place();
  if (focus) card.focus({ preventScroll: true });
  const target = scroll === "words" ? (words[0] ?? card) : card;
  if (scroll) target.scrollIntoView({ block: wide.matches || scroll === "card" ? "nearest" : "start" });
  if (scroll && wide.matches) card.scrollIntoView({ block: "nearest" });
  const address = new URL(location.href);
  address.hash = `claim-${id}`;
  history.replaceState(null, "", address);
}

function step(by) {
  if (!cards.length) return false;
  const at = cards.indexOf(active);
  const next = cards[at === -1 ? (by > 0 ? 0 : cards.length - 1) : Math.min(cards.length - 1, Math.max(0, at + by))];
  activate(next.dataset.claim, { focus: true, lift: true });
  say(`Claim ${cards.indexOf(next) + 1} of ${cards.length}: ${next.querySelector(".head").textContent.trim()}`);
}

function close() {
  if (!active) return false;
  active = null;
  for (const each of document.querySelectorAll(".claim.active, .piece.active")) each.classList.remove("active");
  margin.classList.remove("lifting");
  history.replaceState(null, "", location.pathname + location.search);
  place();
}

onKey("j", () => step(1));
onKey("k", () => step(-1));
onKey("Escape", close);
onKey("w", () => {
  const ref = active && refs.get(active.dataset.claim);
  if (!ref) return false;
  ref.focus();
});
onKey("o", () => {
  const link = active?.querySelector('a[href^="/incidents/"]');
  if (!link) return false;
  link.click();
});

document.addEventListener("click", (event) => {
  const ref = event.target.closest(".ref[data-claim]");
  const piece = event.target.closest(".piece.evidence[data-claims]");
  const card = event.target.closest(".claim");
  if (ref) {
    event.preventDefault();
    activate(ref.dataset.claim, { scroll: wide.matches ? "words" : null, focus: true, lift: true });
  } else if (piece && getSelection().isCollapsed) {
    const ids = piece.dataset.claims.split(" ");
    const at = ids.indexOf(active?.dataset.claim); // a second click goes on to the next claim of these words
    activate(ids[(at + 1) % ids.length], { scroll: wide.matches ? "words" : null, lift: true });
  } else if (card && !event.target.closest("a:not(.number), button")) {
    event.preventDefault();
    activate(card.dataset.claim);
  } else if (!card && !wide.matches && margin.classList.contains("lifting") && !event.target.closest("dialog, button")) {
    margin.classList.remove("lifting");
  }
});
margin.addEventListener("click", (event) => {
  const other = event.target.closest('a[href^="#claim-"]');
  if (!other) return;
  event.preventDefault();
  activate(other.hash.slice("#claim-".length), { focus: true });
});

for (const walk of document.querySelectorAll(".walk")) {
  walk.hidden = !cards.length;
  walk.querySelector('[data-does="next"]').addEventListener("click", () => step(1));
  walk.querySelector('[data-does="previous"]').addEventListener("click", () => step(-1));
}
new ResizeObserver(place).observe(text);
for (const folded of text.querySelectorAll("details")) folded.addEventListener("toggle", place);
wide.addEventListener("change", place);
document.fonts?.ready.then(place);
place();
const follow = () => {
  const id = /^#(?:claim|words)-(\w+)$/.exec(location.hash)?.[1];
  if (id) activate(id, { focus: true, lift: true });
};
addEventListener("hashchange", follow);
follow();

// -- Mending, and making

const mayWrite = document.getElementById("claims-data");
const claims = mayWrite ? JSON.parse(mayWrite.textContent) : [];
const dialog = document.getElementById("mend");
const mend = dialog ? mending() : null;
if (mayWrite) making();

function mending() {
  const types = JSON.parse(document.getElementById("types-data").textContent);
  const form = document.getElementById("mend-form");
  const values = document.getElementById("mend-values");
  const trouble = document.getElementById("mend-problem");
  const { claim: chosen, field, why, by } = form.elements;
  let words = "";
  for (const row of margin.querySelectorAll(".buttons[hidden]")) row.hidden = false;
  by.value = localStorage.getItem("standoff-by") ?? "";
  for (const each of claims) chosen.append(make("option", { value: each.id }, `${each.mark}: ${each.quote}`));

  const labelled = (name, label, value = "", more = {}) =>
    make("p", { class: "field" }, make("label", { for: `mend-${name}` }, label), make("input", { id: `mend-${name}`, name, value: value ?? "", autocomplete: "off", ...more }));
  const grid = (kind, ...fields) => make("div", { class: `mend-grid ${kind}` }, ...fields);

  const shapes = {
    tolls(claim) {
      const rows = [...claim.tolls, { what: claim.tolls.length ? "injured" : "killed" }];
      return rows.map((toll, i) => {
        const what = make("select", { id: `mend-what-${i}`, name: "what" });
        for (const each of ["killed", "injured", "missing", "detained", "displaced", "other"]) {
          what.append(make("option", { value: each, selected: each === toll.what }, each));
        }
        const number = { type: "number", min: 0, max: 99999999, step: 1 };
        return grid(
          "four",
          make("p", { class: "field" }, make("label", { for: `mend-what-${i}` }, i < claim.tolls.length ? "Toll" : "One more"), what),
          labelled(`low-${i}`, "At least", toll.low, number),
          labelled(`high-${i}`, "At most", toll.high, number),
          labelled(`who-${i}`, "Of whom", toll.who),
        );
      });
    },
    place: ({ place }) => [
      grid("", labelled("name", "Name", words || place?.name, { required: true }), labelled("km", "Within km", place?.uncertainty_km, { type: "number", min: 0, max: 20000, step: "any" })),
      grid("", labelled("lat", "Latitude", words ? "" : place?.lat, { type: "number", min: -90, max: 90, step: "any" }), labelled("lon", "Longitude", words ? "" : place?.lon, { type: "number", min: -180, max: 180, step: "any" })),
    ],
    when: ({ when }) => [
      grid("", labelled("earliest", "First day", when?.earliest, { type: "date", required: true }), labelled("latest", "Last day", when?.latest, { type: "date" })),
    ],
    actor: (claim) => party(claim.actor),
    target: (claim) => party(claim.target),
    type(claim) {
      const select = make("select", { id: "mend-type", name: "type" });
      for (const each of types) select.append(make("option", { value: each, selected: each === claim.type }, each));
      return [grid("", make("p", { class: "field grow" }, make("label", { for: "mend-type" }, "Type"), select))];
    },
    accept: () => [],
    reject: () => [make("p", { class: "small" }, "It stays on record and counts nowhere. This says nothing of whether it is true.")],
  };
  function party(known) {
    const list = make("datalist", { id: "mend-parties" });
    const all = new Map(claims.flatMap((each) => [each.actor, each.target]).filter(Boolean).map((each) => [each.id, each]));
    for (const each of all.values()) list.append(make("option", { value: each.id }, each.name));
    return [grid("", labelled("name", "Name", words || known?.name, { required: true }), labelled("id", "Id in the registry, as RUS-MIL", words ? "" : known?.id, { required: true, list: "mend-parties", pattern: "[\\w.\\-]+" })), list];
  }

  const numberOf = (name) => (form.elements[name].value === "" ? null : Number(form.elements[name].value));
  const read = {
    tolls: () =>
      [...values.querySelectorAll("select[name=what]")]
        .map((what, i) => ({ what: what.value, low: numberOf(`low-${i}`), high: numberOf(`high-${i}`), who: form.elements[`who-${i}`].value || null }))
        .filter((toll) => toll.low !== null || toll.high !== null || toll.who),
    place: () => ({ name: form.elements.name.value, lat: numberOf("lat"), lon: numberOf("lon"), uncertainty_km: numberOf("km"), ...(numberOf("lat") === null ? {} : { precision: "exact" }) }),
    when: () => ({ earliest: form.elements.earliest.value, latest: form.elements.latest.value || form.elements.earliest.value }),
    actor: () => ({ id: form.elements.id.value, name: form.elements.name.value }),
    target: () => ({ id: form.elements.id.value, name: form.elements.name.value }),
    type: () => ({ type: form.elements.type.value }),
  };

  const fill = () => values.replaceChildren(...shapes[field.value](claims.find((each) => each.id === chosen.value)));
  chosen.addEventListener("change", () => {
    if (!words) document.getElementById("mend-words").textContent = claims.find((each) => each.id === chosen.value).quote;
    fill();
  });
  field.addEventListener("change", fill);

  function open(id, selected = "") {
    words = selected;
    chosen.value = id;
    const claim = claims.find((each) => each.id === id);
    document.getElementById("mend-words").textContent = selected || claim.quote;
    document.getElementById("mend-note").hidden = !selected;
    if (selected) field.value = guess(selected);
    trouble.replaceChildren();
    fill();
    dialog.showModal();
    (values.querySelector("input, select") ?? why).focus();
  }
  const guess = (selected) => (/^\W*\d[\d,.]*\b/.test(selected) ? "tolls" : field.value === "tolls" ? "place" : field.value);

  for (const button of margin.querySelectorAll("[data-mend]")) {
    button.addEventListener("click", () => open(button.dataset.mend));
  }
  onKey("e", () => {
    if (!active) return false;
    open(active.dataset.claim);
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const isVerdict = field.value === "accept" || field.value === "reject";
    const body = { verdict: isVerdict ? field.value : "edit", ids: [chosen.value], by: by.value.trim(), why: why.value.trim() || null };
    if (!isVerdict) Object.assign(body, { field: field.value, value: read[field.value]() });
    const button = form.querySelector(".button.main");
    button.disabled = true;
    try {
      localStorage.setItem("standoff-by", body.by);
      await judge(body, chosen.value);
    } catch (error) {
      trouble.replaceChildren(noticeOf(error));
      button.disabled = false;
    }
  });

  /** Have a judgement kept and what follows from it formed anew; then the page shows the claim as it stands. */
  async function judge(body, id) {
    const told = await ask("/api/v1/judgements", { body });
    if (told.job) await followJob(told.job);
    location.hash = `claim-${id}`;
    location.reload();
  }

  for (const button of margin.querySelectorAll("[data-revoke]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const { claim } = button.closest(".claim").dataset;
        await judge({ verdict: "revoke", ids: [button.dataset.revoke], by: localStorage.getItem("standoff-by") || null }, claim);
      } catch (error) {
        button.replaceWith(noticeOf(error));
      }
    });
  }

  return open;
}

/** Words that were selected in the text offer themselves, to make a claim of them or to mend one with them. */
function making() {
  const offer = document.getElementById("selected");
  const reader = document.querySelector(".reader");
  const codePoints = (words) => [...words].length; // offsets count code points
  let selected = null;

  const edge = (piece, node, offset, otherwise) => {
    const inside = node.nodeType === Node.TEXT_NODE && piece.contains(node);
    return Number(piece.dataset.start) + codePoints(inside ? node.data.slice(0, offset) : otherwise);
  };
  /** The selected words of the report, without the numbers that stand among them, and where they begin and end. */
  function wordsOf(range) {
    const among = [...reader.querySelectorAll(".piece[data-start]")].filter((each) => range.intersectsNode(each));
    if (!among.length) return null;
    const last = among.at(-1);
    const start = edge(among[0], range.startContainer, range.startOffset, "");
    const end = edge(last, range.endContainer, range.endOffset, last.textContent);
    const words = among
      .map((each) => {
        const from = Number(each.dataset.start);
        return [...each.textContent].slice(Math.max(0, start - from), Math.max(0, end - from)).join("");
      })
      .join("");
    if (!/[\p{L}\p{N}]/u.test(words)) return null;
    const before = codePoints(words) - codePoints(words.trimStart());
    const after = codePoints(words) - codePoints(words.trimEnd());
    return { words: words.trim(), start: start + before, end: end - after };
  }
  document.addEventListener("selectionchange", () => {
    if (offer.contains(document.activeElement) || document.querySelector("dialog[open]")) return;
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const isInText = range && !selection.isCollapsed && reader.contains(range.commonAncestorContainer) && !isWriting(document.activeElement);
    selected = isInText ? wordsOf(range) : null;
    offer.hidden = !selected;
    if (offer.hidden) return;
    const box = range.getBoundingClientRect();
    offer.style.left = `${Math.max(8, Math.min(box.left + scrollX, document.documentElement.clientWidth - 280))}px`;
    offer.style.top = `${box.bottom + scrollY + 8}px`;
  });
  offer.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays

  const { report, publisher } = reader.dataset;
  function makeOne() {
    offer.hidden = true;
    newClaim({
      report,
      publisher,
      selected,
      claims,
      done: async (job, id, button) => {
        button.textContent = "Forming incidents anew";
        if (job) await followJob(job);
        location.hash = `claim-${id}`;
        location.reload();
      },
    });
  }
  const button = document.getElementById("new");
  button.hidden = false;
  button.addEventListener("click", makeOne);
  document.getElementById("new-selected").addEventListener("click", makeOne);
  onKey("n", () => makeOne());
  document.getElementById("mend-selected")?.addEventListener("click", () => {
    const far = (each) => Math.max(0, each.start - selected.end, selected.start - each.end);
    const nearest = [...claims].sort((a, b) => far(a) - far(b))[0];
    const own = active && claims.find((each) => each.id === active.dataset.claim);
    offer.hidden = true;
    mend((own && far(own) === 0 ? own : nearest).id, selected.words.slice(0, 300));
  });
}
