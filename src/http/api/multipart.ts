// https://www.rfc-editor.org/rfc/rfc7578
import busboy from "busboy";
import type { Request } from "express";
import { AppError, type FieldError } from "../../errors.ts";

/**
 * The parts of a multipart/form-data request by name, whether sent as fields or as files. Throws
 * AppError: "unsupported_media_type" for anything else, "validation_failed" for a broken body,
 * "unprocessable" naming each part that is too large, empty, sent twice or not known.
 */
export async function readMultipart(
  req: Request,
  { names, maxBytes }: { names: readonly string[]; maxBytes: number },
): Promise<Map<string, Buffer>> {
  const known = (name: string) => names.includes(name);
  const most = 2 * names.length;
  const limits = {
    isKnown: known,
    maxBytes,
    maxTextBytes: maxBytes,
    maxFiles: most,
    maxParts: most,
  };
  const { parts, errors } = await collectMultipart(
    req,
    limits,
    `The parts are ${names.join(", ")}.`,
  );
  if (errors.length > 0) {
    throw new AppError("unprocessable", "A part of the upload cannot be used.", { errors });
  }
  return parts;
}

/** What is taken of an upload; all of it together has to fit in memory. */
interface Limits {
  isKnown: (name: string) => boolean;
  /** Of a file. */
  maxBytes: number;
  maxTextBytes: number;
  /** Files beyond are passed over. */
  maxFiles: number;
  maxParts: number;
}

/** The code of a part whose own header cannot be read, so that nobody knows which part it was. */
export const unreadablePart = "unreadable_part";

/**
 * The same for a form: what can be used comes along with what is wrong, so that nothing typed is lost.
 * A part that is too large is cut off; one whose header cannot be read has an empty path.
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
      // What is still under way is read and forgotten, so that the answer reaches the sender.
      req.resume();
      reject(new AppError("validation_failed", "The multipart body is broken or incomplete."));
    };
    parser.on("field", (name, value, { valueTruncated }) => {
      keep(name, Buffer.from(value), { tooLarge: valueTruncated });
    });
    // A form sends a file without a name where none was chosen.
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
      // A part's own header, such as a file name with NUL in it. The parser goes on to the next part.
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
