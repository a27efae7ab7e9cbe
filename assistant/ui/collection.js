// The page of conventions: the two that are chosen, side by side.
(() => {
  const at = (name) => document.getElementById("beside" + name);
  let asked = 0;

  async function show() {
    const mine = ++asked;
    const body = await (await fetch("beside?" + new URLSearchParams({ one: at("-one").value, other: at("-other").value }))).text();
    if (mine === asked) at("").innerHTML = body;
  }

  document.addEventListener("change", (event) => {
    if (["beside-one", "beside-other"].includes(event.target.id)) show();
  });
  new MutationObserver(() => {
    if (!at("") || at("").dataset.begun) return;
    at("").dataset.begun = "1";
    show();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
