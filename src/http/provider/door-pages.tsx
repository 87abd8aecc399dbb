import type { Router } from "express";
import { addDoorDevice } from "../../actions/add-door-device.ts";
import type { Deps } from "../../actions/deps.ts";
import { listDoorDevices } from "../../actions/list-door-devices.ts";
import { removeDoorDevice } from "../../actions/remove-door-device.ts";
import { DoorMadePage, DoorsPage } from "../../views/provider/doors-page.tsx";
import { tokenPages } from "./token-pages.tsx";

/** `/provider/doors`: the phones that scan tickets. */
export const doorPages = (deps: Deps): Router =>
  tokenPages(deps, {
    path: "/provider/doors",
    list: (actor) => listDoorDevices(deps, { actor }),
    listPage: DoorsPage,
    make: async (actor, name, frame) => {
      const { url } = await addDoorDevice(deps, { actor, name });
      return <DoorMadePage frame={frame} name={name} url={url} />;
    },
    revoke: (actor, id) => removeDoorDevice(deps, { actor, id }),
    revoked: ({ doorRevoked }) => doorRevoked,
  });
