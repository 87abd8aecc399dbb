import { Button, HStack, TextField } from "@navikt/ds-react";
import type { ReactNode } from "react";
import type { TemplateColors } from "../../domain/templates/template.ts";
import type { TemplateTexts } from "../texts/staff-texts.ts";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import { HeadedSection } from "../ui/headed-section.tsx";

const paints = ["background", "foreground", "label"] as const;

interface Props {
  colors: TemplateColors;
  faults: Faults;
  texts: TemplateTexts;
  children?: ReactNode;
}

/** Inputs for the colours, and the button that makes them legible. */
export function TemplateColorFields({ colors, faults, texts, children }: Props) {
  const input = fieldProps(faults);
  const hasContrastFault = faults.has("colors.foreground") || faults.has("colors.label");
  return (
    <HeadedSection heading={texts.colors} size="medium">
      <HStack gap="space-24" wrap align="start">
        {paints.map((paint) => (
          <TextField
            key={paint}
            {...input(`colors.${paint}`)}
            type={"color" as "text"}
            label={texts.color[paint]}
            defaultValue={colors[paint]}
            className="color"
          />
        ))}
      </HStack>
      <div id="contrast" hidden={!hasContrastFault}>
        <p className="picture-fault" role="status" data-fault="contrast" />
        <Button size="small" variant="secondary" name="do" value="contrast">
          {texts.contrastFix}
        </Button>
      </div>
      {children}
    </HeadedSection>
  );
}
