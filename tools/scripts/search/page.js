// The search page: Pagefind's JavaScript API behind our own form. The address holds the whole state. Without Pagefind (no
// WebAssembly, a page opened from a folder) search/books.js answers.
import { $, anchor, box, count, figure, form, local, make, phrase, say, sort, words } from "./ground.js";
import { address, checked, checks, facet, groups, page, push, query, restore, turn } from "./state.js";
import { byBooks } from "./books.js";
import { byNumber } from "./numbers.js";
import { byWords, load } from "./engine.js";
import { suggest } from "./headings.js";
import { meaning } from "./meant.js";

const [status, hits, pages, active, ways, advice, results] = ["status", "hits", "pages", "active", "ways", "advice", "results"].map($);
const PER_PAGE = 10;
let run = 0, timer, broken = local;

const searched = async (query, groups) => {
  if (!query) return byBooks(groups);
  const number = await byNumber(query, groups).catch(() => {});
  if (number) return number;
  if (!broken)
    try { return await byWords(query, groups); } catch { broken = true; }
  return { ...(await byBooks(groups, query)), simple: true };
};

// --- showing -------------------------------------------------------------------------------------------------
// Excerpts are parsed without running anything; only their words and <mark> are taken over.
const excerpt = (markup) => make("p", { className: "excerpt" },
  ...[...new DOMParser().parseFromString(markup, "text/html").body.childNodes].map((node) => node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent));
const entry = (found) => {
  const by = make("p", { className: "by" }, found.by ?? "");
  if (found.year) by.append(" ", make("span", { className: "date" }, found.year));
  const item = make("li", {}, make("h3", {}, anchor(found.href, found.title)), by);
  if (found.parts?.[0])
    item.append(make("ul", { className: "parts" }, ...found.parts.map((part) => make("li", {}, words.chapter, " ", anchor(part.href, part.title)))));
  else if (found.excerpt) item.append(excerpt(found.excerpt));
  return item;
};
const follow = (link, go) => {
  link.addEventListener("click", (event) => { event.preventDefault(); go().then(() => results.focus()); });
  return link;
};
const label = (input) => input.closest("label").querySelector("span").textContent;
const remover = (inputs, text) => {
  const made = make("button", { type: "button" }, text);
  made.addEventListener("click", () => { for (const input of inputs) input.checked = false; changed(); box.focus(); });
  return made;
};
const tell = (...parts) => advice.append(make("p", {}, ...parts));
const about = (found, meant) => {
  advice.replaceChildren();
  if (found.head) tell(anchor(found.head[1], count(words.class, found.head[3], { class: found.head[2] })));
  if (meant) {
    const [before, after] = (found.meant ? words.meantShown : words.meant).split("%(words)s");
    tell(before, follow(make("a", { href: address(1, meant) }, make("strong", {}, meant)), () => { box.value = meant; return changed(); }), after);
  }
  if (!found.total)
    for (const name in found.without) {
      const inputs = checked().filter((input) => facet(input) === name);
      const filter = say(words.filter, { facet: inputs[0].closest("fieldset").dataset.label, value: inputs.map(label).join(words.comma) });
      if (found.without[name]) tell(remover(inputs, count(words.without, found.without[name], { filter })));
    }
};

// The numbers beside the values; those without books go to the end. Only what changes is touched: there may be a thousand.
const lists = [...form.querySelectorAll("fieldset ul")].map((list) => ({
  list, rows: [...list.children].map((row) => {
    const input = row.querySelector("input"), number = row.querySelector("small"), total = number.textContent;
    return { row, input, number, name: facet(input), total, text: total, none: false };
  }),
}));
const paint = (count) => {
  for (const { list, rows } of lists) {
    let moved;
    for (const row of rows) {
      const text = `${count(row)}`, none = text === "0" && !row.input.checked;
      if (row.text !== text) row.number.textContent = row.text = text;
      if (row.none !== none) {
        row.row.classList.toggle("none", none);
        row.none = none;
        moved = true;
      }
    }
    if (moved) list.append(...[...rows].sort((a, b) => a.none - b.none).map(({ row }) => row));
  }
};
const clear = (text) => {
  hits.replaceChildren();
  advice.replaceChildren();
  pages.hidden = true;
  ways.hidden = false;
  status.textContent = text;
  paint((row) => row.total);
};
const summary = (found, query, filtered) => {
  const out = [];
  if (found.none && !found.total) return found.none;
  if (found.total) out.push(query ? count(words.foundFor, found.total, { words: query }) : count(words.found, found.total));
  else out.push(query ? say(words.noneFor, { words: query }) : words.none, filtered ? words.tryFilters : words.try);
  if (found.ignored[0]) out.push(count(words.ignored, found.ignored.length, { words: found.ignored.map((word) => say(words.quoted, { word })).join(words.comma) }));
  if (found.simple) out.push(words.simple);
  return out.join(" ");
};

const show = async () => {
  const mine = ++run, asked = query(), chosen = groups(), filtered = !!checked()[0];
  active.replaceChildren(...checked().map((input) => make("li", {}, remover([input], say(words.remove, { value: label(input) })))));
  if (!asked && !filtered) return clear("");
  const slow = setTimeout(() => { if (mine === run) status.textContent = words.loading; }, 400);
  let list, last;
  const open = async (found) => {
    last = Math.ceil(found.total / PER_PAGE) || 1;
    turn(Math.min(page, last));
    list = await found.slice((page - 1) * PER_PAGE, page * PER_PAGE);
    return found;
  };
  const present = async (found) => {
    let meant, text = summary(found, asked, filtered);
    await open(found);
    if (asked && !phrase(asked) && !found.none && !found.head) {
      meant = await meaning(asked, list, found).catch(() => {});
      const other = meant && !found.ignored[0] && (await searched(meant, chosen));
      if (other?.total) {
        found = await open({ ...other, meant });
        text = say(words.noneFor, { words: asked }) + " " + summary(found, meant, filtered);
      }
    }
    if (mine !== run) return;
    clearTimeout(slow);
    paint(({ name, input }) => (found.counts?.[name] ? (found.counts[name][input.value] ?? 0) : ""));
    hits.start = (page - 1) * PER_PAGE + 1;
    hits.replaceChildren(...list.map(entry));
    about(found, meant);
    if (status.textContent !== text) status.textContent = text;
    ways.hidden = found.total > 0;
    pages.hidden = last === 1;
    pages.firstElementChild.replaceChildren(...[...Array(last).keys()].map((n) => n + 1).filter((n) => n === 1 || n === last || Math.abs(n - page) < 3).map((n) => {
      const link = follow(make("a", { href: address(n) }, figure(n)), () => { turn(n); push(); return show(); });
      if (n === page) link.setAttribute("aria-current", "page");
      return make("li", {}, link);
    }));
  };
  try {
    const found = await searched(asked, chosen);
    if (mine !== run) return;
    // The few books of this language's index are shown before another one is loaded.
    if (found.total || !found.more) await present(found);
    const more = mine === run && (await found.more?.());
    if (more && mine === run && (more !== found || !found.total)) await present(more);
  } catch {
    if (mine !== run) return;
    if (broken || !asked) return clear(words.failed);
    broken = true; // a hit that cannot be fetched, as without a network: the simple search has every title
    return await show();
  } finally {
    clearTimeout(slow);
  }
};
const changed = (way) => { turn(1); push(way); return show(); };

const quietly = (task) => task.catch(() => {});
box.addEventListener("focus", () => {
  if (!broken) load().catch(() => { broken = true; });
}, { once: true });
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    if (query().length !== 1) await changed("replaceState");
    quietly(suggest());
  }, 180);
});
box.addEventListener("keydown", (event) => { if (event.key === "Escape") { box.value = ""; quietly(suggest()); changed("replaceState"); } });
form.addEventListener("change", (event) => { if (event.target !== box) changed(); });
form.addEventListener("toggle", ({ target }) => { if (target.open) show(); }, true);
form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); changed().then(() => results.focus()); });
form.addEventListener("reset", () => setTimeout(() => { box.value = ""; sort.selectedIndex = 0; for (const input of checks) input.checked = false; changed(); }));
addEventListener("popstate", () => { restore(); show(); });
restore();
if (location.search) show();
