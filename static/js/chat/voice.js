// The device's own voice: nothing that is read leaves it.
const PATIENCE = 10_000; // ms since the page came; Chromium on Linux names its voices after about 3 s
const BETWEEN = 200;

export const canSpeak = () => "speechSynthesis" in window;

// Of this device only.
export const ownVoices = () => speechSynthesis.getVoices().filter((voice) => voice.localService);

// Calls back at once where the voices are there, as some browsers speak only within the press itself; else when they have come, or have not for long. By asking again: not every browser tells.
export function whenVoicesAreKnown(go) {
  if (speechSynthesis.getVoices().length || performance.now() > PATIENCE) go();
  else setTimeout(whenVoicesAreKnown, BETWEEN, go);
}

// For the page's language, or another one: what the person chose for their device, then the same country's, then any.
export function pageVoice(language = document.documentElement.lang) {
  const wanted = partsOf(language);
  const able = ownVoices().filter((voice) => partsOf(voice.lang)[0] === wanted[0]);
  const same = (voice) => partsOf(voice.lang).join() === wanted.join();
  return able.find((voice) => voice.default) ?? able.find(same) ?? able[0];
}

// Some devices write en_GB; and "kok" is not "ko".
const partsOf = (tag) => tag.toLowerCase().split(/[-_]/);

// Says `words`; `over` is told when they are said ("end"), or could not be ("error"). To be held by the caller: browsers forget one that nobody holds.
export function say(words, { voice, rate = 1, over }) {
  const speech = new SpeechSynthesisUtterance(words);
  speech.voice = voice;
  speech.lang = voice.lang;
  speech.rate = rate;
  for (const event of ["end", "error"]) speech.addEventListener(event, over);
  speechSynthesis.speak(speech);
  return speech;
}
