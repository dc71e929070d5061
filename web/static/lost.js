// Where the server is not reached any more, Gradio says so in English, tries again and loads the page anew as soon as it can. Here that is
// said in the page's words, where its problems stand.
(() => {
  const SAID = "Connection to the server was lost"; // by Gradio 6; a browser test holds it

  new MutationObserver((changes) => {
    const added = changes.flatMap((change) => [...change.addedNodes]);
    const told = added.find((node) => node instanceof Element && node.textContent.includes(SAID));
    if (!told) return;
    told.closest(".toast-wrap")?.remove();
    const problem = document.querySelector("#problem p");
    problem.textContent = problem.dataset.lost;
  }).observe(document.body, { childList: true, subtree: true });
})();
