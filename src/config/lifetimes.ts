import { z } from "zod";
import { wholeNumber } from "./values.ts";

/** The variables for how long secrets work that others keep. */
export const lifetimeVariables = z.object({
  API_KEY_DAYS: wholeNumber("days", 1, 3650).default(365),
  DOOR_TOKEN_DAYS: wholeNumber("days", 1, 3650).default(365),
  CLAIM_LINK_DAYS: wholeNumber("days", 1, 3650).default(365),
});

/** In milliseconds. For keys and entrances a change counts for what is created from then on. */
export interface LifetimesConfig {
  lifetimes: { apiKeyMs: number; doorTokenMs: number; claimLinkMs: number };
}

const day = 86_400_000;

export const lifetimesOf = (env: z.output<typeof lifetimeVariables>): LifetimesConfig => ({
  lifetimes: {
    apiKeyMs: env.API_KEY_DAYS * day,
    doorTokenMs: env.DOOR_TOKEN_DAYS * day,
    claimLinkMs: env.CLAIM_LINK_DAYS * day,
  },
});
