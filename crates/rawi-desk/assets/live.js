// Says how much is new since this page was loaded. Without it the next page shows it all the same.
"use strict";

for (const place of document.querySelectorAll("[data-live]")) {
  const total = { articles: 0, alerts: 0 };
  let source = null;
  let seen = "";

  const link = (href, label, number) => {
    const a = document.createElement("a");
    a.href = href;
    a.textContent = `${label}: ${number}`;
    return a;
  };

  const open = () => {
    if (source) return;
    const since = seen ? `?since=${encodeURIComponent(seen)}` : "";
    source = new EventSource(place.dataset.live + since);
    source.addEventListener("news", (event) => {
      seen = event.lastEventId;
      const news = JSON.parse(event.data);
      if (!news.articles && !news.alerts) return;
      total.articles += news.articles;
      total.alerts += news.alerts;
      const links = [];
      if (total.articles) links.push(link("/articles", place.dataset.articles, total.articles));
      if (total.alerts) links.push(link("/alerts", place.dataset.alerts, total.alerts));
      place.replaceChildren(...links);
    });
  };
  const close = () => {
    if (source) source.close();
    source = null;
  };

  // A page that nobody sees asks nothing; seen again, it catches up.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  if (!document.hidden) open();
}
