import type { AllocationChoice } from "../nav/allocate-page.tsx";

/** The choice as hidden fields: the next page needs no memory on the server. */
export function HiddenFields({ choice }: { choice: Omit<AllocationChoice, "mode"> }) {
  return (
    <>
      {choice.recipientIds.map((id) => (
        <input key={id} type="hidden" name="recipient" value={id} />
      ))}
      {choice.offerIds.map((id) => (
        <input key={id} type="hidden" name="offer" value={id} />
      ))}
      <input type="hidden" name="pasted" value={choice.pasted} />
      <input type="hidden" name="count" value={choice.count} />
    </>
  );
}
