// Runs in the page that is measured, before anything of its own (Playwright's addInitScript).
// benchSeen answers how many milliseconds after the page began to load all of the texts stood in what is painted in the
// window, or null when not within `withinMs`. It looks at points of the window, as a reader's eyes do: what stands
// below, in a closed part, or behind something is not seen.
{
  // Often enough for a tenth of the shortest time, seldom enough not to slow the page down.
  const LOOK_MS = 20;
  // References put marks that nobody sees into addresses, where a line may break.
  const plain = (text) => text.replace(/[\s\u200B\u2060\u00AD]+/g, '').toLowerCase();

  const at = (root, x, y) => {
    const found = root.elementFromPoint(x, y);
    const inside = found?.shadowRoot;
    return inside && inside !== root ? (at(inside, x, y) ?? found) : found;
  };

  const textsAt = function* () {
    const looked = new Set();
    for (let y = 4; y < innerHeight; y += 12) {
      for (let x = 8; x < innerWidth; x += 40) {
        let element = at(document, x, y);
        for (let up = 0; element && up < 3 && !looked.has(element); up += 1) {
          looked.add(element);
          const text = element.textContent ?? '';
          if (text.length < 600) yield plain(text);
          element = element.parentElement;
        }
      }
    }
  };

  const seesAll = (texts) => {
    const left = new Set(texts);
    for (const text of textsAt()) {
      for (const each of left) if (text.includes(each)) left.delete(each);
      if (left.size === 0) return true;
    }
    return false;
  };

  window.benchSeen = (given, withinMs) => {
    const texts = given.map(plain);
    const end = performance.now() + withinMs;
    return new Promise((resolve) => {
      const look = () => {
        // The next frame: by then what was looked at is painted.
        if (seesAll(texts)) requestAnimationFrame(() => resolve(performance.now()));
        else if (performance.now() > end) resolve(null);
        else setTimeout(look, LOOK_MS);
      };
      look();
    });
  };
}
