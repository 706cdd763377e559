// The visitor's own log: what anybody marks on a book's page, kept in this browser alone (docs/log.md).
// One key of localStorage for each site, named by the path where it stands. What is kept, a file that is imported and an
// address that somebody sent are all taken through `clean`: only what fits is, and it is only ever shown as text.
export const root = new URL("../", import.meta.url);
export const FORM = 1, MOST = 5000, LONGEST = 5000;
const KEY = `shelflist:log:${FORM}:${root.pathname}`;

// The words of the log stand in the page, in its language: those of every page beside this script, those of a form where a form goes.
const WORDS = { ...document.getElementById("log-words")?.dataset, ...document.querySelector("[data-legend]")?.dataset };
const { want, reading, read, abandoned } = WORDS;
export const STATUS = { want, reading, read, abandoned };
export const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
// A message for a number: its forms for one and for many, and for none where that has its own.
export const plural = ([one, many, none], n, values) =>
  fill(!n && none ? none : new Intl.PluralRules(document.documentElement.lang || "en").select(n) === "one" ? one : many, { n, ...values });

export const make = (tag, props = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};

// --- values --------------------------------------------------------------------------------------------------
export const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const HREF = /^books\/[\p{L}\p{N}_~-][\p{L}\p{N}\p{M}._~-]{0,300}\/$/u;
const text = (value, most) => (typeof value === "string" ? value.replace(/\r\n?/g, "\n").replace(/[\0-\x08\x0b-\x1f\x7f]/g, "").slice(0, most) : "");

// What of a value is a book of a log; undefined where it names none.
export function clean(given) {
  if (typeof given?.href !== "string" || !HREF.test(given.href)) return undefined;
  const { status, stars } = given, date = (value) => (DATE.test(value) ? String(value) : "");
  return {
    href: given.href, title: text(given.title, 500), people: text(given.people, 500), year: text(given.year, 40),
    status: typeof status === "string" && Object.hasOwn(STATUS, status) ? status : "",
    stars: Number.isInteger(stars * 2) && stars > 0 && stars <= 5 ? Number(stars) : 0,
    finished: date(given.finished), added: date(given.added), basket: given.basket === true, note: text(given.note, LONGEST),
  };
}
export const marked = (book) => Boolean(book && (book.status || book.stars || book.finished || book.basket || book.note));
export const starsText = (stars) => fill(WORDS.of, { stars: `${Math.floor(stars) || ""}${stars % 1 ? "½" : ""}` });
export const describe = (book, whole) =>
  [STATUS[book.status], book.stars && starsText(book.stars), whole && book.finished && fill(WORDS.finishedOn, { date: book.finished }),
    book.basket && WORDS.basket, whole && book.note && WORDS.hasNote].filter(Boolean).join(", ");

// --- keeping -------------------------------------------------------------------------------------------------
export const dump = (books) =>
  JSON.stringify({ "shelflist-log": FORM, site: root.href, books: [...books].map((book) =>
    Object.fromEntries(Object.entries(book).filter(([, value]) => value))) }, null, 1);

// A log from its JSON: its books, where it was kept, how many of its rows are no books. Throws what is wrong.
export function parse(raw) {
  const found = JSON.parse(raw), form = found?.["shelflist-log"];
  if (!Number.isInteger(form) || !Array.isArray(found.books)) throw new Error(WORDS.noLog);
  if (form > FORM) throw new Error(WORDS.later, { cause: "later" });
  const rows = found.books.slice(0, MOST).map(clean);
  return { books: rows.filter(marked), site: text(found.site, 2000), refused: found.books.length - rows.filter(marked).length };
}
export function load() {
  let raw = null;
  try {
    raw = localStorage.getItem(KEY);
    const found = raw === null ? [] : parse(raw).books;
    return { books: new Map(found.map((book) => [book.href, book])), wrong: "", raw };
  } catch (error) {
    return { books: new Map(), wrong: raw === null ? WORDS.forbidden : error.cause === "later" ? WORDS.newer : WORDS.damaged, raw };
  }
}
export function keep(books) {
  try {
    if (books.size) localStorage.setItem(KEY, dump(books.values()));
    else localStorage.removeItem(KEY);
  } catch (error) {
    return error.name === "SecurityError" ? WORDS.forbidden : WORDS.full;
  }
  dispatchEvent(new Event("log"));
  return "";
}
// Changes books of the log; what another tab kept meanwhile stays. Says what is wrong, or "".
export function change(patches) {
  const { books, wrong } = load();
  if (wrong) return wrong;
  const now = new Date(), two = (number) => String(number).padStart(2, "0");
  const added = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  for (const patch of patches) {
    const made = clean({ added, ...books.get(patch.href), ...patch });
    if (marked(made)) books.set(made.href, made);
    else books.delete(patch.href);
  }
  return books.size > MOST ? fill(WORDS.many, { n: MOST }) : keep(books);
}
// Calls back when the log changes, here or in another tab.
export const watch = (back) => {
  addEventListener("log", back);
  addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) back(event); });
};

// --- the form of one book ------------------------------------------------------------------------------------
const choice = (options) => make("select", {}, ...options.map(([value, label]) => make("option", { value }, label)));
export function panel(base) {
  const halves = Array.from({ length: 10 }, (_, n) => [(n + 1) / 2, starsText((n + 1) / 2)]);
  const status = choice([["", WORDS.nothing], ...Object.entries(STATUS)]), stars = choice([["", WORDS.nothing], ...halves]);
  const finished = make("input", { type: "text", autocomplete: "off", maxLength: 10 });
  const basket = make("input", { type: "checkbox" }), note = make("textarea", { rows: 4, maxLength: LONGEST, dir: "auto" });
  const remove = make("button", { type: "button" }, WORDS.remove), said = make("p", { className: "hint" });
  said.setAttribute("role", "status");
  let before, timer;
  const write = (patch, done = WORDS.kept) => { said.textContent = change([{ ...base, ...patch }]) || done; };
  const written = () => {
    clearTimeout(timer);
    if (note.value !== (load().books.get(base.href)?.note ?? "")) write({ note: note.value });
  };
  const show = () => {
    const book = load().books.get(base.href);
    if (book) before = undefined;
    const values = [[status, book?.status ?? ""], [stars, book?.stars || ""], [finished, book?.finished ?? ""], [note, book?.note ?? ""]];
    for (const [control, value] of values) if (control !== document.activeElement || control.tagName === "SELECT") control.value = value;
    basket.checked = book?.basket ?? false;
    remove.textContent = before ? WORDS.undo : WORDS.remove;
    remove.hidden = !book && !before;
  };
  status.addEventListener("change", () => write({ status: status.value }));
  stars.addEventListener("change", () => write({ stars: Number(stars.value) }));
  basket.addEventListener("change", () => write({ basket: basket.checked }));
  finished.addEventListener("change", () => {
    const value = finished.value.trim(), right = !value || DATE.test(value);
    finished.setAttribute("aria-invalid", String(!right));
    right ? write({ finished: value }) : (said.textContent = WORDS.date);
  });
  note.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(written, 600); });
  note.addEventListener("change", written);
  addEventListener("pagehide", () => timer && note.isConnected && written());
  remove.addEventListener("click", () => {
    const book = load().books.get(base.href);
    if (book) {
      before = book;
      write({ status: "", stars: 0, finished: "", basket: false, note: "" }, WORDS.removed);
    } else if (before) write(before);
    show();
  });
  watch(show);
  show();
  if (load().wrong) said.textContent = load().wrong;
  const label = (name, control) => make("label", {}, make("span", {}, name), " ", control);
  return make("fieldset", {}, make("legend", {}, WORDS.legend), label(WORDS.status, status), label(WORDS.stars, stars),
    label(WORDS.finished, finished), make("label", { className: "tick" }, basket, " ", WORDS.marked), label(WORDS.note, note),
    make("p", { className: "acts" }, remove), said);
}

// --- on the pages --------------------------------------------------------------------------------------------
const place = document.querySelector("[data-log]");
if (place) {
  const read = (selector) => document.querySelector(selector)?.textContent.trim() ?? "";
  const base = { href: place.dataset.log, title: read("h1"), people: read("[data-pagefind-meta=author]"), year: read("[data-pagefind-meta=year]") };
  const summary = make("summary"), show = () => {
    const book = load().books.get(base.href);
    summary.textContent = book ? `${WORDS.mine}${WORDS.colon} ${describe(book, true)}` : WORDS.mine;
    place.classList.toggle("empty", !book);
  };
  show();
  watch(show);
  const link = make("p", { className: "hint" }, WORDS.about, " ", make("a", { href: new URL("log/", root).href }, WORDS.whole));
  place.append(make("details", {}, summary, panel(base), link));
}

// What the log says of a book stands beside it on every list of books.
const seen = () => {
  for (const old of document.querySelectorAll(".status.mine")) old.remove();
  const { books } = load();
  if (!books.size) return;
  for (const link of document.querySelectorAll(`main li a[href]`)) {
    if (!link.href.startsWith(root.href + "books/") || link.closest("nav, .spines, #log")) continue;
    const book = books.get(decodeURI(link.href.slice(root.href.length)).replace(/index\.html$/, ""));
    const around = /^(H\d|P)$/.test(link.parentElement.tagName) ? link.parentElement.parentElement : link.parentElement;
    if (book) around.append(" ", make("span", { className: "status mine" }, [WORDS.mine, describe(book)].filter(Boolean).join(`${WORDS.colon} `)));
  }
};
seen();
watch(seen);
const hits = document.getElementById("hits");
if (hits) new MutationObserver(seen).observe(hits, { childList: true });
