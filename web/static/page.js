// The conversation: which questions were asked is known here, and told with each call; the server answers them.
window.fengong = window.fengong || {};

(() => {
  const root = document.documentElement; // data-bound: the conversation hears clicks, data-ready: Gradio hears the page's events
  const touch = window.matchMedia("(pointer: coarse)");
  const { conversations } = window.fengong;
  const box = () => document.querySelector("#question textarea");

  let asked = []; // the questions that stand on the page: {question, notice, stopped}
  let calls = 0; // they count up; news of any but the last is of a conversation that was left
  let awaited = null; // while an answer comes: the questions on the page once it is there, and whether one of them is new
  let wanted = null; // what a click asks, until Gradio takes the call
  const busy = () => Boolean(wanted || awaited); // before the server says so: another click would change what is asked about
  let draft = ""; // what stood in the box before a question came back into it to be changed
  let log, scroller, trigger, asking, judging; // where the turns stand, and Gradio's events
  let follow = true; // keep the newest question at the top until the person scrolls
  let begun = false;

  /* What goes to the server */

  function start(what) {
    if (!root.dataset.ready) return; // nobody hears it
    wanted = what;
    log.setAttribute("aria-busy", "true");
    trigger(asking, {});
  }

  // Gradio asks for this when something is to be answered: what was clicked, else what was typed. null where an answer is awaited.
  function call(typed, chosen) {
    const { again, questions, question = typed, notice = chosen } = wanted ?? {};
    wanted = null;
    if (awaited) return null;
    log.setAttribute("aria-busy", "true");
    calls += 1;
    if (questions) {
      asked = questions;
      awaited = { asked, isNew: false };
      return { call: calls, earlier: asked };
    }
    const earlier = again ? asked.slice(0, -1) : asked;
    const one = { question: (again ? asked.at(-1).question : question ?? "").trim(), notice: notice ?? "" };
    awaited = { asked: [...earlier, one], isNew: true };
    return { call: calls, earlier, question: one };
  }

  const judge = (turn, said) => trigger(judging, { call: calls, earlier: asked, turn, ...said });
  const lastCall = () => calls;

  /* What comes from it */

  function show(news) {
    if (!news || news.call !== calls) return;
    if (news.judged !== undefined) fengong.thank(log.children[news.judged]);
    else keepingFocus(() => (news.turns ? showTurns(news) : setBusy(false)));
  }

  function showTurns({ since, turns, busy: more }) {
    if (log.children.length !== since + turns.length) follow = true;
    fengong.placeTurns(log, since, turns);
    if (awaited?.isNew && asked !== awaited.asked) take(awaited.asked);
    const last = log.lastElementChild;
    if (!more && awaited?.isNew && last.matches(".stopped")) {
      asked = [...asked.slice(0, -1), { ...asked.at(-1), stopped: true }];
      conversations.keep(asked);
    }
    setBusy(more);
    if (!last) return;
    if (follow) scroller.scrollBy({ top: last.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 16 });
    if (last.matches(".done")) fengong.showOnlySource(last);
  }

  // The question stands on the page: it leaves the box, in which there may be something else by now, and is kept.
  function take(questions) {
    asked = questions;
    conversations.keep(asked);
    if (box()?.value.trim() !== asked.at(-1).question) return;
    write(draft);
    draft = "";
  }

  function setBusy(more) {
    if (!more) awaited = null;
    root.toggleAttribute("data-answering", more);
    log.setAttribute("aria-busy", String(more));
    log.previousElementSibling.hidden = log.children.length > 0; // the welcome
  }

  // What had the focus may go with what changes; then one goes on in the question box, but no keyboard opens on a phone.
  function keepingFocus(change) {
    const focused = document.activeElement;
    change();
    if (focused && focused !== document.body && !focused.getClientRects().length && !touch.matches) box()?.focus({ preventScroll: true });
  }

  function write(words) {
    const field = box();
    if (!field) return;
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true })); // Gradio hears of it
  }

  /* What needs no server */

  // Return the call that is to be halted, for Gradio to tell the server.
  function beginAnew() {
    const left = calls;
    calls += 1;
    asked = [];
    conversations.begin();
    fengong.cutTurns(log, 0);
    setBusy(false);
    return left;
  }

  function edit() {
    const { question } = asked.at(-1);
    asked = asked.slice(0, -1);
    conversations.keep(asked);
    fengong.cutTurns(log, asked.length);
    setBusy(false);
    draft = [box().value, draft].filter((words) => words.trim()).join("\n");
    write(question);
    box().focus();
  }

  function click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const { ask, copy, judge: turn, action } = button.dataset;
    if (copy) fengong.copy(button);
    else if (button.closest("th")) fengong.sortTable(button.closest("th"));
    else if (busy()) return;
    else if (turn) judge(Number(turn), { helpful: true });
    else if (ask) start({ question: ask });
    else if (action === "retry") start({ again: true });
    else if (action === "edit" && event.detail < 2) edit(); // a second click at once would take the question before too
  }

  function submit(event) {
    event.preventDefault();
    const form = event.target;
    if (!busy()) judge(Number(form.dataset.judge), { helpful: false, ...Object.fromEntries(new FormData(form)) });
  }

  function bindConversation(element, names, tell, watch) {
    [asking, judging] = names;
    trigger = tell;
    log = element.querySelector(".turns");
    scroller = element.closest("#conversation");
    for (const gesture of ["wheel", "touchmove", "keydown"]) {
      scroller.addEventListener(gesture, () => (follow = false), { passive: true });
    }
    element.addEventListener("click", click);
    element.addEventListener("submit", submit);
    document.addEventListener("click", (event) => {
      // the bar may come later than the conversation
      if (!event.target.closest("#open-conversations") || busy()) return;
      conversations.show({ open: (questions) => start({ questions }), leave: beginAnew });
    });
    document.addEventListener("click", (event) => {
      if (event.detail > 1 && event.target.closest("#stop")) event.stopImmediatePropagation(); // it took the place of what was clicked twice
    }, true);
    watch(show);
    root.dataset.bound = "yes";
    begin();
  }

  // Once Gradio hears events: what a link asks, or the conversation that stood here before the page was loaded again.
  function begin() {
    if (begun || !root.dataset.ready || !root.dataset.bound) return;
    begun = true;
    const link = new URLSearchParams(location.search);
    if (link.get("q")) {
      history.replaceState(null, "", location.pathname); // going back or reloading does not ask again
      conversations.begin();
      start({ question: link.get("q"), notice: link.get("notice") ?? undefined });
    } else if (conversations.currentQuestions().length) {
      start({ questions: conversations.currentQuestions() });
    }
  }

  // No answer comes: the server was not reached, or failed before it could say so.
  const giveUp = () => setBusy(false);

  Object.assign(window.fengong, { begin, beginAnew, bindConversation, call, giveUp, lastCall });
})();
