import { Button } from "@navikt/ds-react";
import { providerTexts } from "../texts/provider-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";

/** What is shown this once, whole, and copied with one press; the page brings `copy.js` along. */
export function ShownSecret({ frame, secret }: { frame: PageFrame; secret: string }) {
  const texts = providerTexts(frame.language);
  return (
    <>
      <code className="secret">{secret}</code>
      <span hidden data-copy={secret} data-copied={texts.copied}>
        <Button type="button" variant="secondary">
          {texts.copy}
        </Button>
      </span>
    </>
  );
}
