/** Formats a month `YYYY-MM` as "februar 2027", in Bokmål and Nynorsk alike. */
export const monthText = (month: string): string =>
  new Intl.DateTimeFormat("nb-NO", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-15T12:00:00Z`),
  );
