// https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/

const firstWeights = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const secondWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

const remainder = (digits: number[], weights: number[]) =>
  weights.reduce((sum, weight, position) => sum + weight * (digits[position] ?? 0), 0) % 11;

/** Months are raised by 40, 65 or 80 in help numbers and in the registers' synthetic people. */
const isMonth = (month: number) =>
  [0, 40, 65, 80].some((raise) => month > raise && month <= raise + 12);

/** D-numbers add 40 to the day. */
const isDay = (day: number) => [0, 40].some((raise) => day > raise && day <= raise + 31);

function isNationalIdentityNumber(text: string): boolean {
  const digits = Array.from(text, Number);
  return (
    isDay(Number(text.slice(0, 2))) &&
    isMonth(Number(text.slice(2, 4))) &&
    // From 2032 on the first check digit may leave 0 to 3; until then 0.
    remainder(digits, firstWeights) <= 3 &&
    remainder(digits, secondWeights) === 0
  );
}

/**
 * Whether the text holds something that looks like a Norwegian national identity number: eleven
 * digits, however grouped, with a possible date and valid check digits (also D-numbers).
 */
export function holdsNationalIdentityNumber(text: string): boolean {
  const candidates = text.match(/(?<!\d)\d(?:[ .\-/]?\d){10}(?!\d)/g) ?? [];
  return candidates.some((candidate) => isNationalIdentityNumber(candidate.replace(/\D/g, "")));
}
