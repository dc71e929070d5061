// Large text: chosen on any page, remembered in this browser, the same in all its tabs.
(() => {
  const KEY = "fengong.text";
  const LARGE = "large";
  const root = document.documentElement;

  // A browser may forbid storage; then the choice holds for the page.
  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function remember(size) {
    try {
      localStorage.setItem(KEY, size);
    } catch {
      // see above
    }
  }

  function apply(size) {
    root.dataset.text = size;
    for (const button of document.querySelectorAll("[data-text-size]")) button.setAttribute("aria-pressed", String(size === LARGE));
  }

  const applyTextSize = () => apply(root.dataset.text);
  apply(remembered() ?? "");
  document.addEventListener("DOMContentLoaded", applyTextSize);
  window.addEventListener("storage", (event) => event.key === KEY && apply(event.newValue ?? ""));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-text-size]")) return;
    const size = root.dataset.text === LARGE ? "" : LARGE;
    remember(size);
    apply(size);
  });

  // The chat page's button comes later than the page.
  window.fengong = Object.assign(window.fengong || {}, { applyTextSize });
})();
