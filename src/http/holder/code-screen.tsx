import { Router } from "express";
import { addBarcodes } from "../../actions/add-barcodes.ts";
import type { Deps } from "../../actions/deps.ts";
import { showBarcode } from "../../actions/passes/show-barcode.ts";
import { CodeScreen } from "../../views/holder/code-screen.tsx";
import { claimOf, nothingHere } from "./claim-request.ts";
import { sendHolderPage } from "./send-holder-page.ts";

/**
 * Route `/t/{claimToken}/{serialNumber}/code`: POST marks the ticket as fetched and leads to the screen. GET
 * shows the screen and changes nothing; where the barcode is not to be seen yet, it leads to the tickets.
 */
export function codeScreen(deps: Deps): Router {
  const router = Router();

  router.post("/t/:token/:serialNumber/code", async (request, response) => {
    const { serialNumber, token } = request.params;
    const { language, path } = await claimOf(deps, request);
    if (!(await showBarcode(deps, { token, serialNumber }))) throw nothingHere();
    response.redirect(303, `${path}/${serialNumber}/code?lang=${language}`);
  });

  router.get("/t/:token/:serialNumber/code", async (request, response) => {
    const { serialNumber } = request.params;
    const { language, path, tickets } = await claimOf(deps, request);
    const claimed = tickets.filter((ticket) => ticket.serialNumber === serialNumber);
    const [ticket] = await addBarcodes(deps, claimed);
    if (!ticket) throw nothingHere();
    const back = `${path}?lang=${language}&code=${serialNumber}#ticket-${serialNumber}`;
    const { barcode } = ticket;
    if (barcode === undefined) response.set("Cache-Control", "no-store").redirect(303, back);
    else {
      const shown = { ticket, barcode, language, back, at: deps.clock.now() };
      const page = <CodeScreen {...shown} />;
      await sendHolderPage(response, page);
    }
  });

  return router;
}
