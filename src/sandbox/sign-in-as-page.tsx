import { BodyLong, Button, Heading, VStack } from "@navikt/ds-react";
import { render } from "../views/ui/render.ts";
import { identityPeople } from "./identity-people.ts";
import { SandboxDocument } from "./sandbox-document.tsx";

/** Renders the login page: a button for each account, without passwords. */
export function signInAsPage(): string {
  return render(
    <SandboxDocument title="Logg inn som">
      <VStack gap="space-24">
        <Heading size="large" level="1">
          Logg inn som
        </Heading>
        <BodyLong>
          Dette er øvingsmiljøets innlogging. I drift møter den ansatte kommunens egen innlogging.
        </BodyLong>
        <form method="post">
          <VStack gap="space-16">
            {identityPeople.map(({ id, name, office }) => (
              <Button key={id} name="person" value={id} variant="secondary">
                {name}, {office}
              </Button>
            ))}
          </VStack>
        </form>
      </VStack>
    </SandboxDocument>,
  );
}
