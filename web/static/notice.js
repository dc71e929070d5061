// Highlights in a notice by source offsets. A run's character i stands at data-start + i in the source.
window.fengong = window.fengong || {};

(() => {
  const SPANS = /^\d+-\d+(,\d+-\d+)*$/;

  const readSpans = (words) => (SPANS.test(words) ? words.split(",").map((pair) => pair.split("-").map(Number)) : []);

  function clearMarks(root) {
    for (const run of new Set([...root.querySelectorAll("mark")].map((mark) => mark.closest(".run")))) {
      run.textContent = run.textContent; // unwraps the marks: a run holds text only
    }
  }

  // Mark within one run the characters that any span covers.
  function markRun(run, spans) {
    const text = run.textContent;
    const start = Number(run.dataset.start);
    const inside = (i) => spans.some(([from, to]) => from <= start + i && start + i < to);
    const parts = [];
    for (let begin = 0; begin < text.length; ) {
      let end = begin + 1;
      while (end < text.length && inside(end) === inside(begin)) end += 1;
      const words = text.slice(begin, end);
      if (inside(begin)) {
        const mark = document.createElement("mark");
        mark.textContent = words;
        parts.push(mark);
      } else {
        parts.push(words);
      }
      begin = end;
    }
    run.replaceChildren(...parts);
  }

  // Highlight the spans, scroll to them or else to the clause, and return the clause.
  function show(root, clauseId, spans) {
    clearMarks(root);
    root.querySelectorAll(".clause.here").forEach((clause) => clause.classList.remove("here"));
    for (const run of root.querySelectorAll(".run")) {
      const start = Number(run.dataset.start);
      const end = start + run.textContent.length;
      if (spans.some(([from, to]) => from < end && start < to)) markRun(run, spans);
    }
    const clause = [...root.querySelectorAll(".clause")].find((each) => each.dataset.clause === clauseId);
    const target = clause?.querySelector("mark") || root.querySelector("mark") || clause; // a signature stands below, far from its clause
    if (clause) clause.classList.add("here");
    if (target) scrollTo(root, target.getBoundingClientRect(), clause);
    root.dispatchEvent(new CustomEvent("marks", { bubbles: true }));
    return clause;
  }

  // The clause's beginning in view if the place in it fits below, else the place in the middle.
  // Not scrollIntoView: it would also scroll the page around the pane.
  function scrollTo(root, place, clause) {
    const scroller = root.closest(".pane-scroll") || document.scrollingElement;
    const top = scroller === document.scrollingElement ? (document.querySelector(".notice-bar")?.offsetHeight ?? 0) : scroller.getBoundingClientRect().top;
    const height = scroller.clientHeight;
    const begin = clause ? clause.getBoundingClientRect().top : place.top;
    const fits = clause && place.bottom - begin < height * 0.8;
    const offset = fits ? begin - top - 12 : place.top - top - height / 2;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    scroller.scrollBy({ top: offset, behavior: still ? "auto" : "smooth" });
  }

  Object.assign(window.fengong, { readSpans, showInNotice: show, scrollInNotice: scrollTo });

  // On the notice's own page the marks come with the page; bring them into view.
  document.addEventListener("DOMContentLoaded", () => {
    if (!document.body.classList.contains("notice-page")) return;
    document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
    const contents = document.querySelector(".notice-layout nav details");
    if (contents && window.matchMedia("(max-width: 768px)").matches) contents.open = false;
    const mark = document.querySelector("mark");
    if (mark) scrollTo(document.querySelector(".notice"), mark.getBoundingClientRect(), mark.closest(".clause") || document.querySelector(":target"));
  });
})();
