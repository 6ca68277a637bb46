// The device's own voice: nothing that is read leaves it.
export const canSpeak = () => "speechSynthesis" in window;

// Of this device only.
export const ownVoices = () => speechSynthesis.getVoices().filter((voice) => voice.localService);

// In the page's language, or another one; some devices write en_GB.
export function pageVoice(language = document.documentElement.lang) {
  return ownVoices().find((voice) => voice.lang.slice(0, 2) === language.slice(0, 2));
}

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
