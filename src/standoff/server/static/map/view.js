// The map: one source of marks, grouped where there are many; each place as wide as it is vague; the selected one on top.

import { picture, readColours, readShapes } from "./signs.js";
import { STILL } from "./timeline.js";

/** From so many marks on, or so many at one place, those near to each other stand as one: beyond, what is drawn hides the
    map, long before it becomes slow. */
const MANY = 400;
const PILE = 30;
const APART = 8;
/** From which zoom on regions are hatched: before, how vague places are is not worked out. */
const HATCHED = 4.5;
/** Milliseconds between two drawings while the first tiles come: each that comes would have all drawn anew. */
const UNHURRIED = 80;
const NEAREST = 12;
const REGION_KM = 25;
const METRES = 78271.517;
const INNER = 3.6;
/** Of lines of land a pixel may be lost: to cut them into tiles is most of the work of a map's beginning. */
const LEAN = { tolerance: 1, buffer: 32 };
const GROUPED = { cluster: true, clusterMaxZoom: APART - 1, clusterRadius: 34, clusterProperties: { torn: ["+", ["get", "ring"]] } };
const FITTED = { padding: { top: 68, right: 44, bottom: 44, left: 44 }, maxZoom: 6 };
const nothing = { type: "FeatureCollection", features: [] };

/** A map in `ground` of the first incidents to be shown, `at` a position or, where there is none, with all in view. `on` has `select(index)`, `hover(index, point)`, `move(position, isByHand)`. Resolves to what can
    be done with it, or rejects where the browser can draw none. */
export async function openMap(ground, on, { columns, indices, at }) {
  await Promise.all([readShapes(), prepareMap(), laidOut(ground)]);
  const { maplibregl } = window;
  let colours = readColours();
  let isReady = false;
  const data = {
    marks: asMarks(columns, indices),
    reach: nothing,
    chosen: nothing,
    ground: "/static/map/world.geojson",
    names: nothing,
    inner: nothing,
  };
  let isGrouped = isCrowd(data.marks);
  /** Sources are fetched in their order: the marks come first, names, and lines in detail, once all else is there. */
  const style = () => ({
    version: 8,
    sources: Object.fromEntries(Object.entries(data).map(([name, given]) => [name, { type: "geojson", data: given, ...(name === "ground" || name === "inner" ? LEAN : {}), ...(name === "marks" && isGrouped ? GROUPED : {}) }])),
    layers: layers(colours, isGrouped),
  });
  const map = new maplibregl.Map({
    container: ground,
    style: style(),
    ...(at ? { center: [at.lon, at.lat], zoom: at.zoom } : asCamera(boundsOf(columns, indices))),
    maxZoom: NEAREST,
    minZoom: 0.4,
    attributionControl: false,
    cooperativeGestures: !matchMedia(STILL).matches,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: { "Map.Title": "Map of incidents; the list holds the same" },
  });
  const hurry = slowed(map);
  for (const event of ["idle", "movestart"]) map.once(event, hurry);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibregl.ScaleControl({ maxWidth: 90 }), "bottom-right");
  map.on("error", ({ error }) => console.warn("Map:", error?.message));
  const draw = (id) => {
    const made = map.hasImage(id) ? null : picture(colours, id);
    if (made) map.addImage(id, made.data, { pixelRatio: made.ratio });
  };
  map.on("styleimagemissing", ({ id }) => draw(id));

  const put = (name, given) => {
    data[name] = given;
    if (isReady) map.getSource(name).setData(given);
  };
  /** Whatever was put while the style was being read is put once more. Pictures that are sure to be needed are made
      before any tile asks for them, for each that comes later has tiles made anew. */
  const whenStyled = () => {
    const drawn = { ...data };
    isReady = false;
    map.once("style.load", () => {
      isReady = true;
      for (const id of ["hatch", ...new Set(data.marks.features.map(({ properties: { type, ring } }) => `mark|${type}|${ring}|`))]) draw(id);
      for (const name of Object.keys(data)) if (data[name] !== drawn[name]) put(name, data[name]);
    });
  };
  const restyle = () => {
    whenStyled();
    map.setStyle(style(), { diff: false });
  };
  whenStyled();
  let reaching = { columns, indices };
  const wantReach = () => {
    if (!reaching || map.getZoom() < HATCHED) return;
    put("reach", asReach(reaching.columns, reaching.indices));
    reaching = null;
  };
  wantReach();
  map.on("zoom", wantReach);
  const wantMore = () => {
    if (data.names === nothing) put("names", "/static/map/names.geojson");
    if (data.inner !== nothing || map.getZoom() < INNER) return;
    put("ground", "/static/map/countries.geojson");
    put("inner", "/static/map/admin1.geojson");
  };
  map.on("moveend", () => data.names !== nothing && wantMore());
  let isByHand = false;
  map.on("movestart", (event) => (isByHand ||= Boolean(event.originalEvent)));
  map.on("moveend", () => {
    on.move(position(), isByHand);
    isByHand = false;
  });

  const position = () => {
    const { lng, lat } = map.getCenter();
    const [[west, south], [east, north]] = map.getBounds().toArray();
    return { zoom: map.getZoom(), lat, lon: lng, box: [south, west, north, east] };
  };

  const hitAt = (point, layers = ["marks", "chosen"]) => {
    const found = isReady ? map.queryRenderedFeatures([[point.x - 3, point.y - 3], [point.x + 3, point.y + 3]], { layers }) : [];
    const away = (each) => {
      const { x, y } = map.project(each.geometry.coordinates);
      const shift = each.properties.offset ? JSON.parse(each.properties.offset) : [0, 0];
      return Math.hypot(x + shift[0] - point.x, y + shift[1] - point.y);
    };
    return found.length > 1 ? found.reduce((best, each) => (away(each) < away(best) ? each : best)) : found[0];
  };
  let waiting = 0;
  map.on("mousemove", ({ point }) => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      const hit = hitAt(point, ["marks", "chosen", "groups"]);
      map.getCanvas().style.cursor = hit ? "pointer" : "";
      on.hover(hit && hit.properties.i !== undefined ? hit.properties.i : null, point);
    });
  });
  map.getCanvas().addEventListener("mouseleave", () => on.hover(null, null));
  map.on("click", async ({ point }) => {
    const hit = hitAt(point);
    if (hit) return on.select(hit.properties.i);
    const [group] = !isReady ? [] : map.queryRenderedFeatures(point, { layers: ["groups"] });
    if (!group) return on.select(null);
    const zoom = await map.getSource("marks").getClusterExpansionZoom(group.properties.cluster_id);
    map.easeTo({ center: group.geometry.coordinates, zoom: Math.min(zoom + 0.4, NEAREST) });
  });

  return {
    position,
    /** Show these incidents: `columns` of the API, and the indices of those to show. */
    show(columns, indices) {
      const marks = asMarks(columns, indices);
      reaching = { columns, indices };
      const willGroup = isCrowd(marks);
      if (willGroup === isGrouped) {
        put("marks", marks);
      } else {
        isGrouped = willGroup;
        data.marks = marks;
        restyle();
      }
      wantReach();
    },
    /** Show one as the selected one, or none; `mayMove` where it should be brought into view. */
    choose(columns, index, mayMove) {
      const isPlaced = index !== null && columns.lat[index] !== null;
      put("chosen", isPlaced ? asChosen(columns, index, data.marks) : nothing);
      if (!isPlaced || !mayMove) return;
      const center = [columns.lon[index], columns.lat[index]];
      if (!map.getBounds().contains(center)) map.easeTo({ center });
    },
    /** Have all in view. */
    fit(columns, indices) {
      const bounds = boundsOf(columns, indices);
      if (bounds) map.fitBounds(bounds, { ...FITTED, animate: false });
    },
    go({ zoom, lat, lon }) {
      map.jumpTo({ center: [lon, lat], zoom });
    },
    recolour() {
      colours = readColours();
      restyle();
    },
    /** Once the marks are to be seen; what is less urgent is fetched then. */
    async whenSeen() {
      const isSeen = () => isReady && map.isSourceLoaded("marks") && map.isSourceLoaded("ground") && map.areTilesLoaded();
      await new Promise((done) => {
        const looks = ["render", "idle"];
        const look = () => isSeen() && (looks.forEach((each) => map.off(each, look)), done());
        for (const each of looks) map.on(each, look);
        map.triggerRepaint();
      });
    },
    async whenWhole() {
      wantMore();
      await new Promise((done) => {
        map.once("idle", done);
        map.triggerRepaint();
      });
    },
  };
}

/** Once a box has a size: of a page that is loaded before it is shown it has none, and MapLibre would take another for it
    and keep it. */
const laidOut = (box) =>
  new Promise((done) => {
    const watch = new ResizeObserver(() => box.clientWidth && box.clientHeight && done(watch.disconnect()));
    watch.observe(box);
  });

/** Have a map draw itself no more often than every so many milliseconds, until the function that this gives is called. */
function slowed(map) {
  const draw = map.triggerRepaint;
  let last = 0;
  let waiting = 0;
  map.triggerRepaint = () => {
    waiting ||= setTimeout(() => {
      [waiting, last] = [0, performance.now()];
      draw.call(map);
    }, Math.max(0, last + UNHURRIED - performance.now()));
  };
  return () => {
    delete map.triggerRepaint;
    map.triggerRepaint();
  };
}

const asCamera = (bounds) => (bounds ? { bounds, fitBoundsOptions: FITTED } : { center: [30, 25], zoom: 1.2 });

/** The box around all, the narrowest: across the date line, to more than 180 degrees, where that is shorter. */
function boundsOf(columns, indices) {
  let [south, north] = [90, -90];
  const lons = [];
  for (const i of indices) {
    const [lat, lon] = [columns.lat[i], columns.lon[i]];
    if (lat === null) continue;
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
    lons.push(lon);
  }
  if (!lons.length) return null;
  lons.sort((a, b) => a - b);
  let [west, east] = [lons[0], lons.at(-1)];
  let widest = 360 - (east - west);
  for (let nth = 1; nth < lons.length; nth++) {
    const gap = lons[nth] - lons[nth - 1];
    if (gap > widest) [widest, west, east] = [gap, lons[nth], lons[nth - 1] + 360];
  }
  return [[west, south], [east, north]];
}

let preparing = null;

/** Have MapLibre GL and its workers at hand; rejects where it never comes. */
export const prepareMap = () => (preparing ??= prepare(document.getElementById("maplibre")));

async function prepare(script) {
  if (!window.maplibregl) {
    await new Promise((done, failed) => {
      script.addEventListener("load", done);
      script.addEventListener("error", () => failed(new Error("MapLibre GL did not come.")));
    });
  }
  window.maplibregl.prewarm();
}

function layers(colours, isGrouped) {
  const pixels = (zoom) => ["*", ["get", "metres"], 2 ** zoom / METRES];
  const radius = ["interpolate", ["exponential", 2], ["zoom"], 0, pixels(0), 20, pixels(20)];
  // Where the map is asked what lies at a point, its tiles have arrays as words; then the place itself must do.
  const offset = ["case", ["==", ["typeof", ["get", "offset"]], "array<number, 2>"], ["array", "number", 2, ["get", "offset"]], ["literal", [0, 0]]];
  const kind = (name) => ["==", ["get", "kind"], name];
  const mark = (ring, isChosen) => ["concat", "mark|", ["get", "type"], "|", ring, "|", isChosen];
  return [
    { id: "sea", type: "background", paint: { "background-color": colours.sea } },
    { id: "land", source: "ground", type: "fill", filter: kind("land"), paint: { "fill-color": colours.land } },
    { id: "lakes", source: "ground", type: "fill", filter: kind("lake"), paint: { "fill-color": colours.sea, "fill-outline-color": colours.coast } },
    { id: "inner", source: "inner", type: "line", minzoom: INNER, paint: { "line-color": colours["inner-border"], "line-width": 0.75, "line-dasharray": [3, 2] } },
    { id: "coast", source: "ground", type: "line", filter: kind("land"), paint: { "line-color": colours.coast, "line-width": 0.75 } },
    { id: "borders", source: "ground", type: "line", filter: kind("border"), layout: { "line-join": "round" }, paint: { "line-color": colours.border, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.6, 6, 1.4] } },
    { id: "regions", source: "reach", type: "fill", minzoom: HATCHED, filter: kind("region"), paint: { "fill-pattern": "hatch", "fill-opacity": 0.5 } },
    { id: "reach", source: "reach", type: "circle", minzoom: 6, filter: kind("spot"), paint: { "circle-radius": radius, "circle-color": colours["ink-quiet"], "circle-opacity": 0.07, "circle-stroke-color": colours["ink-quiet"], "circle-stroke-width": 0.75, "circle-stroke-opacity": 0.45 } },
    { id: "chosen-region", source: "chosen", type: "fill", filter: kind("region"), paint: { "fill-pattern": "hatch" } },
    { id: "chosen-reach", source: "chosen", type: "fill", filter: ["has", "kind"], paint: { "fill-color": colours.accent, "fill-opacity": 0.12 } },
    { id: "chosen-edge", source: "chosen", type: "line", filter: ["has", "kind"], paint: { "line-color": colours.accent, "line-width": 1.25, "line-dasharray": [3, 2] } },
    { id: "towns", source: "names", type: "symbol", minzoom: 3.2, filter: ["all", kind("town"), ["<=", ["get", "size"], ["step", ["zoom"], 0, 4.2, 1, 5.2, 2]]], layout: { "icon-image": ["concat", "name|", ["get", "name"], "|", ["get", "size"]], "icon-anchor": "left", "icon-offset": [-5, 0], "icon-padding": 3, "symbol-sort-key": ["get", "size"] } },
    { id: "countries", source: "names", type: "symbol", maxzoom: 6.5, filter: ["all", kind("country"), ["<", ["get", "rank"], ["step", ["zoom"], 14, 2, 45, 3, 120, 4, 300]]], layout: { "icon-image": ["concat", "name|", ["get", "name"], "|country"], "icon-padding": 4, "symbol-sort-key": ["get", "rank"] } },
    { id: "groups", source: "marks", type: "symbol", filter: ["has", "point_count"], layout: { "icon-image": ["concat", "many|", ["get", "point_count"], "|", ["ceil", ["/", ["*", 8, ["get", "torn"]], ["get", "point_count"]]]], "icon-allow-overlap": true, "icon-ignore-placement": true } },
    { id: "marks", source: "marks", type: "symbol", filter: ["!", ["has", "point_count"]], layout: { "icon-image": mark(["get", "ring"], ""), "icon-offset": offset, "icon-size": ["get", "size"], "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-z-order": "source" } },
    { id: "chosen", source: "chosen", type: "symbol", filter: ["!", ["has", "kind"]], layout: { "icon-image": mark(["get", "ring"], "1"), "icon-offset": isGrouped ? ["step", ["zoom"], ["literal", [0, 0]], APART, offset] : offset, "icon-allow-overlap": true, "icon-ignore-placement": true } },
  ];
}

const isCrowd = (marks) => marks.features.length > MANY || marks.features.some(({ properties: { pile } }) => pile > PILE);

/** Incidents of one place stand around it as the seeds of a sunflower do, closer where there are more. */
function asMarks(columns, indices) {
  const places = new Map();
  for (const i of indices) {
    if (columns.lat[i] === null) continue;
    const key = `${columns.lat[i]} ${columns.lon[i]}`;
    const found = places.get(key);
    if (found) found.push(i);
    else places.set(key, [i]);
  }
  const features = [];
  for (const here of places.values()) {
    const size = Math.max(0.45, Math.min(1, 6.5 / Math.sqrt(here.length)));
    const step = here.length > 1 ? 10.5 * size : 0;
    for (let nth = here.length - 1; nth >= 0; nth--) {
      const i = here[nth];
      const turn = nth * 2.399963;
      const away = step * Math.sqrt(nth + (here.length > 1 ? 0.35 : 0));
      const offset = [(away * Math.cos(turn)) / size, (away * Math.sin(turn)) / size].map((each) => Math.round(each * 10) / 10);
      features.push({
        type: "Feature",
        properties: { i, type: columns.typeName(i), ring: columns.disputes[i] > 0 ? 1 : 0, offset, size, pile: here.length },
        geometry: { type: "Point", coordinates: [columns.lon[i], columns.lat[i]] },
      });
    }
  }
  return { type: "FeatureCollection", features };
}

/** Each place once, as wide as it is vague. */
function asReach(columns, indices) {
  const seen = new Set();
  const features = [];
  for (const i of indices) {
    const [lat, lon, km] = [columns.lat[i], columns.lon[i], columns.uncertainty_km[i]];
    const key = `${lat} ${lon} ${km}`;
    if (lat === null || !km || seen.has(key)) continue;
    seen.add(key);
    if (km >= REGION_KM) features.push(circle(lat, lon, km, "region"));
    else {
      const metres = (km * 1000) / Math.cos((lat * Math.PI) / 180);
      features.push({ type: "Feature", properties: { kind: "spot", metres }, geometry: { type: "Point", coordinates: [lon, lat] } });
    }
  }
  return { type: "FeatureCollection", features };
}

function asChosen(columns, index, marks) {
  const [lat, lon, km] = [columns.lat[index], columns.lon[index], columns.uncertainty_km[index]];
  const mark = marks.features.find((each) => each.properties.i === index);
  const offset = mark ? mark.properties.offset.map((each) => each * mark.properties.size) : [0, 0];
  const point = {
    type: "Feature",
    properties: { i: index, type: columns.typeName(index), ring: columns.disputes[index] > 0 ? 1 : 0, offset },
    geometry: { type: "Point", coordinates: [lon, lat] },
  };
  return { type: "FeatureCollection", features: km ? [circle(lat, lon, km, km >= REGION_KM ? "region" : "spot"), point] : [point] };
}

/** A circle on the globe, as a polygon. */
function circle(lat, lon, km, kind) {
  const ring = [];
  const rad = Math.PI / 180;
  const angle = km / 6371;
  for (let at = 0; at <= 48; at++) {
    const turn = (at / 48) * 2 * Math.PI;
    const y = Math.asin(Math.sin(lat * rad) * Math.cos(angle) + Math.cos(lat * rad) * Math.sin(angle) * Math.cos(turn));
    const x = Math.atan2(Math.sin(turn) * Math.sin(angle) * Math.cos(lat * rad), Math.cos(angle) - Math.sin(lat * rad) * Math.sin(y));
    ring.push([lon + x / rad, y / rad]);
  }
  return { type: "Feature", properties: { kind }, geometry: { type: "Polygon", coordinates: [ring] } };
}
