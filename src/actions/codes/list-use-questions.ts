import { listQuestionedCodes } from "../../db/codes/reported-uses.ts";
import { decryptCode } from "../../db/codes/ticket-codes.ts";
import type { UseQuestion } from "../../domain/codes/reported-use.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireOwnCodes } from "./require-own-codes.ts";

/** A reported use that no ticket allowed. */
interface ListedQuestion {
  code: string;
  question: UseQuestion;
  questionedAt: Date;
}

/** The questions that the provider's reports of used codes raise, the latest first. Throws as `requireOwnCodes`. */
export async function listUseQuestions(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<ListedQuestion[]> {
  const { offer } = await requireOwnCodes(db, actor, offerId);
  const found = await listQuestionedCodes(db, offer.id);
  return found.map(({ id, codeSealed, question, questionedAt }) => ({
    code: decryptCode(keyRing, id, codeSealed).code,
    question,
    questionedAt,
  }));
}
