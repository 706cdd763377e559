// Reading offline: registers the worker, and says when what is shown is a saved copy.
(() => {
  const home = new URL(document.currentScript.dataset.root || "./", document.baseURI);
  const notice = document.getElementById("saved-copy");
  const again = document.getElementById("try-again");
  const tell = () => {
    notice.textContent = navigator.onLine || again ? "" : notice.dataset.words;
  };
  addEventListener("online", tell);
  addEventListener("offline", tell);
  tell();
  // A browser that refuses (a private window, a page from a disk) reads on as before.
  navigator.serviceWorker?.register(new URL("sw.js", home), { scope: home.href }).catch(() => undefined);

  // The page that was asked for and is not saved stands behind the # of the page that says so.
  const wanted = new URL(home.href + location.hash.slice(1));
  if (!again || location.hash.length < 2 || !wanted.href.startsWith(home.href)) return;
  again.href = wanted.href;
  again.parentNode.hidden = false;
  // A network that is said to be back may not lead there yet; who is on the way to another page is not called back from it.
  let leaving = false, timer;
  addEventListener("beforeunload", () => { leaving = true; });
  addEventListener("pageshow", () => { leaving = false; });
  const go = () => {
    clearTimeout(timer);
    fetch(wanted, { method: "HEAD", cache: "no-store" }).then(
      () => { if (!leaving) location.replace(wanted); },
      () => { if (navigator.onLine) timer = setTimeout(go, 3000); },
    );
  };
  addEventListener("online", go);
  if (navigator.onLine) timer = setTimeout(go, 3000);
})();
