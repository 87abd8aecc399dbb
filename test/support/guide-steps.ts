/** A block of commands in a guide, and what stands below it as what they print. */
export interface GuideStep {
  /** The heading that it stands under. */
  under: string;
  commands: string;
  prints: string;
}

/** The guide's blocks of `sh`, in order, each with the block of `text` that follows before the next. */
export function guideSteps(markdown: string): GuideStep[] {
  const steps: GuideStep[] = [];
  let under = "";
  const parts = /^## (?<heading>.+?)$|^```(?<language>\w*)\n(?<text>.*?)^```$/gms;
  for (const { groups = {} } of markdown.matchAll(parts)) {
    const { heading, language, text = "" } = groups;
    const last = steps.at(-1);
    if (heading !== undefined) under = heading;
    else if (language === "sh") steps.push({ under, commands: text, prints: "" });
    else if (language !== "text" || !last || last.prints !== "") {
      throw new Error(`A block of “${language ?? ""}” belongs to no command: ${text}`);
    } else last.prints = text;
  }
  return steps;
}

/** Whether the output is as stated; `…` matches the rest of its line. */
export function isPrinted(prints: string, printed: string): boolean {
  const pattern = prints
    .split("…")
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[^\\n]+");
  return new RegExp(`^${pattern}$`).test(printed.replaceAll("\r\n", "\n"));
}
