import { webhooksTexts } from "../texts/staff-texts.ts";
import type { Tab } from "../ui/area-tabs.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { SecretPage } from "../ui/secret-page.tsx";

interface Props {
  frame: PageFrame;
  tab: Tab;
  /** Path of the page of all webhooks. */
  base: string;
  secret: string;
  isRenewed?: boolean;
}

/** The secret of a new webhook, or a webhook's new one; no other page shows it. */
export function WebhookSecretPage({ frame, tab, base, secret, isRenewed = false }: Props) {
  const texts = webhooksTexts(frame.language);
  return (
    <SecretPage
      frame={frame}
      tab={tab}
      heading={isRenewed ? texts.renewed : texts.made}
      help={isRenewed ? texts.renewedHelp : texts.madeHelp}
      secret={secret}
      back={{ href: base, text: texts.back }}
    />
  );
}
