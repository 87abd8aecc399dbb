import { BodyLong, Detail, Heading, HGrid, VStack } from "@navikt/ds-react";

/** Something that changed. Both texts absent: that it changed is all that can be said. */
export interface Difference {
  label: string;
  before?: string | undefined;
  after?: string | undefined;
}

interface Props {
  differences: readonly Difference[];
  /** What stands above the texts, for one that is empty, and for what has none. */
  words: { before: string; after: string; none: string; other: string };
}

/** What has changed, side by side: of each its name, how it was, and how it is. */
export function BeforeAfter({ differences, words }: Props) {
  return (
    <VStack as="ul" gap="space-16" className="offers">
      {differences.map(({ label, before, after }) => (
        <li key={label}>
          <Heading size="xsmall" level="3">
            {label}
          </Heading>
          {before === undefined && after === undefined ? (
            <BodyLong>{words.other}</BodyLong>
          ) : (
            <HGrid columns={{ xs: 1, sm: 2 }} gap="space-8">
              {[
                [words.before, before],
                [words.after, after],
              ].map(([when, text]) => (
                <div key={when}>
                  <Detail>{when}</Detail>
                  <BodyLong>{text || words.none}</BodyLong>
                </div>
              ))}
            </HGrid>
          )}
        </li>
      ))}
    </VStack>
  );
}
