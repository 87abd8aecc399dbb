import { renderToStaticMarkup } from "react-dom/server";
import type { Body } from "./check-body.ts";
import type { GoogleStore, Stored } from "./google-store.ts";

const textOf = (value: unknown): string | undefined => {
  if (typeof value === "string") return value;
  const text = (value as { defaultValue?: { value?: string } } | undefined)?.defaultValue?.value;
  return text;
};

function Ticket({ object, itsClass }: { object: Body; itsClass: Body }) {
  const title = textOf(itsClass["eventName"] ?? itsClass["title"] ?? object["header"]);
  const issuer = textOf(itsClass["issuerName"] ?? object["cardTitle"]);
  const background =
    textOf(itsClass["hexBackgroundColor"] ?? object["hexBackgroundColor"]) ?? "#444444";
  return (
    <li
      style={{ borderLeft: `1rem solid ${background}`, padding: "0.75rem 1rem", margin: "1rem 0" }}
    >
      <strong>{title}</strong>
      <div>{issuer}</div>
      <small>
        {String(object["state"])} · {String(object["id"])}
      </small>
    </li>
  );
}

/** What a phone shows after saving, plainly: the stand-in's own page, never Google's. */
export function savePage(heading: string, objects: Stored[], store: GoogleStore): string {
  const page = renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{heading}</title>
      </head>
      <body
        style={{
          fontFamily: "system-ui, sans-serif",
          maxWidth: "36rem",
          margin: "2rem auto",
          padding: "0 1rem",
        }}
      >
        <h1>{heading}</h1>
        <p>This page stands in for Google Wallet on a developer’s machine.</p>
        <ul style={{ listStyle: "none", padding: 0 }}>
          {objects.map(({ body }) => (
            <Ticket
              key={String(body["id"])}
              object={body}
              itsClass={store.get(String(body["classId"]))?.body ?? {}}
            />
          ))}
        </ul>
      </body>
    </html>,
  );
  return `<!doctype html>${page}`;
}
