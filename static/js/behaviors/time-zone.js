// Fills an empty field named time_zone with the zone of the reader's device.
export default function timeZone(form) {
  const field = form.elements?.time_zone ?? form.querySelector("[name=time_zone]");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!field || !zone || (field.value && field.value !== "UTC")) return;
  if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === zone)) field.value = zone;
}
