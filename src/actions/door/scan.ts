import type { Language } from "../../domain/language.ts";

/** A scan as a door sends it. */
export interface Scan {
  doorDeviceId: string;
  providerId: string;
  /** The text that the scanner read. */
  code: string;
  /** The scanner's own: new for each scan, the same when a scan is sent again. */
  scanId: string;
  /** For a scan kept while offline. */
  scannedAt?: Date | undefined;
  /**
   * How many people are admitted, the holder included; "ask": one, unless there is a question, which is
   * then the answer and nothing is counted.
   */
  admitted: number | "ask";
  /** Of the offer's title in the answer. */
  language?: Language | undefined;
  /** Key of the part that is ticked off; undefined for a ticket without parts. */
  part?: string | undefined;
  /** Key of the only part that the scanner ticks off. */
  doorPart?: string | null | undefined;
  /** What the scanner decided offline; undefined when it did not decide. */
  admittedOffline?: boolean | undefined;
  /** What the scanner admitted was taken back there, before it knew whether the service has the scan. */
  undone?: boolean | undefined;
}
