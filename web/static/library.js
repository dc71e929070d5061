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

  // What was picked is named beside our own button, and told at once where it is too large to be sent.
  const input = document.getElementById("file");
  input?.addEventListener("change", () => {
    const [file] = input.files;
    const picked = input.closest("label").querySelector(".picked");
    picked.dataset.none ??= picked.textContent;
    picked.textContent = file?.name ?? picked.dataset.none;
    input.setCustomValidity(file?.size > Number(input.form.dataset.limit) ? input.form.dataset.large : "");
    input.reportValidity();
  });

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
