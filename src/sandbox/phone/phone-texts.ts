import type { PhoneLanguage } from "./pass-text.ts";
import type { PassFace } from "./pass-face.ts";

interface PhoneTexts {
  wallet: string;
  empty: string;
  done: string;
  details: string;
  front: string;
  remove: string;
  update: string;
  now: string;
  barcode: string;
  states: Record<PassFace["state"], string>;
}

export const phoneTexts: Record<PhoneLanguage, PhoneTexts> = {
  nb: {
    wallet: "Lommebok",
    empty: "Ingen billetter ennå",
    done: "Ferdig",
    details: "Detaljer",
    front: "Forside",
    remove: "Fjern billetten",
    update: "Oppdater",
    now: "Nå",
    barcode: "QR-kode",
    states: { valid: "Gyldig", void: "Ugyldig", expired: "Utløpt" },
  },
  nn: {
    wallet: "Lommebok",
    empty: "Ingen billettar enno",
    done: "Ferdig",
    details: "Detaljar",
    front: "Framside",
    remove: "Fjern billetten",
    update: "Oppdater",
    now: "No",
    barcode: "QR-kode",
    states: { valid: "Gyldig", void: "Ugyldig", expired: "Utgått" },
  },
  en: {
    wallet: "Wallet",
    empty: "No tickets yet",
    done: "Done",
    details: "Details",
    front: "Front",
    remove: "Remove ticket",
    update: "Update",
    now: "Now",
    barcode: "QR code",
    states: { valid: "Valid", void: "Void", expired: "Expired" },
  },
};
