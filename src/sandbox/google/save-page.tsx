import { BodyLong, BodyShort, Heading, VStack } from "@navikt/ds-react";
import { renderToStaticMarkup } from "react-dom/server";
import { SandboxDocument } from "../sandbox-document.tsx";
import type { Body } from "./check-body.ts";
import type { GoogleStore, Stored } from "./google-store.ts";

const textOf = (value: unknown): string | undefined =>
  typeof value === "string"
    ? value
    : (value as { defaultValue?: { value?: string } } | undefined)?.defaultValue?.value;

function Ticket({ object, itsClass }: { object: Body; itsClass: Body }) {
  const title = textOf(itsClass["eventName"] ?? itsClass["title"] ?? object["header"]);
  const issuer = textOf(itsClass["issuerName"] ?? object["cardTitle"]);
  const background = textOf(itsClass["hexBackgroundColor"] ?? object["hexBackgroundColor"]);
  return (
    <li style={{ backgroundColor: background, color: "white", borderRadius: 16, padding: 20 }}>
      <BodyShort size="small">{issuer}</BodyShort>
      <Heading size="medium" level="2">
        {title}
      </Heading>
      <BodyShort size="small">{textOf(object["state"])}</BodyShort>
      <BodyShort size="small" style={{ overflowWrap: "anywhere" }}>
        {textOf(object["id"])}
      </BodyShort>
    </li>
  );
}

/** What was saved, plainly: the stand-in's own page, never Google's. */
export function savePage(heading: string, objects: Stored[], store: GoogleStore): string {
  const page = renderToStaticMarkup(
    <SandboxDocument title={heading}>
      <VStack gap="space-24">
        <div>
          <Heading size="large" level="1" spacing>
            {heading}
          </Heading>
          <BodyLong>
            {objects.length === 0
              ? "Ingen billetter er lagret ennå."
              : "Her ville Google Wallet ha vist billettene. Ingen av dem har forlatt maskinen."}
          </BodyLong>
        </div>
        <VStack as="ul" gap="space-16" style={{ listStyle: "none", margin: 0, padding: 0 }}>
          {objects.map(({ body }) => (
            <Ticket
              key={textOf(body["id"])}
              object={body}
              itsClass={store.get(String(body["classId"]))?.body ?? {}}
            />
          ))}
        </VStack>
      </VStack>
    </SandboxDocument>,
  );
  return `<!doctype html>${page}`;
}
