// The reading view: acts are marked in the text without touching it (CSS Custom Highlight API), so that no Arabic word is
// torn apart; a record under the pointer shows its parts; words lead to records and records to words.
"use strict";

(() => {
  const body = document.getElementById("body");
  const data = document.getElementById("marks");
  if (!body || !data) return;
  const records = JSON.parse(data.textContent);
  // Each paragraph is one text node; `at` is its offset in the article's text, in UTF-16 units.
  const parts = [...body.querySelectorAll("p[data-at]")].map((p) => ({
    at: Number(p.dataset.at),
    node: p.firstChild,
    end: Number(p.dataset.at) + (p.firstChild ? p.firstChild.length : 0),
  }));
  const cards = new Map(
    [...document.querySelectorAll("[data-record]")].map((card) => [Number(card.dataset.record), card]),
  );
  for (const hint of document.querySelectorAll("[data-script]")) hint.hidden = false;

  // The ranges of a span: one, or one a paragraph where it reaches over several.
  const ranges = ([start, end]) => {
    const out = [];
    for (const part of parts) {
      if (!part.node || part.end <= start || part.at >= end) continue;
      const range = new Range();
      range.setStart(part.node, Math.max(start, part.at) - part.at);
      range.setEnd(part.node, Math.min(end, part.end) - part.at);
      out.push(range);
    }
    return out;
  };

  const highlights = "highlights" in CSS ? CSS.highlights : null;
  const mark = (name, spans, priority) => {
    if (!highlights) return;
    const highlight = new Highlight(...spans.flatMap(ranges));
    highlight.priority = priority;
    highlights.set(name, highlight);
  };
  for (const status of new Set(records.map((r) => r.status))) {
    mark(`act-${status}`, records.filter((r) => r.status === status).map((r) => r.trigger), 1);
  }

  const show = (record) => {
    mark("in-sentence", record ? [record.sentence] : [], 0);
    mark("in-trigger", record ? [record.trigger] : [], 5);
    mark("in-actor", record ? record.actor : [], 3);
    mark("in-recipient", record ? record.recipient : [], 3);
    mark("in-source", record ? record.source : [], 2);
    mark("in-place", record ? record.place : [], 2);
    for (const [id, card] of cards) card.classList.toggle("lit", Boolean(record) && id === record.id);
  };

  let chosen = null;
  const choose = (record, where) => {
    chosen = record;
    show(record);
    for (const [id, card] of cards) {
      const here = id === record.id;
      card.classList.toggle("chosen", here);
      const why = card.querySelector("details.why");
      if (why) why.open = here;
    }
    if (where === "text") {
      const range = ranges(record.trigger)[0];
      const box = range && range.getBoundingClientRect();
      if (box && (box.top < 90 || box.bottom > innerHeight - 40)) {
        scrollBy({ top: box.top - innerHeight / 3 });
      }
    } else {
      cards.get(record.id)?.scrollIntoView({ block: "nearest" });
    }
    const url = new URL(location.href);
    url.searchParams.set("record", record.id);
    url.hash = "";
    history.replaceState(null, "", url);
  };

  // The offset in the article's text under a point.
  const offset = (x, y) => {
    let node;
    let at;
    if (document.caretPositionFromPoint) {
      const found = document.caretPositionFromPoint(x, y);
      [node, at] = [found?.offsetNode, found?.offset];
    } else if (document.caretRangeFromPoint) {
      const found = document.caretRangeFromPoint(x, y);
      [node, at] = [found?.startContainer, found?.startOffset];
    }
    const part = parts.find((p) => p.node === node);
    return part ? part.at + at : -1;
  };
  const inside = ([start, end], at) => start <= at && at <= end;
  // The record of a place: whose trigger it is, else who stands there, else the shortest of the sentence.
  const under = (x, y) => {
    const at = offset(x, y);
    if (at < 0) return null;
    return (
      records.find((r) => inside(r.trigger, at)) ||
      records.find((r) => [...r.actor, ...r.recipient, ...r.source].some((s) => inside(s, at))) ||
      records.find((r) => inside(r.sentence, at)) ||
      null
    );
  };

  let waiting = false;
  body.addEventListener("pointermove", (event) => {
    if (waiting || event.pointerType === "touch") return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const record = under(event.clientX, event.clientY) || chosen;
      show(record);
      if (record) cards.get(record.id)?.scrollIntoView({ block: "nearest", container: "nearest" });
    });
  });
  body.addEventListener("pointerleave", () => show(chosen));
  body.addEventListener("click", (event) => {
    // Selecting text is no click.
    if (String(getSelection())) return;
    const record = under(event.clientX, event.clientY);
    if (record) choose(record, "card");
  });
  for (const record of records) {
    const card = cards.get(record.id);
    if (!card) continue;
    card.addEventListener("pointerenter", () => show(record));
    card.addEventListener("pointerleave", () => show(chosen));
    card.querySelector(".in-text")?.addEventListener("click", (event) => {
      event.preventDefault();
      choose(record, "text");
    });
  }
  document.addEventListener("keydown", (event) => {
    const busy = event.target instanceof Element && event.target.closest("input, select, textarea");
    const step = { j: 1, k: -1 }[event.key];
    if (!step || busy || event.ctrlKey || event.metaKey || event.altKey || !records.length) return;
    const at = chosen ? records.indexOf(chosen) + step : step > 0 ? 0 : records.length - 1;
    const next = records[Math.min(Math.max(at, 0), records.length - 1)];
    choose(next, "text");
    cards.get(next.id)?.scrollIntoView({ block: "nearest" });
  });

  const asked = records.find((r) => r.id === Number(new URLSearchParams(location.search).get("record")));
  if (asked) choose(asked, "text");
})();
