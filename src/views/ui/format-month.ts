/** Formats a month `2027-02` as "februar 2027", in Bokmål and Nynorsk alike. */
export function formatMonth(month: string): string {
  const options = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("nb-NO", options).format(new Date(`${month}-15T12:00:00Z`));
}
