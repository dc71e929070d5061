// Conversations kept in this browser: their questions alone, for the answers come anew from the notice.
window.fengong = window.fengong || {};

(() => {
  const KEY = "fengong.conversations"; // [{id, when, questions: [{question, notice, stopped}]}], the newest first
  const CURRENT = "fengong.conversation"; // of this tab
  const LIMIT = 30;

  // A browser may forbid storage; then nothing is kept.
  function attempt(action, otherwise) {
    try {
      return action();
    } catch {
      return otherwise;
    }
  }

  function all() {
    const kept = attempt(() => JSON.parse(localStorage.getItem(KEY)), null);
    const isQuestion = (each) => typeof each?.question === "string" && typeof each.notice === "string";
    const sound = (each) => typeof each?.id === "string" && Array.isArray(each.questions) && each.questions.length > 0 && each.questions.every(isQuestion);
    return Array.isArray(kept) ? kept.filter(sound) : [];
  }

  const write = (conversations) => attempt(() => localStorage.setItem(KEY, JSON.stringify(conversations.slice(0, LIMIT))));
  const current = () => attempt(() => sessionStorage.getItem(CURRENT), null);
  const begin = () => attempt(() => sessionStorage.removeItem(CURRENT));
  const fresh = () => `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;

  function turnTo(id) {
    attempt(() => sessionStorage.setItem(CURRENT, id));
    tabs?.postMessage({ claimed: id });
  }

  // A tab that is duplicated, or that picks what another tab has open, goes on with a copy: two tabs never write the same conversation.
  const tabs = attempt(() => new BroadcastChannel(CURRENT), null);
  tabs?.addEventListener("message", ({ data }) => {
    const { claimed, held } = data;
    if (claimed && claimed === current()) tabs.postMessage({ held: claimed });
    if (held && held === current()) {
      const questions = currentQuestions();
      begin();
      if (questions.length) keep(questions);
    }
  });
  if (current()) turnTo(current());

  function keep(questions) {
    if (!current()) turnTo(fresh());
    const id = current();
    const others = all().filter((each) => each.id !== id);
    write(questions.length ? [{ id, when: Date.now(), questions }, ...others] : others);
  }

  const questionsOf = (id) => all().find((each) => each.id === id)?.questions ?? [];
  const currentQuestions = () => questionsOf(current());

  /* The dialog that lists them */

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function entry(conversation, dialog, page) {
    const { id, when, questions } = conversation;
    const [{ question: first }] = questions;
    const date = new Date(when).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
    const pick = element("button", { type: "button", className: "pick" },
      element("span", { className: "first", textContent: first }),
      element("span", { className: "when", textContent: `${date} · ${questions.length} 问` }));
    const drop = element("button", { type: "button", className: "quiet", textContent: "删除", ariaLabel: `删除：${first}` });
    pick.addEventListener("click", () => {
      dialog.close();
      turnTo(id);
      page.open(questions);
    });
    drop.addEventListener("click", () => {
      if (id === current()) page.leave();
      write(all().filter((each) => each.id !== id));
      list(dialog, page);
      (dialog.querySelector(".pick") || dialog.querySelector("[data-close]")).focus();
    });
    return element("li", {}, pick, drop);
  }

  function list(dialog, page) {
    const kept = all();
    dialog.querySelector("ul").replaceChildren(...kept.map((each) => entry(each, dialog, page)));
    dialog.querySelector(".none").hidden = kept.length > 0;
    dialog.querySelector("[data-clear]").hidden = kept.length === 0;
  }

  // Show what is kept. The page opens the questions of the one that is picked, and leaves the one it shows when that is deleted.
  function show(page) {
    const dialog = document.getElementById("conversations");
    dialog.querySelector("[data-close]").onclick = () => dialog.close();
    dialog.querySelector("[data-clear]").onclick = (event) => {
      if (!window.confirm(event.currentTarget.dataset.sure)) return;
      page.leave();
      write([]);
      list(dialog, page);
      dialog.querySelector("[data-close]").focus();
    };
    list(dialog, page);
    dialog.showModal();
  }

  window.fengong.conversations = { begin, currentQuestions, keep, show };
})();
