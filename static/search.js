// The search page: Pagefind's JavaScript API behind our own form. The address holds the whole state. Without Pagefind (no
// WebAssembly, a page opened from a folder) search/books.js answers. A classic script, since a folder has no modules.
(() => {
const $ = (id) => document.getElementById(id);
const [form, box, sort, status, hits, pages, active, ways, advice] = ["search", "q", "sort", "status", "hits", "pages", "active", "ways", "advice"].map($);
const root = new URL(form.dataset.root, location.href), site = new URL(form.dataset.up, root), html = document.documentElement;
const words = JSON.parse($("words").textContent), others = JSON.parse(form.dataset.languages);
const checks = [...form.querySelectorAll("[data-facet] input")];
const facet = (input) => input.closest("[data-facet]").dataset.facet;
const lists = [...form.querySelectorAll("fieldset ul")].map((list) => ({
  list, rows: [...list.children].map((row) => {
    const input = row.querySelector("input"), number = row.querySelector("small");
    return { row, input, number, name: facet(input), total: number.textContent, text: number.textContent, none: false };
  }),
}));
const PER_PAGE = 10, FEW = 3, local = location.protocol === "file:";
let run = 0, page = 1, timer, broken = local;

const make = (tag, props = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};
const figure = (n) => n.toLocaleString(html.lang);
const say = (message, values) => message.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
const count = (forms, n, values) => say(forms[n === 1 ? 0 : 1], { n: figure(n), ...values });
const href = (address) => {
  const url = new URL(address, root);
  if (local) url.pathname = url.pathname.replace(/\/$/, "/index.html");
  return url.href;
};
// Letters without marks and case; what has no mark to take off is said in another way. The builder has the same.
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđðþı]/g, (c) => LETTERS[c]);
const split = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const scripts = {};
const script = (address) =>
  (scripts[address] ??= new Promise((done, fail) => {
    const made = make("script", { src: new URL(address, root), onload: done, onerror: fail });
    document.head.append(made);
  }).then(() => self.shelflist, (error) => { delete scripts[address]; throw error; }));
const aids = () => script(form.dataset.aids).then((found) => found.aids({ script, fold, split, make, href, count, words, form, box, sort, load, hit, listed, others, FEW }));

// One engine for each language's index; Pagefind reads which one from the page, at the moment an instance is made.
const engines = {};
const load = (language = html.lang) =>
  (engines[language] ??= import(new URL(form.dataset.bundle + "pagefind.js", root)).then(async (module) => {
    const own = html.lang;
    html.lang = language;
    const made = module.createInstance({ baseUrl: site.pathname, excerptLength: 24, ranking: { pageLength: 0.3, metaWeights: { title: 5, author: 4 } }, noWorker: true });
    html.lang = own;
    await made.init();
    return made;
  }));

// Pagefind counts the values of the filters that it has loaded: those that are open or chosen. One search with each loads it.
const counted = {};
const opened = () => [...form.querySelectorAll("details[open] fieldset")].map((group) => group.dataset.facet);
const counting = (pagefind, query, names) =>
  Promise.all(names.map((name) => (counted[name] ??= pagefind.search(query, { filters: { [name]: lists.find((list) => list.rows[0].name === name).rows[0].input.value } }))));

// --- state ---------------------------------------------------------------------------------------------------
const chosen = () => {
  const groups = {};
  for (const input of checks) if (input.checked) (groups[facet(input)] ??= []).push(input.value);
  return groups;
};
const address = (number = page, query = box.value.trim()) => {
  const params = new URLSearchParams();
  if (query) params.set("q", query);
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

// --- numbers -------------------------------------------------------------------------------------------------
// { digits } of what looks like an ISBN, and its thirteen where the check digit is right.
const isbn = (text) => {
  const digits = text.replace(/^isbn(-1[03])?[\s:]*/i, "").replace(/[\s\-‐‑–—]/g, "").toUpperCase();
  const sum = (string, weight) => [...string].reduce((all, c, n) => all + weight(n) * (c === "X" ? 10 : +c), 0);
  if (/^\d{9}[\dX]$/.test(digits)) {
    const head = "978" + digits.slice(0, 9);
    return { digits, valid: sum(digits, (n) => 10 - n) % 11 === 0 && head + ((10 - (sum(head, (n) => (n % 2 ? 3 : 1)) % 10)) % 10) };
  }
  return /^97[89]\d{10}$/.test(digits) && { digits, valid: sum(digits, (n) => (n % 2 ? 3 : 1)) % 10 === 0 && digits };
};
async function byNumber(query, groups) {
  const number = isbn(query);
  if (number ? !number.valid : !/^(udc\s?)?[a-z]{0,3}\s?\.?\d[^"“]{0,30}$/i.test(query)) return;
  const { rows, head } = await (await aids()).numbers(number ? "=" + number.valid : query);
  if (!rows.length && !number) return;
  let found = rows.map(([, href, title, by, year]) => ({ href, title, by, year }));
  const only = Object.keys(groups).length && new Set((await byBooks(groups)).found.map((book) => book.href));
  if (only) found = found.filter((book) => only.has(book.href));
  return { ...listed(found), head, counts: null, none: number && !rows.length && say(words.noIsbn, { number: query }) };
}

// --- searching -----------------------------------------------------------------------------------------------
const listed = (found) => ({ found, total: found.length, ignored: [], slice: async (from, to) => found.slice(from, to) });
const filters = (groups, without) =>
  Object.fromEntries(Object.entries(groups).filter(([name]) => name !== without).map(([name, any]) => [name, { any }]));
const known = new Map();
const has = async (pagefind, word) => {
  if (!known.has(word)) known.set(word, (await pagefind.search(word)).results.length > 0);
  return known.get(word);
};
const hit = (data) => {
  const here = (url) => url.slice(site.pathname.length).replace(/^(?!books\/)[^/]+\//, "");
  return {
    href: here(data.url), title: data.meta.title, by: data.meta.author, year: data.meta.year, excerpt: data.excerpt,
    parts: data.sub_results.filter((part) => part.anchor?.element === "h3").slice(0, 4).map((part) => ({ href: here(part.url), title: part.title })),
    data,
  };
};
const phrase = (query) => /^["“]/.test(query);

async function byWords(query, groups) {
  const pagefind = await load();
  const number = isbn(query); // one that is not valid may stand in a record all the same
  const by = sort.value, options = (without) => ({ filters: filters(groups, without) });
  await counting(pagefind, query, [...Object.keys(groups), ...opened()]);
  const search = await pagefind.search(number ? number.digits : query, options());
  let results = search.results;
  if (number) {
    const data = await Promise.all(results.slice(0, 50).map((result) => result.data()));
    results = results.filter((_, n) => data[n]?.content.replace(/[\s-]/g, "").includes(number.digits));
  }
  if (by) results = await (await aids()).ordered(results, by);
  const counts = { ...search.filters }, without = {};
  for (const name of Object.keys(groups)) {
    const more = await pagefind.search(query, options(name));
    counts[name] = more.filters[name];
    without[name] = more.results.length;
  }
  const ignored = [];
  const parts = phrase(query) || number ? [] : [...new Set(query.split(/\s+/))];
  if (results.length && parts.length > 1)
    for (const word of parts.slice(0, 8)) if (split(word).length && !(await has(pagefind, word))) ignored.push(word);
  const none = number && say(words.badIsbn, { number: query });
  const own = { total: results.length, counts, without, ignored, none, slice: (from, to) => Promise.all(results.slice(from, to).map((r) => r.data().then(hit))) };
  const few = others.length && own.total < FEW && !number && !Object.keys(groups).length;
  return few ? { ...own, own, more: async () => (await aids()).joined(query, own, options()) } : own;
}

const byBooks = async (groups, query) => (await aids()).byBooks(groups, query);
const searched = async (query, groups) => {
  if (!query) return byBooks(groups);
  const number = await byNumber(query, groups).catch(() => undefined);
  if (number) return number;
  if (!broken)
    try { return await byWords(query, groups); } catch { broken = true; }
  return { ...(await byBooks(groups, query)), simple: true };
};

// --- showing -------------------------------------------------------------------------------------------------
// Excerpts are parsed without running anything; only their words and <mark> are taken over.
const excerpt = (markup) => {
  const made = make("p", { className: "excerpt" });
  for (const node of new DOMParser().parseFromString(markup, "text/html").body.childNodes)
    made.append(node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent);
  return made;
};
const anchor = (address, title) => make("a", { href: href(address), dir: "auto" }, title);
const entry = (found) => {
  const by = make("p", { className: "by" }, found.by ?? "");
  if (found.year) by.append(" ", make("span", { className: "date" }, found.year));
  const item = make("li", {}, make("h3", {}, anchor(found.href, found.title)), by);
  if (found.parts?.length)
    item.append(make("ul", { className: "parts" }, ...found.parts.map((part) => make("li", {}, words.chapter, " ", anchor(part.href, part.title)))));
  else if (found.excerpt) item.append(excerpt(found.excerpt));
  return item;
};
const push = (way = "pushState") => history[way](null, "", address());
const link = (number, current) => {
  const made = make("a", { href: address(number) }, figure(number));
  if (current) made.setAttribute("aria-current", "page");
  made.addEventListener("click", (event) => { event.preventDefault(); page = number; push(); show().then(() => $("results").focus()); });
  return make("li", {}, made);
};
const label = (input) => input.closest("label").querySelector("span").textContent;
const remover = (inputs, text) => {
  const made = make("button", { type: "button" }, text);
  made.addEventListener("click", () => { for (const input of inputs) input.checked = false; changed(); box.focus(); });
  return made;
};
const tell = (...parts) => advice.append(make("p", {}, ...parts));
const about = (found, query, meant) => {
  advice.replaceChildren();
  if (found.head) tell(anchor(found.head[1], count(words.class, found.head[3], { class: found.head[2] })));
  if (meant) {
    const [before, after] = (found.total && found.meant ? words.meantShown : words.meant).split("%(words)s");
    const made = make("a", { href: address(1, meant) }, make("strong", {}, meant));
    made.addEventListener("click", (event) => { event.preventDefault(); box.value = meant; changed().then(() => $("results").focus()); });
    tell(before, made, after);
  }
  if (!found.total)
    for (const [name, number] of Object.entries(found.without ?? {})) {
      const inputs = checks.filter((input) => input.checked && facet(input) === name);
      const filter = say(words.filter, { facet: inputs[0].closest("fieldset").dataset.label, value: inputs.map(label).join(words.comma) });
      if (number) tell(remover(inputs, count(words.without, number, { filter })));
    }
};
// The numbers beside the values; those without books go to the end. Only what changes is touched: there may be a thousand.
const paint = (count) => {
  for (const group of lists) {
    let moved = false;
    for (const row of group.rows) {
      const text = `${count(row)}`, none = text === "0" && !row.input.checked;
      if (row.text !== text) row.number.textContent = row.text = text;
      if (row.none !== none) { row.row.classList.toggle("none", (row.none = none)); moved = true; }
    }
    if (moved) group.list.append(...[...group.rows].sort((a, b) => a.none - b.none).map(({ row }) => row));
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
  if (found.ignored.length) out.push(count(words.ignored, found.ignored.length, { words: found.ignored.map((word) => say(words.quoted, { word })).join(words.comma) }));
  if (found.simple) out.push(words.simple);
  return out.join(" ");
};

async function show() {
  const mine = ++run;
  const query = box.value.trim(), groups = chosen(), filtered = Object.keys(groups).length > 0;
  active.replaceChildren(...checks.filter((input) => input.checked).map((input) => make("li", {}, remover([input], say(words.remove, { value: label(input) })))));
  if (!query && !filtered) return clear("");
  const slow = setTimeout(() => { if (mine === run) status.textContent = words.loading; }, 400);
  let list;
  const open = async (found) => {
    page = Math.min(page, Math.max(1, Math.ceil(found.total / PER_PAGE)));
    list = await found.slice((page - 1) * PER_PAGE, page * PER_PAGE);
    return found;
  };
  const present = async (found) => {
    let meant = "", text = summary(found, query, filtered);
    await open(found);
    if (query && !phrase(query) && !found.none && !found.head) {
      meant = await aids().then((aid) => aid.meant(query, list, found)).catch(() => "");
      const other = meant && !found.ignored.length && (await searched(meant, groups));
      if (other?.total) {
        found = await open({ ...other, meant });
        text = say(words.noneFor, { words: query }) + " " + summary(found, meant, filtered);
      }
    }
    if (mine !== run) return;
    clearTimeout(slow);
    const last = Math.max(1, Math.ceil(found.total / PER_PAGE));
    paint((row) => (found.counts?.[row.name] ? (found.counts[row.name][row.input.value] ?? 0) : ""));
    hits.start = (page - 1) * PER_PAGE + 1;
    hits.replaceChildren(...list.map(entry));
    about(found, query, meant);
    if (status.textContent !== text) status.textContent = text;
    ways.hidden = found.total > 0;
    const numbers = [...Array(last).keys()].map((n) => n + 1).filter((n) => n === 1 || n === last || Math.abs(n - page) < 3);
    pages.firstElementChild.replaceChildren(...numbers.map((n) => link(n, n === page)));
    pages.hidden = last === 1;
  };
  try {
    const found = await searched(query, groups);
    if (mine !== run) return;
    // The few books of this language's index are shown before another one is loaded.
    if (found.total || !found.more) await present(found);
    const more = mine === run && (await found.more?.());
    if (more && mine === run && (more !== found.own || !found.total)) await present(more);
  } catch (error) {
    if (mine !== run) return;
    if (broken || !query) return clear(words.failed);
    broken = true; // a hit that cannot be fetched, as without a network: the simple search has every title
    return await show();
  } finally {
    clearTimeout(slow);
  }
}
const changed = (how) => { page = 1; push(how); return show(); };

box.addEventListener("focus", () => {
  aids().catch(() => {});
  if (!broken) load().catch(() => { broken = true; });
}, { once: true });
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const done = box.value.trim().length === 1 ? Promise.resolve() : changed("replaceState");
    done.then(aids).then((found) => found.suggest()).catch(() => {});
  }, 180);
});
box.addEventListener("keydown", (event) => { if (event.key === "Escape") { box.value = ""; aids().then((found) => found.suggest()).catch(() => {}); changed("replaceState"); } });
form.addEventListener("change", (event) => { if (event.target !== box) changed(); });
form.addEventListener("toggle", ({ target }) => { if (target.open) show(); }, true);
form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); changed().then(() => $("results").focus()); });
form.addEventListener("reset", () => setTimeout(() => { box.value = ""; sort.selectedIndex = 0; for (const input of checks) input.checked = false; changed(); }));
addEventListener("popstate", () => { restore(); show(); });
restore();
if (location.search) show();
})();
