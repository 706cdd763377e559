// What every part of the search stands on: the form, its words, addresses, and text made plain.
export const $ = (id) => document.getElementById(id);
export const form = $("search"), box = $("q"), sort = $("sort"), html = document.documentElement;
export const words = JSON.parse($("words").textContent);
export const root = new URL(form.dataset.root, location.href), site = new URL(form.dataset.up, root);
export const local = location.protocol === "file:";
export const FEW = 3;

export const make = (tag, props = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};
export const figure = (n) => n.toLocaleString(html.lang);
export const say = (message, values) => message.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
export const count = (forms, n, values) => say(forms[n === 1 ? 0 : 1], { n: figure(n), ...values });
export const href = (address) => {
  const url = new URL(address, root);
  if (local) url.pathname = url.pathname.replace(/\/$/, "/index.html");
  return url.href;
};
export const anchor = (address, title) => make("a", { href: href(address), dir: "auto" }, title);

// Letters without marks and case; what has no mark to take off is said in another way. The builder has the same.
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđðþı]/g, (c) => LETTERS[c]);
export const split = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
// Words between quotation marks of any language are a phrase, which Pagefind knows by straight ones.
export const phrase = (query) => /^["“„«]/.test(query);
export const straight = (query) => query.replace(/^["“„«]\s*(.+?)\s*["”“»]$/, '"$1"');

// The files that pages/suggesting.py makes are scripts, since a page opened from a folder can fetch nothing else.
const scripts = {};
export const script = (address) =>
  (scripts[address] ??= new Promise((onload, onerror) => document.head.append(make("script", { src: new URL(address, root), onload, onerror })))
    .then(() => self.shelflist, (error) => { delete scripts[address]; throw error; }));
// The rows of the files in which words that begin so stand; none where those would be more than three.
export const rows = async (kind, beginning) => {
  const starts = (await script("search/starts.js")).starts[kind];
  let first = 0;
  while (starts[first + 1] <= beginning) first++;
  let end = first + 1;
  while (starts[end]?.startsWith(beginning)) end++;
  if (!starts.length || end - first > 3) return [];
  const file = (_, n) => script(`search/${kind}/${first + n}.js`).then((files) => files[kind + (first + n)]);
  return (await Promise.all(starts.slice(first, end).map(file))).flat();
};
