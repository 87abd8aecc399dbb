import { manifestOf, type OpenPackage } from "../../src/sandbox/phone/open-package.ts";

/**
 * Copies a package's files out of the download, whose buffer is then freed; phones with the same `images`,
 * which are kept by SHA-1, share equal ones.
 */
export function withSharedImages(opened: OpenPackage, images: Map<string, Buffer>): OpenPackage {
  const hashes = JSON.parse(manifestOf(opened).toString("utf8")) as Record<string, string>;
  const files = [...opened.files].map(([name, file]): [string, Buffer] => {
    const hash = name.endsWith(".png") ? hashes[name] : undefined;
    if (hash === undefined) return [name, Buffer.from(file)];
    const known = images.get(hash) ?? Buffer.from(file);
    images.set(hash, known);
    return [name, known];
  });
  return { ...opened, files: new Map(files) };
}
