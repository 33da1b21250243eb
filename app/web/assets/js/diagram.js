// Live BPMN diagrams: [data-diagram="address of the XML"].
//
// data-marks   {"ElementId": "is-done" | "is-now" | "is-late"}; sequence flows take is-done
// data-badges  {"ElementId": {"text": "2 hồ sơ", "kind": "late" | ""}} small labels on elements
// The viewer's bpmn.io logo stays fully visible, as its licence asks.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { make } from "./dom.js";
import { text } from "./texts.js";

const COLOURS = { defaultFillColor: "var(--td-bpmn-fill)", defaultStrokeColor: "var(--td-bpmn-line)", defaultLabelColor: "var(--td-bpmn-text)" };
const FONT = { fontFamily: '"Be Vietnam Pro", sans-serif', fontSize: 12, lineHeight: 1.3 };
const SPACE = 16;
const PAPER = 700; // pixels: what the frame has on a sheet of A4
const LOGO = 36; // a strip at the foot that the drawing leaves to the bpmn.io logo

/** The viewer's few words in the language of the page. */
const translation = {
  translate: ["value", (words, values = {}) => {
    const known = words === "Open {element}" ? text("open_element") : words;
    return known.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? `{${name}}`);
  }],
};

function makeViewer(place) {
  return new NavigatedViewer({
    container: place,
    additionalModules: [translation],
    bpmnRenderer: COLOURS,
    textRenderer: { defaultStyle: FONT, externalStyle: { ...FONT, fontSize: 11.5 } },
    zoomScroll: { enabled: false }, // the wheel scrolls the page
  });
}

function mark(viewer, marks, badges) {
  const canvas = viewer.get("canvas");
  const elements = viewer.get("elementRegistry");
  for (const [id, marker] of Object.entries(marks)) if (elements.get(id)) canvas.addMarker(id, marker);
  for (const [id, badge] of Object.entries(badges)) {
    if (elements.get(id)) {
      viewer.get("overlays").add(id, { position: { top: -12, right: 24 }, html: make("span", { class: `badge-td ${badge.kind ?? ""}` }, badge.text) });
    }
  }
}

/** Give the frame the height the drawing needs at full width, then fit it with a little air. */
function fit(place, viewer) {
  const canvas = viewer.get("canvas");
  canvas.resized(); // what was measured while the frame was folded away is no size
  const { inner } = canvas.viewbox();
  const scale = Math.min(1.15, place.clientWidth / (inner.width + 2 * SPACE));
  const readable = Math.max(scale, 0.55);
  place.style.height = `${Math.min(Math.max(200, (inner.height + SPACE) * readable + LOGO), 720)}px`;
  canvas.resized();
  const width = place.clientWidth / readable;
  const height = place.clientHeight / readable;
  const left = scale < readable ? inner.x - SPACE : inner.x - (width - inner.width) / 2;
  canvas.viewbox({ x: left, y: inner.y - (height - LOGO / readable - inner.height) / 2, width, height });
}

/** On a narrow screen the whole does not fit: start where the case is. */
function showNow(place, viewer, marks) {
  const now = Object.keys(marks).find((id) => marks[id] !== "is-done");
  const element = now && viewer.get("elementRegistry").get(now);
  if (!element) return;
  const box = viewer.get("canvas").viewbox();
  if (element.x < box.x || element.x + element.width > box.x + box.width) {
    viewer.get("canvas").viewbox({ ...box, x: element.x + element.width / 2 - box.width / 2 });
  }
}

/** Paper shows the whole: nobody can move what is printed. */
function fitPaper(place, viewer) {
  if (!place.clientWidth) return;
  const canvas = viewer.get("canvas");
  const { inner } = canvas.viewbox();
  place.style.width = `${PAPER}px`;
  place.style.height = `${Math.min(720, (inner.height + SPACE) * Math.min(1, PAPER / (inner.width + 2 * SPACE)) + LOGO)}px`;
  canvas.resized();
  canvas.zoom("fit-viewport");
}

const TOOLS = {
  in: (viewer) => viewer.get("canvas").zoom(viewer.get("canvas").zoom() * 1.25),
  out: (viewer) => viewer.get("canvas").zoom(viewer.get("canvas").zoom() / 1.25),
  fit: (viewer) => viewer.get("canvas").zoom("fit-viewport"), // all of it, however small its letters get
};

async function draw(place) {
  const marks = JSON.parse(place.dataset.marks || "{}");
  const response = await fetch(place.dataset.diagram);
  if (!response.ok) throw new Error(`The diagram answered ${response.status}`);
  await Promise.all(["400 12px", "600 12px"].map((font) => document.fonts.load(`${font} "Be Vietnam Pro"`, "aẵộ")));
  const viewer = makeViewer(place);
  const { warnings } = await viewer.importXML(await response.text());
  for (const warning of warnings) console.warn(warning.message);
  place.querySelector(".fallback")?.remove();
  mark(viewer, marks, JSON.parse(place.dataset.badges || "{}"));
  const show = () => {
    if (!place.clientWidth) return; // folded away: fitted when it is opened
    fit(place, viewer);
    showNow(place, viewer, marks);
  };
  show();
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (place.clientWidth !== width && !place.style.width) show(); // a width of its own: it is being printed
    width = place.clientWidth;
  }).observe(place);
  addEventListener("beforeprint", () => fitPaper(place, viewer));
  addEventListener("afterprint", () => {
    place.style.width = "";
    show();
  });
  const tools = place.parentElement.querySelector("[data-diagram-tools]");
  if (tools) {
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const tool = event.target.closest("[data-tool]")?.dataset.tool;
      if (tool) (TOOLS[tool] ?? show)(viewer);
    });
  }
  place.dataset.drawn = "yes";
}

// A diagram that is folded away is unfolded where there is room for it: on a phone it would push what follows off the page.
for (const fold of document.querySelectorAll("[data-unfolds]")) fold.open = matchMedia("(min-width: 768px)").matches;

for (const place of document.querySelectorAll("[data-diagram]")) {
  draw(place).catch((problem) => {
    console.error(problem);
    place.style.height = "auto";
    place.replaceChildren(make("p", { class: "fallback mb-0" }, text("diagram_failed")));
  });
}
