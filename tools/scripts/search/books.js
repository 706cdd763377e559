// The list of books. Without words Pagefind 1.5 would fetch its whole index: one small file of our own answers instead.
// With words it is the simple search: each begins a word of the title, the people or the year.
import { fold, script, sort, split } from "./ground.js";

// An answer: its hits, cut by pages, how many they are, and the words of the search that no book has.
export const listed = (found) => ({ found, total: found.length, ignored: [], slice: async (from, to) => found.slice(from, to) });

export const byBooks = async (groups, query = "") => {
  const { values, books } = (await script("search/books.js")).books;
  const wanted = Object.entries(groups).map(([name, any]) => [name, any.map((value) => values.findIndex(([n, v]) => n === name && v === value))]);
  const parts = split(query);
  const said = query && !parts.length ? [] : books.filter((book) => {
    const own = split(book.slice(1, 4).join(" "));
    return parts.every((part) => own.some((word) => word.startsWith(part)));
  });
  const fitting = (without) => said.filter((book) => wanted.every(([name, ids]) => name === without || ids.some((id) => book[5].includes(id))));
  const found = fitting(), counts = {}, without = {};
  for (const [name] of values) counts[name] = {};
  const add = (list, counting) => {
    for (const book of list) for (const id of book[5]) {
      const [name, value] = values[id];
      if (counting(name)) counts[name][value] = (counts[name][value] ?? 0) + 1;
    }
    return list.length;
  };
  add(found, (name) => !groups[name]);
  for (const name in groups) without[name] = add(fitting(name), (other) => other === name);
  const at = { year: 3, added: 4 }[sort.value], later = (book) => parts.length && !sort.value && !fold(book[1]).startsWith(fold(query));
  found.sort(at ? (a, b) => (b[at] > a[at]) - (b[at] < a[at]) : (a, b) => later(a) - later(b));
  return { ...listed(found.map(([href, title, by, year]) => ({ href, title, by, year }))), counts, without };
};
