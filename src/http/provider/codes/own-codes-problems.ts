export const ownCodesTag = "Own codes";

/** The problem of an offer without codes of the provider's own. */
export const noOwnCodes = {
  illegal_state: { detail: "The offer's tickets bear the barcode of this service." },
};
