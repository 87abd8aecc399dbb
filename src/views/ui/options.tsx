/** Options of a select, each with its value and its text. */
export function Options({ of }: { of: Iterable<readonly [value: string, text: string]> }) {
  return [...of].map(([value, text]) => (
    <option key={value} value={value}>
      {text}
    </option>
  ));
}
