// Brings the page's `data-behavior` marks to life. Everything works without it.
import { bind } from "./lib/bind.js";

bind(document, {
  "error-summary": () => import("./behaviors/error-summary.js"),
  "guard-double-submit": () => import("./behaviors/guard-double-submit.js"),
  "show-password": () => import("./behaviors/show-password.js"),
  "time-zone": () => import("./behaviors/time-zone.js"),
});
