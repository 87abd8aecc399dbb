import { isDeepStrictEqual } from "node:util";
import { fieldSlots, type TemplateDefinition } from "./template.ts";

/** The members of a template that are changed one by one: its fields by their place on the ticket. */
function membersOf({ fields, ...definition }: TemplateDefinition): Record<string, unknown> {
  const { name, style, colors, logoText, heroFocus } = definition;
  const ofSlots = fieldSlots.map((slot) => [`fields.${slot}`, fields[slot]] as const);
  return { name, style, colors, logoText, heroFocus, ...Object.fromEntries(ofSlots) };
}

/** The members in which two versions of a template differ, with their value in the later; null: it was taken away. */
export function changedMembers(
  before: TemplateDefinition,
  after: TemplateDefinition,
): { path: string; current: unknown }[] {
  const old = membersOf(before);
  return Object.entries(membersOf(after)).flatMap(([path, value]) =>
    isDeepStrictEqual(value, old[path]) ? [] : [{ path, current: value ?? null }],
  );
}
