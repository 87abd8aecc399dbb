import type { FieldError } from "../../errors.ts";
import { revealingTextErrors } from "../deny-list.ts";
import { fieldErrors } from "../field-errors.ts";
import { isOneLine } from "../free-text.ts";
import { languages } from "../language.ts";
import { templateDefinitionSchema } from "./template-schema.ts";
import { fieldSlots, newStyleOf, type TemplateDefinition, type TemplateField } from "./template.ts";
import { contrastErrors } from "./template-contrast.ts";

/**
 * Validates a template. Returns the definition when it can become a ticket in both wallets and has no
 * revealing text; otherwise every fault with its path. Slots and lengths follow Apple's limits, the
 * stricter ones.
 */
export function checkTemplate(
  input: unknown,
): { definition: TemplateDefinition } | { errors: FieldError[] } {
  const parsed = templateDefinitionSchema.safeParse(input);
  if (!parsed.success) return { errors: fieldErrors(parsed.error) };
  const definition = { ...parsed.data, style: newStyleOf(parsed.data.style) };
  const errors = [
    ...keyErrors(definition),
    ...countErrors(definition),
    ...noticeErrors(definition),
    ...contrastErrors(definition),
    ...lineErrors(definition),
    ...textErrors(definition),
  ];
  return errors.length > 0 ? { errors } : { definition };
}

/** All fields with their paths, in the order of the front. */
const placed = ({ fields }: TemplateDefinition): { path: string; field: TemplateField }[] =>
  fieldSlots.flatMap((name) =>
    fields[name].map((field, index) => ({ path: `fields.${name}[${index}]`, field })),
  );

function keyErrors(definition: TemplateDefinition): FieldError[] {
  const seen = new Set<string>();
  return placed(definition).flatMap(({ path, field: { key } }) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `Another field has the key "${key}" already.`;
    return [{ path: `${path}.key`, code: "duplicate_key", message }];
  });
}

/** Apple's limits; the phone cuts off further fields silently. */
const primaryLimit = 1;
const headerLimit = 3;
const lowerLimit = 4;

function countErrors({ style, fields }: TemplateDefinition): FieldError[] {
  const tooMany = (path: string, message: string) => ({ path, code: "too_many_fields", message });
  const errors: FieldError[] = [];
  if (fields.header.length > headerLimit) {
    errors.push(tooMany("fields.header", `At most ${headerLimit} header fields fit.`));
  }
  if (fields.primary.length > primaryLimit) {
    errors.push(tooMany("fields.primary", "One primary field fits over the picture."));
  }
  if (style === "event") {
    for (const name of ["secondary", "auxiliary"] as const) {
      if (fields[name].length > 4) errors.push(tooMany(`fields.${name}`, "At most 4 fields fit."));
    }
  } else if (fields.secondary.length + fields.auxiliary.length > lowerLimit) {
    errors.push(
      tooMany("fields.auxiliary", `Secondary and auxiliary fields share one row of at most 4.`),
    );
  }
  return errors;
}

/** A change message needs `%@`, the new value, or the phone shows no notification. */
function noticeErrors(definition: TemplateDefinition): FieldError[] {
  return placed(definition).flatMap(({ path, field: { changeMessage } }) =>
    languages.flatMap((language) => {
      const message = changeMessage?.[language];
      if (message === undefined || message.split("%@").length === 2) return [];
      return [
        {
          path: `${path}.changeMessage.${language}`,
          code: "change_message",
          message: "Must hold %@ once: there the new value is shown.",
        },
      ];
    }),
  );
}

/** A phone shows one line of a field of the front. */
function lineErrors(definition: TemplateDefinition): FieldError[] {
  const [fits, { message, params }] = isOneLine;
  return placed(definition).flatMap(({ path, field: { value } }) =>
    languages.flatMap((language) => {
      const text = "text" in value && !path.startsWith("fields.back") ? value.text[language] : "";
      if (text === undefined || fits(text)) return [];
      return [{ path: `${path}.value.text.${language}`, code: params.code, message }];
    }),
  );
}

function textErrors(definition: TemplateDefinition): FieldError[] {
  return [
    ...revealingTextErrors("name", definition.name),
    ...revealingTextErrors("logoText", definition.logoText),
    ...placed(definition).flatMap(({ path, field: { label, value, changeMessage } }) => [
      ...revealingTextErrors(`${path}.label`, label),
      ...("text" in value ? revealingTextErrors(`${path}.value.text`, value.text) : []),
      ...revealingTextErrors(`${path}.changeMessage`, changeMessage),
    ]),
  ];
}
