import { newStyleOf, type TicketStyle } from "../templates/template.ts";

/** A template that a new offer can begin with. */
export interface StartingTemplate {
  id: string;
  /** Null for the provider's own. */
  slug: string | null;
  style: TicketStyle;
  /** Content hash of its picture; undefined without one. */
  heroHash?: string | undefined;
  /** Categories of the provider's offers that have it. */
  categories: readonly string[];
}

/** What the offer is about: the shipped template of its activity, or another one's style, and its category. */
export interface Beginning {
  slug?: string | undefined;
  style?: TicketStyle | undefined;
  category: string;
}

/** The shipped template without an activity's picture. */
const plain = "entry";

/**
 * The template that an offer begins with: of the provider's own in the style, its newest that offers of the category
 * have, else its newest that suits; else the activity's own. A template with a picture suits where the picture is no
 * other activity's: neither a shipped template's nor that of offers of other categories. `templates` has the
 * provider's newest first.
 */
export function startingTemplate<T extends StartingTemplate>(
  templates: readonly T[],
  { slug, category, ...usual }: Beginning,
): T | undefined {
  const shipped = templates.find((each) => each.slug !== null && each.slug === slug);
  const style = usual.style ?? shipped?.style;
  const isUsed = ({ categories }: T) => categories.includes(category);
  const isShippedPicture = ({ heroHash }: T) =>
    heroHash !== shipped?.heroHash &&
    templates.some((each) => each.slug !== null && each.heroHash === heroHash);
  const suits = (own: T) =>
    own.heroHash === undefined ||
    isUsed(own) ||
    (own.categories.length === 0 && !isShippedPicture(own));
  const inStyle = templates.filter(
    (each) =>
      each.slug === null && style !== undefined && newStyleOf(each.style) === newStyleOf(style),
  );
  return (
    inStyle.find(isUsed) ??
    inStyle.find(suits) ??
    shipped ??
    templates.find((each) => each.slug === plain) ??
    templates[0]
  );
}
