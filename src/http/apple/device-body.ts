import express, { type RequestHandler } from "express";

/** Reads a phone's JSON, whatever type it is sent as: at most 64 KB, else 413; what is no JSON is 400. */
export const deviceBody: RequestHandler = express.json({ limit: "64kb", type: () => true });
