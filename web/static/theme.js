// The chat page's dark class comes from Gradio; the notice page follows the system in the same way.
(() => {
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.documentElement.classList.toggle("dark", system.matches);
  system.addEventListener("change", follow);
  follow();
})();
