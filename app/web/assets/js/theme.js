// Set light or dark before the first paint: the remembered choice, else what the system prefers.
// Loaded without defer in <head>; the server already wrote the remembered choice into the page.
const page = document.documentElement;
if (!page.dataset.bsTheme) {
  page.dataset.bsTheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
page.classList.add("has-scripts");
