// What the page does without asking the server. Fixed: nothing that anybody wrote goes into it; what is copied is read from attributes.
// (The page's title has the id "minuted", which is thereby a name of the window: ours is another.)
if (!window.mnClicks) {
  const told = () => document.getElementById("mn-told");
  const tell = (text) => {
    if (told()) told().textContent = "";
    setTimeout(() => { if (told()) told().textContent = text; }, 100);
  };

  // On an address that is not this machine's own the clipboard is closed to scripts; an old way is left.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      return done;
    }
  };

  const copied = async (button, text) => {
    const done = (await copy(text)) ? button.dataset.done : "It could not be copied";
    const label = button.dataset.label ?? button.textContent;
    button.dataset.label = label;
    button.textContent = done;
    tell(done);
    setTimeout(() => { button.textContent = label; }, 2500);
    button.focus();
  };

  // A link within the app is followed as the Back button would: the page changes and nothing is loaded anew.
  const follow = (link) => {
    const from = link.closest("[id]");
    if (link.closest(".mn-answer") && from) sessionStorage.setItem("mn-back", from.id);
    const list = link.closest("nav") ? link.textContent : null;
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    if (list) refocus(list, link, 30);
  };

  // A way that is taken again and again (next page, larger) keeps the focus when the page is drawn anew.
  const refocus = (name, old, tries) => {
    const again = [...document.querySelectorAll("nav a.mn-go")].find((link) => link.textContent === name && link !== old);
    if (again && !old.isConnected) again.focus({ preventScroll: true });
    else if (tries > 0) setTimeout(() => refocus(name, old, tries - 1), 100);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.mn-go");
    if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      follow(link);
      return;
    }
    const button = event.target.closest("button[data-copy], button[data-link], button[data-print]");
    if (!button) return;
    if (button.dataset.print !== undefined) window.print();
    else if (button.dataset.link) copied(button, new URL(button.dataset.link, document.location.href).href);
    else copied(button, button.dataset.copy);
  });

  // Nothing moves under a pointer that is pressed: where it is let go there would be another thing, and the click would be lost.
  let pressed = false;
  addEventListener("pointerdown", () => { pressed = true; }, true);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { pressed = false; }, true);
  const bring = (element, block) => { if (!pressed) element?.scrollIntoView({ block }); };

  const main = () => document.querySelector('[data-testid="stMain"]');
  let asked = null; // the newest question: its id, and how far the page was scrolled to show it

  window.mnClicks = {
    // The answer is there. The page was too short before to have its question at the top; whoever has scrolled since stays there.
    answered(text) {
      tell(text);
      if (asked && main()?.scrollTop === asked.scrolled) bring(document.getElementById(asked.id), "start");
    },
    // Where the reader left off, after a look at a source; else the newest question.
    show(id) {
      const back = document.getElementById(sessionStorage.getItem("mn-back") ?? "");
      sessionStorage.removeItem("mn-back");
      if (back) back.querySelector("a")?.focus({ preventScroll: true });
      bring(back ?? document.getElementById(id), back ? "center" : "start");
      asked = { id, scrolled: main()?.scrollTop };
    },
    // The marked words of a picture and of a text, a third down their frames.
    mark() {
      document.querySelectorAll(".mn-page .mn-mark:first-of-type, .mn-text mark").forEach((mark) => {
        const frame = mark.closest(".mn-scrolls");
        const below = frame && mark.getBoundingClientRect().top - frame.getBoundingClientRect().top;
        if (frame) frame.scrollTop = Math.max(0, below + frame.scrollTop - frame.clientHeight / 3);
      });
    },
  };
}
