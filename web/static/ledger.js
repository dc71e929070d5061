// The ledger: the unit chosen once is remembered in this browser, and the page opens with it from then on.
(() => {
  const KEY = "fengong.unit";
  const main = document.getElementById("main");
  const select = document.getElementById("unit");
  const offered = (name) => [...select.options].some((option) => option.value === name);

  // A browser may forbid storage; then one chooses anew each time.
  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function remember(name) {
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // see above
    }
  }

  const unit = remembered();
  const [visit] = performance.getEntriesByType("navigation");
  if (main.dataset.unit) remember(main.dataset.unit);
  else if (unit && offered(unit) && visit?.type === "navigate") location.replace(`?${new URLSearchParams({ unit })}`); // Back shows the choice

  document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
})();
