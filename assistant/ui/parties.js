// The choice of a party on the page of questions: it ticks the conventions that the party signed.
(() => {
  let signed = {};

  function fill(select) {
    fetch("parties").then((answer) => answer.json()).then((parties) => {
      signed = parties;
      select.replaceChildren(new Option("Toutes", ""), ...Object.keys(parties).map((party) => new Option(party, party)));
    });
  }

  document.addEventListener("change", (event) => {
    if (event.target.id !== "party") return;
    const ids = signed[event.target.value] ?? [];
    for (const box of document.querySelectorAll("#chosen input[type=checkbox]")) {
      if (box.checked !== ids.includes(box.name)) box.click();
    }
  });

  new MutationObserver(() => {
    const select = document.getElementById("party");
    if (!select || select.dataset.begun) return;
    select.dataset.begun = "1";
    fill(select);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
