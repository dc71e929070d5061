// The overview of tasks: filters, the bars and the matrix that follow them. The filters stand in the address, so that a view can be passed on.
(() => {
  const FEW_BARS = 18;
  const tasks = JSON.parse(document.getElementById("tasks-data").textContent);
  const form = document.querySelector(".filters");
  const fields = [...form.elements].filter((field) => field.name);
  const items = [...document.querySelectorAll(".tasks > li")];
  const bars = [...document.querySelectorAll(".bars > li")];
  const moreBars = document.getElementById("all-bars");
  const matrix = document.querySelector(".matrix");
  const heads = [...matrix.tHead.rows[0].cells].slice(1);
  const rows = [...matrix.tBodies[0].rows];
  const tip = document.querySelector(".matrix-tip");

  /* Filters */

  const plain = (words) => words.normalize("NFKC").replace(/\s/g, "").toLowerCase();

  function fits(task, { unit, role, year, kind, text }) {
    const named = role ? task[role] : [...task.leads, ...task.others];
    return (
      (!unit || named.includes(unit)) &&
      (!year || task.years.includes(Number(year))) &&
      (!kind || (kind === "*" ? task.kinds.length > 0 : task.kinds.includes(kind))) &&
      (!text || plain(task.text).includes(plain(text)))
    );
  }

  function readFilters() {
    form.role.disabled = !form.unit.value;
    if (form.role.disabled) form.role.value = "";
    return Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
  }

  function update() {
    const filters = readFilters();
    const shown = tasks.map((task) => fits(task, filters));
    const visible = tasks.filter((_, i) => shown[i]);
    items.forEach((item, i) => (item.hidden = !shown[i]));
    document.querySelector(".count strong").textContent = visible.length;
    document.querySelector(".nothing").hidden = visible.length > 0;
    for (const picture of [moreBars, matrix]) picture.closest(".card").hidden = visible.length === 0;
    updateBars(visible, filters.unit);
    updateMatrix(shown, filters.unit);
    const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value)).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  }

  function updateBars(visible, unit) {
    let place = 0;
    for (const bar of bars) {
      const name = bar.dataset.unit;
      const counts = { leads: 0, others: 0 };
      for (const task of visible) {
        for (const role of ["leads", "others"]) counts[role] += task[role].includes(name);
      }
      bar.querySelector(".bar.lead").style.setProperty("--count", counts.leads);
      bar.querySelector(".bar.other").style.setProperty("--count", counts.others);
      bar.querySelectorAll("[data-count]").forEach((number) => (number.textContent = counts[number.dataset.count]));
      bar.hidden = counts.leads + counts.others === 0;
      bar.classList.toggle("beyond", !bar.hidden && ++place > FEW_BARS && name !== unit);
      bar.querySelector("button").setAttribute("aria-pressed", String(name === unit));
    }
    moreBars.hidden = place <= FEW_BARS || moreBars.getAttribute("aria-expanded") === "true";
  }

  function updateMatrix(shown, unit) {
    heads.forEach((head, i) => (head.hidden = !shown[i]));
    for (const row of rows) {
      [...row.cells].slice(1).forEach((cell, i) => (cell.hidden = !shown[i]));
      row.hidden = !row.querySelector("td:not([hidden]) a");
      row.classList.toggle("chosen", row.dataset.unit === unit);
    }
    rove(matrix.querySelector("tr:not([hidden]) td:not([hidden]) a"));
  }

  function chooseUnit(name) {
    form.unit.value = form.unit.value === name ? "" : name;
    update();
  }

  form.addEventListener("input", (event) => event.isComposing || update()); // an input method may not have settled on a word
  form.addEventListener("compositionend", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(update)); // the fields are emptied after this event
  document.querySelector(".bars").addEventListener("click", (event) => {
    const bar = event.target.closest("li");
    if (bar) chooseUnit(bar.dataset.unit);
  });
  moreBars.addEventListener("click", () => {
    moreBars.setAttribute("aria-expanded", "true");
    document.querySelector(".bars").classList.add("all");
    moreBars.hidden = true;
    bars.find((bar) => bar.classList.contains("beyond"))?.querySelector("button").focus();
  });

  /* The matrix: one mark takes part in the tab order, arrow keys move to the next mark that way. */

  function rove(mark) {
    matrix.querySelectorAll('td a[tabindex="0"]').forEach((each) => (each.tabIndex = -1));
    if (mark) mark.tabIndex = 0;
  }

  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  function nextMark(cell, [down, right]) {
    let [y, x] = [cell.parentElement.sectionRowIndex + down, cell.cellIndex + right];
    for (; rows[y]?.cells[x] && x > 0; y += down, x += right) {
      const next = rows[y].cells[x];
      const mark = !rows[y].hidden && !next.hidden && next.querySelector("a");
      if (mark) return mark;
    }
    return null;
  }

  matrix.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (event.key === "Escape") hideTip();
    if (!cell || !STEPS[event.key]) return;
    event.preventDefault();
    const mark = nextMark(cell, STEPS[event.key]);
    if (!mark) return;
    rove(mark);
    mark.focus();
  });

  function showTip(mark) {
    const cell = mark.closest("td");
    light(cell);
    const name = document.createElement("strong");
    name.textContent = mark.getAttribute("aria-label").replaceAll("，", " · ");
    tip.replaceChildren(name, mark.dataset.title);
    tip.hidden = false;
    const scroller = tip.parentElement;
    const left = cell.offsetLeft + cell.offsetWidth / 2 - tip.offsetWidth / 2;
    const edge = scroller.scrollLeft + scroller.clientWidth - tip.offsetWidth;
    tip.style.left = `${Math.max(scroller.scrollLeft, Math.min(left, edge))}px`;
    const below = cell.offsetTop + cell.offsetHeight + 4;
    const roomy = below + tip.offsetHeight < matrix.offsetHeight;
    tip.style.top = `${roomy ? below : cell.offsetTop - tip.offsetHeight - 4}px`;
  }

  function hideTip() {
    tip.hidden = true;
    light(null);
  }

  // Light up the row and the column of a cell.
  function light(cell) {
    matrix.querySelectorAll(".lit").forEach((each) => each.classList.remove("lit"));
    if (!cell) return;
    cell.parentElement.classList.add("lit");
    heads[cell.cellIndex - 1].classList.add("lit");
  }

  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    matrix.addEventListener(enter, (event) => event.target.matches("td a") && showTip(event.target));
    matrix.addEventListener(leave, hideTip);
  }

  /* A view that was passed on */

  const wanted = new URLSearchParams(location.search);
  for (const field of fields) if (wanted.has(field.name)) field.value = wanted.get(field.name);
  update();
})();
