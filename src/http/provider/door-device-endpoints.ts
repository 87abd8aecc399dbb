import { z } from "zod";
import { isOneLine, noIdentityNumber } from "../../domain/free-text.ts";
import { partKey } from "../../domain/offers/parts-input.ts";
import { createDoorDevice } from "../../actions/door/create-door-device.ts";
import { listDoorDevices } from "../../actions/door/list-door-devices.ts";
import { removeDoorDevice } from "../../actions/door/remove-door-device.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";

const instant = z.iso.datetime({ offset: true });
const device = z
  .object({
    id: z.uuid(),
    name: z.string().describe("What you call it"),
    part: z
      .string()
      .nullable()
      .describe("The key of the only part of tickets that it ticks off; null: any"),
    createdAt: instant.describe("When it was made"),
    lastUsedAt: instant.nullable().describe("To within a few minutes"),
    expiresAt: instant.nullable().describe("When its token ends; make a new scanner before"),
  })
  .meta({ id: "DoorDevice" });

const tokenExample = "q0Vb3mT8yQ2kL5xR7nW1cZ4sD6fG9hJ0aB2eU4iO6pY";

/** Endpoints for a provider's scanners. */
export const doorDeviceEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "addDoorDevice",
      method: "post",
      path: "/api/v1/door-devices",
      tag: "Door",
      summary: "Let a phone scan tickets",
      description:
        "The address opens the scanner on the phone that visits it, so show it as a QR code; the token is for a scanner of your own. Both are shown this once.",
      roles: ["provider"],
      body: z.strictObject({
        name: z
          .string()
          .trim()
          .max(100)
          .refine(...noIdentityNumber)
          .refine(...isOneLine)
          .optional()
          .describe("What you call it: “Main entrance”"),
        part: partKey
          .nullish()
          .describe(
            "The key of the only part of your offers (`parts`) that it ticks off, as a kiosk does; absent: scans name the part",
          ),
      }),
      example: { name: "Main entrance" },
      responses: {
        201: {
          description: "The scanner",
          schema: z.object({
            id: z.uuid(),
            url: z.url().describe("To be opened on the phone that scans; carries the token"),
            token: z.string().describe("For a scanner of your own; shown this once"),
            expiresAt: instant.describe("When the token ends"),
          }),
          example: {
            id: exampleIds.doorDevice,
            url: `https://tickets.example.no/door#${tokenExample}`,
            token: tokenExample,
            expiresAt: "2027-12-18T15:00:00.000Z",
          },
        },
      },
      idempotent: true,
    },
    async (deps, { actor, body }) => {
      const made = await createDoorDevice(deps, { actor, ...body });
      return { ...made, expiresAt: made.expiresAt.toISOString() };
    },
  ),
  endpoint(
    {
      id: "listDoorDevices",
      method: "get",
      path: "/api/v1/door-devices",
      tag: "Door",
      summary: "Your scanners, newest first",
      description: "Those that still scan. A token is shown only when its scanner is made.",
      roles: ["provider"],
      responses: {
        200: {
          description: "All of them",
          schema: z.object({ items: z.array(device) }),
          example: {
            items: [
              {
                id: exampleIds.doorDevice,
                name: "Main entrance",
                part: null,
                createdAt: "2026-12-18T15:00:00.000Z",
                lastUsedAt: "2027-02-13T10:20:00.000Z",
                expiresAt: "2027-12-18T15:00:00.000Z",
              },
            ],
          },
        },
      },
    },
    async (deps, { actor }) => {
      const devices = await listDoorDevices(deps, { actor });
      const items = devices.map(({ id, name, part, createdAt, lastUsedAt, expiresAt }) => ({
        id,
        name,
        part,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
        expiresAt: expiresAt?.toISOString() ?? null,
      }));
      return { status: 200, body: { items } };
    },
  ),
  jsonEndpoint(
    {
      id: "removeDoorDevice",
      method: "delete",
      path: "/api/v1/door-devices/{doorDeviceId}",
      tag: "Door",
      summary: "Stop a scanner at once",
      roles: ["provider"],
      params: z.object({ doorDeviceId: z.uuid() }),
      responses: { 204: { description: "It scans no more; also when it was stopped before" } },
    },
    (deps, { actor, params }) => removeDoorDevice(deps, { actor, id: params.doorDeviceId }),
  ),
];
