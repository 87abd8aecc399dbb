import { Router, type Request, type Response } from "express";
import { createElement, isValidElement, type ReactElement } from "react";
import type { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { AppError } from "../../errors.ts";
import { keepsTyped, type Area } from "../../views/ui/page-frame.ts";
import type { Faults } from "../../views/ui/faults.tsx";
import { ResumePage } from "../../views/ui/resume-page.tsx";
import { withCallerLimit } from "../api/caller-limit.ts";
import { createCookie } from "../auth/cookies.ts";
import { isResumed } from "./session-pages.ts";
import { storableFields } from "./storable-fields.ts";
import { sendPage } from "./send-page.ts";
import { createVisit, type ParamName, type Visit } from "./visit.ts";

/**
 * A page (200), a page with another status, or the path to which the browser is redirected (303).
 * Undefined: the handler has answered with something else than a page.
 */
export type PageAnswer = ReactElement | { status: number; page: ReactElement } | string | undefined;

type Awaitable<T> = T | Promise<T>;

/** A form to show: its values as typed, what is wrong with them, and the error that refused them. */
export interface FormState<T> {
  values: T;
  faults: Faults;
  error?: AppError;
}

/** What is common to all forms; `V` is the visit, `T` the typed values. */
interface Refusable<V, T> {
  /** Message for each faulty field; undefined passes the error on to the error page. */
  faults?: (error: AppError, visit: V, values: T) => Faults | undefined;
}

interface Post<V, T> extends Refusable<V, T> {
  /** Reads the typed values. Never fails, since refused values are shown again. */
  fields?: z.ZodType<T>;
  run: (visit: V, values: T) => Awaitable<PageAnswer>;
  /** The page of a refused form; it is sent with the error's status. */
  again?: (visit: V, form: FormState<T>) => Awaitable<PageAnswer>;
}

interface Form<V, T, L> extends Refusable<V, T> {
  fields: z.ZodType<T>;
  /** Data that both showing and running the form need. A path redirects the browser instead. */
  load?: (visit: V) => Awaitable<L | string>;
  /** Values that the form starts with; those of an empty form without it. */
  start?: (loaded: L, visit: V) => T;
  show: (visit: V, form: FormState<T>, loaded: L) => Awaitable<PageAnswer>;
  run: (visit: V, values: T, loaded: L) => Awaitable<PageAnswer>;
}

/** Tells `keep-typed.js` the path of the form that was taken, which it then keeps no more. */
const takenCookie = createCookie("taken", "/", { httpOnly: false });
const takenMs = 60_000;

const isRefusal = (answer: PageAnswer): boolean =>
  typeof answer === "object" && "page" in answer && answer.status >= 400;

function send(response: Response, answer: PageAnswer): void {
  if (answer === undefined) return;
  if (typeof answer === "string") response.redirect(303, answer);
  else if ("page" in answer) sendPage(response, answer.page, answer.status);
  else sendPage(response, answer);
}

/** Runs a form. A refusal for which `faults` has messages shows it `again`, with the error's status. */
async function runForm<V, T>(
  visit: V,
  values: T,
  { run, faults, again }: Omit<Post<V, T>, "fields">,
): Promise<PageAnswer> {
  try {
    return await run(visit, values);
  } catch (error) {
    if (!(error instanceof AppError) || !again) throw error;
    const messages = faults?.(error, visit, values);
    if (!messages) throw error;
    const answer = await again(visit, { values, faults: messages, error });
    return isValidElement(answer) ? { status: error.status, page: answer } : answer;
  }
}

/** Shows a form that was sent before the login, as it was typed; or a button to send it with. */
function showResumed<A extends Area, N extends string, T>(
  visit: Visit<A, N>,
  values: T,
  { again }: Pick<Post<Visit<A, N>, T>, "again">,
): Awaitable<PageAnswer> {
  if (again) return again(visit, { values, faults: new Map() });
  const fields = storableFields(visit.request.body) as Record<string, string | string[]>;
  return createElement(ResumePage, { frame: visit.frame, fields });
}

/**
 * Router of an area's pages. `page` answers a GET; `post` runs a form and shows it again when it is
 * refused; `form` does both at one path; `button` runs a form without fields. Mount it behind
 * `requireSession`, which checks the session and the CSRF token.
 */
export function pageRouter<A extends Area>(deps: Pick<Deps, "config" | "db">, area: A) {
  const router = Router();
  /**
   * An officer's forms name a thousand children and carry tables. Each officer's wait for each other alone. Other
   * areas have forms without a session, and so without an actor.
   */
  const limited = <T>(visit: { actor: { id: string } }, work: () => Promise<T>): Promise<T> =>
    area === "nav" ? withCallerLimit(deps, { kind: "forms", id: visit.actor.id }, work) : work();
  const visitOf = <P extends string>(request: Request, response: Response) =>
    createVisit<A, ParamName<P>>(deps, request, response, area);

  const page = <P extends string>(
    path: P,
    show: (visit: Visit<A, ParamName<P>>) => Awaitable<PageAnswer>,
  ): void => {
    router.get(path as string, async (request, response) => {
      send(response, await show(visitOf<P>(request, response)));
    });
  };

  const post = <P extends string, T>(
    path: P,
    { fields, ...form }: Post<Visit<A, ParamName<P>>, T>,
  ): void => {
    router.post(path as string, async (request, response) => {
      const visit = visitOf<P>(request, response);
      const values = fields?.parse(storableFields(request.body)) as T;
      if (isResumed(response)) {
        send(response, await showResumed(visit, values, form));
        return;
      }
      const answer = await limited(visit, () => runForm(visit, values, form));
      if (keepsTyped(area) && answer !== undefined && !isRefusal(answer)) {
        takenCookie.set(deps, response, visit.frame.path, takenMs);
      }
      send(response, answer);
    });
  };

  const button = <P extends string>(
    path: P,
    run: (visit: Visit<A, ParamName<P>>) => Awaitable<PageAnswer>,
  ): void => {
    post(path, { run });
  };

  const form = <P extends string, T, L = undefined>(
    path: P,
    { fields, load, start, show, run, faults }: Form<Visit<A, ParamName<P>>, T, L>,
  ): void => {
    const open = async (
      visit: Visit<A, ParamName<P>>,
      answer: (loaded: L) => Awaitable<PageAnswer>,
    ): Promise<PageAnswer> => {
      const loaded = (await load?.(visit)) as L | string;
      return typeof loaded === "string" ? loaded : answer(loaded);
    };
    page(path, (visit) =>
      open(visit, (loaded) => {
        const values = start ? start(loaded, visit) : fields.parse({});
        return show(visit, { values, faults: new Map() }, loaded);
      }),
    );
    post<P, T>(path, {
      fields,
      run: (visit, values) =>
        open(visit, (loaded) =>
          runForm(visit, values, {
            run: () => run(visit, values, loaded),
            ...(faults && { faults }),
            again: (_visit, refused) => show(visit, refused, loaded),
          }),
        ),
      again: (visit, state) => open(visit, (loaded) => show(visit, state, loaded)),
    });
  };

  return { router, page, post, button, form };
}
