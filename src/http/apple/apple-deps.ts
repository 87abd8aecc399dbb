import type { Deps } from "../../actions/deps.ts";

export type AppleDeps = Pick<Deps, "db" | "clock" | "keyRing" | "apple">;
