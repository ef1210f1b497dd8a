"use strict";
// The slider over the days as of which the record can be shown. Without scripts the date beside it does the same.
for (const slide of document.querySelectorAll(".asof .slide")) {
  const days = slide.dataset.days.split(" ");
  const form = slide.closest("form");
  const date = form.elements.as_of;
  const range = slide.querySelector("input");
  const told = slide.querySelector("output");
  const at = days.findLastIndex((day) => !date.value || day <= date.value);
  let byKeys = false;
  range.value = String(Math.max(at, 0));
  const show = () => {
    told.value = days[range.value];
    range.setAttribute("aria-valuetext", days[range.value]);
  };
  const go = () => {
    date.value = days[range.value];
    form.requestSubmit();
  };
  range.addEventListener("pointerdown", () => { byKeys = false; });
  range.addEventListener("keydown", (event) => {
    byKeys = event.key !== "Enter";
    if (event.key === "Enter") {
      event.preventDefault();
      go();
    }
  });
  range.addEventListener("input", show);
  // With keys one goes step by step: every step is a change, and Enter ends them.
  range.addEventListener("change", () => {
    if (byKeys) told.value = `${days[range.value]}, Enter shows it`;
    else go();
  });
  show();
  slide.hidden = false;
}
