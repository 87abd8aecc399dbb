import type { Actor } from "../../actions/deps.ts";
import { runBehindWall } from "../../db/wall.ts";

/** Runs the work of an authenticated caller; an officer of NAV's or an auditor with the database's wall around it. */
export const behindWall = async <T>(actor: Actor, work: () => T | Promise<T>): Promise<T> =>
  actor.role === "nav" || actor.role === "auditor"
    ? runBehindWall(actor.municipalities, work, actor.role === "nav" ? actor.protectedOf : [])
    : work();
