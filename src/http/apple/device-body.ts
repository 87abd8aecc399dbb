import express, { type RequestHandler } from "express";

/** Reads a phone's JSON body under any Content-Type. Over 64 KB is 413, a body that is not JSON 400. */
export const deviceBody: RequestHandler = express.json({ limit: "64kb", type: () => true });
