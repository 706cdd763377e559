{% if build %}
// The site without a network. All of it is of one build: BUILD is the digest of the files below and of what searching asks for.
"use strict";
const BUILD = "{{ build }}";
const MOST = 300; // pages and pictures that are kept because they were visited
const FILES = {{ files }}; // what is kept from the start: [address below HOME, first half of its SHA-256]
const DRESS = new Set({{ dress }}); // every style sheet and script that a page of this build may ask for
const LANGUAGES = {{ languages }};
const HOME = new URL("./", location.href).href;
const OURS = `shelflist ${HOME} `;
const SHELL = OURS + BUILD;
const VISITED = `${SHELL} visited`;

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const copy = (body, answer) => new Response(body, { headers: answer.headers }); // without the mark of a redirect

// A file as this build published it, or an error: a host that still gives another build's ends the installation.
const exact = async (address, digest) => {
  const answer = await fetch(HOME + address, { cache: address.startsWith("static/") ? "default" : "reload" });
  const data = await answer.arrayBuffer();
  const sum = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", data)).slice(0, 16));
  if (!answer.ok || sum !== digest) throw new Error(`${HOME + address} is not of this build`);
  return copy(data, answer);
};

// Keeps a page that was visited, unless it is an error or asks for files of another build.
const keep = async (address, answer) => {
  if (!answer.ok || answer.type !== "basic") return;
  const type = answer.headers.get("Content-Type") ?? "";
  const body = await (type.startsWith("text/html") ? answer.text() : type.startsWith("image/") ? answer.blob() : null);
  if (body === null) return;
  if (typeof body === "string")
    for (const [, asset] of body.matchAll(/="(?:\.\.?\/)*(static\/[^"]+\.(?:css|js))"/g)) if (!DRESS.has(asset)) return;
  const visited = await caches.open(VISITED);
  await visited.delete(address); // the last visited stands last
  await visited.put(address, copy(body, answer));
  const kept = await visited.keys();
  await Promise.all(kept.slice(0, -MOST).map((old) => visited.delete(old)));
};
const renew = async (addresses) => {
  await Promise.allSettled(
    addresses.map(async (address) => keep(address, await fetch(address, { cache: "no-cache" }))),
  );
};

const install = async () => {
  const shell = await caches.open(SHELL);
  try {
    await Promise.all(FILES.map(async ([address, digest]) => shell.put(HOME + address, await exact(address, digest))));
  } catch (error) {
    await caches.delete(SHELL);
    throw error;
  }
  // What was visited under the build before is fetched anew, so that it can be read beside the new files.
  for (const name of await caches.keys())
    if (name.startsWith(OURS) && name.endsWith(" visited") && name !== VISITED)
      await renew((await (await caches.open(name)).keys()).map((request) => request.url));
};
const activate = async () => {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && !name.startsWith(SHELL)) await caches.delete(name);
  await clients.claim();
  const open = (await clients.matchAll({ type: "window" })).map((client) => plain(client.url));
  await renew(open.filter((address) => !FILES.some(([one]) => HOME + one === address)));
};

const plain = (address) => address.split(/[?#]/)[0].replace(/\/index\.html$/, "/");
const found = async (name, address) => (await caches.open(name)).match(address, { ignoreVary: true });

// A newer build waits until no page of this one is open but the one that is being left; then everything is of the new one.
// The page in between lets it begin, and asks for itself again when it has: what is asked of a worker that is ending may be lost.
const AGAIN = `<!doctype html><html lang="en"><title>…</title><link rel="icon" href="data:,"><script>
const workers = navigator.serviceWorker, again = () => location.reload();
workers.addEventListener("controllerchange", again);
setTimeout(again, 5000);
workers.getRegistration().then((found) => found?.waiting ? found.waiting.postMessage("begin") : again());
</script>`;
let asked = false;
const gives_way = async () => {
  if (!registration.waiting || asked || (await clients.matchAll({ type: "window" })).length > 1) return false;
  return (asked = true);
};
const lost = (address) => {
  const below = address.slice(HOME.length);
  const language = LANGUAGES.find((one) => below.startsWith(one)) ?? "";
  return Response.redirect(`${HOME}${language}offline/#${below}`);
};
const page = async (event, address) => {
  if (await gives_way()) return new Response(AGAIN, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  const ours = await found(SHELL, address);
  if (ours) return ours;
  const kept = await found(VISITED, address);
  const fresh = fetch(event.request).then((answer) => {
    event.waitUntil(keep(address, answer.clone()));
    return answer;
  });
  if (kept) event.waitUntil(fresh.catch(() => undefined));
  return kept ?? fresh.catch(() => lost(address));
};
// Files with a hash in their name, and what searching asks for in this build, do not change.
const asset = async (event, address) => {
  const ours = await found(SHELL, address);
  if (ours) return ours;
  const answer = await fetch(event.request);
  if (answer.ok && answer.type === "basic") {
    const held = answer.clone();
    event.waitUntil(caches.open(SHELL).then((shell) => shell.put(address, held)));
  }
  return answer;
};
const picture = async (event, address) => {
  const kept = await found(VISITED, address);
  if (kept) return kept;
  const answer = await fetch(event.request);
  event.waitUntil(keep(address, answer.clone()));
  return answer;
};

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  if (event.data === "begin") skipWaiting();
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const address = plain(request.url);
  if (request.method !== "GET" || !address.startsWith(HOME) || request.headers.has("Range")) return;
  const below = address.slice(HOME.length);
  if (request.mode === "navigate") event.respondWith(page(event, address));
  else if (/^(static|pagefind|search)\/./.test(below) || FILES.some(([one]) => one === below)) event.respondWith(asset(event, address));
  else if (request.destination === "image") event.respondWith(picture(event, address));
});
{% else %}
// Takes away what an earlier build of this site left for reading offline, and itself.
"use strict";
const OURS = `shelflist ${new URL("./", location.href).href} `;
const remove = async () => {
  for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  await registration.unregister();
};
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(remove()));
{% endif %}
