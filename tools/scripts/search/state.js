// The filters of the form, and the address that holds the whole state of a search.
import { box, form, sort } from "./ground.js";

export const checks = [...form.querySelectorAll("[data-facet] input")];
export const checked = () => checks.filter((input) => input.checked);
export const facet = (input) => input.closest("[data-facet]").dataset.facet;
export const groups = () => {
  const groups = {};
  for (const input of checked()) (groups[facet(input)] ??= []).push(input.value);
  return groups;
};
export const query = () => box.value.trim();

export let page = 1;
export const turn = (to) => { page = to; };
export const address = (number = page, words = query()) => {
  const params = new URLSearchParams();
  if (words) params.set("q", words);
  for (const input of checked()) params.append(input.name, input.value);
  if (sort.value) params.set("sort", sort.value);
  if (number > 1) params.set("page", number);
  return params.size ? "?" + params : location.pathname;
};
export const push = (way = "pushState") => history[way](null, "", address());
export const restore = () => {
  const params = new URLSearchParams(location.search);
  box.value = params.get("q") ?? "";
  sort.value = params.get("sort") ?? "";
  if (sort.selectedIndex < 0) sort.selectedIndex = 0;
  page = Math.max(1, params.get("page") | 0);
  for (const input of checks)
    if ((input.checked = params.getAll(input.name).includes(input.value))) input.closest("details").open = true;
};
