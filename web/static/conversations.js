// Conversations kept in this browser: their questions alone, for the answers come anew from the notice.
window.fengong = window.fengong || {};

(() => {
  const KEY = "fengong.conversations"; // [{id, when, questions}], the newest first
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
    const sound = (each) => each && typeof each.id === "string" && Array.isArray(each.questions) && each.questions.length > 0;
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
    write([{ id, when: Date.now(), questions }, ...others]);
  }

  const questionsOf = (id) => all().find((each) => each.id === id)?.questions ?? [];
  const currentQuestions = () => questionsOf(current());

  function remove(id) {
    write(all().filter((each) => each.id !== id));
    if (id === current()) begin();
  }

  /* The dialog that lists them */

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function entry(conversation, dialog, open) {
    const { id, when, questions } = conversation;
    const date = new Date(when).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
    const pick = element("button", { type: "button", className: "pick" },
      element("span", { className: "first", textContent: questions[0] }),
      element("span", { className: "when", textContent: `${date} · ${questions.length} 问` }));
    const drop = element("button", { type: "button", className: "quiet", textContent: "删除", ariaLabel: `删除：${questions[0]}` });
    pick.addEventListener("click", () => {
      dialog.close();
      turnTo(id);
      open(questions);
    });
    drop.addEventListener("click", () => {
      remove(id);
      list(dialog, open);
      (dialog.querySelector(".pick") || dialog.querySelector("[data-close]")).focus();
    });
    return element("li", {}, pick, drop);
  }

  function list(dialog, open) {
    const kept = all();
    dialog.querySelector("ul").replaceChildren(...kept.map((each) => entry(each, dialog, open)));
    dialog.querySelector(".none").hidden = kept.length > 0;
    dialog.querySelector("[data-clear]").hidden = kept.length === 0;
  }

  // Show what is kept; `open` gets the questions of the one that is picked.
  function show(open) {
    const dialog = document.getElementById("conversations");
    dialog.querySelector("[data-close]").onclick = () => dialog.close();
    dialog.querySelector("[data-clear]").onclick = () => {
      write([]);
      begin();
      list(dialog, open);
      dialog.querySelector("[data-close]").focus();
    };
    list(dialog, open);
    dialog.showModal();
  }

  window.fengong.conversations = { begin, currentQuestions, keep, show };
})();
