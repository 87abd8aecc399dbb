import { basicAuth, form, idText, memberOf, type SmsGateway } from "./sms-gateway.ts";

/** 46elks: https://46elks.com/docs/send-sms. The address for delivery reports goes with each message. */
export const elks46: SmsGateway = {
  request: ({ from, to, text }, { token, reportUrl }) => {
    const { headers, body } = form({
      from,
      to,
      message: text,
      ...(reportUrl !== undefined && { whendelivered: reportUrl }),
    });
    return { headers: { ...basicAuth(token), ...headers }, body };
  },
  acceptedId: (answer) => idText(memberOf(answer, "id")),
};
