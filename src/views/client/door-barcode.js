/**
 * Reads the admissions from a barcode; 1 for any other code. src/domain/passes/barcode.ts has the layout.
 * @param {string} text
 */
export function admitsOf(text) {
  if (!/^J1\.[\w-]{148}$/.test(text)) return 1;
  const bytes = atob(text.slice("J1.".length).replaceAll("-", "+").replaceAll("_", "/"));
  return Math.max(bytes.charCodeAt(43), 1);
}
