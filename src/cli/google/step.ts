/** One check: its result, and what to do about it. */
export interface Step {
  name: string;
  /** "skipped": an earlier step must succeed first. */
  state: "ok" | "warning" | "failed" | "skipped";
  found: string;
  todo?: string;
}

export const ok = (name: string, found: string): Step => ({ name, state: "ok", found });
export const skipped = (name: string, found: string): Step => ({ name, state: "skipped", found });
export const warning = (name: string, found: string, todo: string): Step => ({
  name,
  state: "warning",
  found,
  todo,
});
export const failed = (name: string, found: string, todo: string): Step => ({
  name,
  state: "failed",
  found,
  todo,
});

const marks = { ok: "ok", warning: "WARNING", failed: "FAILED", skipped: "-" };

/** Formats one line per step, with the remedy below it. */
export function textOfSteps(steps: readonly Step[]): string {
  const width = Math.max(...steps.map(({ name }) => name.length));
  return steps
    .flatMap(({ name, state, found, todo }) => [
      `  ${marks[state].padEnd(7)}  ${name.padEnd(width)}  ${found}`,
      ...(todo === undefined ? [] : [`  ${"".padEnd(7)}  ${"".padEnd(width)}  → ${todo}`]),
    ])
    .join("\n");
}
