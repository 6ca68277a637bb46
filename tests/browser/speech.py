"""The browser's own speech, replaced by a note of what was said; its end comes when the test says so."""

SPEECH = """
  const said = [];
  let current;
  const over = (type) => { const one = current; current = undefined; one?.dispatchEvent(new Event(type)); };
  window.heard = { said, finish: () => over("end"), fail: () => over("error") };
  window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
  const voices = [
    { name: "Far", lang: "en-GB", localService: false },
    { name: "Near", lang: "en-GB", localService: true },
  ];
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices,
    speak: (one) => { current = one; said.push([one.text, one.voice.name, one.rate]); },
    cancel: () => { current = undefined; },
  } });
"""

# As Chromium on Linux does: it names its voices seconds after the page has come.
# A slow test does not use up the patience of the page.
VOICES_LATE = "performance.now = () => 0;" + SPEECH.replace(
    "getVoices: () => voices", "getVoices: () => (window.named ? voices : [])"
)
