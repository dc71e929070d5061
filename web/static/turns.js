// How the turns of the conversation stand on the page. A turn that did not change stays as it is, and so does each part of the one
// that grows: what the person unfolded, sorted, filled in or has the focus in is left alone.
window.fengong = window.fengong || {};

(() => {
  const written = new WeakMap(); // part of an answer -> the markup it came as

  function read(markup) {
    const template = document.createElement("template");
    template.innerHTML = markup; // escaped by the server's templates
    return template.content.firstElementChild;
  }

  // Bring the parts of `old` to those of `fresh`.
  function renew(old, fresh) {
    const parts = [...fresh.children]; // they leave it as they are taken over
    parts.forEach((part, i) => {
      const markup = part.outerHTML;
      const own = old.children[i];
      if (own && written.get(own) === markup) return;
      if (own && part.matches(".answer")) {
        renew(own, part);
        return;
      }
      written.set(part, markup);
      if (own) own.replaceWith(part);
      else old.append(part);
    });
    [...old.children].slice(parts.length).forEach((part) => part.remove());
  }

  function place(log, at, markup) {
    const fresh = read(markup);
    if (!log.children[at]) log.append(fresh.cloneNode(false));
    const turn = log.children[at];
    turn.className = fresh.className;
    if (!turn.children.length) turn.append(...[...fresh.children].map((part) => part.cloneNode(false)));
    renew(turn, fresh);
  }

  // The turns from `since` on are these; those before stay.
  function placeTurns(log, since, turns) {
    turns.forEach((markup, i) => place(log, since + i, markup));
    cutTurns(log, since + turns.length);
  }

  function cutTurns(log, count) {
    while (log.children.length > count) log.lastElementChild.remove();
  }

  // What was said of an answer is kept: thanks stand in place of the question whether it is right.
  function thank(turn) {
    turn?.querySelector(".feedback")?.remove();
    const thanks = turn?.querySelector(".thanks");
    if (thanks) thanks.textContent = thanks.dataset.thanks;
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

  Object.assign(window.fengong, { copy, cutTurns, placeTurns, sortTable, thank });
})();
