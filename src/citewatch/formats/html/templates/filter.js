// Shows what fits the words, verdicts and document that the reader chose, and says how much that is.

(() => {
  const tools = one("#tools");
  const search = one("#search");
  const documents = one("#document");
  const words = all("[data-word]", tools);
  const items = all("[data-verdict]").filter((item) => item.matches(".card, .brief-link, tr"));
  const texts = new Map();

  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  const pressed = () => words.filter((word) => word.ariaPressed === "true");
  const told = (selector, what) => {
    const of = items.filter((item) => item.matches(selector));
    return of.length ? `${of.filter((item) => !item.hidden).length} of ${of.length} ${what}` : "";
  };

  const apply = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = new Set(pressed().map((word) => word.dataset.word));
    const source = documents?.value ?? "";
    for (const item of items) {
      item.hidden =
        (verdicts.size > 0 && !verdicts.has(item.dataset.verdict)) ||
        (source !== "" && item.dataset.source !== source) ||
        (wanted.length > 0 && !wanted.every((word) => textOf(item).includes(word)));
    }
    const parts = [told(".card", "findings"), told("tr", "links")].filter(Boolean);
    one("#status").textContent = `${parts.join(", ")} shown`;
  };

  const choose = () => {
    chosen.set("search", search.value);
    chosen.set("verdict", pressed().map((word) => word.dataset.word).join(","));
    chosen.set("document", documents?.value ?? "");
    apply();
  };

  const clear = () => {
    search.value = "";
    if (documents) documents.value = "";
    for (const word of words) word.ariaPressed = "false";
    choose();
    search.focus();
  };

  search.value = chosen.of("search");
  if (documents) documents.value = chosen.of("document");
  const before = chosen.of("verdict").split(",");
  for (const word of words) word.ariaPressed = String(before.includes(word.dataset.word));
  search.addEventListener("input", choose);
  documents?.addEventListener("change", choose);
  one("#clear").addEventListener("click", clear);
  for (const word of words) {
    word.addEventListener("click", () => {
      word.ariaPressed = String(word.ariaPressed !== "true");
      choose();
    });
  }
  tools.hidden = false;
  apply();
})();
