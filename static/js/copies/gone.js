// Copies are switched off (SWITCHED_OFF=copies): this worker takes the place of the other one, and leaves nothing.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(goAway()));

async function goAway() {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
}
