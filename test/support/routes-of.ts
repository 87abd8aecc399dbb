import type { Express, Router } from "express";

export interface PageRoute {
  method: "get" | "post";
  path: string;
}

interface Layer {
  route?: { path: string | string[] | RegExp; stack: { method: string }[] };
  handle: { stack?: Layer[] };
}

type Route = NonNullable<Layer["route"]>;

const routesIn = (layers: Layer[]): Route[] =>
  layers.flatMap(({ route, handle }) => (route ? [route] : routesIn(handle.stack ?? [])));
const layersOf = (router: unknown) => (router as { stack: Layer[] }).stack;

/** Every page that a router serves, of its own and of the routers in it. */
export function routesOf(router: Router): PageRoute[] {
  return routesIn(layersOf(router)).flatMap(({ path, stack }) => {
    if (typeof path !== "string") throw new Error("A page's path is one text.");
    const methods = new Set(stack.map(({ method }) => method));
    return [...methods].map((method): PageRoute => {
      if (method === "get" || method === "post") return { method, path };
      throw new Error(`A page answers get and post, not ${method}.`);
    });
  });
}

/** Every path that the app answers a GET at, without Apple's web service. */
export function pathsOf(app: Express): string[] {
  return routesIn(layersOf(app.router))
    .filter(({ stack }) => stack.some(({ method }) => method === "get"))
    .flatMap(({ path }) => path)
    .map(String);
}
