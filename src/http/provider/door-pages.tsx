import type { Router } from "express";
import { createDoorDevice } from "../../actions/door/create-door-device.ts";
import type { Deps } from "../../actions/deps.ts";
import { listDoorDevices } from "../../actions/door/list-door-devices.ts";
import { listDoorParts } from "../../actions/door/list-door-parts.ts";
import { removeDoorDevice } from "../../actions/door/remove-door-device.ts";
import { DoorsPage } from "../../views/provider/doors-page.tsx";
import { DoorMadePage } from "../../views/provider/door-made-page.tsx";
import { tokenPages } from "./token-pages.tsx";

/** `/provider/doors`: the phones that scan tickets. */
export const doorPages = (deps: Deps): Router =>
  tokenPages(deps, {
    path: "/provider/doors",
    list: (actor) => listDoorDevices(deps, { actor }),
    listPage: DoorsPage,
    parts: (actor) => listDoorParts(deps, { actor }),
    create: async (actor, { name, part }, frame) => {
      const { url } = await createDoorDevice(deps, { actor, name, part });
      return <DoorMadePage frame={frame} name={name} url={url} />;
    },
    revoke: (actor, id) => removeDoorDevice(deps, { actor, id }),
    revoked: ({ doorRevoked }) => doorRevoked,
  });
