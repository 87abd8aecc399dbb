/** Fault of a reference that a child has whose protected address the officer does not see. */
export const hiddenReference = {
  code: "hidden_reference",
  message:
    "belongs to a child that you do not see: ask an officer with the role for protected addresses",
} as const;
