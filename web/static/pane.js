// The notice beside the conversation; on a narrow window it is in a drawer.
window.fengong = window.fengong || {};

(() => {
  const narrow = window.matchMedia("(max-width: 768px)");
  const pane = () => document.getElementById("notice-pane");
  const shownIn = () => pane().querySelector(".pane-shown");
  const version = () => pane().querySelector(".notice")?.dataset.version;
  let wanted = ""; // the notice asked for last
  let linked = ""; // the notice whose pages the bar links, "" for the one it came with

  // Put a notice into the pane, in the version that is told; without one, whichever stands there will do.
  async function loadNotice(id, asOf) {
    wanted = id;
    if (pane().dataset.notice === id && (!asOf || version() === asOf)) return true;
    try {
      const response = await fetch(`/notices/${encodeURIComponent(id)}/pane`);
      if (!response.ok) throw new Error(response.status);
      const text = await response.text();
      if (wanted !== id) return false; // another one has been asked for meanwhile
      shownIn().innerHTML = text; // escaped by the server's templates
      pane().dataset.notice = id;
      return true;
    } catch {
      if (wanted !== id) return false;
      const failure = document.createElement("p");
      failure.className = "note problem";
      failure.textContent = pane().dataset.failed;
      shownIn().replaceChildren(failure);
      delete pane().dataset.notice;
      return false;
    }
  }

  // The notice that was chosen stands beside the conversation, and the pages are of it; for all of them both stay as they are.
  function showNotice(id) {
    if (id === "all") return;
    linked = id;
    if (pane()) loadNotice(id);
    linkPages();
  }

  // The bar may come later than the choice: it is linked anew once it is there.
  function linkPages() {
    if (!linked) return;
    for (const link of document.querySelectorAll("#site-links a[data-address]")) {
      link.href = link.dataset.address.replace("{notice}", encodeURIComponent(linked));
    }
  }

  // A quotation of another version is not looked for: its place holds other words now.
  async function showPlace(link) {
    const { notice, clause, spans, version: asOf } = link.dataset;
    if (!(await loadNotice(notice, asOf))) return;
    const outdated = Boolean(asOf) && version() !== asOf;
    pane().querySelector(".outdated").hidden = !outdated;
    const shown = fengong.showInNotice(pane().querySelector(".notice"), clause, outdated ? [] : fengong.readSpans(spans));
    if (shown && narrow.matches) shown.focus({ preventScroll: true });
  }

  // An answer from one clause shows it at once where the notice stands beside the conversation.
  function showOnlySource(turn) {
    const places = [...turn.querySelectorAll(".evidence a.cite")];
    if (places.length === 1 && !narrow.matches) showPlace(places[0]);
  }

  function bindPane() {
    const { chosen } = document.documentElement.dataset;
    if (chosen && chosen !== "all") showNotice(chosen);
    else loadNotice(pane().dataset.first);
    fengong.drawer.follow();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-clause]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && pane()) {
      event.preventDefault();
      if (narrow.matches && !pane().contains(link)) fengong.drawer.open();
      showPlace(link);
    }
  });

  Object.assign(window.fengong, { bindPane, linkPages, showNotice, showOnlySource });
})();
