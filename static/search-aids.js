// What the search page loads when somebody comes to its box: headings to suggest, the books of a number, and words of the
// list's own for one that no book has. Their files are made by pages/suggesting.py.
(self.shelflist ??= {}).aids = ({ script, fold, split, make, href, count, words, form, box, sort, load, hit, listed, others, FEW }) => {
  if (self.shelflist.made) return self.shelflist.made;
  const FAMILIES = ["subjects", "aspects", "authors", "series", "publishers", "years", "languages", "classes", "lists"];
  const MOST = 8, FILES = 3, WORDS = /[\p{L}\p{N}\p{M}]+/gu;
  const list = document.getElementById("headings"), heard = document.getElementById("heard");
  let run = 0;

  // The rows of the files in which words that begin so stand; none where those would be many.
  const rows = async (kind, beginning) => {
    const starts = (await script("search/starts.js")).starts[kind];
    let first = 0;
    while (first + 1 < starts.length && starts[first + 1] <= beginning) first++;
    let end = first + 1;
    while (end < starts.length && starts[end].startsWith(beginning)) end++;
    if (!starts.length || end - first > FILES) return [];
    const found = [];
    for (let n = first; n < end; n++) found.push(...(await script(`search/${kind}/${n}.js`))[kind + n]);
    return found;
  };

  // --- headings: the one that begins so first, then those with most books ---
  const fitting = async (query) => {
    const parts = split(query);
    const longest = parts.reduce((one, other) => (other.length > one.length ? other : one), "");
    if (longest.length < 2 || /^["“]/.test(query)) return [];
    const found = new Map();
    for (const row of await rows("headings", longest)) {
      const own = split(row[1]);
      if (!parts.every((part) => own.some((word) => word.startsWith(part)))) continue;
      found.set(row[0] + row[2], [own.join(" ").startsWith(parts.join(" ")) ? 0 : 1, -row[3], own.length, row]);
    }
    return [...found.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, MOST).map((one) => one[3]);
  };
  const suggest = async () => {
    const mine = ++run;
    const found = await fitting(box.value.trim());
    if (mine !== run) return;
    list.replaceChildren(...found.map(([family, label, slug, number]) => {
      const name = words.families[family];
      return make("li", {}, make("a", { href: href(`${FAMILIES[family]}/${slug}/`), title: name }, make("span", { dir: "auto" }, label), " ", make("small", {}, name, " ", number)));
    }));
    heard.textContent = found.length ? count(words.headings, found.length) : "";
  };
  // The arrows lead from the box through the headings and back; Escape closes them.
  const links = () => [...list.querySelectorAll("a")];
  const walk = (event) => {
    const all = links(), at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowRight: at < 0 ? 0 : 1, ArrowUp: -1, ArrowLeft: at < 0 ? 0 : -1 }[event.key];
    if (event.key === "Escape" && at >= 0) { list.replaceChildren(); heard.textContent = ""; box.focus(); }
    else if (!step || !all.length || (at < 0 && step < 0)) return;
    else (all[at + step] ?? (step < 0 ? box : all[at])).focus();
    event.preventDefault();
  };
  list.addEventListener("keydown", walk);
  box.addEventListener("keydown", (event) => { if (event.key === "ArrowDown") walk(event); });

  // --- numbers: the books whose number begins so, those with the number itself first, and the class that it is ---
  const key = (number) => number.toLowerCase().replace(/^udc\s?/, "").replace(/\s+|[/′’]|\.(?=[a-z])/g, "");
  const numbers = async (number) => {
    const wanted = number.startsWith("=") ? number : key(number);
    if (wanted.length < 2) return { rows: [] };
    const inside = /^[a-z]+\d+$/.test(wanted) ? /^\d/ : /^$/; // UA64 is no beginning of UA646
    const all = (await rows("numbers", wanted)).filter(([own]) => own.startsWith(wanted) && (own === wanted || !inside.test(own.slice(wanted.length))));
    const books = all.filter((row) => row.length > 4).sort((a, b) => (b[0] === wanted) - (a[0] === wanted) || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    return {
      rows: [...new Map(books.map((row) => [row[1], row]).reverse()).values()].reverse(),
      head: all.find((row) => row.length === 4 && row[0] === wanted),
    };
  };

  // --- did you mean ---
  // [word, folded, how common] of the list's words; each is written as what it does not share with the one before.
  let own;
  const unpack = (packed) => {
    const found = [];
    let word = "";
    for (const [, shared, rest, common] of packed.matchAll(/([0-9a-z])([^A-H]*)([A-H])/g)) {
      word = word.slice(0, parseInt(shared, 36)) + rest;
      found.push([word, fold(word), common.charCodeAt() - 65]);
    }
    return found;
  };
  // How many letters are wrong, left out, too many, or changed places with the next; more than `most` is all the same.
  const distance = (a, b, most) => {
    let before = [], last = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row.push(cost);
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  };
  const nearest = (word) => {
    let best = "", least = Infinity;
    const most = word.length < 6 ? 1 : 2;
    for (const [text, plain, common] of own) {
      if (Math.abs(plain.length - word.length) > most) continue;
      const far = distance(word, plain, most);
      // One letter more is worse than any difference of frequency; a first letter is seldom wrong.
      const cost = far * 10 - common + (plain[0] === word[0] ? 0 : 3);
      if (far && far <= most && cost < least) [best, least] = [text, cost];
    }
    return best;
  };
  // A search that finds nothing is shortened from its end until it does: words that no hit shown has were typed wrong, or have
  // other endings. What the list's words say in their place, where that is another word.
  const meant = async (query, list, found) => {
    const texts = list.map((hit) => (hit.data?.content ?? "").toLowerCase());
    const astray = (plain) => {
      const start = plain.slice(0, Math.max(4, plain.length - 3));
      return !texts.some((text) => text.includes(start)) && !texts.some((text) => fold(text).includes(start));
    };
    const parts = query.match(WORDS) ?? [], ignored = found.ignored.map(fold);
    const wrong = parts.filter((word) => {
      const plain = fold(word);
      return plain.length > 2 && !/\d/.test(plain) && (ignored.length ? ignored.includes(plain) : (found.simple ? !found.total : astray(plain)));
    });
    if (!wrong.length) return "";
    own ??= unpack((await script("search/words.js")).words);
    let changed = false;
    const text = query.replace(WORDS, (word) => {
      const plain = fold(word);
      if (!wrong.includes(word) || own.some(([, other]) => other.startsWith(plain))) return word;
      const better = nearest(plain);
      changed ||= better !== "";
      return better || word;
    });
    return changed ? text : "";
  };

  // --- the list of books ---
  // Without words Pagefind 1.5 would fetch its whole index: one small file of our own answers instead. With words it is the
  // simple search: each begins a word of the title, the people or the year.
  const byBooks = async (groups, query = "") => {
    const { values, books: all } = (await script("search/books.js")).books;
    const wanted = Object.entries(groups).map(([name, list]) => [name, new Set(list.map((v) => values.findIndex(([n, w]) => n === name && w === v)))]);
    const parts = split(query);
    const said = parts.length || !query.trim() ? all.filter((book) => {
      if (!parts.length) return true;
      const own = split(`${book[1]} ${book[2]} ${book[3]}`);
      return parts.every((part) => own.some((word) => word.startsWith(part)));
    }) : [];
    const fits = (book, without) => wanted.every(([name, ids]) => name === without || book[5].some((id) => ids.has(id)));
    const found = said.filter((book) => fits(book)), counts = {}, without = {};
    for (const [name] of values) counts[name] = {};
    const add = (list, only) => {
      for (const book of list) for (const id of book[5]) {
        const [name, value] = values[id];
        if (only ? name === only : !(name in groups)) counts[name][value] = (counts[name][value] ?? 0) + 1;
      }
    };
    add(found);
    for (const name of Object.keys(groups)) {
      const more = said.filter((book) => fits(book, name));
      add(more, name);
      without[name] = more.length;
    }
    const at = { year: 3, added: 4 }[sort.value], first = (book) => parts.length && !sort.value && !fold(book[1]).startsWith(fold(query));
    if (at) found.sort((a, b) => (b[at] > a[at]) - (b[at] < a[at]));
    else found.sort((a, b) => first(a) - first(b));
    return { ...listed(found.map(([href, title, by, year]) => ({ href, title, by, year }))), counts, without };
  };

  // --- orders: they are not in the index, which every search loads ---
  const ordered = async (results, by) => {
    const { orders } = await script(form.dataset.bundle + "orders.js"), own = document.documentElement.lang.toLowerCase();
    const places = new Map((orders[own] ?? orders[own.split("-")[0]] ?? Object.values(orders)[0])[by].map((id, n) => [id, n]));
    const way = by === "title" ? 1 : -1;
    return [...results].sort((a, b) => way * (places.get(a.id) - places.get(b.id)));
  };

  // --- other languages ---
  // Few books by the endings of this language's words: those of the others, too. A book that both find stands once.
  const joined = async (query, own, options) => {
    const all = await own.slice(0, FEW), there = new Set(all.map((found) => found.href)), mine = all.length;
    for (const language of others) {
      const search = await load(language).then((engine) => engine.search(query, options)).catch(() => ({ results: [] }));
      for (const found of (await Promise.all(search.results.slice(0, 50).map((r) => r.data()))).map(hit))
        if (!there.has(found.href)) { there.add(found.href); all.push(found); }
    }
    if (all.length === mine) return own;
    const counts = {};
    for (const { data } of all)
      for (const [name, values] of Object.entries(data.filters ?? {}))
        for (const value of values) (counts[name] ??= {})[value] = (counts[name][value] ?? 0) + 1;
    return { ...own, ...listed(all), ignored: mine ? own.ignored : [], counts };
  };

  return (self.shelflist.made = { suggest, numbers, meant, byBooks, ordered, joined });
};
