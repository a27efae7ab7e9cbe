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

  // What Gradio names in English, a screen reader says in French; each page has a title of its own.
  function name() {
    for (const part of document.querySelectorAll("#conversation [aria-label]")) {
      const label = part.getAttribute("aria-label");
      if (label.startsWith("user's message")) part.setAttribute("aria-label", "Votre question");
      else if (label.startsWith("bot's message")) part.setAttribute("aria-label", "Réponse");
      else if (label === "chatbot conversation") part.setAttribute("aria-label", "Conversation");
    }
    const heading = document.querySelector("h1")?.textContent.trim();
    const title = !heading || heading === "Conventions" && location.pathname === "/" ? "Questions – Conventions" : heading + " – Conventions";
    if (heading && document.title !== title) document.title = title;
    for (const link of document.querySelectorAll("nav a[href]")) {
      const isHere = new URL(link.href).pathname.replace(/\/$/, "") === location.pathname.replace(/\/$/, "");
      if (isHere && !link.hasAttribute("aria-current")) link.setAttribute("aria-current", "page");
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

  new MutationObserver(() => {
    document.querySelectorAll(".toast-wrap [data-testid=toast-body]").forEach(translate);
    name();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
