/**
 * The images that both wallets' tickets consist of.
 * https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/PassKit_PG/Creating.html
 * https://developers.google.com/wallet/generic/resources/brand-guidelines
 */
import type { ArtworkRole, TicketStyle } from "../../domain/templates/template.ts";

import { stripLayouts, stripWidth } from "./strip-text.ts";

export interface Slot {
  role: ArtworkRole;
  width: number;
  height: number;
  /** `cover` crops to exactly this size, `inside` fits within it, `badge` adds a margin for a round mask. */
  fit: "cover" | "inside" | "badge";
}

const scales = [
  ["", 1],
  ["@2x", 2],
  ["@3x", 3],
] as const;

/** All images of a ticket of that style: name, size in pixels, and the artwork each is rendered from. */
export function imageSlots(style: TicketStyle): Map<string, Slot> {
  const { height } = stripLayouts[style];
  const apple = scales.flatMap(([suffix, scale]): [string, Slot][] => [
    [`icon${suffix}.png`, { role: "icon", width: 38 * scale, height: 38 * scale, fit: "cover" }],
    [`logo${suffix}.png`, { role: "logo", width: 160 * scale, height: 50 * scale, fit: "inside" }],
    [
      `strip${suffix}.png`,
      { role: "hero", width: stripWidth * scale, height: height * scale, fit: "cover" },
    ],
  ]);
  return new Map([
    ...apple,
    ["google-logo.png", { role: "icon", width: 660, height: 660, fit: "badge" }],
    ["google-hero.png", { role: "hero", width: 1032, height: 336, fit: "cover" }],
  ]);
}
