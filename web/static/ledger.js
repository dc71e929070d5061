// The ledger: the unit chosen once is remembered in this browser, and the page opens with it from then on.
(() => {
  const KEY = "fengong.unit";
  const main = document.getElementById("main");
  const select = document.getElementById("unit");
  const offered = (name) => [...select.options].some((option) => option.value === name);

  const unit = localStorage.getItem(KEY);
  const [visit] = performance.getEntriesByType("navigation");
  if (main.dataset.unit) localStorage.setItem(KEY, main.dataset.unit);
  else if (unit && offered(unit) && visit?.type === "navigate") location.replace(`?${new URLSearchParams({ unit })}`); // Back shows the choice

  document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
})();
