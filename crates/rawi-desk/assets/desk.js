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
