// The timeline: a bar for each day, week, month or year; what is vague is spread thin over the days that it may be of.

/** Where the page stands still; elsewhere one finger, or the wheel, moves the page and not what it passes over. */
export const STILL = "(min-width: 60rem) and (min-height: 40rem)";

const DAY = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LEAST_BAR = 5;
const HEIGHT = 92;
const BELOW = 20;
const ABOVE = 6;
const DENSE = 2;

/** Days since 1970 of an ISO day, or of the first or last day of a month or year; null for anything else. */
export function dayOf(written, isLast = false) {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec((written ?? "").trim());
  if (!match) return null;
  const [year, month, day] = match.slice(1).map((part) => (part ? Number(part) : null));
  if (month !== null && !(month >= 1 && month <= 12)) return null;
  const at = isLast && !day ? (month ? Date.UTC(year, month, 0) : Date.UTC(year, 11, 31)) : Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  return Math.round(at / DAY);
}

/** An ISO day of days since 1970. */
export const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** A day as people write it. */
export function inWords(day) {
  const at = new Date(day * DAY);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

const ymd = (day) => {
  const at = new Date(day * DAY);
  return [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
};
const day = (year, month, date = 1) => Math.round(Date.UTC(year, month, date) / DAY);

/** Kinds of bars, the short first: about how many days, where the one begins that a day is in, which comes next, how it
    is called, and how it is labelled. */
const BARS = [
  { days: 1, from: (d) => Math.floor(d), next: (d) => d + 1, said: inWords, label: (d) => ymd(d)[2] === 1 ? `1 ${MONTHS[ymd(d)[1]]}` : `${ymd(d)[2]}`, full: inWords },
  { days: 7, from: (d) => Math.floor((Math.floor(d) + 3) / 7) * 7 - 3, next: (d) => d + 7, said: (d) => `week of ${inWords(d)}`, label: (d) => `${ymd(d)[2]} ${MONTHS[ymd(d)[1]]}`, full: inWords },
  ...[[1, (y, m) => `${MONTHS[m]} ${y}`], [3, (y, m) => `${MONTHS[m]}–${MONTHS[m + 2]} ${y}`], [12, (y) => `${y}`], [60, (y) => `${y}–${y + 4}`], [120, (y) => `${y}s`]].map(([months, said]) => ({
    days: months * 30.44,
    from(d) {
      const [year, month] = ymd(Math.floor(d));
      const at = Math.floor((year * 12 + month) / months) * months;
      return day(Math.floor(at / 12), at % 12);
    },
    next(d) {
      const [year, month] = ymd(d);
      return day(year, month + months);
    },
    said: (d) => said(...ymd(d)),
    label: (d) => (months >= 12 || ymd(d)[1] === 0 ? `${ymd(d)[0]}` : MONTHS[ymd(d)[1]]),
    full: (d) => (months >= 12 ? `${ymd(d)[0]}` : `${MONTHS[ymd(d)[1]]} ${ymd(d)[0]}`),
  })),
];

/** A timeline in `root`. `on.range(since, until, isDone)` is called with days since 1970 or null. */
export function openTimeline(root, on) {
  const ground = root.querySelector(".timeline-ground");
  const canvas = ground.querySelector("canvas");
  const told = root.querySelector(".timeline-told");
  const handles = Object.fromEntries([...ground.querySelectorAll(".handle")].map((each) => [each.dataset.end, each]));
  const pen = canvas.getContext("2d");
  let columns = null;
  let indices = [];
  let whole = [0, 1];
  let seen = [0, 1];
  let range = { since: null, until: null };
  let chosen = null;
  let pointed = null;
  let width = 0;
  let bars = [];
  let unit = BARS[0];
  let colours = null;
  let waiting = 0;
  let undated = 0;

  const xOf = (at) => ((at - seen[0]) / (seen[1] - seen[0])) * width;
  const dayAt = (x) => seen[0] + (x / width) * (seen[1] - seen[0]);
  const redraw = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  };

  function count() {
    unit = BARS.find((each) => (each.days / (seen[1] - seen[0])) * width >= LEAST_BAR) ?? BARS.at(-1);
    const edges = [];
    for (let at = unit.from(seen[0]); at < seen[1] && edges.length < 5000; at = unit.next(at)) edges.push(at);
    edges.push(unit.next(edges.at(-1) ?? unit.from(seen[0])));
    bars = edges.slice(0, -1).map((from, nth) => ({ from, to: edges[nth + 1], sure: 0, torn: 0, vague: 0, any: 0 }));
    const barOf = (at) => {
      let low = 0;
      let high = bars.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (bars[middle].from <= at) low = middle;
        else high = middle - 1;
      }
      return low;
    };
    const { first_day: firsts, last_day: lasts, disputes } = columns;
    for (const i of indices) {
      const [first, last] = [firsts[i], lasts[i]];
      if (first === null || last < seen[0] || first >= seen[1]) continue;
      const begin = barOf(first);
      const end = barOf(last);
      if (begin === end && first >= bars[begin].from && last < bars[end].to) {
        bars[begin].sure += 1;
        bars[begin].any += 1;
        if (disputes[i] > 0) bars[begin].torn += 1;
        continue;
      }
      for (let nth = begin; nth <= end; nth++) {
        const days = Math.min(last + 1, bars[nth].to) - Math.max(first, bars[nth].from);
        if (days <= 0) continue;
        bars[nth].vague += days / (last + 1 - first);
        bars[nth].any += 1;
      }
    }
  }

  /** What parts of bars are filled with, a shape each, so that none is told by colour alone: stripes along for what is
      disputed, slanting lines for days that are vague. */
  function groundsOf() {
    const tile = (paint) => {
      const made = document.createElement("canvas");
      [made.width, made.height] = [4 * DENSE, 4 * DENSE];
      const brush = made.getContext("2d");
      brush.scale(DENSE, DENSE);
      paint(brush);
      const pattern = pen.createPattern(made, "repeat");
      pattern.setTransform(new DOMMatrix().scale(1 / DENSE));
      return pattern;
    };
    return {
      torn: tile((brush) => {
        brush.fillStyle = colours.denies;
        brush.fillRect(0, 0, 4, 3);
      }),
      vague: tile((brush) => {
        brush.strokeStyle = colours["ink-quiet"];
        for (const shift of [-4, 0, 4]) {
          brush.moveTo(shift - 1, 5);
          brush.lineTo(shift + 5, -1);
        }
        brush.stroke();
      }),
    };
  }

  function draw() {
    if (!columns || !colours) return;
    const dense = Math.min(3, devicePixelRatio || 1);
    width = ground.clientWidth;
    if (!width) return;
    if (canvas.width !== Math.round(width * dense)) {
      canvas.width = Math.round(width * dense);
      canvas.height = Math.round(HEIGHT * dense);
    }
    count();
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.clearRect(0, 0, width, HEIGHT);
    const base = HEIGHT - BELOW;
    const { since, until } = range;
    const isRange = since !== null || until !== null;
    const [left, right] = [since === null ? 0 : Math.max(0, xOf(since)), until === null ? width : Math.min(width, xOf(until + 1))];
    if (isRange) {
      pen.fillStyle = colours["paper-2"];
      pen.fillRect(left, 0, Math.max(1, right - left), base);
    }
    const most = Math.max(1, ...bars.map((bar) => bar.sure + bar.vague));
    const grounds = groundsOf();
    const high = (value) => (value / most) * (base - ABOVE - 10);
    pen.strokeStyle = colours.rule;
    pen.lineWidth = 1;
    pen.beginPath();
    const top = Math.round(base - high(most)) + 0.5;
    pen.moveTo(0, top);
    pen.lineTo(width, top);
    pen.stroke();
    for (const bar of bars) {
      const x = xOf(bar.from);
      const wide = Math.max(1, xOf(bar.to) - x - (xOf(bar.to) - x > 4 ? 1 : 0));
      const isOut = isRange && ((since !== null && bar.to <= since) || (until !== null && bar.from > until));
      const parts = [[bar.torn, grounds.torn], [bar.sure - bar.torn, colours["ink-quiet"]], [bar.vague, grounds.vague]];
      let y = base;
      pen.globalAlpha = isOut ? 0.35 : 1;
      for (const [value, ground] of parts) {
        if (!value) continue;
        const tall = high(value);
        pen.fillStyle = ground;
        pen.fillRect(x, y - tall, wide, tall);
        if (ground === grounds.vague && wide > 3) {
          pen.strokeStyle = colours["ink-quiet"];
          pen.strokeRect(x + 0.5, y - tall + 0.5, wide - 1, Math.max(0, tall - 1));
        }
        y -= tall;
      }
    }
    pen.globalAlpha = 1;
    pen.strokeStyle = colours["rule-firm"];
    pen.beginPath();
    pen.moveTo(0, base + 0.5);
    pen.lineTo(width, base + 0.5);
    pen.stroke();
    label(base);
    pen.fillStyle = colours["ink-quiet"];
    pen.font = `11px ${colours.sans}`;
    pen.textAlign = "left";
    pen.textBaseline = "bottom";
    const figure = `${Math.round(most).toLocaleString("en")}`;
    pen.fillStyle = colours.paper;
    pen.fillRect(0, top - 13, pen.measureText(figure).width + 4, 13);
    pen.fillStyle = colours["ink-quiet"];
    pen.fillText(figure, 1, top);
    if (chosen && chosen[0] !== null) {
      const [a, b] = [xOf(chosen[0]), Math.max(xOf(chosen[0]) + 2, xOf(chosen[1] + 1))];
      pen.fillStyle = colours.accent;
      pen.globalAlpha = 0.18;
      pen.fillRect(a, 0, b - a, base);
      pen.globalAlpha = 1;
      pen.fillRect(a, base - 1, b - a, 4);
      const middle = (a + b) / 2;
      pen.beginPath();
      pen.moveTo(middle - 5, 0);
      pen.lineTo(middle + 5, 0);
      pen.lineTo(middle, 7);
      pen.fill();
    }
    place(left, right);
    tell();
  }

  function label(base) {
    pen.font = `11px ${colours.sans}`;
    pen.textBaseline = "top";
    pen.textAlign = "left";
    pen.fillStyle = colours["ink-quiet"];
    const axis = BARS.find((each) => (each.days / (seen[1] - seen[0])) * width >= (each.days === 7 ? 60 : each.days > 360 ? 36 : 44)) ?? BARS.at(-1);
    let isFirst = true;
    let free = -Infinity;
    for (let at = axis.from(seen[0]); at < seen[1]; at = axis.next(at)) {
      const x = xOf(at);
      if (x < -1) continue;
      pen.fillRect(Math.round(x), base, 1, 5);
      const words = isFirst ? axis.full(at) : axis.label(at);
      const wide = pen.measureText(words).width;
      if (x > free && x + wide < width) {
        pen.fillText(words, x + 3, base + 5);
        free = x + wide + 8;
        isFirst = false;
      }
    }
  }

  function place(left, right) {
    for (const [end, x] of [["since", left], ["until", right]]) {
      const handle = handles[end];
      const value = range[end];
      handle.style.insetInlineStart = `${Math.max(0, Math.min(width, x))}px`;
      handle.setAttribute("aria-valuemin", String(Math.round(whole[0])));
      handle.setAttribute("aria-valuemax", String(Math.round(whole[1])));
      handle.setAttribute("aria-valuenow", String(value ?? Math.round(end === "since" ? whole[0] : whole[1])));
      handle.setAttribute("aria-valuetext", value === null ? (end === "since" ? "no beginning set" : "no end set") : inWords(value));
      handle.toggleAttribute("data-set", value !== null);
    }
  }

  function tell() {
    if (pointed) {
      const bar = bars.find((each) => pointed >= each.from && pointed < each.to);
      if (bar) {
        const vague = bar.any - bar.sure;
        const more = [bar.torn ? `${bar.torn} disputed` : "", vague ? `${vague} vague` : ""].filter(Boolean).join(", ");
        told.textContent = `${unit.said(bar.from)}: ${bar.any.toLocaleString("en")}${more ? ` (${more})` : ""}`;
        return;
      }
    }
    const { since, until } = range;
    const span = since === null && until === null ? "" : since === null ? `until ${inWords(until)}` : until === null ? `since ${inWords(since)}` : since === until ? inWords(since) : `${inWords(since)} – ${inWords(until)}`;
    told.textContent = [span, undated ? `${undated.toLocaleString("en")} without a day` : ""].filter(Boolean).join(" · ");
  }

  function look(from, to) {
    const wide = Math.max(7, Math.min(to - from, whole[1] - whole[0]));
    const start = Math.max(whole[0], Math.min(from, whole[1] - wide));
    seen = [start, start + wide];
    redraw();
  }

  function zoom(by, at = (seen[0] + seen[1]) / 2) {
    look(at - (at - seen[0]) * by, at + (seen[1] - at) * by);
  }

  function set(since, until, isDone) {
    if (since !== null && until !== null && since > until) [since, until] = [until, since];
    range = { since, until };
    redraw();
    on.range(since, until, isDone);
  }

  // -- By hand: to draw along it sets a range, a click takes one bar, a click on nothing takes the range away.

  let drag = null;
  ground.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const handle = event.target.closest(".handle");
    const x = event.clientX - ground.getBoundingClientRect().left;
    drag = { x, at: dayAt(x), end: handle?.dataset.end ?? null, isMoved: false };
    ground.setPointerCapture(event.pointerId);
  });
  ground.addEventListener("pointermove", (event) => {
    const x = Math.max(0, Math.min(width, event.clientX - ground.getBoundingClientRect().left));
    pointed = dayAt(x);
    if (!drag) return tell();
    if (Math.abs(x - drag.x) > 3) drag.isMoved = true;
    if (!drag.isMoved) return;
    const here = Math.floor(dayAt(x));
    if (drag.end) set(drag.end === "since" ? here : range.since, drag.end === "until" ? here : range.until, false);
    else set(Math.floor(Math.min(drag.at, here)), Math.floor(Math.max(drag.at, here)), false);
  });
  ground.addEventListener("pointerup", (event) => {
    if (!drag) return;
    const was = drag;
    drag = null;
    if (was.isMoved) return set(range.since, range.until, true);
    if (was.end) return;
    const bar = bars.find((each) => was.at >= each.from && was.at < each.to);
    const isSame = bar && range.since === bar.from && range.until === bar.to - 1;
    if (bar?.any && !isSame) set(bar.from, bar.to - 1, true);
    else if (range.since !== null || range.until !== null) set(null, null, true);
  });
  ground.addEventListener("pointercancel", () => (drag = null));
  ground.addEventListener("pointerleave", () => {
    pointed = null;
    tell();
  });
  ground.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !matchMedia(STILL).matches) return;
    event.preventDefault();
    const x = event.clientX - ground.getBoundingClientRect().left;
    const along = (event.deltaX / width) * (seen[1] - seen[0]);
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) look(seen[0] + along, seen[1] + along);
    else zoom(1.0018 ** event.deltaY, dayAt(x));
  }, { passive: false });

  // -- By keyboard

  let settling = 0;
  for (const [end, handle] of Object.entries(handles)) {
    handle.addEventListener("keydown", (event) => {
      const value = range[end] ?? Math.round(end === "since" ? whole[0] : whole[1]);
      const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
      let next;
      if (step) {
        next = Math.round(value + step * Math.max(1, unit.days));
        if (unit.days > 1) next = end === "since" ? unit.from(step > 0 ? next + 1 : next) : unit.next(unit.from(next)) - 1;
        if (next === value) next += step;
      } else if (event.key === "Home") next = Math.round(whole[0]);
      else if (event.key === "End") next = Math.round(whole[1]);
      else if (event.key === "Delete" || event.key === "Backspace") next = null;
      else return;
      event.preventDefault();
      event.stopPropagation();
      if (next !== null) next = Math.max(Math.floor(whole[0]), Math.min(Math.ceil(whole[1]), next));
      const other = range[end === "since" ? "until" : "since"];
      if (next !== null && other !== null) next = end === "since" ? Math.min(next, other) : Math.max(next, other);
      set(end === "since" ? next : range.since, end === "until" ? next : range.until, false);
      if (next !== null && (next < seen[0] || next > seen[1])) look(next - (seen[1] - seen[0]) / 2, next + (seen[1] - seen[0]) / 2);
      clearTimeout(settling);
      settling = setTimeout(() => set(range.since, range.until, true), 350);
    });
  }
  const does = { in: () => zoom(0.5), out: () => zoom(2), all: () => look(...whole) };
  for (const button of root.querySelectorAll("[data-does]")) button.addEventListener("click", does[button.dataset.does]);
  new ResizeObserver(redraw).observe(ground);

  return {
    ...does,
    /** Show these incidents, of which all of `every` are somewhere on it. */
    show(shown, some, every, painted) {
      [columns, indices, colours] = [shown, some, painted];
      let [first, last] = [Infinity, -Infinity];
      undated = 0;
      for (const i of every) {
        if (columns.first_day[i] === null) continue;
        first = Math.min(first, columns.first_day[i]);
        last = Math.max(last, columns.last_day[i]);
      }
      for (const i of some) if (columns.first_day[i] === null) undated += 1;
      if (first > last) [first, last] = [Math.floor(Date.now() / DAY) - 365, Math.floor(Date.now() / DAY)];
      const margin = Math.max(2, (last - first) * 0.02);
      const found = [first - margin, last + 1 + margin];
      const isNew = found[0] !== whole[0] || found[1] !== whole[1];
      whole = found;
      if (isNew) seen = [...whole];
      redraw();
    },
    range(since, until) {
      range = { since, until };
      redraw();
    },
    choose(days) {
      chosen = days;
      redraw();
    },
    recolour(painted) {
      colours = painted;
      redraw();
    },
  };
}
