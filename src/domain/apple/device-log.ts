export const deviceLogKinds = [
  "authentication",
  "malformed_answer",
  "unchanged_pass",
  "spurious_push",
  "other",
] as const;
export type DeviceLogKind = (typeof deviceLogKinds)[number];

/** The phones' wordings; the first match wins. */
const wordings: [DeviceLogKind, RegExp][] = [
  ["authentication", /authentication failure|\b401\b|unauthorized/i],
  ["spurious_push", /spurious push/i],
  ["unchanged_pass", /pass was unchanged|unchanged pass data/i],
  [
    "malformed_answer",
    /malformed|invalid (pass )?data|invalid json|unexpected response|lastUpdated tag|'last-modified' header|cannot be read/i,
  ],
];

/** Classifies a line of a device log. */
export function kindOfDeviceLog(line: string): DeviceLogKind {
  return wordings.find(([, pattern]) => pattern.test(line))?.[0] ?? "other";
}

/**
 * Characters kept of a line.
 * @internal
 */
export const sampleLength = 200;

const identifiers: [RegExp, string][] = [
  [/https?:\/\/[^\s)>]*/gi, "<url>"],
  // The value after an identifier's name, and any text that looks generated.
  [
    /\b(serial numbers?|device|token|ApplePass|Device =)(:? *['"]?)[^\s'",;)\d]*\d[^\s'",;)]*/gi,
    "$1$2…",
  ],
  [/[A-Za-z0-9_+/=-]{20,}/g, "…"],
  // From the start of a run, so that none is read more than once.
  [/(?<![^\s@])[^\s@]+@[^\s@'")]+/g, "…"],
  [/\d{6,}/g, "…"],
];

/**
 * Sanitises a line for the operator: one line, truncated, without serial numbers, device identifiers,
 * tokens or addresses. Anyone can post such a line.
 */
export function sampleDeviceLog(line: string): string {
  const plain = line.slice(0, 600).replace(/[\p{Cc}\p{Surrogate}\s]+/gu, " ");
  const neutral = identifiers.reduce((text, [pattern, by]) => text.replace(pattern, by), plain);
  const characters = Array.from(neutral.trim());
  if (characters.length <= sampleLength) return characters.join("");
  return `${characters.slice(0, sampleLength - 1).join("")}…`;
}
