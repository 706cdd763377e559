// The page of the visitor's own log: what is in it, files out of it and into it, and a list that travels in the address.
// What the address says is bounded, taken through `clean` of log.js, and shown as text, whoever wrote it.
const box = document.getElementById("log");
const { root, FORM, make, clean, describe, dump, load, keep, change, watch, panel, fill, plural } =
  await import(new URL(box.dataset.store, location.href));
const $ = (id) => document.getElementById(id);
const ADDRESS = 65536, WHOLE = 1048576, LISTED = 500, USUAL = 8000; // characters, bytes, books, characters

const SAY = JSON.parse($("words").textContent); // the words, in the page's language (pages/log.py)
const say = (text) => { $("status").textContent = text; };

// --- the site's books ----------------------------------------------------------------------------------------
let asked;
const site = () =>
  (asked ??= fetch(new URL("search/books.json", root)).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then(({ books }) => new Map(books.map(([href, title, people, year]) => [href, { href, title, people, year }])))
    .catch(() => { asked = undefined; return undefined; }));
// --- a list in an address ------------------------------------------------------------------------------------
// Form 1: "1", "z" (deflate) or "p" (plain), base64url of [name, [[slug, title, people, year, status, stars, notes], …]].
export async function encode(name, books) {
  const rows = books.map((book) => [book.href.slice(6, -1), book.title, book.people, book.year, book.status, book.stars, book.note]);
  for (const row of rows) while (!row.at(-1)) row.pop();
  let bytes = new TextEncoder().encode(JSON.stringify([name, rows])), way = "p";
  if (typeof CompressionStream === "function") {
    bytes = new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
    way = "z";
  }
  let text = "";
  for (let n = 0; n < bytes.length; n += 8192) text += String.fromCharCode(...bytes.subarray(n, n + 8192));
  return FORM + way + btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
async function unpacked(bytes) {
  if (typeof DecompressionStream !== "function") throw new Error(SAY.old);
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader(), parts = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read().catch(() => { throw new Error(SAY.damaged); });
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    parts.push(value);
    if (size > WHOLE) { reader.cancel().catch(() => {}); throw new Error(SAY.long); }
  }
}
export async function decode(text) {
  if (text.length > ADDRESS) throw new Error(SAY.long);
  const [, form, way, data] = /^(\d{1,4})([a-z])([\w-]*)$/.exec(text) ?? [];
  if (Number(form) > FORM) throw new Error(SAY.newer);
  if (Number(form) !== FORM || !"zp".includes(way)) throw new Error(SAY.damaged);
  let name, rows;
  try {
    const bytes = Uint8Array.from(atob(data.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt());
    [name, rows] = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(way === "z" ? await unpacked(bytes) : bytes));
    if (typeof name !== "string" || !Array.isArray(rows)) throw new Error(SAY.damaged);
  } catch (error) {
    throw Object.values(SAY).includes(error.message) ? error : new Error(SAY.damaged);
  }
  if (rows.length > LISTED) throw new Error(SAY.long);
  const books = rows.map((row) => {
    const [slug, title, people, year, status, stars, note] = Array.isArray(row) ? row : [];
    return typeof slug === "string" && clean({ href: `books/${slug}/`, title, people, year, status, stars, note });
  }).filter(Boolean);
  return { name: name.replace(/\s+/g, " ").trim().slice(0, 200), books };
}

// --- showing -------------------------------------------------------------------------------------------------
let shown = [], sent = null, run = 0;
function item(book, known, mine) {
  const here = known?.get(book.href), told = here ?? book, title = told.title || book.href.slice(6, -1);
  const by = make("span", { className: "by" }, make("bdi", {}, told.people)), marks = make("span", { className: "status" }), note = make("p", { className: "own", dir: "auto" });
  if (told.year) by.append(" ", make("span", { className: "date" }, told.year));
  if (known && !here) by.append(" ", make("span", { className: "status" }, SAY.elsewhere));
  const made = make("li", {}, here || (mine && !known) ? make("a", { href: new URL(book.href, root).href, dir: "auto" }, title) : make("b", { dir: "auto" }, title), " ", by, " ", marks, note);
  made.update = (now) => {
    marks.textContent = now ? describe(mine ? now : { ...now, basket: false }, false) : "";
    marks.hidden = !marks.textContent;
    note.textContent = now?.note ?? "";
    note.hidden = !now?.note;
  };
  made.update(book);
  Object.assign(made, { href: book.href, told: here });
  if (mine) made.append(make("details", {}, make("summary", {}, SAY.change), panel({ ...book, ...told })));
  return made;
}
const wanted = () => new URLSearchParams(location.hash.slice(1)).get("show") ?? "";
const fits = (book, show) => !show || (show === "basket" ? book.basket : book.status === show);
async function own(mine) {
  const { books, wrong } = load(), known = await site(), show = $("show");
  if (mine !== run) return;
  show.value = wanted();
  if (show.selectedIndex < 0) show.value = "";
  shown = [...books.values()].filter((book) => fits(book, show.value)).map((book) => ({ ...book, ...known?.get(book.href) }));
  shown.sort((a, b) => a.title.localeCompare(b.title, document.documentElement.lang));
  $("books").replaceChildren(...shown.map((book) => item(book, known, true)));
  $("count").textContent = plural(SAY.books, shown.length);
  $("none").hidden = books.size > 0;
  $("own").hidden = $("files").hidden = false;
  if (wrong) say(wrong);
  else if (!known) say(SAY.unlisted);
}
async function listed(mine, text) {
  try {
    const [found, known] = await Promise.all([decode(text), site()]);
    if (mine !== run) return;
    sent = found;
    shown = found.books.map((book) => ({ ...book, ...known?.get(book.href) }));
    $("log-title").textContent = document.title = found.name || SAY.list;
    const lost = known ? found.books.filter((book) => !known.has(book.href)).length : 0;
    $("sent-text").textContent = [plural(SAY.sent, found.books.length), SAY.whose, ...(lost ? [plural(SAY.lost, lost)] : [])].join(" ");
    $("sent-books").replaceChildren(...found.books.map((book) => item(book, known, false)));
    $("take").hidden = !known || lost === found.books.length;
    $("sent").hidden = $("files").hidden = false;
    $("send").hidden = $("keep").hidden = true;
    if (!known) say(SAY.unlisted);
  } catch (error) {
    if (mine === run) say(fill(SAY.unread, { why: error.message }));
  }
}
async function show() {
  const mine = ++run, text = location.hash.startsWith("#list=") ? location.hash.slice(6) : undefined;
  sent = null;
  say("");
  $("made").hidden = true;
  $("log-title").textContent = SAY.title;
  document.title = `${SAY.title} – ${box.dataset.site}`;
  $("sent").hidden = true;
  $("about").hidden = text !== undefined;
  if (text !== undefined) $("own").hidden = $("files").hidden = true;
  $("send").hidden = $("keep").hidden = false;
  await (text === undefined ? own(mine) : listed(mine, text));
}
// After a change the rows stay where they are, so that the one in hand does too; another tab's new books are shown when nothing is in hand.
watch((event) => {
  if (sent) return;
  const { books } = load(), rows = [...$("books").children];
  for (const row of rows) row.update(books.get(row.href));
  if (event.type === "storage" && !$("own").contains(document.activeElement)) return show();
  shown = rows.map((row) => ({ ...books.get(row.href), ...row.told })).filter((book) => books.has(book.href));
  $("count").textContent = plural(SAY.books, shown.length);
});

// --- files ---------------------------------------------------------------------------------------------------
// What reads and writes them is fetched when it is first asked for.
const files = () => import(new URL(box.dataset.files, location.href)).catch(() => { throw new Error(SAY.unloaded); });
const MEDIA = { json: "application/json", csv: "text/csv", bib: "application/x-bibtex", ris: "application/x-research-info-systems" };
function save(name, text) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: MEDIA[name.split(".").pop()] })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
async function put(kind) {
  const { wrong, raw } = load(), books = shown, file = `${sent ? "list" : "my-log"}.${kind}`;
  if (!sent && wrong && raw && kind === "json") return save(file, raw); // what cannot be read, as it stands
  if (!books.length) return say(sent ? SAY.noneHere : SAY.nothing);
  if (kind !== "json") say(plural(SAY.gather, books.length));
  const made = kind === "json" ? { text: dump(books), number: books.length, left: "" } : await (await files()).written(kind, books);
  if (!made.number) return say(SAY.unfetched);
  save(file, made.text);
  say([plural(SAY.ready, made.number, { file }), made.left].filter(Boolean).join(" "));
}

// --- what one does -------------------------------------------------------------------------------------------
// Whoever chooses stays where they are, and sees it at once; another address, by Back or from a link, begins at the heading.
$("show").addEventListener("change", () => {
  const { value } = $("show");
  history.pushState(null, "", value ? "#show=" + value : "#");
  show();
});
addEventListener("hashchange", async () => {
  await show();
  $("log-title").focus();
});
for (const button of box.querySelectorAll("[data-export]")) button.addEventListener("click", () => put(button.dataset.export).catch((error) => say(error.message)));
for (const button of box.querySelectorAll(".print")) button.addEventListener("click", () => print());
$("take").addEventListener("click", async () => {
  const known = await site(), books = sent.books.filter((book) => known?.has(book.href));
  say(change(books.map((book) => ({ ...known.get(book.href), basket: true }))) || plural(SAY.taken, books.length));
});
$("empty").addEventListener("click", () => { if (confirm(SAY.sure)) { const wrong = keep(new Map()); show().then(() => say(wrong || SAY.empty)); } });
$("file").addEventListener("change", async () => {
  const [file] = $("file").files;
  if (!file) return;
  const told = await files().then(async ({ bring }) => bring(file, await site())).catch((error) => fill(SAY.bad, { file: file.name, why: error.message }));
  $("file").value = ""; // the same file once more is a change too
  await show();
  say(told);
});
$("send").addEventListener("submit", async (event) => {
  event.preventDefault();
  $("made").hidden = true;
  if (!shown.length) return say(SAY.nothing);
  if (shown.length > LISTED) return say(fill(SAY.many, { n: LISTED }));
  const [marks, notes] = [$("with-marks").checked, $("with-notes").checked];
  const books = shown.map((book) => ({ ...book, ...(!marks && { status: "", stars: 0 }), ...(!notes && { note: "" }) }));
  const text = await encode($("name").value.trim(), books);
  if (text.length > ADDRESS) return say(fill(SAY.big, { n: text.length, most: ADDRESS }));
  $("address").value = $("open").href = new URL("#list=" + text, location.href).href;
  $("made").hidden = false;
  const length = $("address").value.length;
  say([plural(SAY.made, books.length, { length }), ...(length > USUAL ? [SAY.cut] : [])].join(" "));
  $("address").focus();
  $("address").select();
});
$("copy").addEventListener("click", async () => {
  try { await navigator.clipboard.writeText($("address").value); say(SAY.copied); } catch { $("address").focus(); $("address").select(); say(SAY.uncopied); }
});
await show();
