/** The settlement statement's number in the municipality's books. */
export const statementNumber = (month: string, organisationNumber: string): string =>
  `${month}-${organisationNumber}`;
