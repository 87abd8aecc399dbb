import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { PKPass } from "passkit-generator";
import type { Language } from "../../domain/language.ts";
import type { TemplateImages } from "../../domain/templates/template.ts";
import { AppError, type FieldError } from "../../errors.ts";
import type { TicketContent } from "../content.ts";
import type { TicketParts } from "../part-fields.ts";
import { appleImages, checkImages } from "./check-images.ts";
import { checkPassJson } from "./check-pass-json.ts";
import type { PassJson } from "./pass-json-schema.ts";
import { splitAtPlaceholders, type TextWithPlaceholders } from "./placeholders.ts";
import { passJsonOf, type PassIssuer } from "./pass-json.ts";
import { passStrings } from "./pass-strings.ts";
import { centralDirectory, entryPieces, zipEntry } from "./stored-zip.ts";
import { createTranslations } from "./translations.ts";

/** The part that all passes of one offer in one language share, ready to stamp. */
export interface CompiledTickets {
  /** Bytes in memory. */
  readonly size: number;
  /** The shared files as the first part of every zip. */
  readonly files: Buffer;
  /** Central directory records of the shared files, and how many there are. */
  readonly directory: Buffer;
  readonly fileCount: number;
  /** manifest.json up to the hash of pass.json. */
  readonly manifestHead: string;
  readonly passJson: TextWithPlaceholders;
  /** The end of the offer's validity. */
  readonly validUntil: Date;
  readonly parts: TicketParts | undefined;
  readonly language: Language;
}

/** Translates a path in pass.json into one in template or offer, which the caller knows. */
const ownPath = (path: string) =>
  path
    .replace(/^(?:eventTicket|coupon|storeCard)\.(\w+)Fields/, "fields.$1")
    .replace(/^(background|foreground|label)Color/, "colors.$1")
    .replace(/^locations\[0\]/, "place")
    .replace(/^relevantDates?.*|^semantics\.event.*Date/, "event.start")
    .replace(/^semantics\.venue.*/, "place")
    .replace(/^description/, "title");

function refuse(errors: FieldError[]): never {
  throw new AppError("unprocessable", "This cannot become a ticket in Apple Wallet.", { errors });
}

/**
 * Builds pass.json with passkit-generator, unsigned. Throws when the library dropped a part, which it
 * does silently.
 */
function modelJson(pass: PassJson): string {
  const { props } = new PKPass({ "pass.json": Buffer.from(JSON.stringify(pass)) });
  if (!isDeepStrictEqual(props, pass)) {
    const lost = Object.keys(pass).filter(
      (key) => !isDeepStrictEqual(Reflect.get(props, key), Reflect.get(pass, key)),
    );
    refuse(
      lost.map((key) => ({
        path: ownPath(key),
        code: "dropped",
        message: "is not taken as it is",
      })),
    );
  }
  return JSON.stringify(props);
}

/**
 * Compiles the part that an offer's passes share; `stampTicket` adds the rest. `language` is the pass's
 * default language. Throws AppError("unprocessable") with the path of each part that cannot become a
 * pass.
 */
export function compileTickets(
  issuer: PassIssuer,
  content: TicketContent,
  images: TemplateImages,
  language: Language,
  ended: boolean,
): CompiledTickets {
  const translations = createTranslations(language);
  const pass = passJsonOf(content, issuer, translations.text, ended);
  const errors = [
    ...checkImages(images, content.style),
    ...checkPassJson(pass).map((error) => ({ ...error, path: ownPath(error.path) })),
  ];
  if (errors.length > 0) refuse(errors);

  const files: [name: string, bytes: Buffer][] = [
    ...appleImages(images),
    ...[...translations.byLanguage].map(([each, strings]): [string, Buffer] => [
      `${each}.lproj/pass.strings`,
      passStrings(strings),
    ]),
  ];
  const entries = files.map(([name, bytes]) => zipEntry(name, [bytes]));
  const hashes = files.map(
    ([name, bytes]) => `"${name}":"${createHash("sha1").update(bytes).digest("hex")}",`,
  );
  const compiled = {
    files: Buffer.concat(entryPieces(entries)),
    directory: centralDirectory(entries),
    fileCount: files.length,
    manifestHead: `{${hashes.join("")}"pass.json":"`,
    validUntil: content.validity.until,
    parts: content.parts,
    language,
    passJson: splitAtPlaceholders(modelJson(pass)),
  };
  const textLength = compiled.passJson.texts.reduce((sum, { length }) => sum + length, 0);
  const size = compiled.files.length + compiled.directory.length + 2 * textLength;
  return { ...compiled, size };
}
