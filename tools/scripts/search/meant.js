// Did you mean: words of the list's own for one that no book has.
import { fold, script } from "./ground.js";

const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
// [word, folded, how common] of the list's words; each is written as what it does not share with the one before.
let own;
const unpack = (packed) => {
  let word = "";
  return [...packed.matchAll(/([0-9a-z])([^A-H]*)([A-H])/g)].map(([, shared, rest, common]) => {
    word = word.slice(0, parseInt(shared, 36)) + rest;
    return [word, fold(word), common.charCodeAt()];
  });
};
// How many letters are wrong, left out, too many, or changed places with the next; more than `most` is all the same.
const distance = (a, b, most) => {
  let before = [], last = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
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
export const meaning = async (query, list, found) => {
  const texts = list.map((hit) => fold(hit.data?.content ?? "")), ignored = found.ignored.map(fold);
  const astray = (plain) => !texts.some((text) => text.includes(plain.slice(0, Math.max(4, plain.length - 3))));
  const wrong = (query.match(WORDS) ?? []).filter((word) => {
    const plain = fold(word);
    return plain[2] && !/\d/.test(plain) && (ignored[0] ? ignored.includes(plain) : found.simple ? !found.total : astray(plain));
  });
  if (!wrong[0]) return "";
  own ??= unpack((await script("search/words.js")).words);
  const text = query.replace(WORDS, (word) => {
    const plain = fold(word);
    return (wrong.includes(word) && !own.some(([, other]) => other.startsWith(plain)) && nearest(plain)) || word;
  });
  return text === query ? "" : text;
};
