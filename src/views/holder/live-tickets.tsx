import type { AskingPhone } from "./asking-phone.ts";
import type { HolderFrame } from "./holder-document.tsx";
import type { HolderTicket } from "./holder-ticket.ts";
import type { NamedChild } from "./named-children.ts";
import { TicketCard } from "./ticket-card.tsx";
import { ticketGroups } from "./ticket-groups.ts";

interface Props {
  frame: HolderFrame;
  tickets: HolderTicket[];
  /** Empty where the link shows one child. */
  children: NamedChild[];
  phone: AskingPhone;
  shownCode?: string | undefined;
}

/** Lists live tickets. Equal ones are grouped; those of several children stand under each child's name. */
export function LiveTickets({ tickets, children, ...shared }: Props) {
  if (children.length === 0) return <Cards tickets={tickets} heading="h2" {...shared} />;
  return children.map(({ id, name }, index) => {
    const own = tickets.filter(({ holderId }) => holderId === id);
    if (own.length === 0) return null;
    return (
      <section key={id} className="child" aria-labelledby={`child-${index}`}>
        <h2 id={`child-${index}`}>{name}</h2>
        <Cards tickets={own} heading="h3" {...shared} />
      </section>
    );
  });
}

function Cards({
  frame: { path, language },
  tickets,
  heading,
  phone,
  shownCode,
}: Omit<Props, "children"> & { heading: "h2" | "h3" }) {
  return ticketGroups(tickets).map((alike) => (
    <TicketCard
      key={alike[0].serialNumber}
      tickets={alike}
      heading={heading}
      base={path}
      language={language}
      phone={phone}
      shownCode={shownCode}
    />
  ));
}
