// The keyboard: "/" to search, "j" and "k" from finding to finding, "?" tells of them.

(() => {
  const keys = one("#keys");
  const wanted = one("#keys-wanted");

  const move = (step) => {
    const cards = all(".card").filter((card) => !card.hidden);
    if (!cards.length) return;
    const now = cards.findIndex((card) => card.contains(document.activeElement));
    const next = now < 0 ? (step > 0 ? 0 : cards.length - 1) : now + step;
    cards[Math.max(0, Math.min(next, cards.length - 1))].focus();
  };

  const actions = {
    "/": () => one("#search").focus(),
    "?": () => keys.showModal(),
    j: () => move(1),
    k: () => move(-1),
  };
  const onCard = { ArrowDown: () => move(1), ArrowUp: () => move(-1) };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !wanted.checked || keys.open) return;
    const at = event.target;
    if (at.matches("input, select, textarea")) {
      if (event.key === "Escape") at.blur();
      return;
    }
    const action = actions[event.key] ?? (at.matches(".card") ? onCard[event.key] : undefined);
    if (!action) return;
    event.preventDefault();
    action();
  });
  one("#keys-button").addEventListener("click", () => keys.showModal());
  one("#keys-close").addEventListener("click", () => keys.close());
  // What is folded away is printed, too.
  addEventListener("beforeprint", () => {
    for (const folded of all("details:not([open])")) {
      folded.open = true;
      folded.dataset.printed = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const folded of all("details[data-printed]")) {
      folded.open = false;
      delete folded.dataset.printed;
    }
  });
})();
