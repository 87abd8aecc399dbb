// The tabs of each area and where they lead.
import type { CultureTexts, ProviderTexts } from "../texts/staff-texts.ts";
import type { OperatorTexts } from "../texts/operator-texts.ts";

type NavTab = "offers" | "recipients" | "allocate" | "allocations";
type OperatorTab = keyof OperatorTexts["tabs"];
/** A tab of any area. */
export type Tab =
  "trail" | OperatorTab | NavTab | keyof CultureTexts["tabs"] | keyof ProviderTexts["tabs"];

export const navTabs: Record<NavTab, string> = {
  offers: "/nav",
  recipients: "/nav/recipients",
  allocate: "/nav/allocate",
  allocations: "/nav/allocations",
};
export const cultureTabs: Record<keyof CultureTexts["tabs"], string> = {
  reviews: "/culture",
  running: "/culture/running",
  settlements: "/culture/settlements",
  reports: "/culture/reports",
  providers: "/culture/providers",
};
export const providerTabs: Record<keyof ProviderTexts["tabs"], string> = {
  offers: "/provider",
  templates: "/provider/templates",
  numbers: "/provider/numbers",
  settlements: "/provider/settlements",
  doors: "/provider/doors",
  people: "/provider/people",
  systems: "/provider/systems",
};

export const operatorTabs: Record<OperatorTab, string> = {
  apple: "/operator",
  google: "/operator/google",
};
