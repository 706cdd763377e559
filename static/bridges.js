// The bridges page: two books chosen from lists that filter as one types, and the cheapest way between them.
// The address holds the state. `find` is Dijkstra's search, step by step the one of catalogue/bridges.py.
export function find(books, costs, of, start, goal) {
  const distance = new Map([[start, 0]]), before = new Map(), waiting = new Map([[0, [start]]]), gone = new Set();
  for (let now = 0; waiting.size; now++) {
    const here = waiting.get(now);
    if (!here) continue;
    waiting.delete(now);
    for (const book of here.sort((a, b) => a - b)) {
      if (distance.get(book) !== now) continue;
      if (book === goal) {
        const steps = [];
        for (let at = goal; at !== start; at = before.get(at)[0]) steps.unshift([before.get(at)[1], at]);
        return steps;
      }
      for (const tie of of[book]) {
        if (gone.has(tie)) continue;
        gone.add(tie);
        const there = now + costs[tie];
        for (const other of books[tie])
          if (there < (distance.get(other) ?? Infinity)) {
            distance.set(other, there);
            before.set(other, [book, tie]);
            waiting.get(there)?.push(other) ?? waiting.set(there, [other]);
          }
      }
    }
  }
  return [];
}

const form = document.getElementById("bridge");
const $ = (id) => document.getElementById(id);
const [status, list] = [$("status"), $("way")];
const root = new URL(form?.dataset.root ?? "../", location.href);
const SHOWN = 12;
const SAY = JSON.parse($("words")?.textContent ?? "{}"); // the words, in the page's language (pages/bridges.py)
const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
const plural = ([one, many, none], n, values) =>
  fill(!n && none ? none : new Intl.PluralRules(document.documentElement.lang || "en").select(n) === "one" ? one : many, { n, ...values });
let loading, run = 0;
const make = (tag, props = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};

// --- data ----------------------------------------------------------------------------------------------------
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const json = async (name) => {
  const answer = await fetch(new URL(name, root), { cache: "no-cache" }); // both files are of one build, or of none
  if (!answer.ok) throw new Error(name);
  return answer.json();
};
// CRC-32: whether the titles are those of the graph's build.
const crc = (text) => {
  let sum = -1;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 && 0xedb88320);
  }
  return ~sum >>> 0;
};
const load = () =>
  (loading ??= Promise.all([json("bridges/graph.json"), json("search/books.json")]).then(([graph, { books }]) => {
    if (graph.check !== crc(books.map((book) => book[0]).join("\n"))) throw new Error("of different builds");
    const of = books.map(() => []);
    const places = (gaps, last = 0) => gaps.map((gap) => (last += gap));
    graph.members = graph.ties.map(([, , , gaps]) => places(gaps));
    graph.members.forEach((members, tie) => { for (const n of members) of[n].push(tie); });
    graph.costs = graph.ties.map(([kind, , , gaps]) => graph.kinds[kind][1] + graph.bits[gaps.length]);
    const all = books.map(([href, title, by, year], n) => ({ n, href, slug: href.split("/")[1], title, by, year, text: " " + words(`${title} ${by} ${year}`).join(" ") }));
    for (const [lang, gaps] of Object.entries(graph.langs)) for (const n of places(gaps)) all[n].lang = lang;
    return { ...graph, of, books: all, slugs: new Map(all.map((book) => [book.slug, book])) };
  }).catch((error) => { loading = undefined; throw error; }));
const matches = (books, typed) => {
  const wanted = words(typed).map((word) => " " + word);
  return books.filter((book) => wanted.every((word) => book.text.includes(word)));
};

// --- choosing ------------------------------------------------------------------------------------------------
// A combobox with a list of its own (ARIA Authoring Practices, "editable combobox with list autocomplete").
function chooser(id) {
  const box = $(id), options = $(id + "-list");
  let found = [], at = -1, asked = 0;
  const self = {
    box,
    book: undefined,
    set(book) { self.book = book; box.value = book?.title ?? ""; },
  };
  const close = () => {
    asked++;
    options.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const mark = (n) => {
    options.children[at]?.setAttribute("aria-selected", "false");
    at = n;
    const option = options.children[at];
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  };
  const choose = (book) => { self.set(book); close(); changed(); };
  const open = async (typed) => {
    const mine = ++asked;
    let books;
    try { ({ books } = await load()); } catch { return say(SAY.failed); }
    if (mine !== asked) return;
    const all = matches(books, typed);
    found = all.slice(0, SHOWN);
    at = -1;
    box.removeAttribute("aria-activedescendant");
    options.replaceChildren(...found.map((book, n) => {
      const option = make("li", { id: `${id}-${n}`, role: "option" }, make("bdi", book.lang && { lang: book.lang }, book.title), " ", make("small", {}, [book.by, book.year].filter(Boolean).join(", ")));
      option.setAttribute("aria-selected", "false");
      option.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
      option.addEventListener("click", () => choose(book));
      return option;
    }));
    options.hidden = !found.length;
    box.setAttribute("aria-expanded", String(found.length > 0));
    say(plural(all.length > SHOWN ? SAY.first : SAY.found, all.length, { shown: SHOWN }));
  };
  box.addEventListener("input", () => { self.book = undefined; box.value.trim() ? open(box.value) : close(); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", async (event) => {
    const { key } = event, shown = !options.hidden;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      const by = key === "ArrowDown" ? 1 : -1;
      if (!shown) await open(self.book ? "" : box.value);
      if (found.length && !options.hidden) mark(at < 0 && by < 0 ? found.length - 1 : (at + by + found.length) % found.length);
    } else if (key === "Enter" && shown && (at >= 0 || found.length === 1)) {
      event.preventDefault();
      choose(found[Math.max(at, 0)]);
    } else if (key === "Escape") {
      event.preventDefault();
      if (shown) close();
      else { self.set(); changed(); }
    }
  });
  return self;
}

// --- showing -------------------------------------------------------------------------------------------------
const say = (text) => { status.textContent = text; };
const link = (href, text, props = {}) => make("a", { href: new URL(href, root).href, dir: "auto", ...props }, text);
// Why two books follow each other: the sentence of the tie's kind, for a person with what it is for each of them.
function why(graph, tie, here, there) {
  const [kind, label, slug, , parts] = graph.ties[tie];
  let [family, , head, tail] = graph.kinds[kind];
  if (parts !== undefined) {
    const of = (book) => [Array.isArray(parts) ? parts[graph.members[tie].indexOf(book)] : parts].flat();
    const [a, b] = [of(here), of(there)], same = a.find((part) => b.includes(part));
    const [is, both, and, other] = graph.person, name = (part) => graph.parts[part];
    tail = is + (same === undefined ? name(a[0]) + and + name(b[0]) + other : name(same) + both);
  }
  return make("p", { className: "why" }, head, slug ? link(`${family}/${slug}/`, label) : make("bdi", {}, label), tail);
}
const item = (book, reason) => {
  const made = make("li", {}, ...(reason ? [reason] : []), link(book.href, book.title, { className: "end", ...(book.lang && { lang: book.lang }) }));
  const by = [book.by, book.year].filter(Boolean).join(", ");
  if (by) made.append(" ", make("small", { dir: "auto" }, by));
  return made;
};

async function show() {
  const mine = ++run, [from, to] = ends.map((end) => end.book);
  list.hidden = true;
  list.replaceChildren();
  if (!from || !to) return say(from || to ? SAY.other : "");
  if (from === to) return say(SAY.same);
  const graph = await load();
  if (mine !== run) return;
  const steps = find(graph.members, graph.costs, graph.of, from.n, to.n);
  if (!steps.length) return say(fill(SAY.none, { cap: graph.bits.length - 1, start: from.title, goal: to.title }));
  let here = from.n;
  list.append(item(from));
  for (const [tie, there] of steps) {
    list.append(item(graph.books[there], why(graph, tie, here, there)));
    here = there;
  }
  list.hidden = false;
  say(plural(SAY.way, steps.length, { start: from.title, goal: to.title }));
}
const address = () => {
  const params = new URLSearchParams();
  for (const end of ends) if (end.book) params.set(end.box.id, end.book.slug);
  return params.size ? "?" + params : location.pathname;
};
function changed() {
  if (address() !== (location.search || location.pathname)) history.pushState(null, "", address());
  return show().catch(() => say(SAY.failed));
}
async function restore() {
  const params = new URLSearchParams(location.search), mine = ++run;
  const wanted = ends.map((end) => params.get(end.box.id) ?? "");
  if (!wanted.some(Boolean)) { for (const end of ends) end.set(); return show(); }
  try {
    const { slugs } = await load();
    if (mine !== run) return;
    ends.forEach((end, n) => end.set(slugs.get(wanted[n])));
    await show();
    const lost = wanted.filter((slug) => slug && !slugs.has(slug));
    if (lost.length) say(fill(SAY.lost, { address: lost.join(", ") }));
  } catch { say(SAY.failed); }
}

let ends = [];
if (form) {
  ends = ["from", "to"].map(chooser);
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const missing = ends.find((end) => !end.book);
    if (missing) { say(SAY.each); missing.box.focus(); }
    else changed();
  });
  $("turn").addEventListener("click", () => {
    const [from, to] = ends.map((end) => end.book);
    ends[0].set(to);
    ends[1].set(from);
    changed();
  });
  addEventListener("popstate", restore);
  restore();
}
