import { BodyLong, BodyShort, Heading, Link } from "@navikt/ds-react";
import { providerTexts } from "../texts/staff-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { SecretPage } from "../ui/secret-page.tsx";
import { TokenList, type TokensPageProps } from "./token-list.tsx";

/** `/provider/systems`: the API keys of programs, for owners alone. */
export function SystemsPage({ tokens, notice, ...page }: TokensPageProps) {
  const texts = providerTexts(page.frame.language);
  return (
    <ContentPage
      {...page}
      title={texts.tabs.systems}
      tab="systems"
      notice={notice}
      intro={
        <>
          <BodyLong spacing>{texts.systemsIntro}</BodyLong>
          <BodyShort spacing>
            <Link href="/docs">{texts.apiDocs}</Link>
          </BodyShort>
          <BodyShort>
            <Link href="/provider/webhooks">{texts.webhooks}</Link>
          </BodyShort>
        </>
      }
    >
      <Heading size="medium" level="2">
        {texts.keys}
      </Heading>
      <TokenList
        {...page}
        tokens={tokens}
        words={{
          list: texts.keys,
          none: texts.noKeys,
          revoke: texts.revokeKey,
          revokeThis: texts.revokeKeyThis,
          name: texts.keyName,
          nameHelp: texts.keyNameHelp,
          add: texts.makeKey,
          endsSoon: texts.keyEndsSoon,
        }}
      />
    </ContentPage>
  );
}

interface Props {
  frame: PageFrame;
  name: string;
  apiKey: string;
}

/** A new API key; no other page shows it. */
export function KeyMadePage({ frame, name, apiKey }: Props) {
  const texts = providerTexts(frame.language);
  return (
    <SecretPage
      frame={frame}
      tab="systems"
      heading={texts.keyMade(name)}
      help={texts.keyMadeHelp}
      secret={apiKey}
      back={{ href: "/provider/systems", text: texts.backToSystems }}
    />
  );
}
