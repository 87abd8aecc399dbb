import type { walletobjects_v1 } from "@googleapis/walletobjects";
import type { TicketStyle } from "../../domain/templates/template.ts";
import { verticals } from "./class-json.ts";
import type { GoogleClient } from "./client.ts";
import type { HeldObject } from "./google-wallet.ts";
import type { GoogleIds } from "./ids.ts";

const pageSize = 500;

/**
 * Lists one page of a class's objects.
 * https://developers.google.com/wallet/reference/rest/v1/eventticketobject/list
 */
export async function listObjects(
  client: GoogleClient,
  ids: GoogleIds,
  { style, offerId }: { style: TicketStyle; offerId: string },
  pageToken?: string,
): Promise<{ objects: HeldObject[]; nextPageToken?: string | undefined }> {
  const query = new URLSearchParams({
    classId: ids.classId(offerId),
    maxResults: String(pageSize),
    ...(pageToken !== undefined && { token: pageToken }),
  });
  const page = (await client.request({
    method: "GET",
    path: `${verticals[style]}Object?${query.toString()}`,
  })) as walletobjects_v1.Schema$EventTicketObjectListResponse | undefined;
  return {
    objects: (page?.resources ?? []).map(
      ({ id, state, hasUsers, barcode, textModulesData }): HeldObject => ({
        serialNumber: ids.serialNumberOf(id ?? ""),
        state: state ?? "",
        hasUsers: hasUsers ?? false,
        hasBarcode: barcode !== undefined,
        hasTexts: (textModulesData ?? []).length > 0,
      }),
    ),
    nextPageToken: page?.pagination?.nextPageToken ?? undefined,
  };
}
