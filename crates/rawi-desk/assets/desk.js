// What every page gains with JavaScript. Without it everything works all the same.
"use strict";

// `/` goes to the search field, as in many tools.
document.addEventListener("keydown", (event) => {
  const field = event.target instanceof Element && event.target.closest("input, select, textarea");
  if (event.key !== "/" || field || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector(".find input");
  if (search) {
    event.preventDefault();
    search.focus();
  }
});

// On a wide page the filters stand open, also in browsers that cannot be told so by the style sheet.
if (matchMedia("(min-width: 56.01rem)").matches) {
  for (const details of document.querySelectorAll("details.facets")) details.open = true;
}

// Names for what is being typed: ids and codes for fields that ask for a party, words for the search.
const fields = document.querySelectorAll('input[list="names"]');
if (fields.length) {
  const list = document.createElement("datalist");
  list.id = "names";
  document.body.append(list);
  let waiting = 0;
  let last = "";
  const offer = async (field) => {
    const typed = field.value.trim();
    if (typed.length < 2 || typed === last) return;
    last = typed;
    const answer = await fetch(`/suggest?q=${encodeURIComponent(typed)}`);
    if (!answer.ok) return;
    const options = (await answer.json()).map(({ value, text, name }) => {
      const option = document.createElement("option");
      option.value = field.name === "q" ? text : value;
      option.label = [text, name, value].filter(Boolean).join(" · ");
      return option;
    });
    list.replaceChildren(...options);
  };
  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => offer(field), 150);
    });
  }
}
