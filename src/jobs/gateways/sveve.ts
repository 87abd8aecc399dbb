import { form, GatewayRefusal, idText, memberOf, type SmsGateway } from "./sms-gateway.ts";

/**
 * Sveve: https://sveve.no/apidok. It answers 200 also when it sends nothing: `fatalError` is of the account
 * or the request as a whole, an entry of `errors` of the one number.
 */
export const sveve: SmsGateway = {
  request: ({ from, to, text }, { token }) => {
    const colon = token.indexOf(":");
    return form({
      user: token.slice(0, colon),
      passwd: token.slice(colon + 1),
      to: to.replace(/^\+/, ""),
      from,
      msg: text,
      f: "json",
    });
  },
  acceptedId: (answer) => {
    const response = memberOf(answer, "response");
    const ids = memberOf(response, "ids");
    const errors = memberOf(response, "errors");
    if (Number(memberOf(response, "msgOkCount")) > 0) {
      return idText(Array.isArray(ids) ? (ids as unknown[])[0] : undefined);
    }
    const isOfMessage =
      memberOf(response, "fatalError") === undefined && Array.isArray(errors) && errors.length > 0;
    throw new GatewayRefusal(200, { isOfMessage });
  },
};
