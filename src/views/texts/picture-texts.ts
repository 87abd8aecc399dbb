import type { LogoWarning } from "../../wallets/artwork/logo-warnings.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  chosen: (what: string) => `${what}: bildet slik det er nå`,
  logo: {
    enlarged: "Logoen har få piksler og blir strukket. Bruk en større fil, helst SVG.",
    invisible: "Logoen synes nesten ikke mot bakgrunnen. Bytt bakgrunn, eller bruk en annen logo.",
    empty: "Det er nesten ingenting på logoen. Se om det er riktig fil.",
  } satisfies Record<LogoWarning, string>,
};

const nn: typeof nb = {
  chosen: (what) => `${what}: biletet slik det er no`,
  logo: {
    enlarged: "Logoen har få pikslar og blir strekt. Bruk ei større fil, helst SVG.",
    invisible: "Logoen syner nesten ikkje mot bakgrunnen. Byt bakgrunn, eller bruk ein annan logo.",
    empty: "Det er nesten ingenting på logoen. Sjå om det er rett fil.",
  },
};

/** What a provider reads of a template's pictures. */
export const pictureTexts = (language: StaffLanguage): typeof nb => ({ nb, nn })[language];
