import type { PageFrame } from "../ui/page-frame.ts";
import { offerTexts } from "../texts/staff-texts.ts";

interface Props {
  numbers: Partial<Record<"quota" | "allocated" | "left" | "fetched" | "used", number>>;
  frame: PageFrame;
}

/** Ticket counts of an offer. */
export function OfferNumbers({ numbers, frame }: Props) {
  const texts = offerTexts(frame.language);
  return (
    <dl className="numbers">
      {(["quota", "allocated", "left", "fetched", "used"] as const).map((name) =>
        numbers[name] === undefined ? null : (
          <div key={name}>
            <dt>{texts.numbers[name]}</dt>
            <dd>{numbers[name]}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
