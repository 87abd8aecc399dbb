import { randomUUID } from "node:crypto";
import { z } from "zod";
import { languages } from "../../domain/language.ts";
import { holdings } from "../../domain/recipients/recipient-filter.ts";
import { maxEach, type AllocationChoice } from "../../views/nav/allocate-page.tsx";

const several = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);

/** The officer's choice, as each page of an allocation carries it. */
export const choiceShape = z
  .object({
    recipient: several,
    offer: several,
    pasted: z.string().catch(""),
    count: z.coerce.number().int().min(1).max(maxEach).catch(1),
    mode: z.enum(["all", "possible"]).catch("all"),
    listName: z.string().trim().catch(""),
  })
  .transform(({ recipient, offer, ...rest }): AllocationChoice => ({
    recipientIds: recipient,
    offerIds: offer,
    ...rest,
  }));

/** Idempotency key of the form; a form that is sent twice carries the same key. */
export const keyShape = z.object({ key: z.uuid().catch(() => randomUUID()) });

const optional = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value) => (value === "" ? undefined : value), shape.optional().catch(undefined));
const age = optional(z.coerce.number().int().min(0).max(120));

/** Which recipients the allocate page lists. */
export const filterShape = z
  .object({
    municipality: optional(z.string()),
    language: optional(z.enum(languages)),
    ageFrom: age,
    ageTo: age,
    holding: z.enum(holdings).catch("any"),
    list: optional(z.uuid()),
  })
  .transform(({ list, ...filter }) => ({ ...filter, listId: list }));

/** Which button of the filter was pressed. */
export const pressedShape = z.object({ do: z.enum(["find", "all"]).catch("find") });
