/**
 * Where Apple Wallet sets the primary field over the strip, in points on a phone 375 wide.
 * https://developer.apple.com/design/human-interface-guidelines/wallet
 */
import type { Texts } from "../../domain/language.ts";
import type { FieldSource, TemplateField, TicketStyle } from "../../domain/templates/template.ts";

export const stripWidth = 375;
export const stripMargin = 14;

interface StripLayout {
  /** Of the strip. */
  height: number;
  /** Font size of the value, which shrinks to fit. */
  size: number;
  /** Baselines, from the strip's top. */
  value: number;
  label: number;
}

const card: StripLayout = { height: 144, size: 46, value: 76, label: 106 };

export const stripLayouts: Record<TicketStyle, StripLayout> = {
  event: { height: 98, size: 36, value: 52, label: 76 },
  admission: card,
  membership: card,
  coupon: card,
};

/** Of a value or label; the label's size is the same in all styles. */
export const stripLabelSize = 14;

/** The longest that stands in a field, in characters; what a provider types may be as long as the strip. */
const longest: Partial<Record<FieldSource, number>> = {
  // "30. sept. 2026", "30. sept. 2026, 20:00", with a margin for other languages.
  validFrom: 22,
  validUntil: 22,
  doors: 22,
  eventStart: 22,
  eventDate: 16,
  admits: 12,
  usesLeft: 3,
  ticketNumber: 11,
};

/** No character of a system font is wider on average, in shares of its size. */
const widest = 0.68;

/** A rectangle in points. */
export interface TextBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

const room = stripWidth - 2 * stripMargin;

const boxOf = (baseline: number, size: number, characters: number): TextBox => ({
  left: stripMargin,
  // From above the accents of capitals to below the descenders.
  top: baseline - size,
  width: Math.min(room, Math.ceil(characters * size * widest)),
  height: Math.ceil(size * 1.25),
});

/** The boxes that the primary field's value and label fill at their longest. */
export function stripTextBoxes(
  style: TicketStyle,
  { label, value }: Pick<TemplateField, "label" | "value">,
): { value: TextBox; label: TextBox } {
  const { size, value: valueLine, label: labelLine } = stripLayouts[style];
  const lengthOf = (texts: Texts) =>
    Math.max(...Object.values<string | undefined>(texts).map((text) => text?.length ?? 0));
  const characters = "text" in value ? lengthOf(value.text) : (longest[value.source] ?? Infinity);
  return {
    value: boxOf(valueLine, size, characters),
    label: boxOf(labelLine, stripLabelSize, lengthOf(label)),
  };
}
