// The page of obligations: the controls hide the rows that they leave out, count the rest by party, and limit the exports to it.
(() => {
  const value = (name) => document.getElementById("duty-" + name)?.value ?? "";
  // one character for one, as the server folds the words of a row
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’‘]/g, "'");

  function filter() {
    const wanted = { party: value("party"), convention: value("convention"), modality: value("modality") };
    const words = fold(value("words")).split(/\s+/).filter(Boolean);
    const counts = new Map();
    for (const row of document.querySelectorAll("#duty-table tbody tr")) {
      const shown = Object.entries(wanted).every(([name, chosen]) => !chosen || row.dataset[name] === chosen)
        && words.every((word) => row.dataset.words.includes(word));
      row.hidden = !shown;
      if (shown) counts.set(row.dataset.party, (counts.get(row.dataset.party) ?? 0) + 1);
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const first = [...counts].sort((one, other) => other[1] - one[1]).slice(0, 6).map(([party, count]) => party + "\u00a0: " + count);
    const rest = counts.size > first.length ? ", et d’autres" : "";
    document.getElementById("duty-count").textContent =
      total ? total + " obligation" + (total > 1 ? "s" : "") + " (" + first.join(", ") + rest + ")." : "Aucune obligation ne correspond. Retirez un filtre.";
    const asked = new URLSearchParams({ ...wanted, words: value("words") });
    const kept = new URLSearchParams([...asked].filter(([, chosen]) => chosen));
    history.replaceState(null, "", location.pathname + (kept.size ? "?" + kept : "")); // the back button finds the filters again
    for (const link of document.querySelectorAll("a.export")) link.href = "exports/obligations." + link.dataset.format + "?" + asked;
  }

  for (const event of ["input", "change"]) {
    document.addEventListener(event, (happened) => {
      if (happened.target.id?.startsWith("duty-")) filter();
    });
  }
  new MutationObserver(() => {
    const table = document.getElementById("duty-table");
    if (table && !table.dataset.counted) {
      table.dataset.counted = "1";
      for (const [name, chosen] of new URLSearchParams(location.search)) {
        const control = document.getElementById("duty-" + name);
        if (control && (control.tagName !== "SELECT" || [...control.options].some((option) => option.value === chosen))) control.value = chosen;
      }
      filter();
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
