import { X509Certificate } from "node:crypto";
import type { Exchange } from "../../src/sandbox/phone/exchange.ts";
import { createPhone, type Phone, type PhoneOptions } from "../../src/sandbox/phone/phone.ts";
import type { OpenPackage } from "../../src/sandbox/phone/open-package.ts";
import { fieldsIn, slots } from "../../src/sandbox/phone/pass-shape.ts";
import { withSharedImages } from "./shared-images.ts";

/** A simulated phone, and what it asked and was answered. */
export interface TestPhone extends Phone {
  exchanges: Exchange[];
  /** Kinds and statuses since the last call, as `list 200`; a push has no status. */
  heard(): string[];
  /** The value that the ticket on the phone has in a field. */
  valueOf(serialNumber: string, key: string): string | number | undefined;
  isVoid(serialNumber: string): boolean;
}

/** Phones that share the images in memory and believe the root. */
export function phoneMaker(rootPem: string) {
  const trusted = [new X509Certificate(rootPem)];
  const images = new Map<string, Buffer>();
  const compact = (opened: OpenPackage) => withSharedImages(opened, images);
  return (options: Partial<PhoneOptions> = {}): TestPhone => {
    const exchanges: Exchange[] = [];
    let told = 0;
    const record = (exchange: Exchange) => exchanges.push(exchange);
    const phone = createPhone({ trusted, compact, record, ...options });
    const passOf = (serialNumber: string) => phone.state.passes.get(serialNumber)?.opened.pass;
    return {
      ...phone,
      exchanges,
      heard: () => {
        const news = exchanges.slice(told);
        told = exchanges.length;
        return news.map(({ kind, status }) => [kind, status].filter(Boolean).join(" "));
      },
      valueOf: (serialNumber, key) => {
        const pass = passOf(serialNumber);
        const fields = pass ? slots.flatMap((slot) => fieldsIn(pass, slot)) : [];
        return fields.find((field) => field.key === key)?.value;
      },
      isVoid: (serialNumber) => passOf(serialNumber)?.voided === true,
    };
  };
}
