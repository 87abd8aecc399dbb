const weights = [3, 2, 7, 6, 5, 4, 3, 2];

/**
 * Nine digits, the last a check digit modulo 11.
 * https://www.brreg.no/om-oss/registrene-vare/om-enhetsregisteret/organisasjonsnummeret/
 */
export function isOrganisationNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return (sum + Number(text[8])) % 11 === 0;
}
