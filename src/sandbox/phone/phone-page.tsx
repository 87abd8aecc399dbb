import {
  Alert,
  BodyLong,
  Button,
  Heading,
  HStack,
  Link,
  Select,
  TextField,
} from "@navikt/ds-react";
import { render } from "../../views/ui/render.ts";
import { SandboxDocument } from "../sandbox-document.tsx";
import type { Exchange } from "./exchange.ts";
import { ExchangeList } from "./exchange-list.tsx";
import { PhoneFrame, type PhoneView } from "./phone-frame.tsx";
import { phonePath } from "./pass-face.ts";

export interface ClaimChoice {
  url: string;
  name: string;
}

export interface PhonePageContent {
  view: PhoneView;
  exchanges: readonly Exchange[];
  choices: ClaimChoice[];
  /** Reason why the last link was refused. */
  fault?: string | undefined;
  version: string;
}

function AddForm({ choices, fault }: Pick<PhonePageContent, "choices" | "fault">) {
  return (
    <form method="post" action={`${phonePath}/tickets`} className="add">
      {choices.length > 0 && (
        <Select name="choice" label="Hentelenke fra demoen" defaultValue={choices[0]?.url}>
          {choices.map(({ url, name }) => (
            <option key={url} value={url}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <TextField
        name="url"
        type="url"
        label={choices.length > 0 ? "eller lim inn en lenke" : "Hentelenke"}
        autoComplete="off"
        aria-invalid={fault !== undefined}
        aria-describedby={fault && "fault"}
      />
      <Button>Legg til billettene</Button>
      {fault !== undefined && (
        <Alert variant="error" id="fault" role="alert">
          {fault}
        </Alert>
      )}
    </form>
  );
}

/** Renders `/sandbox/phone`: the phone, and its requests and pushes beside it. */
export function phonePage({ view, exchanges, choices, fault, version }: PhonePageContent): string {
  return render(
    <SandboxDocument title="Telefonen" assets={`${phonePath}/phone-page`} width="xl">
      <div className="layout" data-version={version}>
        <header>
          <Heading size="large" level="1" spacing>
            Telefonen
          </Heading>
          <BodyLong spacing>
            Den gjør det telefoner gjør: sjekker signaturen, melder seg på, får varsel og henter på
            nytt. Legg til en billett, trekk den tilbake på{" "}
            <Link href="/nav/recipients">NAVs side</Link> i et annet vindu, og se hva som skjer her.{" "}
            <Link href="/sandbox">Alle lenker</Link>
          </BodyLong>
          <AddForm choices={choices} fault={fault} />
        </header>
        <section aria-label="Telefon" className="device">
          <PhoneFrame view={view} />
          <noscript>
            <Link href={phonePath}>Last siden på nytt</Link> for å se endringer.
          </noscript>
        </section>
        <section aria-labelledby="talk" className="talk">
          <HStack justify="space-between" align="center">
            <Heading size="small" level="2" id="talk">
              Telefon og tjeneste
            </Heading>
            <form method="post" action={`${phonePath}/refresh`}>
              <Button variant="secondary">Se etter nytt</Button>
            </form>
          </HStack>
          <div id="exchanges" data-live tabIndex={0} role="region" aria-label="Det som er sendt">
            <ExchangeList exchanges={exchanges} />
          </div>
        </section>
      </div>
    </SandboxDocument>,
  );
}
