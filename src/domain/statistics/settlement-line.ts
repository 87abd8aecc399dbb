interface Line {
  units: number | null;
  refundPerAdmissionOre: number;
  hasCap: boolean;
  refundOre: number;
}

/** Whether a cap has made a settlement's line less, or a correction another, than its units times the rate. */
export const isCut = ({ units, refundPerAdmissionOre, hasCap, refundOre }: Line): boolean =>
  hasCap && units !== null && units * refundPerAdmissionOre !== refundOre;
