// The phone's "More" menu is the rail, shown by the address #menu; scripts add focus and Escape.
export function start() {
  const rail = document.getElementById("menu");
  if (!rail) return;
  window.addEventListener("hashchange", () => {
    if (location.hash === "#menu") rail.querySelector(".close").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash === "#menu" && !document.querySelector("dialog[open]")) location.hash = "#main-content";
  });
}
