"use strict";
// The slider over the days as of which the record can be shown. Without scripts the date beside it does the same.
for (const slide of document.querySelectorAll(".asof .slide")) {
  const days = slide.dataset.days.split(" ");
  const form = slide.closest("form");
  const date = form.elements.as_of;
  const range = slide.querySelector("input");
  const told = slide.querySelector("output");
  const at = days.findLastIndex((day) => !date.value || day <= date.value);
  range.value = String(Math.max(at, 0));
  const show = () => {
    told.value = days[range.value];
    range.setAttribute("aria-valuetext", days[range.value]);
  };
  range.addEventListener("input", show);
  range.addEventListener("change", () => {
    date.value = days[range.value];
    form.requestSubmit();
  });
  show();
  slide.hidden = false;
}
