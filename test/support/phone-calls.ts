import { randomBytes } from "node:crypto";
import type { AppleWallet } from "../../src/wallets/apple/apple-wallet.ts";

export const aDevice = () => randomBytes(16).toString("hex");
export const aPushToken = () => randomBytes(32).toString("hex");

export interface PhoneAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** The five calls of a phone, bare: a test says what goes into each. */
export function phoneCalls({ url }: { url: string }, wallet: AppleWallet) {
  const passType = wallet.passTypeIdentifier;
  const call = async (path: string, init: RequestInit = {}): Promise<PhoneAnswer> => {
    const answer = await fetch(`${url}${path}`, init);
    const body = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, headers: answer.headers, body };
  };
  const token = (serialNumber: string, tokenKeyId: string | null = null) =>
    wallet.authenticationToken({ serialNumber, tokenKeyId });
  const withToken = (given: string | undefined, headers: Record<string, string> = {}) => ({
    ...headers,
    ...(given !== undefined && { Authorization: `ApplePass ${given}` }),
  });
  const registration = (device: string, serialNumber: string, type = passType) =>
    `/apple/v1/devices/${device}/registrations/${type}/${serialNumber}`;
  const passPath = (serialNumber: string, type = passType) =>
    `/apple/v1/passes/${type}/${serialNumber}`;
  return {
    call,
    token,
    withToken,
    registration,
    passPath,
    register: (device: string, serialNumber: string, pushToken = aPushToken()) =>
      call(registration(device, serialNumber), {
        method: "POST",
        headers: withToken(token(serialNumber), { "Content-Type": "application/json" }),
        body: JSON.stringify({ pushToken }),
      }),
    unregister: (device: string, serialNumber: string) =>
      call(registration(device, serialNumber), {
        method: "DELETE",
        headers: withToken(token(serialNumber)),
      }),
    /** Undefined for 204. */
    list: async (device: string, tag?: string, type = passType) => {
      const query = tag === undefined ? "" : `?passesUpdatedSince=${encodeURIComponent(tag)}`;
      const { status, body } = await call(
        `/apple/v1/devices/${device}/registrations/${type}${query}`,
      );
      if (status === 204) return undefined;
      if (status !== 200) throw new Error(`The list answered ${status}.`);
      return JSON.parse(body.toString()) as { serialNumbers: string[]; lastUpdated: string };
    },
    fetch: (serialNumber: string, headers: Record<string, string> = {}, method = "GET") =>
      call(passPath(serialNumber), { method, headers: withToken(token(serialNumber), headers) }),
    log: (logs: unknown) =>
      call("/apple/v1/log", { method: "POST", body: JSON.stringify({ logs }) }),
  };
}
export type PhoneCalls = ReturnType<typeof phoneCalls>;
