import { BodyLong, Button, Heading, VStack } from "@navikt/ds-react";
import { render } from "../views/ui/render.ts";
import { SandboxDocument } from "./sandbox-document.tsx";

interface Person {
  id: string;
  name: string;
  office: string;
}

/** Renders the login page: a button for each account, without passwords. */
export function signInAsPage(people: readonly Person[]): string {
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
            {people.map(({ id, name, office }) => (
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
