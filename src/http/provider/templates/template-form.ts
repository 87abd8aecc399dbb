import type { Request } from "express";
import { z } from "zod";
import { legibleColor } from "../../../domain/templates/contrast.ts";
import { languages } from "../../../domain/language.ts";
import {
  artworkRoles,
  fieldSlots,
  fieldSources,
  newStyles,
  type ArtworkRole,
  type TemplateColors,
} from "../../../domain/templates/template.ts";
import type { FieldError } from "../../../errors.ts";
import type {
  TemplateFormValues,
  TypedField,
  TypedTexts,
} from "../../../views/provider/template-form-values.ts";
import { maxArtworkBytes } from "../../../wallets/artwork/normalise-artwork.ts";
import { collectMultipart, unreadablePart } from "../../api/multipart.ts";

/** The texts of an upload that was sent before the login; `receiveDraft` reads an upload itself. */
export const sentTexts = z.record(z.string(), z.string()).catch({});
export type SentTexts = z.output<typeof sentTexts>;

const maxFields = 60;
const names =
  /^(do|base|look|offer|style|version|shown|csrf|without\.(logo|hero)|upload\.(icon|logo|hero)|icon|logo|hero|(name|logoText)\.(nb|nn|en|sma)|colors\.(background|foreground|label)|focus\.[xy]|field\.\d{1,2}\.(key|slot|source|(label|text)\.(nb|nn|en|sma)))$/;

export interface TemplateForm {
  /** Value of the pressed button. */
  pressed: string;
  values: TemplateFormValues;
  /** Pictures that this request carries. */
  sent: Map<ArtworkRole, Buffer>;
  /** Faults of the pictures; the path is the picture's role. */
  errors: FieldError[];
}

/** Reads the form as sent; an invalid choice becomes the default. Throws as `collectMultipart`. */
export async function readTemplateForm(request: Request): Promise<TemplateForm> {
  const { parts, errors } = await collectMultipart(request, {
    isKnown: (name) => names.test(name),
    maxBytes: maxArtworkBytes,
    maxTextBytes: 64 * 1024,
    maxFiles: 2 * artworkRoles.length,
    maxParts: 50 + maxFields * 11,
  });
  const faults = errors.flatMap((error) => {
    if (error.code !== unreadablePart) return error;
    // Browsers send every file input, if only as an empty file: a missing part was unreadable.
    return artworkRoles.filter((role) => !parts.has(role)).map((path) => ({ ...error, path }));
  });
  const faulty = new Set(faults.map(({ path }) => path));
  return {
    pressed: parts.get("do")?.toString() ?? "",
    values: templateValuesOf(parts),
    sent: new Map(
      artworkRoles.flatMap((role): [ArtworkRole, Buffer][] => {
        const bytes = parts.get(role);
        return bytes && bytes.length > 0 && !faulty.has(role) ? [[role, bytes]] : [];
      }),
    ),
    errors: faults.filter(({ path }) => artworkRoles.some((role) => role === path)),
  };
}

/** The values of a form's texts by name. */
export function templateValuesOf(
  parts: ReadonlyMap<string, { toString(): string }>,
): TemplateFormValues {
  const text = (name: string) => (parts.get(name)?.toString() ?? "").replaceAll("\r\n", "\n");
  const oneOf = <const T extends string>(all: readonly T[], name: string, otherwise: T): T =>
    all.find((each) => each === text(name)) ?? otherwise;
  const texts = (name: string) =>
    Object.fromEntries(languages.map((one) => [one, text(`${name}.${one}`)])) as TypedTexts;
  const rows = Array.from({ length: maxFields }, (_, row) => row).filter((row) =>
    parts.has(`field.${row}.key`),
  );
  return {
    baseId: text("base") || undefined,
    ownLook: text("look") !== "",
    version: text("version"),
    shown: text("shown"),
    offerId: text("offer") || undefined,
    style: oneOf(newStyles, "style", "admission"),
    name: texts("name"),
    logoText: texts("logoText"),
    colors: {
      background: text("colors.background"),
      foreground: text("colors.foreground"),
      label: text("colors.label"),
    },
    focus: { x: text("focus.x") || "50", y: text("focus.y") || "50" },
    fields: rows.map((row): TypedField => ({
      key: text(`field.${row}.key`),
      slot: oneOf(fieldSlots, `field.${row}.slot`, "back"),
      source: oneOf([...fieldSources, "text"], `field.${row}.source`, "text"),
      label: texts(`field.${row}.label`),
      text: texts(`field.${row}.text`),
    })),
    uploads: Object.fromEntries(
      artworkRoles.map((role) => [role, text(`upload.${role}`) || undefined]),
    ),
    without: artworkRoles.filter((role) => parts.has(`without.${role}`)),
  };
}

const none: TypedTexts = { nb: "", nn: "", en: "", sma: "" };

/** The form after the pressed button: a field added, removed or moved up, or legible colours. */
export function changedForm(values: TemplateFormValues, pressed: string): TemplateFormValues {
  const [, verb, at] = /^(remove|up)-(\d{1,2})$/.exec(pressed) ?? [];
  const fields = [...values.fields];
  const row = Number(at);
  if (verb === "remove") fields.splice(row, 1);
  const [moved] = verb === "up" && row > 0 ? fields.splice(row, 1) : [];
  if (moved) fields.splice(row - 1, 0, moved);
  if (pressed === "add" && fields.length < maxFields) {
    const taken = new Set(fields.map(({ key }) => key));
    let number = fields.length + 1;
    while (taken.has(`field${number}`)) number += 1;
    fields.push({ key: `field${number}`, slot: "back", source: "text", label: none, text: none });
  }
  return { ...values, fields, ...(pressed === "contrast" && { colors: legible(values.colors) }) };
}

/** The colours, with text colours of sufficient contrast to the background. */
function legible(colors: TemplateColors): TemplateColors {
  const { background, foreground, label } = colors;
  if (![background, foreground, label].every((one) => /^#[0-9a-f]{6}$/i.test(one))) return colors;
  return {
    background,
    foreground: legibleColor(foreground, background, 4.5),
    label: legibleColor(label, background, 3),
  };
}
