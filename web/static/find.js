// Finding words in a notice. What is found is painted by the browser's highlights and changes nothing in the notice,
// so it stands beside the marks of a quotation; where a browser has no highlights, the hit one is at is selected.
window.fengong = window.fengong || {};

(() => {
  const painted = typeof Highlight === "function" && CSS.highlights;
  const places = new WeakMap(); // form -> which hit one is at, counted from 0
  const noticeOf = (form) => form.closest("[data-find-in]").querySelector(".notice");

  // Width, case and white space do not count: a page break may stand inside a word.
  const plain = (words) => words.normalize("NFKC").toLowerCase().replace(/\s/g, "");

  // The notice's letters with their places, a null between paragraphs, which no word spans.
  function lettersOf(notice) {
    const letters = [];
    let paragraph = null;
    for (const run of notice.querySelectorAll(".run")) {
      if (run.parentElement !== paragraph) letters.push(null);
      paragraph = run.parentElement;
      const walker = document.createTreeWalker(run, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        for (let i = 0; i < node.length; i += 1) {
          for (const letter of plain(node.data[i])) letters.push({ letter, node, offset: i });
        }
      }
    }
    return letters;
  }

  function findAll(notice, words) {
    const wanted = plain(words);
    if (!wanted) return [];
    const letters = lettersOf(notice);
    const text = letters.map((each) => each?.letter ?? "\n").join("");
    const hits = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const [first, last] = [letters[at], letters[at + wanted.length - 1]];
      const range = document.createRange();
      range.setStart(first.node, first.offset);
      range.setEnd(last.node, last.offset + 1);
      hits.push(range);
    }
    return hits;
  }

  function paint(hits, at) {
    if (painted) {
      CSS.highlights.set("found", new Highlight(...hits));
      CSS.highlights.set("found-here", new Highlight(...hits.slice(at, at + 1)));
    } else if (hits.length) {
      window.getSelection().removeAllRanges();
      window.getSelection().addRange(hits[at]);
    }
  }

  // Show what is found; `step` leads on or back, 0 stays where one is.
  function find(form, step = 0, scroll = true) {
    const notice = noticeOf(form);
    const words = form.elements.words.value;
    const hits = findAll(notice, words);
    const at = hits.length ? ((places.get(form) ?? 0) + step + hits.length) % hits.length : 0;
    places.set(form, at);
    paint(hits, at);
    const { some, none } = form.dataset;
    form.querySelector("output").textContent = !plain(words) ? "" : hits.length ? some.replace("{at}", at + 1).replace("{all}", hits.length) : none;
    form.querySelectorAll("[data-step]").forEach((button) => (button.disabled = !hits.length));
    if (hits.length && scroll) fengong.scrollInNotice(notice, hits[at].getBoundingClientRect());
  }

  const formOf = (event) => event.target.closest?.("form.find");

  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (!form || event.isComposing) return; // an input method has not settled on a word
    places.delete(form);
    find(form);
  });
  document.addEventListener("compositionend", (event) => formOf(event) && find(formOf(event)));

  document.addEventListener("submit", (event) => formOf(event) && event.preventDefault());

  document.addEventListener("click", (event) => {
    const step = event.target.closest("form.find [data-step]")?.dataset.step;
    if (step) find(formOf(event), Number(step));
  });

  document.addEventListener("keydown", (event) => {
    const form = formOf(event);
    if (!form || event.isComposing || event.target.tagName !== "INPUT") return;
    if (event.key === "Enter") {
      event.preventDefault();
      find(form, event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && form.elements.words.value) {
      event.stopImmediatePropagation(); // the first empties the box, the next closes the drawer
      event.preventDefault();
      form.elements.words.value = "";
      find(form);
    }
  }, true);

  // A quotation has been marked: the letters stand in other nodes now.
  document.addEventListener("marks", (event) => {
    const form = event.target.closest("[data-find-in]")?.querySelector("form.find");
    if (form?.elements.words.value) find(form, 0, false);
  });
})();
