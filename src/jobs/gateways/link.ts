import { basicAuth, idText, memberOf, type SmsGateway } from "./sms-gateway.ts";

/** LINK Mobility's REST API for SMS: https://www.linkmobility.com/developer/ */
export const link: SmsGateway = {
  request: ({ id, from, to, text }, { token, link: account }) => ({
    headers: { ...basicAuth(token), "content-type": "application/json" },
    body: JSON.stringify({
      source: from,
      sourceTON: "ALPHANUMERIC",
      destination: to,
      userData: text,
      platformId: account?.platformId,
      platformPartnerId: account?.partnerId,
      refId: id,
      useDeliveryReport: account?.reportGate !== undefined,
      ...(account?.reportGate !== undefined && { deliveryReportGates: [account.reportGate] }),
    }),
  }),
  acceptedId: (answer) => idText(memberOf(answer, "messageId")),
};
