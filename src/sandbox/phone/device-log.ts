// https://developer.apple.com/documentation/walletpasses/log-a-message
// The wording is that of Wallet, so that operators recognise the lines of real phones.

interface Service {
  passTypeIdentifier: string;
  webServiceURL: string;
}

const about = ({ passTypeIdentifier, webServiceURL }: Service) =>
  `Web service error for ${passTypeIdentifier} (${webServiceURL}):`;

/** Formats the lines that a phone posts to `/v1/log`. */
export const logLines = {
  task: (
    task: "Register" | "Unregister" | "Get serial #s" | "Get pass",
    { passTypeIdentifier, webServiceURL }: Service,
    error: string,
  ) =>
    `${task} task (pass type ${passTypeIdentifier}; with web service url ${webServiceURL}) encountered error: ${error}`,
  unchanged: (service: Service, serialNumber: string) =>
    `${about(service)} Server requested update to serial number '${serialNumber}', but the pass was unchanged.`,
  spuriousPush: (service: Service, device: string) =>
    `${about(service)} Device received spurious push. Request for passesUpdatedSince returned no serial numbers. (Device = ${device})`,
  sameTag: (service: Service, count: number, tag: string) =>
    `${about(service)} Response to 'What changed?' request included ${count} serial numbers but the lastUpdated tag (${tag}) remained the same.`,
  noLastModified: (service: Service, serialNumber: string) =>
    `${about(service)} Server response to request for serial number '${serialNumber}' had no 'last-modified' header.`,
};

export const errors = {
  authentication: "Authentication failure",
  status: (status: number) => `Unexpected response code ${status}`,
  malformed: (what: string) => `Server response was malformed (${what})`,
  invalid: (what: string) => `Received invalid pass data (The pass cannot be read: ${what})`,
};
