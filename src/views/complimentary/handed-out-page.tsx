import { BodyLong, Button } from "@navikt/ds-react";
import { complimentaryTexts } from "../texts/complimentary-texts.ts";
import type { Tab } from "../ui/area-tabs.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

interface Props {
  frame: PageFrame;
  tab: Tab;
  links: { url: string; code: string }[];
  /** Address of the page for the code, without `https://`. */
  codeAddress: string;
  back: string;
}

/** The links of a hand-out, each with its code; no other page shows them. */
export function HandedOutPage({ frame, tab, links, codeAddress, back }: Props) {
  const texts = complimentaryTexts(frame.language);
  const all = links.map(({ url }) => url).join("\n");
  const numbered = links.map((link, index) => ({ ...link, number: index + 1 }));
  return (
    <ContentPage
      frame={{ ...frame, path: back }}
      title={texts.linksHeading(links.length)}
      tab={tab}
      scripts={["copy.js"]}
    >
      <BodyLong>{texts.linksHelp}</BodyLong>
      <div>
        <CopyButton text={all} label={texts.copyAll} copied={texts.copied} />
      </div>
      <DataTable
        label={texts.linksHeading(links.length)}
        rows={numbered}
        columns={[
          { name: "#", cell: ({ number }) => number },
          { name: texts.link, cell: ({ url }) => <code className="secret">{url}</code> },
          { name: texts.code, cell: ({ code }) => <code>{code}</code> },
          {
            cell: ({ url, number }) => (
              <CopyButton
                text={url}
                label={texts.copy}
                about={texts.numbered(number)}
                copied={texts.copied}
              />
            ),
          },
        ]}
      />
      <BodyLong size="small">{texts.codeHelp(codeAddress)}</BodyLong>
      <div>
        <ButtonLink href={back} variant="secondary">
          {texts.back}
        </ButtonLink>
      </div>
    </ContentPage>
  );
}

/** Shown where the browser can copy. */
function CopyButton({
  text,
  label,
  about,
  copied,
}: {
  text: string;
  label: string;
  about?: string;
  copied: string;
}) {
  return (
    <span hidden data-copy={text} data-copied={copied}>
      <Button type="button" size="small" variant="secondary">
        {label}
        {about !== undefined && <span className="unseen">: {about}</span>}
      </Button>
    </span>
  );
}
