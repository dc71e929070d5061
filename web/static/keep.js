// Gradio rewrites the conversation as it grows; what the person unfolded and filled in there stays, and the place one types at.
window.fengong = window.fengong || {};

(() => {
  function keepInput(element) {
    const unfolded = new Set(); // of details, by turn and kind
    const filled = new Map(); // turn of a form -> its fields
    let typing = null; // the field that has the focus: its form's turn, its name, its selection
    const key = (details) => `${details.closest(".turn").dataset.turn}/${details.dataset.keep}`;
    const formOf = (field) => field.closest?.("form[data-judge]");

    element.addEventListener("toggle", (event) => {
      const details = event.target;
      if (!details.dataset.keep) return;
      if (details.open) unfolded.add(key(details));
      else unfolded.delete(key(details));
    }, true);

    element.addEventListener("input", (event) => {
      const form = formOf(event.target);
      if (form) filled.set(form.dataset.judge, [...new FormData(form)]);
    });

    const note = (event) => {
      const field = event.target;
      const form = element.contains(field) && formOf(field);
      typing = form && field.name ? { turn: form.dataset.judge, name: field.name, from: field.selectionStart, to: field.selectionEnd } : null;
    };
    for (const moment of ["focusin", "keyup", "pointerup"]) document.addEventListener(moment, note);

    function restore() {
      element.querySelectorAll("details[data-keep]").forEach((details) => {
        if (unfolded.has(key(details))) details.open = true;
      });
      for (const form of element.querySelectorAll("form[data-judge]")) {
        for (const [name, value] of filled.get(form.dataset.judge) ?? []) form.elements[name].value = value;
      }
      if (!typing || document.activeElement !== document.body) return;
      const field = element.querySelector(`form[data-judge="${typing.turn}"]`)?.elements[typing.name];
      if (!field?.focus) return; // a group of choices
      const { from, to } = typing;
      field.focus({ preventScroll: true });
      if (from !== null) field.setSelectionRange(from, to);
    }

    function forget() {
      unfolded.clear();
      filled.clear();
    }

    return { restore, forget };
  }

  Object.assign(window.fengong, { keepInput });
})();
