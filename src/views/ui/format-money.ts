/** Formats a sum in øre: "kr 1 250,00". */
export function formatMoney(ore: number): string {
  const kroner = new Intl.NumberFormat("nb-NO", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return `kr ${kroner.format(ore / 100)}`;
}
