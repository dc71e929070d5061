// The library's forms: a step that takes a moment says so, and is not sent twice.
(() => {
  for (const form of document.querySelectorAll("form[data-busy]")) {
    form.addEventListener("submit", () => {
      const button = form.querySelector("button");
      button.dataset.label = button.textContent;
      button.textContent = form.dataset.busy;
      button.disabled = true;
    });
  }

  // What a link within the folded text leads to is unfolded first.
  const unfold = () => {
    const target = document.querySelector(":target");
    const fold = target?.closest("details");
    if (fold) fold.open = true;
    target?.scrollIntoView();
  };
  window.addEventListener("hashchange", unfold);
  window.addEventListener("load", unfold);

  // Back from the next page the browser shows this one as it was left.
  window.addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll("button[data-label]")) {
      button.textContent = button.dataset.label;
      button.disabled = false;
    }
  });
})();
