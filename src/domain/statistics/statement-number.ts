/** What a statement goes by in the municipality's books. */
export const statementNumber = (month: string, organisationNumber: string): string =>
  `${month}-${organisationNumber}`;
