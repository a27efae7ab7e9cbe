// The page where files are added: sends them, shows how far each has come, and what a person confirms or corrects.
(() => {
  const PAUSE_MS = 500; // between two looks at files that are being read
  const byId = (id) => document.getElementById(id);
  const say = (text) => (byId("add-status").textContent = text);
  const ACTIVE = ["waiting", "reading", "indexing"];
  let timer = null;

  async function look() {
    clearTimeout(timer);
    if (!byId("arrivals")) return;
    const { arrivals, added } = await (await fetch("arrivals")).json();
    const cards = new Map([...byId("arrivals").children].map((card) => [card.dataset.name, card]));
    for (const { name, step, html } of arrivals) {
      let card = cards.get(name);
      if (!card) {
        card = Object.assign(document.createElement("section"), { className: "card" });
        card.dataset.name = name;
        byId("arrivals").append(card);
      }
      cards.delete(name);
      if (card.dataset.shown === step && !ACTIVE.includes(step)) continue; // what a person is typing stays
      if (card.dataset.shown !== step) tell(name, step);
      card.innerHTML = html;
      card.dataset.shown = step;
    }
    for (const card of cards.values()) card.remove();
    if (byId("added").dataset.shown !== added) {
      byId("added").innerHTML = added;
      byId("added").dataset.shown = added;
    }
    if (arrivals.some(({ step }) => ACTIVE.includes(step))) timer = setTimeout(look, PAUSE_MS);
  }

  function tell(name, step) {
    if (step === "understood") say(name + " est lu : vérifiez, puis confirmez.");
    if (step === "refused") say(name + " n’a pas pu être lu.");
    if (step === "ready") say(name + " est consultable.");
  }

  async function send(files) {
    let refused = "";
    for (const file of files) {
      if (file.name.startsWith(".")) continue;
      say("Envoi de " + file.name + "…");
      const answer = await fetch("arrivals/" + encodeURIComponent(file.name), { method: "PUT", body: file });
      if (!answer.ok) refused += (await answer.json()).detail + " ";
      await look();
    }
    if (refused) say(refused);
  }

  // The files of what was dropped: a file, or a folder and those inside it.
  async function filesOf(entry) {
    if (entry.isFile) return [await new Promise((found, failed) => entry.file(found, failed))];
    const reader = entry.createReader(), inside = [];
    for (let some; (some = await new Promise((found, failed) => reader.readEntries(found, failed))).length; ) inside.push(...some);
    return (await Promise.all(inside.map(filesOf))).flat();
  }

  document.addEventListener("change", (event) => {
    if (!["add-files", "add-folder"].includes(event.target.id)) return;
    send([...event.target.files]);
    event.target.value = "";
  });
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (!event.target.closest?.("#drop")) return;
      event.preventDefault();
      if (name !== "drop") return;
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
      if (entries.some((entry) => entry.isDirectory)) Promise.all(entries.map(filesOf)).then((found) => send(found.flat()));
      else send([...event.dataTransfer.files]);
    });
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-arrival]");
    if (!button) return;
    const card = button.closest(".card");
    const name = button.dataset.name ?? card.dataset.name;
    const at = encodeURIComponent(name);
    let answer;
    if (button.dataset.arrival === "confirm") {
      const names = [...card.querySelectorAll(".short-name")].filter((input) => input.value !== input.defaultValue);
      const title = card.querySelector(".title");
      const corrections = {
        title: title.value.trim() === title.defaultValue ? "" : title.value.trim(),
        short_names: Object.fromEntries(names.map((input) => [input.dataset.party, input.value.trim()])),
      };
      answer = await fetch("arrivals/" + at + "/confirmed", { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(corrections) });
    } else if (button.dataset.arrival === "discard") {
      answer = await fetch("arrivals/" + at, { method: "DELETE" });
      if (answer.ok) say(name + " est retiré de la liste.");
    } else {
      if (!confirm("Supprimer « " + name + " » ? Le fichier est effacé de ce poste et n’est plus cherché.")) return;
      answer = await fetch("added/" + at, { method: "DELETE" });
      if (answer.ok) say(name + " est supprimé.");
    }
    if (!answer.ok) say((await answer.json()).detail);
    await look();
    const next = [...byId("arrivals").children].find((other) => other.dataset.name === name) ?? byId("arrivals").firstElementChild;
    (next?.querySelector("button") ?? byId("add-files")).focus({ preventScroll: true });
  });

  new MutationObserver(() => {
    const page = byId("arrivals");
    if (!page || page.dataset.begun) return;
    page.dataset.begun = "1";
    look();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
