// On a narrow window the notice is a drawer: a dialog over the rest of the page, and a step of the browser's history that Back takes back.
window.fengong = window.fengong || {};

(() => {
  const narrow = window.matchMedia("(max-width: 768px)");
  const pane = () => document.getElementById("notice-pane");
  const isOpen = () => document.body.classList.contains("notice-open");
  let opener = null; // what had the focus before the drawer opened
  let leaving = false; // closed, and the step back is still being taken

  function set(shown) {
    document.body.classList.toggle("notice-open", shown);
    for (const id of ["bar", "chat"]) document.getElementById(id).inert = shown;
    pane().role = shown ? "dialog" : null;
    pane().ariaModal = shown ? "true" : null;
    if (shown) pane().querySelector(".close-notice").focus();
    else opener?.focus();
  }

  function open() {
    if (isOpen()) return;
    opener = document.activeElement;
    if (!leaving) history.pushState({ drawer: true }, "");
    set(true);
  }

  function close() {
    if (!isOpen()) return;
    set(false);
    if (leaving || !history.state?.drawer) return;
    leaving = true;
    history.back();
  }

  function step() {
    const reopened = leaving && isOpen(); // in the meantime; its step was not taken lest the step back take that
    leaving = false;
    if (reopened) history.pushState({ drawer: true }, "");
    follow();
  }

  // Back closes the drawer; Forward, or loading the page again, opens it as it was.
  function follow() {
    const shown = narrow.matches && Boolean(history.state?.drawer);
    if (shown !== isOpen()) set(shown);
  }

  window.addEventListener("popstate", step);
  narrow.addEventListener("change", () => narrow.matches || close());
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.addEventListener("click", (event) => {
    if (event.detail > 1) return; // the buttons lie over one another: the second press of a double click is for neither
    if (event.target.closest("#open-notice")) open();
    if (event.target.closest(".close-notice")) close();
  });

  window.fengong.drawer = { open, follow };
})();
