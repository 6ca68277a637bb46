// Brings the page's `data-behavior` marks to life. Everything works without it.
import { bind } from "./lib/bind.js";

bind(document, {
  draft: () => import("./behaviors/draft.js"),
  "error-summary": () => import("./behaviors/error-summary.js"),
  "guard-double-submit": () => import("./behaviors/guard-double-submit.js"),
  mention: () => import("./behaviors/mention.js"),
  quote: () => import("./behaviors/quote.js"),
  "show-password": () => import("./behaviors/show-password.js"),
  similar: () => import("./behaviors/similar.js"),
  "thread-news": () => import("./behaviors/thread-news.js"),
  "time-zone": () => import("./behaviors/time-zone.js"),
});
