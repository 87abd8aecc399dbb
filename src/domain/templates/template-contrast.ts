import type { FieldError } from "../../errors.ts";
import { contrastRatio, legibleColor } from "./contrast.ts";
import type { TemplateDefinition } from "./template.ts";

/** WCAG 2.2 AA: text, and the larger or less important. */
const textContrast = 4.5;
const labelContrast = 3;

/** The colours that cannot be read on the background, each with one that can. */
export function contrastErrors({ colors }: Pick<TemplateDefinition, "colors">): FieldError[] {
  const rules = [
    ["foreground", textContrast],
    ["label", labelContrast],
  ] as const;
  return rules.flatMap(([name, required]) => {
    const ratio = contrastRatio(colors[name], colors.background);
    if (ratio >= required) return [];
    const better = legibleColor(colors[name], colors.background, required);
    return [
      {
        path: `colors.${name}`,
        code: "contrast",
        message: `The contrast to the background is ${ratio.toFixed(1)}, and ${required} is needed; ${better} would do.`,
      },
    ];
  });
}
