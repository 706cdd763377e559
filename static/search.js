// The search page: Pagefind's JavaScript API behind our own form. The address holds the whole state.
const form = document.getElementById("search");
const $ = (id) => document.getElementById(id);
const [box, sort, status, hits, pages, active, ways] = ["q", "sort", "status", "hits", "pages", "active", "ways"].map($);
const root = new URL(form.dataset.root, location.href);
const checks = [...form.querySelectorAll("[data-facet] input")];
const facet = (input) => input.closest("[data-facet]").dataset.facet;
const totals = new Map(checks.map((input) => [input, input.closest("label").querySelector("small").textContent]));
const order = new Map(checks.map((input, n) => [input.closest("li"), n]));
const PER_PAGE = 10;
let engine, books, run = 0, page = 1, timer;

const make = (tag, props = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};
const load = () =>
  (engine ??= import(new URL(form.dataset.bundle + "pagefind.js", root)).then(async (module) => {
    await module.options({
      baseUrl: root.pathname,
      bundlePath: new URL(form.dataset.bundle, root).pathname,
      excerptLength: 24,
      ranking: { pageLength: 0.3, metaWeights: { title: 5, author: 4 } },
    });
    await module.init();
    await module.filters(); // without them a search has no counts
    return module;
  }).catch((error) => { engine = undefined; throw error; }));
const loadBooks = () => (books ??= fetch(new URL("search/books.json", root)).then((answer) => answer.json()));

// --- state ---------------------------------------------------------------------------------------------------
const chosen = () => {
  const groups = {};
  for (const input of checks) if (input.checked) (groups[facet(input)] ??= []).push(input.value);
  return groups;
};
const address = (number = page) => {
  const params = new URLSearchParams();
  if (box.value.trim()) params.set("q", box.value.trim());
  for (const input of checks) if (input.checked) params.append(input.name, input.value);
  if (sort.value) params.set("sort", sort.value);
  if (number > 1) params.set("page", number);
  return params.size ? "?" + params : location.pathname;
};
const restore = () => {
  const params = new URLSearchParams(location.search);
  box.value = params.get("q") ?? "";
  sort.value = params.get("sort") ?? "";
  if (sort.selectedIndex < 0) sort.selectedIndex = 0;
  page = Math.max(1, parseInt(params.get("page")) || 1);
  for (const input of checks) input.checked = params.getAll(input.name).includes(input.value);
  for (const input of checks) if (input.checked) input.closest("details").open = true;
};

// --- ISBN ----------------------------------------------------------------------------------------------------
const isbn = (text) => {
  const digits = text.replace(/^isbn[\s:]*/i, "").replace(/[\s\-‐‑–—]/g, "").toUpperCase();
  const sum = (string, weight) => [...string].reduce((all, c, n) => all + weight(n) * (c === "X" ? 10 : +c), 0);
  if (/^\d{9}[\dX]$/.test(digits) && sum(digits, (n) => 10 - n) % 11 === 0) {
    const head = "978" + digits.slice(0, 9);
    return head + ((10 - (sum(head, (n) => (n % 2 ? 3 : 1)) % 10)) % 10);
  }
  return /^97[89]\d{10}$/.test(digits) && sum(digits, (n) => (n % 2 ? 3 : 1)) % 10 === 0 ? digits : "";
};

// --- searching -----------------------------------------------------------------------------------------------
const filters = (groups, without) =>
  Object.fromEntries(Object.entries(groups).filter(([name]) => name !== without).map(([name, any]) => [name, { any }]));

async function byWords(query, groups) {
  const pagefind = await load();
  const number = isbn(query);
  const words = number || query;
  const order = { title: { title: "asc" }, year: { year: "desc" }, added: { added: "desc" } }[sort.value];
  const options = (without) => ({ filters: filters(groups, without), ...(order && { sort: order }) });
  const search = await pagefind.search(words, options());
  let results = search.results;
  if (number) {
    const data = await Promise.all(results.slice(0, 50).map((result) => result.data()));
    results = results.filter((_, n) => data[n]?.content.includes(number));
  }
  const counts = { ...search.filters };
  for (const name of Object.keys(groups)) counts[name] = (await pagefind.search(words, options(name))).filters[name];
  const ignored = [];
  const parts = /^["“]/.test(query) || number ? [] : [...new Set(query.split(/\s+/))];
  if (results.length && parts.length > 1)
    for (const word of parts.slice(0, 8)) if (!(await pagefind.search(word)).results.length) ignored.push(word);
  return { total: results.length, counts, ignored, slice: (from, to) => Promise.all(results.slice(from, to).map((r) => r.data().then(hit))) };
}
const hit = (data) => ({
  href: data.url, title: data.meta.title, by: data.meta.author, year: data.meta.year, excerpt: data.excerpt,
  parts: data.sub_results.filter((part) => part.anchor?.element === "h3").slice(0, 4),
});

// Without words Pagefind 1.5 would fetch its whole index: one small file of our own answers instead.
async function byFacets(groups) {
  const { values, books: all } = await loadBooks();
  const wanted = Object.entries(groups).map(([name, list]) => [name, new Set(list.map((v) => values.findIndex(([n, w]) => n === name && w === v)))]);
  const fits = (book, without) => wanted.every(([name, ids]) => name === without || book[5].some((id) => ids.has(id)));
  const found = all.filter((book) => fits(book));
  const counts = {};
  const count = (list, only) => {
    for (const book of list) for (const id of book[5]) {
      const [name, value] = values[id];
      if (only ? name === only : !(name in groups)) { counts[name] ??= {}; counts[name][value] = (counts[name][value] ?? 0) + 1; }
    }
  };
  count(found);
  for (const name of Object.keys(groups)) count(all.filter((book) => fits(book, name)), name);
  if (sort.value === "year") found.sort((a, b) => (b[3] > a[3]) - (b[3] < a[3]));
  if (sort.value === "added") found.sort((a, b) => (b[4] > a[4]) - (b[4] < a[4]));
  const shown = (book) => ({ href: new URL(book[0], root).href, title: book[1], by: book[2], year: book[3], excerpt: "", parts: [] });
  return { total: found.length, counts, ignored: [], slice: async (from, to) => found.slice(from, to).map(shown) };
}

// --- showing -------------------------------------------------------------------------------------------------
// Excerpts are parsed without running anything; only their words and <mark> are taken over.
const excerpt = (markup) => {
  const made = make("p", { className: "excerpt" });
  for (const node of new DOMParser().parseFromString(markup, "text/html").body.childNodes)
    made.append(node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent);
  return made;
};
const entry = (found) => {
  const by = make("p", { className: "by" }, found.by ?? "");
  if (found.year) by.append(" ", make("span", { className: "date" }, found.year));
  const item = make("li", {}, make("h3", {}, make("a", { href: found.href, dir: "auto" }, found.title)), by);
  if (found.parts.length)
    item.append(make("ul", { className: "parts" }, ...found.parts.map((part) => make("li", {}, "Chapter: ", make("a", { href: part.url, dir: "auto" }, part.title)))));
  else if (found.excerpt) item.append(excerpt(found.excerpt));
  return item;
};
const link = (number, label, current) => {
  const made = make("a", { href: address(number) }, label);
  if (current) made.setAttribute("aria-current", "page");
  made.addEventListener("click", (event) => { event.preventDefault(); page = number; history.pushState(null, "", address()); show().then(() => $("results").focus()); });
  return make("li", {}, made);
};
const remover = (input) => {
  const made = make("button", { type: "button" }, "Remove " + input.closest("label").querySelector("span").textContent);
  made.addEventListener("click", () => { input.checked = false; changed(); box.focus(); });
  return make("li", {}, made);
};
const clear = (text) => {
  hits.replaceChildren();
  pages.hidden = true;
  ways.hidden = false;
  status.textContent = text;
  for (const [input, total] of totals) { input.closest("label").querySelector("small").textContent = total; input.closest("li").classList.remove("none"); }
};

async function show() {
  const mine = ++run;
  const query = box.value.trim(), groups = chosen();
  active.replaceChildren(...checks.filter((input) => input.checked).map(remover));
  if (!query && !Object.keys(groups).length) return clear("");
  const slow = setTimeout(() => { if (mine === run) status.textContent = "Loading the search…"; }, 400);
  try {
    const found = query ? await byWords(query, groups) : await byFacets(groups);
    const last = Math.max(1, Math.ceil(found.total / PER_PAGE));
    page = Math.min(page, last);
    const list = await found.slice((page - 1) * PER_PAGE, page * PER_PAGE);
    if (mine !== run) return;
    for (const input of checks) {
      const number = found.counts[facet(input)]?.[input.value] ?? 0;
      input.closest("label").querySelector("small").textContent = number;
      input.closest("li").classList.toggle("none", !number && !input.checked);
    }
    for (const list of form.querySelectorAll("fieldset ul"))
      list.append(...[...list.children].sort((a, b) => a.classList.contains("none") - b.classList.contains("none") || order.get(a) - order.get(b)));
    hits.start = (page - 1) * PER_PAGE + 1;
    hits.replaceChildren(...list.map(entry));
    const what = query ? ` for “${query}”` : "";
    let text = found.total ? `${found.total} ${found.total === 1 ? "book" : "books"}${what}.` : `No books${what}.`;
    if (found.ignored.length) text += ` No book has ${found.ignored.map((word) => `“${word}”`).join(", ")}: ignored.`;
    if (!found.total && Object.keys(groups).length) text += " Remove a filter, or try other words.";
    else if (!found.total) text += " Try fewer or shorter words.";
    status.textContent = text;
    ways.hidden = found.total > 0;
    const numbers = [...Array(last).keys()].map((n) => n + 1).filter((n) => n === 1 || n === last || Math.abs(n - page) < 3);
    pages.firstElementChild.replaceChildren(...numbers.map((n) => link(n, n, n === page)));
    pages.hidden = last === 1;
  } catch (error) {
    if (mine === run) clear("The search could not be loaded. The lists below lead to every book.");
  } finally {
    clearTimeout(slow);
  }
}
const changed = (push = true) => { page = 1; history[push ? "pushState" : "replaceState"](null, "", address()); return show(); };

box.addEventListener("focus", () => load().catch(() => {}), { once: true });
box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => { if (box.value.trim().length !== 1) changed(false); }, 180); });
box.addEventListener("keydown", (event) => { if (event.key === "Escape") { box.value = ""; changed(false); } });
form.addEventListener("change", (event) => { if (event.target !== box) changed(); });
form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); changed().then(() => $("results").focus()); });
form.addEventListener("reset", () => setTimeout(() => { box.value = ""; sort.selectedIndex = 0; for (const input of checks) input.checked = false; changed(); }));
addEventListener("popstate", () => { restore(); show(); });
restore();
if (location.search) show();
