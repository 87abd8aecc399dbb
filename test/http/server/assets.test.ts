import { rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import express from "express";
import { assets } from "../../../src/http/server/assets.ts";
import { assetUrl } from "../../../src/views/ui/assets.ts";

describe("the files that pages load", () => {
  let server: Server;
  let url: string;

  before(async () => {
    server = createServer(express().use(assets())).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  it("assets may be kept for ever under an address that changes with their content", async () => {
    for (const name of [
      "staff.css",
      "holder.css",
      "progress.js",
      "copy.js",
      "allocate.js",
    ] as const) {
      expect(assetUrl(name)).to.match(/^\/assets\/[\w.-]+\.[\w-]{10}\.(css|js)$/);
      const answer = await fetch(url + assetUrl(name));
      expect(answer.headers.get("cache-control"), name).to.contain("immutable");
      expect(answer.headers.get("content-encoding"), name).to.equal("gzip");
    }
  });

  it("come from this origin alone, fonts included", async () => {
    const css = await (await fetch(url + assetUrl("staff.css"))).text();
    const addresses = [...css.matchAll(/url\(["']?([^"')]+)/g)].map(([, address]) => address);
    const fonts = addresses.filter((address) => address?.startsWith("/assets/"));
    expect(fonts).to.have.length(2);
    expect(addresses.filter((address) => /^(https?:)?\/\//.test(address ?? ""))).to.deep.equal([]);
    for (const font of fonts) expect((await fetch(url + String(font))).status).to.equal(200);
  });

  it("assets are not found by another hash, nor outside their folder", async () => {
    for (const path of [
      "/assets/staff.0000000000.css",
      "/assets/..%2Fassets.ts",
      "/assets/badges/..%2FREADME.md",
    ]) {
      expect((await fetch(url + path)).status, path).to.equal(404);
    }
  });

  it("include an official badge as soon as the operator has put it there", async () => {
    const place = new URL("../../../src/views/badges/google-sma.svg", import.meta.url);
    expect((await fetch(`${url}/assets/badges/google-sma.svg`)).status).to.equal(404);
    writeFileSync(place, "<svg xmlns='http://www.w3.org/2000/svg'/>");
    try {
      const answer = await fetch(`${url}/assets/badges/google-sma.svg`);
      expect(answer.headers.get("content-type")).to.equal("image/svg+xml");
    } finally {
      rmSync(place);
    }
  });
});
