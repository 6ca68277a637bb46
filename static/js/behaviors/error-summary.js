// The summary of errors takes the focus, so that a screen reader says it first.
export default function errorSummary(summary) {
  if (document.querySelector("[data-behavior~='error-summary']") === summary) summary.focus();
}
