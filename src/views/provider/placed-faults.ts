import { artworkRoles } from "../../domain/templates/template.ts";
import type { TemplateTexts } from "../texts/staff-texts.ts";
import type { Faults } from "../ui/faults.tsx";

/** The faults with the input's name before each message, since several inputs can have the same fault. */
export function placedFaults(faults: Faults, texts: TemplateTexts): Faults {
  const nameOf = (input: string): string | undefined => {
    const [, first = "", second = ""] = /^(\w+)(?:\.(\w+))?/.exec(input) ?? [];
    if (first === "field") return texts.field(Number(second) + 1);
    if (first === "name") return texts.name;
    if (first === "logoText") return texts.logoText;
    if (first === "colors") return texts.color[second as keyof typeof texts.color];
    const role = artworkRoles.find((one) => one === first);
    return role && texts.picture[role];
  };
  return new Map(
    [...faults].map(([input, text]) => {
      const name = nameOf(input);
      return [input, name === undefined ? text : `${name}: ${text}`];
    }),
  );
}
