// https://www.rfc-editor.org/rfc/rfc7578
import busboy from "busboy";
import type { Request } from "express";
import { AppError, type FieldError } from "../errors.ts";

/**
 * The parts of a multipart/form-data request by name, whether sent as fields or as files. Throws
 * AppError: "unsupported_media_type" for anything else, "validation_failed" for a broken body,
 * "unprocessable" naming each part that is too large, sent twice or not known.
 */
export async function readMultipart(
  req: Request,
  { names, maxBytes }: { names: readonly string[]; maxBytes: number },
): Promise<Map<string, Buffer>> {
  const known = (name: string) => names.includes(name);
  const limits = { isKnown: known, maxBytes, maxParts: 2 * names.length };
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

/**
 * The same for a form: what can be used comes along with what is wrong, so that nothing typed is lost.
 * A part that is too large is cut off at `maxBytes`.
 */
export async function collectMultipart(
  req: Request,
  {
    isKnown,
    maxBytes,
    maxParts,
  }: { isKnown: (name: string) => boolean; maxBytes: number; maxParts: number },
  known = "This form has no such part.",
): Promise<{ parts: Map<string, Buffer>; errors: FieldError[] }> {
  const parts = new Map<string, Buffer>();
  const errors: FieldError[] = [];
  const keep = (name: string, bytes: Buffer, tooLarge: boolean) => {
    const fault = (code: string, message: string) => errors.push({ path: name, code, message });
    if (!isKnown(name)) fault("unknown_part", known);
    else if (parts.has(name)) fault("duplicate_part", "This part was sent twice.");
    else if (tooLarge) fault("too_large", `A part may be at most ${maxBytes / 1024 / 1024} MB.`);
    parts.set(name, bytes);
  };
  await new Promise<void>((resolve, reject) => {
    const parser = parserFor(req, maxParts, maxBytes);
    const fail = () => {
      req.unpipe(parser);
      // What is still under way is read and forgotten, so that the answer reaches the sender.
      req.resume();
      reject(new AppError("validation_failed", "The multipart body is broken or incomplete."));
    };
    parser.on("field", (name, value, { valueTruncated }) => {
      keep(name, Buffer.from(value), valueTruncated);
    });
    parser.on("file", (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", fail);
      stream.on("close", () => {
        keep(name, Buffer.concat(chunks), stream.truncated === true);
      });
    });
    parser.on("error", fail);
    parser.on("partsLimit", fail);
    parser.on("close", resolve);
    req.on("aborted", fail);
    req.pipe(parser);
  });
  return { parts, errors };
}

function parserFor(req: Request, parts: number, maxBytes: number): busboy.Busboy {
  try {
    return busboy({
      headers: req.headers,
      limits: { parts, fileSize: maxBytes, fieldSize: maxBytes, fieldNameSize: 100 },
    });
  } catch {
    throw new AppError("unsupported_media_type", "Send multipart/form-data.");
  }
}
