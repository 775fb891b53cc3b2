// The map's marks, drawn from the shapes of signs.svg and the colours of the page, at the moment that they are needed.

const shapes = new Map();
let reading = null;

/** Have the shapes of signs.svg at hand as paths in a square of 16. */
export const readShapes = () => (reading ??= readSprite());

async function readSprite() {
  const text = await (await fetch("/static/signs.svg")).text();
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  for (const symbol of parsed.querySelectorAll("symbol[viewBox='0 0 16 16']")) {
    const path = new Path2D();
    for (const part of symbol.children) {
      if (part.localName === "path") path.addPath(new Path2D(part.getAttribute("d")));
      if (part.localName === "circle") {
        const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(part.getAttribute(name)));
        path.moveTo(x + r, y);
        path.arc(x, y, r, 0, 7);
      }
    }
    shapes.set(symbol.id, path);
  }
}

/** The colours that hold now, by the names that the style sheet gives them; `colours.of("ASSAULT")` is a type's. */
export function readColours() {
  const probe = document.createElement("i");
  probe.hidden = true;
  document.body.append(probe);
  const style = getComputedStyle(document.documentElement);
  const types = new Map();
  const colours = (name) => style.getPropertyValue(`--${name}`).trim();
  const names = ["paper", "paper-2", "paper-3", "ink", "ink-quiet", "rule", "rule-firm", "accent", "denies", "sea", "land", "coast", "border", "inner-border", "serif", "sans"];
  const found = Object.fromEntries(names.map((name) => [name, colours(name)]));
  for (const id of shapes.keys()) {
    probe.dataset.type = id;
    types.set(id, getComputedStyle(probe).getPropertyValue("--kind").trim() || found["ink-quiet"]);
  }
  probe.remove();
  return { ...found, of: (type) => types.get(type) ?? found["ink-quiet"] };
}

const DENSE = 2;

let slate = null;

/** The canvas on which each picture is drawn, wiped: one for all, and with its pixels in memory, for to read one back from
    the graphics card takes a third of a second. */
function canvas(width, height) {
  slate ??= document.createElement("canvas");
  slate.width = Math.ceil(width * DENSE);
  slate.height = Math.ceil(height * DENSE);
  const pen = slate.getContext("2d", { willReadFrequently: true });
  pen.scale(DENSE, DENSE);
  return [slate, pen];
}

/** A mark of a type; with a ring where accounts differ, larger where it is the selected one. */
function mark(colours, type, ring, isChosen) {
  const size = isChosen ? 34 : 24;
  const shape = isChosen ? 15 : 13;
  const [made, pen] = canvas(size, size);
  const middle = size / 2;
  if (isChosen) {
    pen.beginPath();
    pen.arc(middle, middle, 15, 0, 7);
    pen.fillStyle = colours.paper;
    pen.fill();
    pen.lineWidth = 2.5;
    pen.strokeStyle = colours.accent;
    pen.stroke();
  }
  if (ring) {
    const radius = isChosen ? 11.5 : 9.5;
    for (const [width, colour] of [[3.5, colours.paper], [1.75, colours.denies]]) {
      pen.beginPath();
      pen.arc(middle, middle, radius, 0, 7);
      pen.lineWidth = width;
      pen.strokeStyle = colour;
      pen.stroke();
    }
  }
  const side = ring && !isChosen ? 11 : shape;
  pen.translate(middle - side / 2, middle - side / 2);
  pen.scale(side / 16, side / 16);
  const path = shapes.get(type) ?? shapes.get("OTHER");
  pen.lineWidth = 3.2;
  pen.lineJoin = "round";
  pen.strokeStyle = colours.paper;
  pen.stroke(path);
  pen.fillStyle = colours.of(type);
  pen.fill(path, "evenodd");
  return made;
}

/** Many incidents in one: their number, and around it how large a part is disputed, in eighths. */
function many(colours, count, eighths) {
  const number = Number(count);
  const radius = 11 + 2.4 * Math.log10(Math.max(1, number)) ** 1.3;
  const size = 2 * radius + 5;
  const [made, pen] = canvas(size, size);
  const middle = size / 2;
  pen.beginPath();
  pen.arc(middle, middle, radius, 0, 7);
  pen.fillStyle = colours.paper;
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = colours["ink-quiet"];
  pen.stroke();
  if (Number(eighths)) {
    pen.beginPath();
    pen.arc(middle, middle, radius, -Math.PI / 2, -Math.PI / 2 + (Number(eighths) * Math.PI) / 4);
    pen.lineWidth = 3;
    pen.strokeStyle = colours.denies;
    pen.stroke();
  }
  pen.fillStyle = colours.ink;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const words = number < 10_000 ? String(number) : `${Math.round(number / 1000)}k`;
  pen.font = `600 ${words.length > 3 ? 10 : 11.5}px ${colours.sans}`;
  pen.fillText(words, middle, middle + 0.5);
  return made;
}

/** A name, for a map without fonts of its own. Towns have their dot at the left. */
function name(colours, words, kind) {
  const isCountry = kind === "country";
  const size = isCountry ? 12.5 : kind === "0" ? 12 : 11;
  const font = `${isCountry ? "italic " : kind === "0" ? "600 " : ""}${size}px ${isCountry ? colours.serif : colours.sans}`;
  const [, ruler] = canvas(1, 1);
  ruler.font = font;
  const width = ruler.measureText(words).width;
  const dot = isCountry ? 0 : 9;
  const [made, pen] = canvas(width + 8 + dot, size + 8);
  pen.font = font;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = colours.land;
  pen.fillStyle = isCountry ? colours["ink-quiet"] : colours["ink-quiet"];
  const middle = (size + 8) / 2;
  if (dot) {
    pen.beginPath();
    pen.arc(5, middle, 2, 0, 7);
    pen.stroke();
    pen.fill();
  }
  pen.strokeText(words, 4 + dot - 1, middle);
  pen.fillText(words, 4 + dot - 1, middle);
  return made;
}

/** Lines aslant, for a place that is a region. */
function hatch(colours) {
  const [made, pen] = canvas(8, 8);
  pen.strokeStyle = colours["ink-quiet"];
  pen.globalAlpha = 0.55;
  pen.lineWidth = 0.7;
  pen.beginPath();
  for (const at of [-4, 0, 4, 8]) {
    pen.moveTo(at - 1, 9);
    pen.lineTo(at + 9, -1);
  }
  pen.stroke();
  return made;
}

const makers = { mark, many, name, hatch: (colours) => hatch(colours) };

/** The picture of that name: `mark|ASSAULT|1|`, `many|120|3`, `name|Syria|country`, `hatch`. */
export function picture(colours, id) {
  const [kind, ...given] = id.split("|");
  const maker = makers[kind];
  if (!maker) return null;
  const made = maker(colours, ...given.map((each) => (each === "0" && kind === "mark" ? "" : each)));
  return { data: made.getContext("2d").getImageData(0, 0, made.width, made.height), ratio: DENSE };
}
