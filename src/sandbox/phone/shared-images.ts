import type { OpenPackage } from "./open-package.ts";

/** The bytes of manifest.json; empty where the package has none. */
export const manifestOf = ({ files }: OpenPackage) => files.get("manifest.json") ?? Buffer.alloc(0);

/** Copies the files out of the download, whose buffer is then freed; equal images are shared. */
export function withSharedImages(opened: OpenPackage, shelf: Map<string, Buffer>): OpenPackage {
  const hashes = JSON.parse(manifestOf(opened).toString("utf8")) as Record<string, string>;
  const files = [...opened.files].map(([name, file]): [string, Buffer] => {
    const hash = name.endsWith(".png") ? hashes[name] : undefined;
    if (hash === undefined) return [name, Buffer.from(file)];
    const known = shelf.get(hash) ?? Buffer.from(file);
    shelf.set(hash, known);
    return [name, known];
  });
  return { ...opened, files: new Map(files) };
}
