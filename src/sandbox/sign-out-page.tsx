import { Button, Heading, VStack } from "@navikt/ds-react";
import { render } from "../views/ui/render.ts";
import { SandboxDocument } from "./sandbox-document.tsx";

/** Renders the page that ends the login, around the identity provider's own form, which is HTML. */
export function signOutPage(form: string): string {
  const action = /action="([^"]*)"/.exec(form)?.[1];
  const xsrf = /name="xsrf" value="([^"]*)"/.exec(form)?.[1];
  return render(
    <SandboxDocument title="Logg ut">
      <VStack gap="space-24">
        <Heading size="large" level="1">
          Logg ut av øvingsmiljøet
        </Heading>
        <form method="post" action={action}>
          <input type="hidden" name="xsrf" value={xsrf} />
          <Button name="logout" value="yes">
            Logg ut
          </Button>
        </form>
      </VStack>
    </SandboxDocument>,
  );
}
