// https://developer.apple.com/documentation/walletpasses/adding_a_web_service_to_update_passes
import type { X509Certificate } from "node:crypto";
import { changeNotices } from "./change-notices.ts";
import { logLines, errors } from "./device-log.ts";
import { downloadPasses } from "./download-passes.ts";
import type { Exchange } from "./exchange.ts";
import { manifestOf, openPackage, type OpenPackage } from "./open-package.ts";
import { PackageFault } from "./package-fault.ts";
import { createPhoneState, type HeldPass, type PhoneState } from "./phone-state.ts";
import { createWebService, type PassAddress, type ServiceAddress } from "./web-service.ts";

/** A simulated phone with Apple Wallet. It has no timers: each call starts its work. */
export interface Phone {
  readonly state: PhoneState;
  /**
   * Downloads the passes behind a link (a claim link, a `.pkpass` or a bundle), registers and updates
   * them. Returns their serial numbers. Throws PackageFault for a package that a phone refuses.
   */
  addPasses(url: string): Promise<string[]>;
  /** Receives a push. Pushes that arrive before it is processed are merged. */
  push(passTypeIdentifier: string): Promise<void>;
  /** Registers and updates all passes, as pulling a pass down in Wallet does. */
  refresh(): Promise<void>;
  /** Removes the pass and unregisters it. */
  remove(serialNumber: string): Promise<void>;
}

export interface PhoneOptions {
  /** Trusted issuers of pass certificates. */
  trusted: readonly X509Certificate[];
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  now?: () => Date;
  state?: PhoneState;
  record?: (exchange: Exchange) => void;
  /** Returns what the phone keeps of a package; with many phones in one process, shared images. */
  compact?: (opened: OpenPackage) => OpenPackage;
}

type Cause = "install" | "push" | "refresh";

/** Returns the web service of a pass; undefined for a pass that is never updated. */
function addressOf({ pass }: OpenPackage): PassAddress | undefined {
  const { webServiceURL, authenticationToken, passTypeIdentifier, serialNumber } = pass;
  if (webServiceURL === undefined || authenticationToken === undefined) return undefined;
  const base = webServiceURL.replace(/(?<!\/)\/+$/, "");
  return { webServiceURL: base, authenticationToken, passTypeIdentifier, serialNumber };
}

const keyOf = ({ webServiceURL, passTypeIdentifier }: ServiceAddress) =>
  `${webServiceURL} ${passTypeIdentifier}`;

/** Creates a simulated phone, for the page and for tests. */
export function createPhone({
  trusted,
  fetch = globalThis.fetch,
  now = () => new Date(),
  state = createPhoneState(),
  record = () => undefined,
  compact = (opened) => opened,
}: PhoneOptions): Phone {
  const { passes, tags, pending } = state;
  const transport = { fetch, now, record };
  const web = createWebService(transport, state.deviceLibraryIdentifier);
  const open = (zip: Buffer) => compact(openPackage(zip, { trusted, at: now() }));

  let last: Promise<unknown> = Promise.resolve();
  function serially<T>(step: () => Promise<T>): Promise<T> {
    const result = last.then(step);
    last = result.catch(() => undefined);
    return result;
  }

  function services(): Map<string, ServiceAddress> {
    const addresses = [...passes.values()].flatMap(({ opened }) => addressOf(opened) ?? []);
    return new Map(addresses.map((address) => [keyOf(address), address]));
  }

  function replace(held: HeldPass, opened: OpenPackage): void {
    const { serialNumber, organizationName: from } = opened.pass;
    for (const text of changeNotices(held.opened, opened, state.language)) {
      state.notices.push({ at: now(), serialNumber, from, text });
    }
    held.opened = opened;
    held.updatedAt = now();
  }

  /** Fetches an update; returns false when it is to be retried. */
  async function fetchPass(held: HeldPass, address: PassAddress, cause: Cause): Promise<boolean> {
    const answer = await web.fetch(address, held.lastModified);
    if (typeof answer === "string") return answer !== "retry";
    try {
      const opened = open(answer.package);
      const { passTypeIdentifier, serialNumber } = opened.pass;
      if (
        passTypeIdentifier !== address.passTypeIdentifier ||
        serialNumber !== address.serialNumber
      ) {
        throw new PackageFault("It is another pass.");
      }
      if (!manifestOf(opened).equals(manifestOf(held.opened))) replace(held, opened);
      else if (cause === "push") web.log(address, logLines.unchanged(address, serialNumber));
      held.lastModified = answer.lastModified;
    } catch (error) {
      if (!(error instanceof PackageFault)) throw error;
      const line = logLines.task("Get pass", address, errors.invalid(error.message));
      web.log(address, line);
    }
    return true;
  }

  async function register(held: HeldPass): Promise<void> {
    const address = addressOf(held.opened);
    if (address) held.registered = await web.register(address, state.pushToken);
  }

  async function update(service: ServiceAddress, cause: Cause): Promise<void> {
    const key = keyOf(service);
    const listed = await web.list(service, tags.get(key));
    if (listed?.tag !== undefined) tags.set(key, listed.tag);
    for (const serialNumber of listed?.serialNumbers ?? []) pending.add(serialNumber);
    if (cause === "push" && listed?.serialNumbers.length === 0) {
      web.log(service, logLines.spuriousPush(service, state.deviceLibraryIdentifier));
    }
    for (const serialNumber of [...pending]) {
      const held = passes.get(serialNumber);
      const address = held && addressOf(held.opened);
      // Passes of another service stay pending; removed passes are dropped.
      if (address && keyOf(address) !== key) continue;
      if (!address || (await fetchPass(held, address, cause))) pending.delete(serialNumber);
    }
    await web.sendLog();
  }

  async function updateAll(cause: Cause, isMeant: (service: ServiceAddress) => boolean) {
    for (const service of [...services().values()].filter(isMeant)) await update(service, cause);
  }

  function install(zip: Buffer): string {
    const opened = open(zip);
    const { serialNumber } = opened.pass;
    const known = passes.get(serialNumber);
    if (known) replace(known, opened);
    else passes.set(serialNumber, { opened, registered: false, updatedAt: now() });
    return serialNumber;
  }

  const waiting = new Map<string, Promise<void>>();

  return {
    state,

    addPasses: (url) =>
      serially(async () => {
        const serialNumbers = (await downloadPasses(transport, url)).map(install);
        const added = serialNumbers.flatMap((serialNumber) => passes.get(serialNumber) ?? []);
        for (const held of added.filter(({ registered }) => !registered)) await register(held);
        const keys = added.flatMap(({ opened }) => addressOf(opened) ?? []).map(keyOf);
        await updateAll("install", (service) => keys.includes(keyOf(service)));
        return serialNumbers;
      }),

    push(passTypeIdentifier) {
      record({ at: now(), kind: "push", request: passTypeIdentifier });
      const known = waiting.get(passTypeIdentifier);
      if (known) return known;
      const result = serially(async () => {
        waiting.delete(passTypeIdentifier);
        await updateAll("push", (service) => service.passTypeIdentifier === passTypeIdentifier);
      });
      waiting.set(passTypeIdentifier, result);
      return result;
    },

    refresh: () =>
      serially(async () => {
        for (const held of passes.values()) if (!held.registered) await register(held);
        await updateAll("refresh", () => true);
      }),

    remove: (serialNumber) =>
      serially(async () => {
        const held = passes.get(serialNumber);
        if (!held) return;
        passes.delete(serialNumber);
        pending.delete(serialNumber);
        const address = addressOf(held.opened);
        if (address) await web.unregister(address);
        await web.sendLog();
      }),
  };
}
