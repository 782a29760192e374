// The desk in headless Chromium: every page, both languages, both themes, a phone's width. Checks that nothing runs over,
// that axe finds no serious violation, that nothing is asked of another host, that what is marked is what the records
// say; leaves screenshots.
//
//     node run.mjs RAWI OUT [PAGE…]
//
// RAWI is the program, or the address of a desk that is open; OUT the folder of the screenshots; PAGE only these pages
// (`marks` and `plain` for the two tours at the end).
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const [program, out, ...only] = process.argv.slice(2);
if (!program || !out) {
  console.error("usage: node run.mjs RAWI OUT [PAGE…]");
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const faults = [];
const fault = (text) => {
  faults.push(text);
  console.error(`FAULT ${text}`);
};

/// The desk over the samples; gives its address and the process.
const open = () =>
  new Promise((done, failed) => {
    const desk = spawn(resolve(program), ["desk", join(here, "../../../examples"), "--port", "0", "--quiet"]);
    let text = "";
    desk.stdout.on("data", (data) => {
      text += data;
      if (text.includes("\n")) done({ desk, base: text.trim().replace(/\/$/, "") });
    });
    desk.stderr.on("data", (data) => process.stderr.write(data));
    desk.on("exit", (code) => failed(new Error(`the desk ended with ${code}`)));
  });

const { desk, base } = program.startsWith("http:") ? { base: program.replace(/\/$/, "") } : await open();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});

const api = async (path) => (await fetch(`${base}/api/v1/${path}`)).json();
const articles = (await api("articles?limit=500")).items;
const most = articles.reduce((a, b) => (b.records > a.records ? b : a));
const article = `/article?id=${encodeURIComponent(most.id)}`;
const first = (await api(`events?article=${encodeURIComponent(most.id)}&sort=oldest`)).items[0];
const story = (await api("stories?sort=largest")).items[0];

const pages = {
  records: "/records",
  filtered: "/records?status=denied&type=REJECT",
  empty: "/records?actor=FRA&q=zzz",
  articles: "/articles",
  search: `/articles?q=${encodeURIComponent("الحكومة")}`,
  article,
  chosen: `${article}&record=${first.record}`,
  record: `/records/${first.record}`,
  add: `/article/add?id=${encodeURIComponent(most.id)}`,
  review: "/review",
  corrections: "/corrections",
  api: "/api",
  missing: "/nowhere",
};
// Every page of the navigation, and one thing of each kind.
const nav = await (async () => {
  const html = await (await fetch(`${base}/records`)).text();
  return [...html.matchAll(/<li><a href="(\/[a-z]+)"/g)].map((m) => m[1]);
})();
for (const path of nav) pages[path.slice(1)] ??= path;
pages.story = `/stories/${encodeURIComponent(story.id)}`;
const claim = (await api(`stories/${story.id}`)).claims[0];
if (claim) pages.claim = `/claims/${encodeURIComponent(claim.id)}`;
pages.dossier = "/dossier?who=SDN";
pages.process = "/process?first=SDN&second=ETH";
pages.outlet = `/outlets/${encodeURIComponent(most.outlet)}`;

const looks = [
  { name: "en-light", lang: "en", theme: "light", width: 1360, height: 900 },
  { name: "ar-light", lang: "ar", theme: "light", width: 1360, height: 900 },
  { name: "en-dark", lang: "en", theme: "dark", width: 1360, height: 900 },
  { name: "ar-dark", lang: "ar", theme: "dark", width: 1360, height: 900 },
  { name: "en-phone", lang: "en", theme: "light", width: 390, height: 844 },
  { name: "ar-phone", lang: "ar", theme: "dark", width: 390, height: 844 },
];

const watch = (page, name) => {
  page.on("request", (request) => {
    if (!request.url().startsWith(base)) fault(`${name}: asks ${request.url()}`);
  });
  page.on("pageerror", (error) => fault(`${name}: ${error}`));
  page.on("console", (message) => {
    const expected = name.includes("missing") && message.text().includes("404");
    if (message.type() === "error" && !expected) fault(`${name}: ${message.text()}`);
  });
};

for (const look of looks) {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  await context.addCookies([
    { name: "rawi_lang", value: look.lang, url: base },
    { name: "rawi_theme", value: look.theme, url: base },
  ]);
  for (const [name, path] of Object.entries(pages)) {
    if (only.length && !only.includes(name)) continue;
    const at = `${name} ${look.name}`;
    const page = await context.newPage();
    watch(page, at);
    const answer = await page.goto(base + path);
    if (answer.status() >= 400 && name !== "missing") {
      fault(`${at}: ${answer.status()} ${path}`);
      await page.close();
      continue;
    }
    await page.screenshot({ path: join(out, `${name}-${look.name}.png`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) fault(`${at}: runs over by ${wide} pixels`);
    const [dir, lang] = await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang]);
    if (lang !== look.lang || dir !== (lang === "ar" ? "rtl" : "ltr")) fault(`${at}: is ${lang} ${dir}`);
    await page.evaluate(axe);
    const found = await page.evaluate(() =>
      globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
    );
    for (const violation of found.violations) {
      if (!["serious", "critical"].includes(violation.impact)) continue;
      const nodes = violation.nodes.slice(0, 3).map((n) => `${n.target} ${n.any.map((a) => a.message)[0] ?? ""}`);
      fault(`${at}: ${violation.id} (${violation.nodes.length}): ${nodes.join(" | ")}`);
    }
    await page.close();
  }
  await context.close();
}

/// What is marked in the text is what the records say, here and under the pointer.
const reading = async () => {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  const page = await context.newPage();
  watch(page, "reading");
  let marked = 0;
  for (const item of articles) {
    const id = encodeURIComponent(item.id);
    const { events } = await api(`articles/${id}`);
    await page.goto(`${base}/article?id=${id}`);
    const shown = await page.evaluate(() =>
      [...CSS.highlights].filter(([name]) => name.startsWith("act-")).flatMap(([name, highlight]) =>
        [...highlight].map((range) => `${name.slice(4)} ${range}`)));
    const said = events.map((e) => `${e.status} ${e.trigger.text}`);
    if (shown.sort().join("\n") !== said.sort().join("\n")) fault(`${item.id}: marked are ${shown}, not ${said}`);
    marked += shown.length;
    for (const event of events.slice(0, 5)) {
      await page.click(`#r${event.record} .in-text`);
      const chosen = await page.evaluate(() => ({
        trigger: [...CSS.highlights.get("in-trigger")].join(""),
        actors: [...CSS.highlights.get("in-actor")].map(String),
        card: document.querySelector(".record.chosen")?.dataset.record,
      }));
      if (chosen.trigger !== event.trigger.text) fault(`${item.id} ${event.record}: ${chosen.trigger} is marked`);
      if (chosen.card !== String(event.record)) fault(`${item.id}: ${chosen.card} is chosen, not ${event.record}`);
      const actors = event.actor.map((a) => a.text).sort();
      if (chosen.actors.sort().join("|") !== actors.join("|")) fault(`${event.record}: actors ${chosen.actors}, not ${actors}`);
    }
    // Words lead to their record.
    const last = events.at(-1);
    if (last) {
      await page.click(`#r${last.record} .in-text`);
      const box = await page.evaluate(() => {
        const { x, y, width, height } = [...CSS.highlights.get("in-trigger")][0].getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      });
      await page.keyboard.press("k");
      await page.goto(`${base}/article?id=${id}&record=${last.record}`);
      await page.waitForTimeout(50);
      const there = await page.evaluate(() => {
        const { x, y, width, height } = [...CSS.highlights.get("in-trigger")][0].getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      });
      await page.mouse.click(there.x, there.y);
      const chosen = await page.evaluate(() => document.querySelector(".record.chosen .in-text bdi")?.textContent);
      if (chosen !== `«${last.trigger.text}»`) fault(`${item.id}: a click on ${last.trigger.text} chooses ${chosen} (${box.x})`);
    }
  }
  console.log(`${marked} marks in ${articles.length} articles are what the records say`);
  await context.close();
};

/// Without JavaScript everything is there, and everything can be done.
const plain = async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  watch(page, "plain");
  await page.goto(base + article);
  for (const event of (await api(`articles/${encodeURIComponent(most.id)}`)).events) {
    const card = await page.textContent(`#r${event.record}`);
    for (const words of [event.trigger.text, event.sentence.text, ...event.according_to.map((s) => s.text)]) {
      if (!card.includes(words.trim())) fault(`plain: record ${event.record} does not say «${words}»`);
    }
  }
  await page.goto(`${base}/records/${first.record}`);
  await page.click(`form[action$="/wrong"] button`);
  if (!(await page.textContent("main")).match(/Marked wrong|عُلّم كخطأ/)) fault("plain: a record is not marked wrong");
  await page.goto(`${base}/corrections`);
  await page.click(`form[action$="/undo"] button`);
  await page.goto(`${base}/records/${first.record}`);
  if ((await page.textContent("main")).match(/Marked wrong|عُلّم كخطأ/)) fault("plain: taking back did nothing");
  await context.close();
};

if (!only.length || only.includes("marks")) await reading();
if (!only.length || only.includes("plain")) await plain();
await browser.close();
desk?.removeAllListeners("exit");
desk?.kill("SIGTERM");
console.log(faults.length ? `${faults.length} faults` : "no faults");
process.exit(faults.length ? 1 : 0);
