// A claim that the machine missed, made by hand of words of a report.

import { field, inputsOf, select } from "./claim_form.js";
import { dialogOf } from "./judging.js";
import { make } from "./standoff.js";

const STANCES = { asserts: "Asserts it", denies: "Denies it", questions: "Questions it" };
const POLARITIES = { positive: "That it happened", negative: "That it did not happen" };
const PARTS = { place: "Where", when: "When", actor: "Who did it", target: "To whom", tolls: "Toll" };
const NOTHING = { tolls: [], participants: [], place: null, when: null, event: { type: "ASSAULT" } };

/** A dialog that makes a claim of a report. `selected` has the words that were selected, with `start` and `end`, if any;
    `claims` are those that the report makes already; `done(job, id)` is called once the claim is kept. */
export function newClaim({ report, publisher, selected = null, claims, done }) {
  const words = make("textarea", { name: "words", required: true, maxlength: 2000, dir: "auto", rows: 3 });
  words.value = selected?.words ?? "";
  const near = selected && [...claims].sort((a, b) => far(a, selected) - far(b, selected))[0];
  const names = make("datalist", { id: "claimants" });
  for (const each of new Set(claims.map(({ claimant }) => claimant).filter(Boolean))) names.append(make("option", { value: each }));
  const claimant = make("input", { name: "claimant", maxlength: 200, autocomplete: "off", dir: "auto", list: names.id, value: near && far(near, selected) === 0 ? near.claimant : null, placeholder: publisher });
  const stance = select(Object.keys(STANCES), "asserts", (each) => STANCES[each]);
  const polarity = select(Object.keys(POLARITIES), "positive", (each) => POLARITIES[each]);
  const answers = make("select", {}, make("option", { value: "" }, "No claim of this report"));
  for (const each of claims) answers.append(make("option", { value: each.id }, `${each.mark}: ${each.quote.slice(0, 80)}`));
  const type = inputsOf("type", near ? { ...NOTHING, event: near } : NOTHING);
  const parts = Object.fromEntries(Object.keys(PARTS).map((name) => [name, inputsOf(name, NOTHING)]));
  const more = make("details", {}, make("summary", {}, "Where, when, who, to whom, toll"));
  for (const [name, { node }] of Object.entries(parts)) more.append(make("fieldset", {}, make("legend", {}, PARTS[name]), node));
  const value = () => {
    const isAsSelected = selected && words.value === selected.words;
    const found = Object.entries(parts).map(([name, { read }]) => [name, read()]).filter(([, each]) => each && (!Array.isArray(each) || each.length));
    return {
      ...(isAsSelected ? { start: selected.start, end: selected.end } : { quote: words.value.trim() }),
      type: type.read(),
      claimant: claimant.value.trim() ? { name: claimant.value.trim() } : null,
      stance: stance.value,
      polarity: polarity.value,
      responds_to: answers.value || null,
      ...Object.fromEntries(found),
    };
  };
  let made = null;
  const dialog = dialogOf({
    title: "A claim that was missed",
    content: [
      field("The words, as they stand in the report", words),
      make("div", { class: "grid" }, field("Who says it", claimant), field("Attitude", stance), field("Says", polarity), names),
      make("div", { class: "grid" }, type.node, field("Answers", answers)),
      more,
    ],
    judgements: () => [{ verdict: "add", ids: [report], value: value() }],
    kept: (judgement) => (made = judgement.subjects[0].id),
    done: (job, button) => done(job, made, button),
  });
  dialog.id = "new-claim";
  (selected ? claimant : words).focus();
}

/** How many letters lie between a claim's sentence and words. */
const far = (claim, { start, end }) => Math.max(0, claim.start - end, start - claim.end);
