import { readFile } from "node:fs/promises";

export interface OperationsGuide {
  /** The statements of “Without Docker”, one by one. */
  statements: string[];
  /** The commands of “Without Docker”, one a line. */
  commands: string[];
}

/** What docs/operations.md tells an operator to do, with each `...` replaced by the password and `localhost` by the server. */
export async function operationsGuide(password: string, server: string): Promise<OperationsGuide> {
  const text = await readFile(new URL("../../docs/operations.md", import.meta.url), "utf8");
  const section = text.slice(text.indexOf("### Without Docker"));
  const blockOf = (language: string) => {
    const block = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "ms").exec(section)?.[1];
    if (block === undefined) throw new Error(`“Without Docker” has no block of ${language}.`);
    return block.replaceAll("...", password).replaceAll("@localhost/", `@${server}/`);
  };
  return {
    statements: blockOf("sql").split(";\n").filter(Boolean),
    commands: blockOf("sh").trim().split("\n"),
  };
}
