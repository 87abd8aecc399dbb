import { liveStates } from "../domain/passes/pass.ts";

/** The states of a pass that has not ended, to stand after `state in` as the indexes name them. */
export const live = `(${liveStates.map((state) => `'${state}'`).join(", ")})`;
