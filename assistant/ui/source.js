// The source panel: opens a convention, scrolls to a quote and highlights it. Addresses: #source=<convention>:<start>-<end>,
// offsets in code points of the document's text.
(() => {
  const ADDRESS = /#source=([^:]+):(\d+)-(\d+)$/; // the id is percent-encoded
  const texts = new Map();
  let shown = "", nothingShown = ""; // the convention whose text is there; what is said where none is
  let followed = 0, isFollowing = false; // questions seen; whether an answer is awaited, and nobody has chosen what to read meanwhile
  const panel = () => document.getElementById("source");

  async function htmlOf(id) {
    if (!texts.has(id)) {
      const response = await fetch("sources/" + encodeURIComponent(id));
      const text = await response.text();
      if (!response.ok) return text;
      texts.set(id, text);
    }
    return texts.get(id);
  }

  async function show(id) {
    if (shown === id) return;
    panel().querySelector(".body").innerHTML = await htmlOf(id);
    shown = id;
    const select = document.getElementById("shown-convention");
    if (select && ![...select.options].some((option) => option.value === id)) await list();
    if (select) select.value = id;
  }

  // Offsets count code points, DOM strings UTF-16 units.
  const units = (text, points) => (/[\ud800-\udfff]/.test(text) ? Array.from(text).slice(0, points).join("").length : points);
  const points = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length);

  function highlight(start, end) {
    const root = panel().querySelector(".document");
    if (!root) return null;
    for (const mark of root.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
    root.normalize();
    let first = null;
    for (const piece of root.querySelectorAll(".text")) {
      const from = Number(piece.dataset.start), text = piece.textContent, length = points(text);
      if (from + length <= start || from >= end) continue;
      const range = document.createRange();
      const node = piece.firstChild;
      range.setStart(node, units(text, Math.max(0, start - from)));
      range.setEnd(node, units(text, Math.min(length, end - from)));
      const mark = document.createElement("mark");
      range.surroundContents(mark);
      first ??= mark;
    }
    return first;
  }

  async function open(id, start, end, isAskedFor = true) {
    await show(id);
    const mark = highlight(start, end);
    if (!mark) return;
    const scroller = mark.closest(".document");
    const offset = mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += offset - scroller.clientHeight / 3;
    cite(id, start, end);
    if (!isAskedFor) return;
    if (panel().getBoundingClientRect().top > window.innerHeight - 120) panel().scrollIntoView({ block: "start" });
    mark.tabIndex = -1;
    mark.focus({ preventScroll: true });
    panel().querySelector(".announcement").textContent = "Clause affichée dans le texte de la convention.";
  }

  const openAddress = (found, isAskedFor = true) => open(decodeURIComponent(found[1]), Number(found[2]), Number(found[3]), isAskedFor);

  // What is shown, as one cites it, above the text; the words that a scan has spoilt beside how they read.
  async function cite(id, start, end) {
    const bar = panel().querySelector(".cited");
    const answer = await fetch("citations/" + encodeURIComponent(id) + "?" + new URLSearchParams({ start, end }));
    const citation = await answer.json();
    bar.querySelector(".where").textContent = citation.where;
    for (const button of bar.querySelectorAll("button")) button.dataset.place = "#source=" + encodeURIComponent(id) + ":" + start + "-" + end;
    bar.querySelector(".readings").hidden = !citation.scanned;
    bar.querySelector(".scanned").innerHTML = citation.scanned ?? "";
    bar.querySelector(".mended").innerHTML = citation.mended ?? "";
    bar.hidden = false;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href*='#source=']");
    const found = link && ADDRESS.exec(link.getAttribute("href"));
    if (!found || !panel()) return; // from another page, the link leads to this one
    event.preventDefault();
    event.stopPropagation();
    history.replaceState(null, "", "#source=" + found[1] + ":" + found[2] + "-" + found[3]);
    isFollowing = false;
    openAddress(found);
  }, true);

  document.addEventListener("change", (event) => {
    if (event.target.id !== "shown-convention" || !event.target.value) return;
    panel().querySelector(".cited").hidden = true;
    show(event.target.value);
  });

  // Once an answer is there its first quote is shown in its place, the keyboard staying where it is; what the answer before had marked is not.
  function followAnswer() {
    const questions = document.querySelectorAll("#conversation .message.user"), answers = document.querySelectorAll("#conversation .message.bot");
    if (questions.length !== followed) {
      isFollowing = questions.length > followed;
      followed = questions.length;
      if (!followed) close(); // a new conversation has quoted nothing yet
    }
    const isReady = document.getElementById("status")?.textContent.includes("Réponse prête") && answers.length >= questions.length;
    if (!isFollowing || !isReady) return;
    isFollowing = false;
    const links = answers[answers.length - 1].querySelectorAll("a[href*='#source=']");
    const link = [...links].find((one) => /^\[\d+\]$/.test(one.textContent)); // a quote's; what a refusal offers to read is no answer
    const found = link && ADDRESS.exec(link.getAttribute("href"));
    if (found) return openAddress(found, false);
    unmark();
  }

  function unmark() {
    highlight(0, 0);
    panel().querySelector(".cited").hidden = true;
    history.replaceState(null, "", location.pathname + location.search);
  }

  function close() {
    unmark();
    panel().querySelector(".body").innerHTML = nothingShown;
    document.getElementById("shown-convention").value = shown = "";
  }

  // A new question comes to the top of the conversation, its answer below it: long answers are read from their start.
  function followQuestions() {
    let count = 0;
    new MutationObserver(() => {
      followAnswer();
      const questions = document.querySelectorAll("#conversation .message.user");
      if (questions.length <= count) {
        count = questions.length;
        return;
      }
      const question = questions[questions.length - 1];
      const scroller = question.closest("#conversation .panel-wrap, #conversation .bubble-wrap");
      if (!scroller) return;
      scroller.scrollTop += question.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 8;
      // until the answer is long enough, the question cannot come all the way up: look again at the next change
      if (question.getBoundingClientRect().top - scroller.getBoundingClientRect().top < 40) count = questions.length;
    }).observe(document.body, { childList: true, subtree: true });
  }

  async function list() {
    const conventions = await (await fetch("sources")).json();
    const choices = [{ id: "", title: "Choisir…" }, ...conventions].map(({ id, title }) => new Option(title, id));
    document.getElementById("shown-convention").replaceChildren(...choices);
  }

  async function begin() {
    if (!panel()) return false;
    nothingShown = panel().querySelector(".body").innerHTML;
    followQuestions();
    await list();
    const found = ADDRESS.exec(location.hash);
    if (found) openAddress(found);
    return true;
  }

  const waiting = new MutationObserver(() => {
    if (panel() && !panel().dataset.begun) {
      panel().dataset.begun = "1";
      waiting.disconnect();
      begin();
    }
  });
  waiting.observe(document.documentElement, { childList: true, subtree: true });
})();
