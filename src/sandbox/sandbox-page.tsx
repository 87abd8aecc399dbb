import { BodyLong, Box, Heading, Link, List, VStack } from "@navikt/ds-react";
import { Router } from "express";
import type { Config } from "../config.ts";
import { render } from "../views/ui/render.ts";
import { readDemo } from "./demo-file.ts";
import { SandboxDocument } from "./sandbox-document.tsx";

/** Route `/sandbox`: links to all pages of the demo scheme. */
export function sandboxPage({ dataDir, publicUrl }: Config): Router {
  const router = Router();
  router.get("/sandbox", (_request, response) => {
    const demo = readDemo(dataDir);
    const emails = Object.values(demo?.providers ?? {}).flatMap(({ email }) => email ?? []);
    const links = [
      ["/nav", "Tildel billetter, som veileder i NAV"],
      ["/culture", "Godkjenn tilbud og tilbydere, som kulturkontor"],
      ["/auditor", "Se hvem som gjorde hva, som revisor"],
      ["/operator", "Se sertifikater og hva telefonene melder, som den som drifter tjenesten"],
      ["/provider", "Lag tilbud, som tilbyder"],
      [
        "/sandbox/phone",
        "Telefonen: billettene i Apple Wallet, og det den og tjenesten sier til hverandre",
      ],
      ["/sandbox/google", "Billettene i Google Wallet, slik en telefon viser dem"],
      ["/sandbox/messages", "Meldinger som er sendt"],
      ["/docs", "Programmeringsgrensesnittet (API)"],
      ["/readyz", "Er alt i drift?"],
    ];
    response.set("Cache-Control", "no-store").send(
      render(
        <SandboxDocument title="Lenker">
          <VStack gap="space-32">
            <div>
              <Heading size="large" level="1" spacing>
                Øvingsmiljø
              </Heading>
              <BodyLong>
                Alt her er oppdiktet: tilbydere, mottakere, telefonnumre. Ingen meldinger forlater
                maskinen.
              </BodyLong>
            </div>
            <Links title="Sider" links={links} />
            {emails.length > 0 && (
              <BodyLong>
                {`Tilbydere logger inn med ${emails.join(", ")}. Lenken kommer i meldingene.`}
              </BodyLong>
            )}
            {demo && (
              <Links
                title="Hentelenker, slik de unge får dem"
                links={demo.claimUrls.map((url, index) => [url, `Mottaker ${index + 1}`])}
              />
            )}
            {demo && (
              <Links
                title="Innganger: telefonen som leser billettene"
                links={Object.entries(demo.doorTokens).map(([slug, token]) => [
                  `/door#${token}`,
                  slug,
                ])}
              />
            )}
            {demo && (
              <Box>
                <Heading size="small" level="2" spacing>
                  Prøv API-et
                </Heading>
                <pre className="sample" tabIndex={0} aria-label="Eksempel">
                  {`curl -H "Authorization: Bearer ${demo.navApiKey}" ${publicUrl}/api/v1/offers`}
                </pre>
              </Box>
            )}
          </VStack>
        </SandboxDocument>,
      ),
    );
  });
  return router;
}

function Links({ title, links }: { title: string; links: string[][] }) {
  return (
    <div>
      <Heading size="small" level="2" spacing>
        {title}
      </Heading>
      <List>
        {links.map(([href, text]) => (
          <List.Item key={href}>
            <Link href={href}>{text}</Link>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
