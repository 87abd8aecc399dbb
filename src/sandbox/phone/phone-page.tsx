import { render } from "../../views/ui/render.ts";
import type { Exchange } from "./exchange.ts";
import { ExchangeList } from "./exchange-list.tsx";
import { PhoneFrame, type PhoneView } from "./phone-frame.tsx";
import { phonePath } from "./ticket-view.tsx";

export interface ClaimChoice {
  url: string;
  name: string;
}

export interface PhonePageContent {
  view: PhoneView;
  exchanges: readonly Exchange[];
  choices: ClaimChoice[];
  /** Why the phone did not take what it was given last. */
  fault?: string | undefined;
  version: string;
}

function AddForm({ choices, fault }: Pick<PhonePageContent, "choices" | "fault">) {
  const isFault = fault !== undefined;
  return (
    <form method="post" action={`${phonePath}/tickets`} className="add">
      {choices.length > 0 && (
        <div>
          <label htmlFor="choice">Hentelenke fra demoen</label>
          <select id="choice" name="choice" defaultValue={choices[0]?.url}>
            {choices.map(({ url, name }) => (
              <option key={url} value={url}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div>
        <label htmlFor="url">{choices.length > 0 ? "eller lim inn en lenke" : "Hentelenke"}</label>
        <input
          id="url"
          name="url"
          type="url"
          autoComplete="off"
          aria-invalid={isFault}
          aria-describedby={isFault ? "fault" : undefined}
        />
      </div>
      <button className="primary">Legg til billettene</button>
      {isFault && (
        <p id="fault" className="fault" role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}

/** `/sandbox/phone`: a phone, and beside it what passes between it and the service. */
export function phonePage({ view, exchanges, choices, fault, version }: PhonePageContent): string {
  return render(
    <html lang="nb">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Telefonen – øvingsmiljø</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${phonePath}/phone-page.css`} />
        <script src={`${phonePath}/phone-page.js`} defer />
      </head>
      <body data-version={version}>
        <main>
          <header>
            <h1>Telefonen</h1>
            <p>
              Den gjør det telefoner gjør: sjekker signaturen, melder seg på, får varsel og henter
              på nytt. Legg til en billett, trekk den tilbake på{" "}
              <a href="/nav/recipients">NAVs side</a> i et annet vindu, og se hva som skjer her.{" "}
              <a href="/sandbox">Alle lenker</a>
            </p>
            <AddForm choices={choices} fault={fault} />
          </header>
          <section aria-label="Telefon" className="device">
            <PhoneFrame view={view} />
            <noscript>
              <p>
                <a href={phonePath}>Last siden på nytt</a> for å se endringer.
              </p>
            </noscript>
          </section>
          <section aria-labelledby="talk" className="talk">
            <div className="talk-head">
              <h2 id="talk">Telefon og tjeneste</h2>
              <form method="post" action={`${phonePath}/refresh`}>
                <button>Se etter nytt</button>
              </form>
            </div>
            <div id="exchanges" data-live tabIndex={0} role="region" aria-label="Det som er sendt">
              <ExchangeList exchanges={exchanges} />
            </div>
          </section>
        </main>
      </body>
    </html>,
  );
}
