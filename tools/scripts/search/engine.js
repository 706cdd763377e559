// Pagefind: an engine for each language's index, what it finds, in which order, and how many there are of each value.
import { FEW, form, html, root, say, script, site, sort, split, straight, phrase, words } from "./ground.js";
import { listed } from "./books.js";
import { isbn } from "./numbers.js";

const others = JSON.parse(form.dataset.languages);
// Pagefind reads which index to take from the page, at the moment an instance is made.
const engines = {};
export const load = (language = html.lang) =>
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
const counting = (pagefind, query, names) =>
  Promise.all(names.map((name) => (counted[name] ??= pagefind.search(query, { filters: { [name]: form.querySelector(`[data-facet="${name}"] input`).value } }))));
const opened = () => [...form.querySelectorAll("details[open] fieldset")].map((group) => group.dataset.facet);

const filters = (groups, without) =>
  Object.fromEntries(Object.entries(groups).filter(([name]) => name !== without).map(([name, any]) => [name, { any }]));
const known = new Map();
const has = async (pagefind, word) => {
  if (!known.has(word)) known.set(word, (await pagefind.search(word)).results.length > 0);
  return known.get(word);
};
// A hit's address is said from this language's home; a book that both languages find has one.
const hit = (data) => {
  const here = (url) => url.slice(site.pathname.length).replace(/^(?!books\/)[^/]+\//, "");
  return {
    href: here(data.url), title: data.meta.title, by: data.meta.author, year: data.meta.year, excerpt: data.excerpt,
    parts: data.sub_results.filter((part) => part.anchor?.element === "h3").slice(0, 4).map((part) => ({ href: here(part.url), title: part.title })),
    data,
  };
};
const hits = async (results) => (await Promise.all(results.map((result) => result.data()))).map(hit);

// Orders are not in the index, which every search loads.
const ordered = async (results) => {
  const { orders } = await script(form.dataset.bundle + "orders.js"), own = html.lang.toLowerCase();
  const order = (orders[own] ?? orders[own.split("-")[0]] ?? Object.values(orders)[0])[sort.value];
  const places = new Map(order.map((id, n) => [id, sort.value === "title" ? n : -n]));
  return [...results].sort((a, b) => places.get(a.id) - places.get(b.id));
};

// Few books by the endings of this language's words: those of the others, too. A book that both find stands once.
const joined = async (query, own, options) => {
  const all = await own.slice(0, FEW), mine = all.length;
  for (const language of others)
    for (const found of await load(language).then((engine) => engine.search(query, options)).then(({ results }) => hits(results.slice(0, 50))).catch(() => []))
      if (!all.some((other) => other.href === found.href)) all.push(found);
  if (all.length === mine) return own;
  const counts = {};
  for (const { data } of all)
    for (const [name, values] of Object.entries(data.filters ?? {}))
      for (const value of values) (counts[name] ??= {})[value] = (counts[name][value] ?? 0) + 1;
  return { ...own, ...listed(all), ignored: mine ? own.ignored : [], counts };
};

export const byWords = async (query, groups) => {
  const pagefind = await load();
  const number = isbn(query); // one that is not valid may stand in a record all the same
  const options = (without) => ({ filters: filters(groups, without) });
  await counting(pagefind, query, [...Object.keys(groups), ...opened()]);
  const asked = number?.digits ?? straight(query);
  const search = await pagefind.search(asked, options());
  let { results } = search;
  if (number) {
    const found = await hits(results.slice(0, 50));
    results = results.filter((_, n) => found[n]?.data.content.replace(/[\s-]/g, "").includes(number.digits));
  }
  if (sort.value) results = await ordered(results);
  const counts = { ...search.filters }, without = {};
  for (const name in groups) {
    const more = await pagefind.search(asked, options(name));
    counts[name] = more.filters[name];
    without[name] = more.results.length;
  }
  const ignored = [];
  const parts = phrase(query) || number ? [] : [...new Set(query.split(/\s+/))];
  if (results.length && parts[1])
    for (const word of parts.slice(0, 8)) if (split(word)[0] && !(await has(pagefind, word))) ignored.push(word);
  const none = number && say(words.badIsbn, { number: query });
  const own = { total: results.length, counts, without, ignored, none, slice: (from, to) => hits(results.slice(from, to)) };
  if (others[0] && own.total < FEW && !number && !Object.keys(groups)[0]) own.more = () => joined(asked, own, options());
  return own;
};
