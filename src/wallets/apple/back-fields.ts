import type { TicketContent } from "../content.ts";
import type { ContentField } from "../content-field.ts";

/** Characters that a phone shows of a value on the front before it cuts it, in the narrowest place. */
const surelyShown = 20;

const textsOf = ({ value }: ContentField) => (value.kind === "text" ? value.text : undefined);

/**
 * The back of a pass: its own fields, and after them each text of the front that a phone may cut and that
 * the back does not have yet.
 */
export function backFields({ fields }: Pick<TicketContent, "fields">): ContentField[] {
  const back = fields.filter(({ slot }) => slot === "back");
  const said = new Set(back.map((field) => JSON.stringify(textsOf(field))));
  const cut = fields.filter((field) => {
    const texts = textsOf(field);
    if (field.slot === "back" || !texts || said.has(JSON.stringify(texts))) return false;
    return Object.values(texts).some((text) => (text?.length ?? 0) > surelyShown);
  });
  return [
    ...back,
    ...cut.map(({ key, label, value }) => ({
      slot: "back" as const,
      key: `_whole_${key}`,
      label,
      value,
    })),
  ];
}
