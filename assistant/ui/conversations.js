// Conversations are kept in this browser alone: one entry of localStorage each, so that two tabs never write over one another.
// A tab knows the one it shows (sessionStorage); a question that a reload interrupted is put back in the box.
(() => {
  const PREFIX = "conventions:conversation:", CURRENT = "conventions:current", PENDING = "conventions:pending";
  const NAME_MAX = 60;
  const byId = (id) => document.getElementById(id);
  const current = () => sessionStorage.getItem(CURRENT) ?? fresh();
  const read = (id) => JSON.parse(localStorage.getItem(PREFIX + id) ?? "null");
  const shownTurns = () => read(current())?.turns ?? [];
  const page = document.documentElement.dataset; // what the page shows depends on: an answer is there, one is being written
  const mark = (name, is) => (is ? (page[name] = "1") : delete page[name]);
  const shortened = (text) => (text.length <= NAME_MAX ? text : text.slice(0, NAME_MAX).replace(/\s+\S*$/, "") + "…");

  function fresh() {
    const id = Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
    sessionStorage.setItem(CURRENT, id);
    sessionStorage.removeItem(PENDING);
    mark("answered", false);
    setTimeout(list);
    return id;
  }

  function write(id, conversation) {
    try {
      localStorage.setItem(PREFIX + id, JSON.stringify(conversation));
    } catch {
      byId("past-status").textContent = "Ce navigateur n’a plus de place : supprimez des conversations passées pour garder celle-ci.";
    }
    list();
  }

  // --- what the page calls

  function restore() {
    const asked = new URLSearchParams(location.search);
    if (asked.has("question")) { // a link to an answer: it is asked again, as a conversation of its own
      fresh();
      history.replaceState(null, "", location.pathname + location.hash);
      return { ask: asked.getAll("question"), conventions: asked.getAll("convention") };
    }
    list();
    const kept = read(current());
    return { turns: kept?.turns ?? [], messages: kept?.messages ?? [], conventions: kept?.conventions ?? [], pending: sessionStorage.getItem(PENDING) ?? "" };
  }

  function keep(turns, messages, conventions) {
    mark("ready", true); // what this browser kept is shown
    mark("asking", false);
    mark("answered", turns?.length);
    focusBox();
    if (!turns?.length) { // taken back, or nothing asked yet
      localStorage.removeItem(PREFIX + current());
      const text = byId("question")?.querySelector("textarea")?.value;
      if (text) sessionStorage.setItem(PENDING, text);
      return list();
    }
    sessionStorage.removeItem(PENDING);
    const before = read(current());
    if (before?.turns.length === turns.length && before.turns.at(-1).text === turns.at(-1).text) return; // opened again
    const name = before?.name ?? shortened(turns[0].question);
    write(current(), { name, turns, messages: messages.map(({ role, content }) => ({ role, content: plain(content) })), conventions, at: Date.now() });
  }
  // Focus goes where the eye goes: to the box after what was done with a conversation, and at the start where there is a keyboard.
  let isAwaited = innerWidth > 800;
  function focusBox() {
    if (isAwaited && (document.activeElement === document.body || !document.activeElement)) byId("question")?.querySelector("textarea")?.focus();
    isAwaited = false;
  }
  const plain = (content) => (typeof content === "string" ? content : content.map((part) => part.text ?? "").join(""));

  const begin = (question) => {
    if (question?.trim()) sessionStorage.setItem(PENDING, question);
    mark("asking", true);
    byId("opinion-reason").hidden = true;
    say("");
  };
  window.conversations = { restore, keep, fresh, begin };

  // --- the list of past conversations

  function past() {
    const ids = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
    return ids.map((id) => ({ id, ...read(id) })).sort((one, other) => other.at - one.at);
  }

  function list() {
    const place = byId("past-list");
    if (!place) return;
    const all = past();
    byId("past").hidden = !all.length;
    byId("past-count").textContent = "Conversations passées (" + all.length + ")";
    place.replaceChildren(...all.map(({ id, name, at }) => {
      const item = document.createElement("li");
      const day = new Date(at).toLocaleDateString("fr-FR", { day: "numeric", month: "long" });
      for (const [action, label] of [["open", name], ["rename", "Renommer"], ["delete", "Supprimer"]]) {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", textContent: label, className: action });
        Object.assign(button.dataset, { action, id });
        if (action === "open" && id === sessionStorage.getItem(CURRENT)) button.setAttribute("aria-current", "true");
        if (action !== "open") button.setAttribute("aria-label", label + " : " + name);
        item.append(button, " ");
      }
      item.append(Object.assign(document.createElement("span"), { className: "day", textContent: day }));
      return item;
    }));
  }
  addEventListener("storage", list); // another tab
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#stop, #again, #clear, #past button.open");
    if (!button) return;
    isAwaited = true;
    button.blur();
    if (button.id === "stop") mark("asking", false);
    if (button.id === "clear") for (const box of document.querySelectorAll("#chosen input:checked")) box.click();
    if (button.id === "clear") byId("party").value = "";
  });

  document.addEventListener("click", (event) => {
    const { action, id } = event.target.closest?.("#past button")?.dataset ?? {};
    if (!action) return;
    if (action === "open") {
      sessionStorage.setItem(CURRENT, id);
      byId("open-kept").click();
    } else if (action === "rename") {
      const name = prompt("Nouveau nom de la conversation", read(id).name)?.trim();
      if (name) write(id, { ...read(id), name: shortened(name) });
      list();
      document.querySelector('#past button[data-action=rename][data-id="' + id + '"]')?.focus();
      if (name) byId("past-status").textContent = "Conversation renommée.";
      return;
    } else if (confirm("Supprimer « " + read(id).name + " » ? Cette conversation n’est gardée que dans ce navigateur.")) {
      localStorage.removeItem(PREFIX + id);
      if (id === sessionStorage.getItem(CURRENT)) byId("clear").click();
      list();
      byId("past-status").textContent = "Conversation supprimée.";
      byId("past-count").focus();
      return;
    }
    list();
  });

  // --- what one does with an answer: link, exports, opinion

  async function save(kind) {
    const turns = shownTurns();
    if (!turns.length) return say("Posez d’abord une question.");
    const answer = await fetch("exports/conversation." + kind, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ turns }),
    });
    if (!answer.ok) return say("Le fichier n’a pas pu être écrit. Réessayez.");
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(await answer.blob()), download: "conversation." + kind });
    link.click();
    URL.revokeObjectURL(link.href);
    say("Fichier enregistré.");
  }
  const say = (text) => (byId("after-status").textContent = text);

  async function link() {
    const turns = shownTurns();
    if (!turns.length) return say("Posez d’abord une question.");
    const { conventions } = read(current());
    const asked = [...turns.map(({ question }) => ["question", question]), ...(conventions ?? []).map((id) => ["convention", id])];
    const address = new URL("./?" + new URLSearchParams(asked), location.origin).href;
    try {
      await navigator.clipboard.writeText(address);
      say("Lien copié : il pose la même question.");
    } catch {
      say(address);
    }
  }

  async function opine(useful, reason) {
    const last = shownTurns().at(-1);
    if (!last) return say("Posez d’abord une question.");
    const sent = await fetch("opinions", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ question: last.question, answer: last.text, useful, reason }),
    });
    say(sent.ok ? "Merci : votre avis est noté." : "Votre avis n’a pas pu être noté. Réessayez.");
  }

  document.addEventListener("click", (event) => {
    const action = event.target.closest?.("#after button")?.dataset.after;
    if (action === "link") link();
    if (action === "docx" || action === "md") save(action);
    if (action === "yes") opine(true, "");
    if (action === "no") {
      byId("opinion-reason").hidden = false;
      byId("opinion-text").focus();
    }
    if (action === "send") {
      opine(false, byId("opinion-text").value);
      byId("opinion-text").value = "";
      byId("opinion-reason").hidden = true;
    }
  });
})();
