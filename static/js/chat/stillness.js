// Changes something on a page that somebody reads: the first message in sight stays where it is on the screen. Not left
// to the browser, for not every one does it (room.css switches it off where it does, so that nothing is done twice).
export function keepStill(log, change) {
  const top = log.getBoundingClientRect().top;
  const seen = [...log.querySelectorAll(".message")].find((one) => one.getBoundingClientRect().bottom > top);
  const before = placeOf(seen?.id);
  change();
  const after = placeOf(seen?.id);
  if (before !== undefined && after !== undefined) log.scrollTop += after - before;
}

function placeOf(id) {
  return id && document.getElementById(id)?.getBoundingClientRect().top;
}
