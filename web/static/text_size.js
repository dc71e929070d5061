// Large text: chosen on any page, remembered in this browser, the same in all its tabs.
(() => {
  const KEY = "fengong.text";
  const LARGE = "large";
  const root = document.documentElement;

  function apply(size) {
    root.dataset.text = size;
    for (const button of document.querySelectorAll("[data-text-size]")) button.setAttribute("aria-pressed", String(size === LARGE));
  }

  const applyTextSize = () => apply(root.dataset.text);
  apply(localStorage.getItem(KEY) ?? "");
  document.addEventListener("DOMContentLoaded", applyTextSize);
  window.addEventListener("storage", (event) => event.key === KEY && apply(event.newValue ?? ""));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-text-size]")) return;
    const size = root.dataset.text === LARGE ? "" : LARGE;
    localStorage.setItem(KEY, size);
    apply(size);
  });

  // The chat page's button comes later than the page.
  window.fengong = Object.assign(window.fengong || {}, { applyTextSize });
})();
