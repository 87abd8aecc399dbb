/** "februar 2027" from `2027-02`; the months are called the same in Bokmål and Nynorsk. */
export function formatMonth(month: string): string {
  const options = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("nb-NO", options).format(new Date(`${month}-15T12:00:00Z`));
}
