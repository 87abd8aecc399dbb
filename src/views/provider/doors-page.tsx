import { providerTexts } from "../texts/staff-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import { TokenList, type TokensPageProps } from "./token-list.tsx";

/** `/provider/doors`: the phones that scan tickets. */
export function DoorsPage({ tokens, notice, ...page }: TokensPageProps) {
  const texts = providerTexts(page.frame.language);
  return (
    <ContentPage
      {...page}
      title={texts.tabs.doors}
      tab="doors"
      notice={notice}
      intro={texts.doorsIntro}
    >
      <TokenList
        {...page}
        tokens={tokens.map((token) => ({ ...token, name: token.name || texts.unnamedDoor }))}
        words={{
          list: texts.tabs.doors,
          none: texts.noDoors,
          revoke: texts.revokeDoor,
          revokeThis: texts.revokeDoorThis,
          name: texts.doorName,
          nameHelp: texts.doorNameHelp,
          add: texts.addDoor,
          endsSoon: texts.doorEndsSoon,
        }}
      />
    </ContentPage>
  );
}
