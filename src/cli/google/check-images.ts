import sharp from "sharp";
import type { Ask } from "./ask.ts";
import { failed, ok, skipped, type Step } from "./step.ts";

export interface ImageToCheck {
  role: "logo" | "hero";
  url: string;
}

const maxImages = 10;

/** Google's minimum sizes: https://developers.google.com/wallet/generic/resources/brand-guidelines */
const least = { logo: { width: 660, height: 660 }, hero: { width: 1032, height: 336 } };

/** Why Google cannot use the image; undefined when it can. */
async function faultOf({ role, url }: ImageToCheck, ask: Ask): Promise<string | undefined> {
  if (!url.startsWith("https://")) return "is not https";
  const answer = await ask(url);
  if ("reason" in answer) return `does not answer: ${answer.reason}`;
  if (answer.status !== 200) return `answered ${answer.status}`;
  if (!/^image\/(png|jpeg)\b/.test(answer.contentType)) {
    return `is ${answer.contentType || "of no content type"}, not image/png or image/jpeg`;
  }
  const { width, height } = await sharp(answer.body)
    .metadata()
    .catch(() => ({ width: 0, height: 0 }));
  const { width: leastWidth, height: leastHeight } = least[role];
  return width < leastWidth || height < leastHeight
    ? `is ${width} × ${height} pixels, less than ${leastWidth} × ${leastHeight}`
    : undefined;
}

/** Checks that Google can fetch and use the images. */
export async function checkImages(images: ImageToCheck[], ask: Ask): Promise<Step> {
  const name = "images";
  const distinct = [...new Map(images.map((image) => [image.url, image])).values()];
  const some = distinct.slice(0, maxImages);
  if (some.length === 0) {
    return skipped(
      name,
      "no class names one yet; set DATABASE_URL to look at those of open offers",
    );
  }
  const faults: string[] = [];
  for (const image of some) {
    const fault = await faultOf(image, ask);
    if (fault !== undefined) faults.push(`${image.url} ${fault}`);
  }
  if (faults.length === 0) return ok(name, `${some.length} fetched, of the right kind and size`);
  return failed(
    name,
    faults.join("; "),
    "Google fetches them without login or cookie: let /images/ through unchanged. One that is too small needs a new template with larger artwork.",
  );
}
