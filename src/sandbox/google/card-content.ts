import { contrastRatio } from "../../domain/templates/contrast.ts";
import type { Body, Resource } from "./check-body.ts";
import type { Stored } from "./google-store.ts";

interface Row {
  label: string;
  value: string;
}

/** What stands on a ticket on the phone. */
export interface CardContent {
  id: string;
  vertical: "eventTicket" | "offer" | "generic";
  issuer: string;
  title: string;
  background: string;
  foreground: "#ffffff" | "#000000";
  logo?: string | undefined;
  hero?: string | undefined;
  /** On the front, one or two side by side. */
  rows: Row[][];
  /** Behind "details". */
  details: Row[];
  barcode?: string | undefined;
  state: string;
}

export interface Pictures {
  logo?: string;
  hero?: string;
}

interface Localized {
  defaultValue?: { value?: string };
  translatedValues?: { language?: string; value?: string }[];
}

/** As a phone set to Bokmål reads it. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  const localized = value as Localized | undefined;
  const own = localized?.translatedValues?.find(({ language }) => language === "nb");
  return own?.value ?? localized?.defaultValue?.value;
}

interface TextModule {
  id?: string;
  header?: string;
  body?: string;
  localizedHeader?: Localized;
  localizedBody?: Localized;
}

const rowOf = (module: TextModule): Row => ({
  label: textOf(module.localizedHeader ?? module.header) ?? "",
  value: textOf(module.localizedBody ?? module.body) ?? "",
});

const modulesOf = (body: Body) => (body["textModulesData"] ?? []) as TextModule[];

interface Item {
  firstValue?: { fields?: { fieldPath?: string }[] };
}

interface Layout {
  cardTemplateOverride?: {
    cardRowTemplateInfos?: {
      oneItem?: { item?: Item };
      twoItems?: { startItem?: Item; endItem?: Item };
      threeItems?: { startItem?: Item; middleItem?: Item; endItem?: Item };
    }[];
  };
}

/** The text modules that the class puts on the card's front, row by row. */
function frontModules(itsClass: Body, object: Body): TextModule[][] {
  const layout = itsClass["classTemplateInfo"] as Layout | undefined;
  const rows = layout?.cardTemplateOverride?.cardRowTemplateInfos ?? [];
  return rows.map((row) =>
    [row.oneItem, row.twoItems, row.threeItems]
      .flatMap((items) => Object.values<Item>({ ...items }))
      .flatMap((item) => {
        const path = item.firstValue?.fields?.[0]?.fieldPath ?? "";
        const [, owner, id] = /^(class|object)\.textModulesData\['(.+)'\]$/.exec(path) ?? [];
        const module = modulesOf(owner === "class" ? itsClass : object).find(
          (each) => each.id === id,
        );
        return module ? [module] : [];
      }),
  );
}

const moment = new Intl.DateTimeFormat("nb-NO", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "Europe/Oslo",
});
const day = new Intl.DateTimeFormat("nb-NO", { dateStyle: "long", timeZone: "Europe/Oslo" });

function eventRows(itsClass: Body): Row[][] {
  const venue = itsClass["venue"] as { name?: unknown; address?: unknown } | undefined;
  const dateTime = itsClass["dateTime"] as { doorsOpen?: string; start?: string } | undefined;
  const at = (label: string, date: string | undefined) =>
    date === undefined ? [] : [{ label, value: moment.format(new Date(date)) }];
  return [
    venue ? [{ label: textOf(venue.name) ?? "", value: textOf(venue.address) ?? "" }] : [],
    [...at("Dørene åpner", dateTime?.doorsOpen), ...at("Starter", dateTime?.start)],
  ];
}

function validity(object: Body): Row[] {
  const { start, end } = (object["validTimeInterval"] ?? {}) as Record<
    "start" | "end",
    { date?: string } | undefined
  >;
  const on = (instant: { date?: string } | undefined) =>
    instant?.date === undefined ? "" : day.format(new Date(instant.date));
  return start || end ? [{ label: "Gyldig", value: `${on(start)} – ${on(end)}` }] : [];
}

const messagesOf = (body: Body): Row[] => ((body["messages"] ?? []) as TextModule[]).map(rowOf);

const uriOf = (image: unknown) =>
  (image as { sourceUri?: { uri?: string } } | undefined)?.sourceUri?.uri;

const verticalOf = (resource: Resource) =>
  resource.replace(/(Class|Object)$/, "") as CardContent["vertical"];

/**
 * What Google would draw from class and object. `pictures` stand in for those that Google was not
 * given, since it could not fetch them without https.
 */
export function cardContent(
  { resource, body: object }: Stored,
  itsClass: Body,
  pictures: Pictures = {},
): CardContent {
  const vertical = verticalOf(resource);
  const background =
    textOf(itsClass["hexBackgroundColor"] ?? object["hexBackgroundColor"]) ?? "#3c4043";
  const whiteReadsBetter =
    contrastRatio("#ffffff", background) >= contrastRatio("#000000", background);
  const front = frontModules(itsClass, object).filter((row) => row.length > 0);
  const onFront = new Set(front.flat());
  const others = [...modulesOf(object), ...modulesOf(itsClass)].filter(
    (module) => !onFront.has(module),
  );
  const explained = textOf(itsClass["localizedDetails"] ?? itsClass["details"]);
  const image = (...members: string[]) =>
    members.map((member) => uriOf(itsClass[member] ?? object[member])).find(Boolean);
  return {
    id: textOf(object["id"]) ?? "",
    vertical,
    issuer: textOf(itsClass["issuerName"] ?? object["cardTitle"]) ?? "",
    title:
      textOf(
        itsClass["eventName"] ??
          itsClass["localizedTitle"] ??
          itsClass["title"] ??
          object["header"],
      ) ?? "",
    background,
    foreground: whiteReadsBetter ? "#ffffff" : "#000000",
    logo: image("logo", "titleImage") ?? pictures.logo,
    hero: image("heroImage") ?? pictures.hero,
    rows: [
      ...(vertical === "eventTicket" ? eventRows(itsClass) : []),
      ...front.map((row) => row.map(rowOf)),
    ].filter((row) => row.length > 0),
    details: [
      ...messagesOf(object),
      ...messagesOf(itsClass),
      ...(explained === undefined ? [] : [{ label: "Om tilbudet", value: explained }]),
      ...others.map(rowOf),
      ...validity(object),
    ],
    barcode: (object["barcode"] as { value?: string } | undefined)?.value,
    state: textOf(object["state"]) ?? "",
  };
}
