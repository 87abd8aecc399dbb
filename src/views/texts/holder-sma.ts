import type { HolderTexts } from "./holder-nb.ts";

/**
 * What a holder reads, in South Sámi. Written by people who speak it, never by a machine: a key of the
 * Bokmål catalogue that is absent here is shown in Bokmål, and a test lists those keys.
 */
export const holderSma: Partial<HolderTexts> = {};
