import type { Router } from "express";

export interface PageRoute {
  method: "get" | "post";
  path: string;
}

interface Layer {
  route?: { path: string | string[] | RegExp; stack: { method: string }[] };
  handle: { stack?: Layer[] };
}

/** Every page that a router serves, of its own and of the routers in it. */
export function routesOf(router: Router): PageRoute[] {
  const walk = (layers: Layer[]): PageRoute[] =>
    layers.flatMap(({ route, handle }) => {
      if (!route) return walk(handle.stack ?? []);
      if (typeof route.path !== "string") throw new Error("A page's path is one text.");
      const { path, stack } = route;
      const methods = new Set(stack.map(({ method }) => method));
      return [...methods].map((method): PageRoute => {
        if (method === "get" || method === "post") return { method, path };
        throw new Error(`A page answers get and post, not ${method}.`);
      });
    });
  return walk((router as unknown as { stack: Layer[] }).stack);
}
