// The page of clauses: the convention and the article chosen, the search as one types, and the copy of citations on every page.
// Its address keeps what is shown: /clauses?convention=<id>&article=<number>, or /clauses?words=<words>.
(() => {
  const PAUSE_MS = 150; // of typing, before a search
  const at = (name) => document.getElementById("clause-" + name);
  let asked = 0; // answers to an earlier question are left out
  let waiting = null;

  async function choose(article) {
    const id = at("convention").value;
    at("article").disabled = true; // its list is still that of the convention before
    const parts = id ? await (await fetch("clauses/" + encodeURIComponent(id))).json() : [];
    if (id !== at("convention").value) return;
    at("article").disabled = false;
    at("article").replaceChildren(...parts.map(([number, name]) => new Option(name, number)));
    if (article && parts.some(([number]) => number === article)) at("article").value = article;
    else at("article").value = (parts.find(([number]) => /^\d|^[IVX]+$/.test(number)) ?? parts[0] ?? [""])[0];
    await search();
  }

  async function show() {
    const mine = ++asked;
    const [id, article] = [at("convention").value, at("article").value];
    if (!id || !article) return;
    const body = await (await fetch("clauses/" + encodeURIComponent(id) + "/" + encodeURIComponent(article))).text();
    if (mine !== asked) return;
    at("body").innerHTML = body;
    at("status").textContent = "";
    history.replaceState(null, "", location.pathname + "?" + new URLSearchParams({ convention: id, article }));
  }

  async function search() {
    const words = at("words").value.trim();
    if (!words) return show();
    const mine = ++asked;
    const found = await (await fetch("found?" + new URLSearchParams({ words }))).json();
    if (mine !== asked) return;
    at("body").innerHTML = found.html;
    at("status").textContent = found.count ? "Les " + found.count + " clauses les plus proches." : "Aucune clause ne s’en approche. Essayez d’autres mots.";
    history.replaceState(null, "", location.pathname + "?" + new URLSearchParams({ words }));
  }

  document.addEventListener("change", (event) => {
    if (!["clause-convention", "clause-article"].includes(event.target.id)) return;
    at("words").value = "";
    if (event.target.id === "clause-convention") choose();
    else show();
  });
  document.addEventListener("input", (event) => {
    if (event.target.id !== "clause-words") return;
    clearTimeout(waiting);
    waiting = setTimeout(search, PAUSE_MS);
  });

  async function copy(button, text, said) {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = said;
    } catch {
      button.textContent = "Copie refusée par le navigateur";
    }
    const region = button.closest("#source")?.querySelector(".announcement") ?? at("status");
    if (region) region.textContent = button.textContent + ".";
    setTimeout(() => (button.textContent = before), 2000);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button.copy, button.link");
    const found = button && /#source=([^:]+):(\d+)-(\d+)$/.exec(button.dataset.place ?? "");
    if (!found) return;
    const place = "#source=" + found[1] + ":" + found[2] + "-" + found[3];
    if (button.classList.contains("link")) return copy(button, new URL("./" + place, location.origin).href, "Lien copié");
    const answer = await fetch("citations/" + found[1] + "?" + new URLSearchParams({ start: found[2], end: found[3] }));
    const citation = await answer.json();
    copy(button, citation.pasted ?? citation.where, "Citation copiée");
  });

  new MutationObserver(() => {
    const page = at("body");
    if (!page || page.dataset.begun) return;
    page.dataset.begun = "1";
    const wanted = new URLSearchParams(location.search);
    const isHeld = [...at("convention").options].some((option) => option.value === wanted.get("convention"));
    if (isHeld) at("convention").value = wanted.get("convention");
    at("words").value = wanted.get("words") ?? "";
    choose(wanted.get("article")).then(() => {
      const isThere = isHeld && (!wanted.has("article") || at("article").value === wanted.get("article"));
      if (wanted.has("convention") && !isThere) at("status").textContent = "Le lien désigne un texte qui n’est plus là. Voici un autre article : choisissez celui que vous cherchez.";
    });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
