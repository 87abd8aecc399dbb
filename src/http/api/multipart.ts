// https://www.rfc-editor.org/rfc/rfc7578
import busboy from "busboy";
import type { Request } from "express";
import { AppError, type FieldError } from "../../errors.ts";

/**
 * Returns the parts of a multipart/form-data request by name, whether sent as fields or as files. Throws
 * AppError: "unsupported_media_type" for another media type, "validation_failed" for a broken body,
 * "unprocessable" with an error for each part that is too large, empty, duplicate or unknown.
 */
export async function readMultipart(
  req: Request,
  { names, maxBytes }: { names: readonly string[]; maxBytes: number },
): Promise<Map<string, Buffer>> {
  const isKnown = (name: string) => names.includes(name);
  const maxParts = 2 * names.length;
  const limits = { isKnown, maxBytes, maxTextBytes: maxBytes, maxFiles: maxParts, maxParts };
  const known = `The parts are ${names.join(", ")}.`;
  const { parts, errors } = await collectMultipart(req, limits, known);
  if (errors.length > 0) {
    throw new AppError("unprocessable", "A part of the upload cannot be used.", { errors });
  }
  return parts;
}

/** Limits of an upload; all parts together have to fit in memory. */
interface Limits {
  isKnown: (name: string) => boolean;
  /** Of one file. */
  maxBytes: number;
  maxTextBytes: number;
  /** Further files are ignored. */
  maxFiles: number;
  maxParts: number;
}

/** The error code of a part with a malformed header; its name is unknown. */
export const unreadablePart = "unreadable_part";

/**
 * Returns the parts of a form together with the errors, so that the form can be shown again as it was
 * filled in. A part that is too large is truncated; the error of an unreadable part has an empty path.
 */
export async function collectMultipart(
  req: Request,
  limits: Limits,
  known = "This form has no such part.",
): Promise<{ parts: Map<string, Buffer>; errors: FieldError[] }> {
  const { isKnown, maxBytes } = limits;
  const parts = new Map<string, Buffer>();
  const errors: FieldError[] = [];
  const keep = (name: string, bytes: Buffer, { tooLarge = false, isFile = false }) => {
    const fault = (code: string, message: string) => errors.push({ path: name, code, message });
    if (!isKnown(name)) {
      fault("unknown_part", known);
      return;
    }
    if (parts.has(name)) fault("duplicate_part", "This part was sent twice.");
    else if (tooLarge) fault("too_large", `A part may be at most ${maxBytes / 1024 / 1024} MB.`);
    else if (isFile && bytes.length === 0) fault("empty_file", "The file is empty.");
    parts.set(name, bytes);
  };
  await new Promise<void>((resolve, reject) => {
    const parser = parserFor(req, limits);
    const fail = () => {
      req.unpipe(parser);
      // The rest of the body is read and discarded: a client that still sends reads no answer.
      req.resume();
      reject(new AppError("validation_failed", "The multipart body is broken or incomplete."));
    };
    parser.on("field", (name, value, { valueTruncated }) => {
      keep(name, Buffer.from(value), { tooLarge: valueTruncated });
    });
    // A form sends an empty file without a name where no file was chosen.
    parser.on("file", (name, stream, { filename }) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", fail);
      stream.on("close", () => {
        const tooLarge = stream.truncated === true;
        keep(name, Buffer.concat(chunks), { tooLarge, isFile: filename !== undefined });
      });
    });
    parser.on("error", () => {
      if (parser.destroyed) {
        fail();
        return;
      }
      // A malformed part header, such as a file name with NUL. The parser continues with the next part.
      const message =
        "A part's header holds a character that it may not, such as NUL in a file name.";
      errors.push({ path: "", code: unreadablePart, message });
      req.pipe(parser);
    });
    parser.on("partsLimit", fail);
    parser.on("close", resolve);
    req.on("aborted", fail);
    req.pipe(parser);
  });
  return { parts, errors };
}

function parserFor(
  req: Request,
  { maxBytes, maxTextBytes, maxFiles, maxParts }: Limits,
): busboy.Busboy {
  try {
    return busboy({
      headers: req.headers,
      limits: {
        parts: maxParts,
        files: maxFiles,
        fileSize: maxBytes,
        fieldSize: maxTextBytes,
        fieldNameSize: 100,
      },
    });
  } catch {
    throw new AppError("unsupported_media_type", "Send multipart/form-data.");
  }
}
