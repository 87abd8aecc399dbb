import { BodyShort, Heading, Link } from "@navikt/ds-react";
import { staffTexts } from "../texts/staff-texts.ts";
import { graceTexts } from "../texts/grace-texts.ts";
import { countInFives } from "../ui/count-in-fives.ts";
import type { PageFrame } from "../ui/page-frame.ts";

/** Counts of an allocation's tickets. */
export interface ShownProgress {
  total: number;
  pending: number;
  live: number;
  /** Number of fetched tickets, rounded down to fives. */
  fetched: number;
  ended: number;
}

interface Props {
  frame: PageFrame;
  id: string;
  progress: ShownProgress;
  /** Whether it can still be undone, so that its messages wait. */
  isHeld: boolean;
}

/** Progress of the tickets. The script updates it; without script the page reloads. */
export function AllocationProgress({ frame, id, progress, isHeld }: Props) {
  const texts = staffTexts(frame.language);
  const { waitingCount, waiting } = graceTexts(frame.language);
  const { total, pending, live, fetched, ended } = progress;
  const done = total - pending;
  const allDone = ended === total ? texts.allEnded : texts.allReady;
  const counts: [name: string, label: string, n: number | string][] = [
    ["pending", isHeld ? waitingCount : texts.pendingCount, pending],
    ["live", texts.activeCount, live],
    ["fetched", texts.fetchedCount, countInFives(fetched, frame.language)],
    ["ended", texts.endedCount, ended],
  ];
  return (
    <section
      aria-labelledby="progress"
      data-progress={isHeld ? undefined : `/nav/allocations/${id}/progress.json`}
      data-ready={texts.ready(-1, -2).replace("-1", "{ready}").replace("-2", "{total}")}
      data-all-ready={allDone}
    >
      <Heading size="small" level="2" id="progress" spacing>
        {texts.progressHeading}
      </Heading>
      <progress max={total} value={done} aria-labelledby="progress" className="bar" />
      <BodyShort role="status" data-summary>
        {pending === 0 ? allDone : isHeld ? waiting(pending) : texts.ready(done, total)}
      </BodyShort>
      <dl className="counts">
        {counts.map(([name, label, n]) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd data-count={name}>{n}</dd>
          </div>
        ))}
      </dl>
      {pending > 0 && !isHeld && (
        <noscript>
          <Link href={frame.path}>{texts.refresh}</Link>
        </noscript>
      )}
    </section>
  );
}
