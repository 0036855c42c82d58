// Sorts the table of all links by a column, numbers within words as numbers.

(() => {
  const table = one("#links");
  const heads = all("thead th", table);
  const body = one("tbody", table);
  const order = new Intl.Collator(undefined, { numeric: true });

  const sort = (column, direction) => {
    const rows = all("tr", body).map((row) => [row.cells[column].textContent, row]);
    const sign = direction === "descending" ? -1 : 1;
    // What says nothing comes last in both directions.
    rows.sort(([one], [other]) => (!one - !other) || sign * order.compare(one, other));
    body.append(...rows.map(([, row]) => row));
    heads.forEach((head, nth) => {
      if (nth === column) head.ariaSort = direction;
      else head.removeAttribute("aria-sort");
    });
    chosen.set("sort", `${column}.${direction}`);
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => {
      sort(column, head.ariaSort === "ascending" ? "descending" : "ascending");
    });
    head.replaceChildren(button);
  });

  const [column, direction] = chosen.of("sort").split(".");
  if (direction === "ascending" || direction === "descending") {
    if (Number(column) in heads) sort(Number(column), direction);
  }
})();
