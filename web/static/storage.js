// A browser may forbid storage, or give none; then what is remembered holds for the page. Gradio asks for storage unguarded.
(() => {
  const PROBE = "fengong.probe";

  function standIn() {
    const kept = new Map();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, String(value)),
      removeItem: (key) => kept.delete(key),
    };
  }

  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].setItem(PROBE, "");
      window[name].removeItem(PROBE);
    } catch {
      Object.defineProperty(window, name, { value: standIn() });
    }
  }
})();
