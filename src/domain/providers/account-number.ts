const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** Eleven digits, the last a check digit modulo 11. https://www.bits.no/document/kontonummer */
export function isAccountNumber(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return (sum + Number(text[10])) % 11 === 0;
}

/** Formats an account number as people write it: `1234.56.78903`. */
export const formatAccountNumber = (number: string): string =>
  `${number.slice(0, 4)}.${number.slice(4, 6)}.${number.slice(6)}`;
