// Files of the visitor's own log: JSON, CSV with the columns of Goodreads, BibTeX and RIS; fetched by log-page.js when one is asked for.
// What a file says is bounded, taken through `clean` of log.js, and only ever shown as text.
const { root, DATE, clean, marked, parse, load, change, fill, plural } = await import(new URL(document.getElementById("log").dataset.store, location.href));
const FILE = 8388608; // bytes
const SAY = JSON.parse(document.getElementById("words").textContent); // the words, in the page's language (pages/log.py)

// --- the books that a file means -----------------------------------------------------------------------------
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
// The site's book that a row of another program means: the same title, or the same up to a colon or a series in brackets, and a name in common.
function matcher(books) {
  const titles = new Map();
  for (const book of books.values()) for (const title of new Set([fold(book.title), fold(book.title.split(":")[0])])) titles.set(title, [...(titles.get(title) ?? []), book]);
  return (row) => {
    const short = row.title.replace(/\s*\([^()]*\)\s*$/, ""), forms = [row.title, short, short.split(":")[0]].map(fold);
    const names = new Set(fold(row.people).split(" ").filter((word) => word.length > 2));
    const common = ({ people }) => !people || !names.size || fold(people).split(" ").some((word) => names.has(word));
    const found = [...new Set(forms)].flatMap((form) => (form && titles.get(form)) || []).filter(common);
    return found.find(({ year }) => row.year && year === row.year) ?? found[0];
  };
}

// --- files out -----------------------------------------------------------------------------------------------
async function beside(books, name) {
  const texts = [], waiting = books.map((book, n) => [book, n]);
  const one = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      texts[next[1]] = await fetch(new URL(next[0].href + name, root)).then((answer) => (answer.ok ? answer.text() : undefined)).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: 6 }, one));
  return books.map((_, n) => texts[n]);
}
const COLUMNS = (
  "Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,Number of Pages,Year Published," +
  "Original Publication Year,Date Read,Date Added,Bookshelves,Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes," +
  "Read Count,Owned Copies,Rating in Quarters,Address"
).split(",");
const SHELF = { want: "to-read", reading: "currently-reading", read: "read", abandoned: "did-not-finish" };
// A cell that a spreadsheet would carry out as a formula has an apostrophe before it (docs/exports.md).
const cell = (text) => {
  const safe = /^'*[=+\-@\t\r]/.test(text) && !/^="\d*X?"$|^-?\d+$/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};
const slashed = (date) => date.replaceAll("-", "/");
function row(book, text) {
  let csl = {};
  try { csl = JSON.parse(text)[0] ?? csl; } catch { /* its row has what the log knows */ }
  const people = (csl.author ?? csl.editor ?? []).map(({ literal, given, family, ["non-dropping-particle"]: particle }) => ({
    direct: literal ?? [given, particle, family].filter(Boolean).join(" "),
    filed: literal ?? [family, given].filter(Boolean).join(", "),
  }));
  const shelf = SHELF[book.status] ?? "";
  const cells = {
    Title: csl.title ?? book.title, Author: people[0]?.direct ?? book.people, "Author l-f": people[0]?.filed,
    "Additional Authors": people.slice(1).map((one) => one.direct).join(", "), ISBN: '=""', ISBN13: `="${/^\d{13}$/.test(csl.ISBN) ? csl.ISBN : ""}"`,
    "My Rating": Math.round(book.stars), Publisher: csl.publisher, "Number of Pages": /(\d+) ?(p\b|pages)/.exec(csl["number-of-pages"])?.[1],
    "Year Published": csl.issued?.["date-parts"]?.[0]?.[0] ?? /\d{4}/.exec(book.year)?.[0], "Date Read": slashed(book.finished),
    "Date Added": slashed(book.added ?? ""), Bookshelves: [shelf, book.basket && "basket"].filter(Boolean).join(", "), "Exclusive Shelf": shelf,
    "Private Notes": book.note, "Read Count": book.status === "read" ? 1 : 0, "Owned Copies": 0, "Rating in Quarters": book.stars ? book.stars * 4 : "",
    Address: book.href,
  };
  return COLUMNS.map((name) => cell(String(cells[name] ?? ""))).join(",") + "\r\n";
}
const tex = (text) => text.replace(/[\\{}$&#^_~%]/g, (sign) => ({ "\\": "\\textbackslash{}", "^": "\\^{}", "~": "\\~{}" })[sign] ?? "\\" + sign).replace(/\s*\n\s*/g, " ");
const WRITE = {
  bib: (book, text) => (book.note ? text.replace(/^(@\w+\{[^,]*,)/m, (head) => `${head}\n  annote = {${tex(book.note)}},`) : text),
  ris: (book, text) => (book.note ? text.replace(/^ER {2}-/m, (end) => `N1  - ${book.note.replace(/\s*\n\s*/g, " ")}\r\n${end}`) : text),
};
// {text, how many books it holds, what is to be said of the others} of a file.
export async function written(kind, books) {
  const texts = await beside(books, kind === "csv" ? "book.json" : `book.${kind}`), lacking = texts.filter((text) => text === undefined).length;
  if (kind === "csv") {
    const text = COLUMNS.join(",") + "\r\n" + books.map((book, n) => row(book, texts[n])).join("");
    return { text, number: books.length, left: lacking ? plural(SAY.bare, lacking) : "" };
  }
  const text = books.map((book, n) => (texts[n] === undefined ? "" : WRITE[kind](book, texts[n]))).join("");
  return { text, number: books.length - lacking, left: lacking ? plural(SAY.left, lacking) : "" };
}

// --- files in ------------------------------------------------------------------------------------------------
export function table(text) {
  const rows = [[""]];
  let quoted = 0, line = 1, at = 0;
  for (; at < text.length; at++) {
    const sign = text[at], cells = rows.at(-1);
    if (sign === "\n") line++;
    if (quoted) {
      if (sign !== '"') cells[cells.length - 1] += sign;
      else if (text[at + 1] === '"') { cells[cells.length - 1] += '"'; at++; } else quoted = 0;
    } else if (sign === '"' && cells.at(-1) === "") quoted = line;
    else if (sign === ",") cells.push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r") cells[cells.length - 1] += sign;
  }
  if (quoted) throw new Error(fill(SAY.open, { line: quoted }));
  return rows.filter((cells) => cells.some(Boolean));
}
const plain = (text = "") => text.replace(/^="(.*)"$/, "$1").replace(/^'(?='*[=+\-@\t\r])/, "").trim();
const dated = (text) => { const made = text.split(/[/-]/).map((part, n) => (n ? part.padStart(2, "0") : part)).join("-"); return DATE.test(made) ? made : ""; };
function rowsOf(text) {
  const [head, ...rows] = table(text), names = new Map(head?.map((name, n) => [fold(name), n]));
  if (!names.has("title")) throw new Error(SAY.unknown);
  const statuses = new Map([...Object.entries(SHELF).map(([status, shelf]) => [shelf, status]), ["dnf", "abandoned"], ["abandoned", "abandoned"]]);
  return rows.map((cells) => {
    const of = (name) => plain(cells[names.get(name)]), quarters = Number(of("rating in quarters"));
    return {
      href: of("address"), title: of("title"), people: `${of("author")} ${of("additional authors")}`, year: of("year published"),
      status: statuses.get(of("exclusive shelf")) ?? "", stars: Math.round(quarters / 2) / 2 || Number(of("my rating")),
      finished: dated(of("date read")), added: dated(of("date added")), basket: /(^|,)\s*basket\s*(,|$)/.test(of("bookshelves")),
      note: [of("private notes"), of("my review").replace(/<br\s*\/?>/gi, "\n")].filter(Boolean).join("\n\n"),
    };
  });
}
// Takes a file into the log, and says what became of its rows. Throws why nothing was taken.
export async function bring(file, known) {
  if (file.size > FILE) throw new Error(SAY.heavy);
  const text = (await file.text()).replace(/^\ufeff/, "");
  if (!text.trim()) throw new Error(SAY.blank);
  const json = /^\s*[[{]/.test(text);
  let given;
  try { given = json ? parse(text) : { books: rowsOf(text), refused: 0 }; } catch (error) { throw error instanceof SyntaxError ? new Error(fill(SAY.notJson, { why: error.message })) : error; }
  // A log of this very site names its books by their addresses, those that are gone too.
  const home = given.site === root.href || !known, match = matcher(known ?? new Map()), taken = new Map(), strange = [];
  for (const one of given.books) {
    const found = known?.get(one.href) ?? (home ? clean(one) : match(one)), book = found && clean({ ...one, href: found.href, title: found.title, people: found.people, year: found.year });
    if (!found) strange.push(one.title || one.href);
    else if (!marked(book)) given.refused++;
    else taken.set(book.href, Object.fromEntries(Object.entries(book).filter(([, value]) => value))); // what the file leaves open stays
  }
  const before = load().books, wrong = taken.size ? change([...taken.values()]) : "";
  if (wrong) return wrong;
  const fresh = [...taken.keys()].filter((href) => !before.has(href)).length, few = strange.slice(0, 5).map((word) => fill(SAY.quoted, { word })).join(", ");
  const said = [plural(SAY.brought, taken.size, { fresh })];
  if (given.refused) said.push(plural(SAY.refused, given.refused));
  if (strange.length) said.push(plural(SAY.strange, strange.length, { titles: few + (strange.length > 5 ? ", …" : "") }));
  return said.join(" ");
}
