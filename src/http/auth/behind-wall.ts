import type { Actor } from "../../actions/deps.ts";
import { runBehindWall } from "../../db/wall.ts";

/** Runs the work of an authenticated caller; an officer of NAV's with the database's wall around it. */
export const behindWall = async <T>(actor: Actor, work: () => T | Promise<T>): Promise<T> =>
  actor.role === "nav" ? runBehindWall(actor.municipalities, work) : work();
