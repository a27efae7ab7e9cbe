// What Gradio says in English, in French: a lost connection, its notices. Nothing is lost: the question comes back into its box.
(() => {
  const LOST = "La connexion au serveur est perdue ; nouvel essai en cours. Votre question reste dans cette page : renvoyez-la au retour de la connexion.";
  const SAID = new Map([
    ["Connection to the server was lost. Attempting reconnection...", LOST],
    ["Error", "Erreur"], ["Warning", "Attention"], ["Info", "Information"], ["Success", "C’est fait"], ["Close", "Fermer"],
  ]);

  function translate(notice) {
    const words = document.createTreeWalker(notice, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const french = SAID.get(words.currentNode.data.trim());
      if (french) words.currentNode.data = french;
      if (french === LOST) takeBack();
    }
    for (const named of notice.querySelectorAll("[aria-label]")) {
      const french = SAID.get(named.getAttribute("aria-label"));
      if (french) named.setAttribute("aria-label", french);
    }
  }

  function takeBack() {
    const box = document.querySelector("#question textarea");
    const question = sessionStorage.getItem("conventions:pending");
    delete document.documentElement.dataset.asking;
    if (!box || !question || box.value) return;
    box.value = question;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  new MutationObserver(() => document.querySelectorAll(".toast-wrap [data-testid=toast-body]").forEach(translate)).observe(
    document.documentElement, { childList: true, subtree: true },
  );
})();
