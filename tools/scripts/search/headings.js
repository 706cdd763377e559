// Headings while somebody types: the one that begins so first, then those with most books.
import { $, box, count, form, href, make, phrase, rows, split, words } from "./ground.js";
import { query } from "./state.js";

const FAMILIES = form.dataset.kinds.split(" ");
const list = $("headings"), heard = $("heard");
let run = 0;

const fitting = async (asked) => {
  const parts = split(asked);
  const longest = [...parts].sort((a, b) => b.length - a.length)[0];
  if (!longest?.[1] || phrase(asked)) return [];
  const found = new Map();
  for (const row of await rows("headings", longest)) {
    const own = split(row[1]);
    if (parts.every((part) => own.some((word) => word.startsWith(part)))) found.set(row[0] + row[2], [!own.join(" ").startsWith(parts.join(" ")), -row[3], own.length, row]);
  }
  return [...found.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, 8).map((one) => one[3]);
};
export const suggest = async () => {
  const mine = ++run;
  const found = await fitting(query());
  if (mine !== run) return;
  list.replaceChildren(...found.map(([place, label, slug, number]) => {
    const title = words.families[place];
    return make("li", {}, make("a", { href: href(`${FAMILIES[place]}/${slug}/`), title }, make("span", { dir: "auto" }, label), " ", make("small", {}, title, " ", number)));
  }));
  heard.textContent = found[0] ? count(words.headings, found.length) : "";
};

// The arrows lead from the box through the headings and back; Escape closes them.
const walk = (event) => {
  const all = [...list.querySelectorAll("a")], at = all.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowRight: at < 0 ? 0 : 1, ArrowUp: -1, ArrowLeft: at < 0 ? 0 : -1 }[event.key];
  if (event.key === "Escape" && at >= 0) { list.replaceChildren(); heard.textContent = ""; box.focus(); }
  else if (!step || !all[0] || (at < 0 && step < 0)) return;
  else (all[at + step] ?? (step < 0 ? box : all[at])).focus();
  event.preventDefault();
};
list.addEventListener("keydown", walk);
box.addEventListener("keydown", (event) => { if (event.key === "ArrowDown") walk(event); });
