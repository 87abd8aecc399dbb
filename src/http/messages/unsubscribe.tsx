import { BodyLong } from "@navikt/ds-react";
import { Router, type Request, type Response } from "express";
import type { Deps } from "../../actions/deps.ts";
import { findSubscriber, type MailingList } from "../../actions/providers/find-subscriber.ts";
import { unsubscribe } from "../../actions/providers/unsubscribe.ts";
import { unsubscribeTexts } from "../../views/texts/unsubscribe-texts.ts";
import { FormPage } from "../../views/ui/form-page.tsx";
import { MessagePage } from "../../views/ui/message-page.tsx";
import type { Area } from "../../views/ui/page-frame.ts";
import { pageFrame, rememberLanguage } from "../pages/page-frame.ts";
import { sendPage } from "../pages/send-page.ts";

const areas: Record<MailingList, { area: Area; settings: string }> = {
  user: { area: "provider", settings: "/provider/people" },
  office: { area: "culture", settings: "/culture/contact" },
};

/**
 * `/unsubscribe/{list}/{id}/{token}`, from an e-mail and without a login: GET asks, POST turns the e-mails off. The
 * secret in the address is what allows it, so that mail programs can post it themselves
 * (https://www.rfc-editor.org/rfc/rfc8058).
 */
export function unsubscribePages(deps: Deps): Router {
  const router = Router();
  const path = "/unsubscribe/:list/:id/:token";
  const frameOf = (request: Request, response: Response, list: MailingList) =>
    pageFrame(deps, request, response, areas[list].area);
  const linkOf = ({ params }: Request) => params as Record<"list" | "id" | "token", string>;

  router.get(path, rememberLanguage(deps), async (request, response) => {
    const { list, email } = await findSubscriber(deps, linkOf(request));
    const frame = frameOf(request, response, list);
    const texts = unsubscribeTexts(frame.language);
    sendPage(
      response,
      <FormPage frame={frame} title={texts.heading} submit={texts.confirm}>
        <BodyLong>{texts[list](email)}</BodyLong>
      </FormPage>,
    );
  });

  router.post(path, async (request, response) => {
    const { list } = await unsubscribe(deps, linkOf(request));
    const frame = frameOf(request, response, list);
    const texts = unsubscribeTexts(frame.language);
    const link = { href: areas[list].settings, text: texts.back };
    sendPage(
      response,
      <MessagePage frame={frame} heading={texts.done} text={texts.doneText} link={link} />,
    );
  });

  return router;
}
