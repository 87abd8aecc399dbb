/**
 * For `serial_number = …`: the ticket with this serial number, and those that it has replaced, whose uses
 * count as its own.
 */
export const ticketLine = (serialNumber: string) => `any(array(
  select replaced.serial_number from passes as replaced
  where replaced.replaced_by = ${serialNumber}) || ${serialNumber}::text)`;
