// Numbers that are answered directly: an ISBN in any form, a call number, a class number.
import { rows, say, words } from "./ground.js";
import { byBooks, listed } from "./books.js";

// { digits } of what looks like an ISBN, and its thirteen where the check digit is right.
export const isbn = (text) => {
  const digits = text.replace(/^isbn(-1[03])?[\s:]*/i, "").replace(/[\s\-‐‑–—]/g, "").toUpperCase();
  const sum = (string, weight) => [...string].reduce((all, c, n) => all + weight(n) * (c === "X" ? 10 : c), 0);
  const odd = (n) => (n % 2 ? 3 : 1);
  if (/^\d{9}[\dX]$/.test(digits)) {
    const head = "978" + digits.slice(0, 9);
    return { digits, valid: sum(digits, (n) => 10 - n) % 11 === 0 && head + ((10 - (sum(head, odd) % 10)) % 10) };
  }
  if (/^97[89]\d{10}$/.test(digits)) return { digits, valid: sum(digits, odd) % 10 === 0 && digits };
};

const key = (number) => number.toLowerCase().replace(/^udc\s?/, "").replace(/\s+|[/′’]|\.(?=[a-z])/g, "");
// The books whose number begins so, those with the number itself first, and the class that it is.
export const byNumber = async (query, groups) => {
  const number = isbn(query);
  if (number ? !number.valid : !/^(udc\s?)?[a-z]{0,3}\s?\.?\d[^"“„«]{0,30}$/i.test(query)) return;
  const wanted = number ? "=" + number.valid : key(query);
  const inside = /^[a-z]+\d+$/.test(wanted) ? /^\d/ : /^$/; // UA64 is no beginning of UA646
  const all = wanted[1] ? (await rows("numbers", wanted)).filter(([own]) => own.startsWith(wanted) && (own === wanted || !inside.test(own.slice(wanted.length)))) : [];
  const books = all.filter((row) => row[4] !== undefined).sort((a, b) => (b[0] === wanted) - (a[0] === wanted) || (a[0] > b[0]) - (a[0] < b[0]));
  if (!books.length && !number) return;
  let found = [...new Map(books.reverse().map(([, href, title, by, year]) => [href, { href, title, by, year }])).values()].reverse();
  if (Object.keys(groups)[0]) {
    const only = new Set((await byBooks(groups)).found.map((book) => book.href));
    found = found.filter((book) => only.has(book.href));
  }
  return { ...listed(found), head: all.find((row) => !row[4] && row[0] === wanted), none: !books.length && say(words.noIsbn, { number: query }) };
};
