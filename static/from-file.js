// Read from a disk, a folder's address is a list of its files: no host is there to give its page. So links name the page when they
// are followed. On a host this does nothing.
if (location.protocol === "file:") {
  const named = (address) => address.replace(/\/(?=[?#]|$)/, "/index.html");
  for (const kind of ["click", "auxclick", "contextmenu"])
    addEventListener(kind, ({ target }) => {
      const link = target.closest?.("a[href]");
      if (link?.protocol === "file:") link.href = named(link.href);
    }, true);
  addEventListener("submit", ({ target }) => { target.action = named(target.action); }, true);
}
