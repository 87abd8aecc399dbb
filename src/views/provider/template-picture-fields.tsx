import { BodyShort, Checkbox, TextField, VStack } from "@navikt/ds-react";
import { artworkRoles, type ArtworkRole } from "../../domain/templates/template.ts";
import { pictureTexts } from "../texts/picture-texts.ts";
import type { StaffLanguage, TemplateTexts } from "../texts/staff-texts.ts";
import type { Faults } from "../ui/faults.tsx";
import type { TemplateFormValues } from "./template-form-values.ts";

interface Props {
  /** The pictures that there are inputs for. */
  roles?: readonly ArtworkRole[];
  values: TemplateFormValues;
  faults: Faults;
  texts: TemplateTexts;
  language: StaffLanguage;
  /** Data URLs of the pictures as they are now; the script replaces them. */
  thumbnails: { [R in ArtworkRole]?: string | undefined };
}

/** Inputs for the pictures and the focus point of the hero image. */
export function TemplatePictureFields({
  roles = artworkRoles,
  values,
  faults,
  texts,
  language,
  thumbnails,
}: Props) {
  return (
    <VStack gap="space-24">
      {roles.map((role) => {
        const fault = faults.get(role);
        return (
          <div key={role}>
            <img
              className="thumbnail"
              data-thumbnail={role}
              src={thumbnails[role]}
              alt={pictureTexts(language).chosen(texts.picture[role])}
              hidden={thumbnails[role] === undefined}
            />
            <TextField
              id={role}
              name={role}
              type={"file" as "text"}
              accept="image/png,image/jpeg,image/webp,image/svg+xml"
              label={texts.picture[role]}
              description={texts.pictureHelp[role]}
              error={fault}
              className="file"
            />
            {/* The script writes the picture's fault here. */}
            <p className="picture-fault" data-fault={role} role="status" />
            <input type="hidden" name={`upload.${role}`} value={values.uploads[role] ?? ""} />
            {values.uploads[role] !== undefined && (
              <BodyShort size="small">{texts.received}</BodyShort>
            )}
            {role !== "icon" && (
              <Checkbox
                name={`without.${role}`}
                value="yes"
                size="small"
                defaultChecked={values.without.includes(role)}
              >
                {texts.doWithout[role]}
              </Checkbox>
            )}
          </div>
        );
      })}
      {roles.includes("hero") && <FocusPoint values={values} texts={texts} />}
    </VStack>
  );
}

/** Inputs for the point of the hero image that crops keep. */
function FocusPoint({ values, texts }: Pick<Props, "values" | "texts">) {
  return (
    <fieldset className="focus-point">
      <legend>{texts.focus}</legend>
      {(["x", "y"] as const).map((axis) => (
        <label key={axis} htmlFor={`focus.${axis}`}>
          {axis === "x" ? texts.focusX : texts.focusY}
          <input
            id={`focus.${axis}`}
            name={`focus.${axis}`}
            type="range"
            min={0}
            max={100}
            defaultValue={values.focus[axis]}
          />
        </label>
      ))}
    </fieldset>
  );
}
