import type { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { listFailedMessages } from "../../actions/recipients/list-failed-messages.ts";
import { repeatMessage } from "../../actions/recipients/repeat-message.ts";
import { resendMessages } from "../../actions/recipients/resend-messages.ts";
import { MessagesPage } from "../../views/nav/messages-page.tsx";
import { failedMessageTexts } from "../../views/texts/failed-message-texts.ts";
import { pageRouter } from "../pages/page-router.ts";

/** `/nav/messages`: messages that were given up, and the buttons that send them, or the link, again. */
export function messagePages(deps: Deps): Router {
  const { router, page, button } = pageRouter(deps, "nav");

  page("/nav/messages", async ({ actor, frame, notice }) => (
    <MessagesPage
      frame={frame}
      messages={await listFailedMessages(deps, { actor })}
      notice={notice({ resent: failedMessageTexts(frame.language).resent })}
    />
  ));

  button("/nav/messages/resend", async ({ actor }) => {
    await resendMessages(deps, { actor });
    return "/nav/messages?notice=resent";
  });

  button("/nav/recipients/:recipientId/resend", async ({ actor, params }) => {
    await resendMessages(deps, { actor, ...params });
    return `/nav/recipients/${params.recipientId}?notice=resent`;
  });

  button("/nav/recipients/:recipientId/repeat", async ({ actor, params }) => {
    const isSent = await repeatMessage(deps, { actor, ...params });
    return `/nav/recipients/${params.recipientId}?notice=${isSent ? "repeated" : "repeated-lately"}`;
  });

  return router;
}
