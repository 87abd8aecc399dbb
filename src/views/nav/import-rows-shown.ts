/** How many rows of a preview are shown until all are asked for. */
export const importRowsShown = 200;
