import type { Faults } from "./fault-summary.tsx";

/** Returns the properties that all inputs of a form have: id and name, the value as typed, and the fault. */
export const fieldProps =
  <N extends string>(faults: Faults, values?: Readonly<Record<N, string>>) =>
  (name: N) => ({
    id: name,
    name,
    error: faults.get(name),
    autoComplete: "off",
    ...(values && { defaultValue: values[name] }),
  });
