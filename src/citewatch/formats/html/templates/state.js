"use strict";
// What the reader chose, kept in the part of the address behind "#", so that it can be sent along.

const chosen = (() => {
  const values = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  return {
    of: (name) => values.get(name) ?? "",
    set(name, value) {
      if (value) values.set(name, value);
      else values.delete(name);
      const written = values.toString();
      history.replaceState(null, "", written ? `#${written}` : location.pathname + location.search);
    },
  };
})();

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);
