// Small pieces of page made from safe parts: text is always set as text, never as markup.

/** Make an element: make("p", { class: "x" }, "text", child). */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Make an icon of the sprite. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${document.querySelector('meta[name="td-icons"]').content}#${name}`);
  svg.append(use);
  return svg;
}

/** Make a notice like the server's: kind is "", "ok", "soon" or "late". */
export function notice(kind, iconName, ...content) {
  return make("div", { class: `note ${kind}` }, icon(iconName), make("div", {}, make("p", {}, ...content)));
}

/** Whether an element takes typing, so that single-key shortcuts must leave it alone. */
export function takesTyping(element) {
  return element.isContentEditable || /^(TEXTAREA|SELECT)$/.test(element.tagName) ||
    (element.tagName === "INPUT" && !/^(checkbox|radio|button|submit|reset|file)$/.test(element.type));
}
