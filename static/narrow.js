// Narrows the list of an index to the entries that hold every word typed, whatever their accents and case.
const box = document.querySelector(".narrow");
const status = box.querySelector("[role=status]");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const rows = [...document.querySelectorAll(".group li, .shelf > ul li")].map((li) => [li, fold(li.textContent)]);
const narrow = () => {
  const words = fold(box.querySelector("input").value).split(/\s+/).filter(Boolean);
  const left = rows.filter(([li, text]) => !(li.hidden = !words.every((word) => text.includes(word))));
  for (const part of document.querySelectorAll(".group, main > .shelf")) part.hidden = !part.querySelector("li:not([hidden])");
  status.textContent = words.length ? box.dataset.shown.replace("%(n)s", left.length).replace("%(total)s", rows.length) : "";
};
box.hidden = false;
box.addEventListener("input", narrow);
narrow();
