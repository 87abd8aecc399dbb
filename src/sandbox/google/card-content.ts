import type { walletobjects_v1 } from "@googleapis/walletobjects";
import type { Symbology } from "../../domain/codes/own-codes.ts";
import { eventRows, type GoogleTicket } from "../../views/preview/google-ticket.ts";
import type { ShownField } from "../../views/preview/preview-ticket.ts";
import type { Body, Resource } from "./check-body.ts";
import type { Stored } from "./google-store.ts";

/** The data that the wallet page shows of an object. */
export interface CardContent extends GoogleTicket {
  id: string;
  vertical: "eventTicket" | "offer" | "generic";
  state: string;
}

export interface Pictures {
  logo?: string;
  hero?: string;
}

type Localized = walletobjects_v1.Schema$LocalizedString;
type TextModule = walletobjects_v1.Schema$TextModuleData;

/** Returns a localised text in Bokmål, or else in its default language. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  const localized = value as Localized | undefined;
  const own = localized?.translatedValues?.find(({ language }) => language === "nb");
  return own?.value ?? localized?.defaultValue?.value ?? undefined;
}

const fieldOf = (module: TextModule): ShownField => ({
  key: module.id ?? "",
  label: textOf(module.localizedHeader ?? module.header) ?? "",
  value: textOf(module.localizedBody ?? module.body) ?? "",
});

const modulesOf = (body: Body) => (body["textModulesData"] ?? []) as TextModule[];

/** Returns the text modules that the class template puts on the card, by row. */
function frontModules(itsClass: Body, object: Body): TextModule[][] {
  const layout = itsClass["classTemplateInfo"] as
    walletobjects_v1.Schema$ClassTemplateInfo | undefined;
  const rows = layout?.cardTemplateOverride?.cardRowTemplateInfos ?? [];
  return rows.map((row) =>
    [row.oneItem, row.twoItems, row.threeItems]
      .flatMap((items) => Object.values<walletobjects_v1.Schema$TemplateItem>({ ...items }))
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

const day = new Intl.DateTimeFormat("nb-NO", { dateStyle: "long", timeZone: "Europe/Oslo" });

function rowsOfEvent(itsClass: Body): ShownField[][] {
  const venue = itsClass["venue"] as { name?: unknown; address?: unknown } | undefined;
  const { start, doorsOpen } = (itsClass["dateTime"] ?? {}) as Record<string, string | undefined>;
  return eventRows(
    {
      ...(venue && {
        place: { name: textOf(venue.name) ?? "", address: textOf(venue.address) ?? "" },
      }),
      ...(start !== undefined && {
        event: {
          start: new Date(start),
          ...(doorsOpen !== undefined && { doors: new Date(doorsOpen) }),
        },
      }),
    },
    "nb",
  );
}

function validity(object: Body): ShownField[] {
  const { start, end } = (object["validTimeInterval"] ?? {}) as Record<
    "start" | "end",
    { date?: string } | undefined
  >;
  const on = (instant: { date?: string } | undefined) =>
    instant?.date === undefined ? "" : day.format(new Date(instant.date));
  return start || end
    ? [{ key: "validity", label: "Gyldig", value: `${on(start)} – ${on(end)}` }]
    : [];
}

const messagesOf = (body: Body): ShownField[] =>
  ((body["messages"] ?? []) as TextModule[]).map(fieldOf);

/** How Google's types are drawn; a QR code is drawn as our own. */
const symbologies = new Map<string, Symbology>([
  ["AZTEC", "aztec"],
  ["PDF_417", "pdf417"],
  ["CODE_128", "code128"],
  ["EAN_13", "ean13"],
  ["ITF_14", "itf14"],
  ["DATA_MATRIX", "datamatrix"],
]);

const uriOf = (image: unknown) =>
  (image as { sourceUri?: { uri?: string } } | undefined)?.sourceUri?.uri;

const verticalOf = (resource: Resource) =>
  resource.replace(/(Class|Object)$/, "") as CardContent["vertical"];

/**
 * Maps class and object to the card that Google would draw. `pictures` replace the images that the class
 * lacks, since Google fetches images over https only.
 */
export function cardContent(
  { resource, body: object }: Stored,
  itsClass: Body,
  pictures: Pictures = {},
): CardContent {
  const vertical = verticalOf(resource);
  const front = frontModules(itsClass, object).filter((row) => row.length > 0);
  const onFront = new Set(front.flat());
  const others = [...modulesOf(object), ...modulesOf(itsClass)].filter(
    (module) => !onFront.has(module),
  );
  const explained = textOf(itsClass["localizedDetails"] ?? itsClass["details"]);
  const barcode = object["barcode"] as
    { type?: string; value?: string; alternateText?: string } | undefined;
  const isText = barcode?.type === "TEXT_ONLY";
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
    background: textOf(itsClass["hexBackgroundColor"] ?? object["hexBackgroundColor"]) ?? "#3c4043",
    logo: image("logo", "titleImage") ?? pictures.logo,
    hero: image("heroImage") ?? pictures.hero,
    rows: [
      ...(vertical === "eventTicket" ? rowsOfEvent(itsClass) : []),
      ...front.map((row) => row.map(fieldOf)),
    ].filter((row) => row.length > 0),
    details: [
      ...(isText ? [{ key: "code", label: "Kode", value: barcode.alternateText ?? "" }] : []),
      ...messagesOf(object),
      ...messagesOf(itsClass),
      ...(explained === undefined
        ? []
        : [{ key: "about", label: "Om tilbudet", value: explained }]),
      ...others.map(fieldOf),
      ...validity(object),
    ],
    barcode: isText ? undefined : barcode?.value,
    symbology: symbologies.get(barcode?.type ?? ""),
    barcodeText: barcode?.alternateText,
    state: textOf(object["state"]) ?? "",
  };
}
