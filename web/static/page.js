// The chat page: what is clicked in the conversation, and the notice beside it.
window.fengong = window.fengong || {};

(() => {
  const narrow = window.matchMedia("(max-width: 768px)");
  const pane = () => document.getElementById("notice-pane");
  const shownIn = () => pane().querySelector(".pane-shown");
  const state = document.documentElement.dataset; // "bound": the conversation hears clicks, "ready": Gradio hears the page's events
  let start = null; // what to do once both hold
  let wanted = ""; // the notice asked for last

  /* The conversation */

  function bindConversation(element, trigger, watch, [ask, retry, edit, reopen, judge]) {
    const kept = fengong.keepInput(element);
    const scroller = element.closest("#conversation");
    let turns = 0;
    let follow = true; // keep the newest question at the top until the person scrolls
    for (const gesture of ["wheel", "touchmove", "keydown"]) {
      scroller.addEventListener(gesture, () => (follow = false), { passive: true });
    }

    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const busy = element.querySelector('[aria-busy="true"]');
      if (button.dataset.copy) copy(button);
      else if (button.closest("th")) sortTable(button.closest("th"));
      else if (busy) return;
      else if (button.dataset.judge) trigger(judge, { turn: Number(button.dataset.judge), helpful: true });
      else if (button.dataset.ask) trigger(ask, { question: button.dataset.ask });
      else if (button.dataset.action === "retry") trigger(retry, { again: true });
      else if (button.dataset.action === "edit") {
        trigger(edit, {});
        document.querySelector("#question textarea")?.focus();
      }
    });

    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target;
      if (element.querySelector('[aria-busy="true"]')) return;
      trigger(judge, { turn: Number(form.dataset.judge), helpful: false, ...Object.fromEntries(new FormData(form)) });
    });

    // The bar may come later than the conversation.
    document.addEventListener("click", (event) => {
      if (event.target.closest("#new")) fengong.conversations.begin();
      if (event.target.closest("#open-conversations") && !element.querySelector('[aria-busy="true"]')) {
        fengong.conversations.show((questions) => trigger(reopen, { questions }));
      }
    });

    state.bound = "yes";
    start = () => {
      const linked = linkedQuestion();
      const before = fengong.conversations.currentQuestions();
      if (linked) trigger(ask, { question: linked });
      else if (before.length) trigger(reopen, { questions: before }); // the page was loaded again
    };
    begin();

    watch("value", () => {
      kept.restore();
      const all = element.querySelectorAll(".turn");
      const last = all[all.length - 1];
      if (all.length !== turns) follow = true;
      if (last && follow) scroller.scrollBy({ top: last.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 16 });
      if (all.length < turns) kept.forget();
      turns = all.length;
      keepQuestions(element);
      if (last && !last.dataset.shown && last.classList.contains("done")) {
        last.dataset.shown = "yes";
        showOnlySource(last);
      }
    });
  }

  // A question counts from when it is asked, so that a reload in mid-answer asks it again. While an earlier conversation
  // comes back, what is kept of it is longer than what stands here.
  function keepQuestions(element) {
    const asked = [...element.querySelectorAll(".turn:not(.stopped, .failed) .question p")].map((question) => question.textContent);
    const busy = element.querySelector('[aria-busy="true"]');
    if (asked.length && (!busy || asked.length > fengong.conversations.currentQuestions().length)) fengong.conversations.keep(asked);
  }

  function begin() {
    if (!state.ready || !start) return;
    start();
    start = null;
  }

  // A link with ?q=… asks once; going back or reloading does not ask again.
  function linkedQuestion() {
    const question = new URLSearchParams(location.search).get("q");
    if (!question) return "";
    history.replaceState(null, "", location.pathname);
    fengong.conversations.begin();
    return question;
  }

  // An answer from one clause shows it at once where the notice stands beside the conversation.
  function showOnlySource(turn) {
    const places = [...turn.querySelectorAll(".evidence a.cite")];
    if (places.length === 1 && !narrow.matches) showPlace(places[0]);
  }

  async function copy(button) {
    const words = button.dataset.copy;
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      // An intranet address without https has no clipboard object.
      const box = document.createElement("textarea");
      box.value = words;
      box.className = "sr-only";
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
      button.focus();
    }
    const label = button.textContent;
    if (label === button.dataset.copied) return;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = label), 1500);
  }

  function sortTable(head) {
    const column = head.cellIndex;
    const body = head.closest("table").tBodies[0];
    const up = head.getAttribute("aria-sort") !== "ascending";
    const value = (row) => row.cells[column]?.textContent.trim() ?? "";
    const order = (a, b) => value(a).localeCompare(value(b), "zh-CN", { numeric: true });
    const rows = [...body.rows].sort(order);
    body.replaceChildren(...(up ? rows : rows.reverse()));
    head.parentElement.querySelectorAll("th").forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
  }

  /* The notice */

  async function loadNotice(id) {
    wanted = id;
    if (pane().dataset.notice === id) return true;
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

  // The notice that was chosen stands beside the conversation; for all of them it stays as it is.
  function showNotice(id) {
    if (id !== "all") loadNotice(id);
  }

  async function showPlace(link) {
    const { notice, clause, spans } = link.dataset;
    if (!(await loadNotice(notice))) return;
    const shown = fengong.showInNotice(pane().querySelector(".notice"), clause, fengong.readSpans(spans));
    if (shown && narrow.matches) shown.focus({ preventScroll: true });
  }

  function bindPane(element) {
    loadNotice(element.querySelector("[data-notice]").dataset.notice);
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

  Object.assign(window.fengong, { begin, bindConversation, bindPane, showNotice });
})();
