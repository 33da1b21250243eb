// Filter tiles and rows already on the page by a tally or a pill, without a round trip.
//
// [data-filter="state"] with a value ("" for all) shows, inside data-filter-target, only the [data-state] elements
// of that value (a space-separated list). Without scripts the same links ask the server.
function apply(control) {
  const scope = document.querySelector(control.dataset.filterTarget);
  if (!scope) return false;
  const group = document.querySelectorAll(`[data-filter-target="${control.dataset.filterTarget}"]`);
  const again = control.getAttribute("aria-pressed") === "true";
  const wanted = again ? "" : control.dataset.filter;
  group.forEach((other) => other.setAttribute("aria-pressed", String(other.dataset.filter === wanted)));
  for (const item of scope.querySelectorAll("[data-state]")) {
    item.hidden = wanted !== "" && !item.dataset.state.split(" ").includes(wanted);
  }
  for (const section of scope.querySelectorAll("[data-filter-group]")) {
    section.hidden = !section.querySelector("[data-state]:not([hidden])");
  }
  return true;
}

export function start() {
  document.addEventListener("click", (event) => {
    const control = event.target.closest("[data-filter]");
    if (control && apply(control)) event.preventDefault();
  });
}
