import { readFileSync } from "node:fs";
import { Router, urlencoded } from "express";
import { z } from "zod";
import type { SendCallback } from "./callback-sender.ts";
import { cardContent, type CardContent, type Pictures } from "./card-content.ts";
import type { GoogleStore, Stored } from "./google-store.ts";
import { versionOf, walletCards, walletPage } from "./wallet-page.tsx";

/** Returns the images of the classes that were inserted without. */
export type PicturesOf = (classIds: string[]) => Promise<Map<string, Pictures>>;

const maxShown = 100;
const file = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const classIdOf = ({ body }: Stored) => String(body["classId"]);

export interface WalletPages {
  router: Router;
  /** Saves the objects to the wallet and returns the page that shows them. */
  save(objects: Stored[], base: string): Promise<string>;
}

/** Routes of the wallet on the phone: `/`, its changing part `/cards`, and `/remove`. */
export function walletPages(
  store: GoogleStore,
  sendCallback: SendCallback,
  picturesOf: PicturesOf = () => Promise.resolve(new Map<string, Pictures>()),
): WalletPages {
  const router = Router();

  async function cardsOf(objects: Stored[]): Promise<CardContent[]> {
    const pictures = await picturesOf([...new Set(objects.map(classIdOf))]);
    return objects.map((object) => {
      const classId = classIdOf(object);
      return cardContent(object, store.get(classId)?.body ?? {}, pictures.get(classId));
    });
  }
  const saved = () =>
    store
      .all()
      .filter((each) => each.saved)
      .reverse()
      .slice(0, maxShown);

  router.get("/", async (request, response) => {
    const cards = await cardsOf(saved());
    const page = walletPage({ cards, base: request.baseUrl, isWhole: true });
    response.set("Cache-Control", "no-store").type("html").send(page);
  });

  router.get("/cards", async (request, response) => {
    const cards = await cardsOf(saved());
    const version = versionOf(cards);
    response.set({ "Cache-Control": "no-store", "X-Version": version });
    if (request.query["version"] === version) response.status(204).end();
    else response.type("html").send(walletCards({ cards, base: request.baseUrl }));
  });

  router.post("/remove", urlencoded({ extended: false }), (request, response) => {
    const { id } = z.object({ id: z.string().catch("") }).parse(request.body ?? {});
    const stored = store.get(id);
    if (stored?.saved) {
      store.put(id, { ...stored, saved: false });
      sendCallback(stored.body, "del");
    }
    response.redirect(303, request.baseUrl);
  });

  for (const name of ["wallet-page.css", "wallet-page.js"]) {
    router.get(`/${name}`, (_request, response) => {
      response.set("Cache-Control", "no-cache").type(name).send(file(name));
    });
  }

  return {
    router,
    save: async (objects, base) => {
      for (const object of objects) {
        if (object.saved) continue;
        store.put(String(object.body["id"]), { ...object, saved: true });
        sendCallback(object.body, "save");
      }
      return walletPage({ cards: await cardsOf(objects), base, isWhole: false });
    },
  };
}
