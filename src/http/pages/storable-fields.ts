const storable = (value: unknown): unknown =>
  typeof value === "string"
    ? value.replaceAll("\0", "")
    : Array.isArray(value)
      ? value.map(storable)
      : value;

/** The fields of a form without NUL characters, which no person types and no text column holds. */
export function storableFields(body: unknown): Record<string, unknown> {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(fields.map(([name, value]) => [name, storable(value)]));
}
