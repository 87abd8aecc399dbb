import { dayInOslo, type Period } from "../period.ts";

/** Why a reported use is a question to the provider, and counts nothing. */
export const useQuestions = ["ended", "not_shown", "not_valid", "too_late"] as const;
export type UseQuestion = (typeof useQuestions)[number];

/** `known`: it was reported before. `unknown`: it is no code that can be reported. */
export type UseOutcome = "counted" | "known" | "unknown" | UseQuestion;

/** A code of the provider whose use is reported. */
export interface ReportedCode {
  state: "free" | "reserved" | "revealed" | "used" | "expired" | "withdrawn";
  /** Asked already. */
  question: UseQuestion | null;
  /** Null where the code stands on no ticket: it was never bound, or its ticket is anonymised. */
  ticket: {
    /** Revoked, returned or lapsed. */
    isTakenBack: boolean;
    fetchedAt: Date | null;
    validity: Period;
  } | null;
}

/**
 * Decides what becomes of a reported use. A ticket that has ended by its time counts still, since reports come
 * later than the use. The day of the use, `YYYY-MM-DD`, is judged where it is known.
 */
export function decideReportedUse(
  code: ReportedCode | undefined,
  usedOn: string | undefined,
): UseOutcome {
  if (code === undefined) return "unknown";
  if (code.state === "used" || code.question !== null) return "known";
  if (code.state !== "revealed") return "not_shown";
  if (code.ticket === null) return "too_late";
  const { isTakenBack, fetchedAt, validity } = code.ticket;
  if (isTakenBack) return "ended";
  if (usedOn === undefined) return "counted";
  if (fetchedAt !== null && usedOn < dayInOslo(fetchedAt)) return "not_shown";
  const lastMoment = new Date(validity.until.getTime() - 1);
  const isValid = dayInOslo(validity.from) <= usedOn && usedOn <= dayInOslo(lastMoment);
  return isValid ? "counted" : "not_valid";
}
