const parts = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Oslo",
  dateStyle: "short",
  timeStyle: "medium",
});
const offset = new Intl.DateTimeFormat("en", {
  timeZone: "Europe/Oslo",
  timeZoneName: "longOffset",
});

/** `2026-06-30T18:00:00+02:00`: the instant as Oslo's clocks show it, to the second. */
export function isoInOslo(instant: Date): string {
  const zone = offset.formatToParts(instant).find(({ type }) => type === "timeZoneName");
  return `${parts.format(instant).replace(" ", "T")}${zone?.value.replace("GMT", "") ?? ""}`;
}
