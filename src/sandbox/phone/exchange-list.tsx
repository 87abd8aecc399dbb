import type { Exchange } from "./exchange.ts";

const clock = new Intl.DateTimeFormat("nb-NO", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  timeZone: "Europe/Oslo",
});

const meanings: Record<Exchange["kind"], { any: string } & Record<number, string>> = {
  page: { any: "Åpner hentelenken", 404: "Lenken finnes ikke" },
  download: { any: "Henter billetten og sjekker pakke og signatur" },
  push: { any: "Varsel: noe er endret. Det sier ikke hva." },
  register: {
    any: "Fikk ikke registrert seg",
    201: "Registrert: telefonen får varsel om endringer",
    200: "Var registrert fra før",
  },
  unregister: { any: "Fikk ikke meldt seg av", 200: "Meldt av: ingen flere varsler" },
  list: {
    any: "Fikk ikke svar på hva som er endret",
    200: "Disse er endret",
    204: "Ingenting nytt",
  },
  fetch: {
    any: "Fikk ikke billetten",
    200: "Billetten slik den er nå, sjekket på nytt",
    304: "Telefonen har den nyeste alt",
  },
  log: { any: "Telefonen klager til tjenesten" },
};

const meaningOf = ({ kind, status }: Exchange) => meanings[kind][status ?? 0] ?? meanings[kind].any;

const isGood = ({ kind, status }: Exchange) =>
  kind === "push" || (status !== undefined && status < 400);

/** Lists the requests and pushes between phone and service, newest first. */
export function ExchangeList({ exchanges }: { exchanges: readonly Exchange[] }) {
  if (exchanges.length === 0) return <p>Ingenting er sendt ennå.</p>;
  return (
    <ol className="exchanges" reversed>
      {exchanges
        .map((exchange, index) => (
          <li key={index} className={exchange.kind}>
            <p className="first">
              <time dateTime={exchange.at.toISOString()}>{clock.format(exchange.at)}</time>
              <span className={isGood(exchange) ? "status" : "status bad"}>
                {exchange.kind === "push" ? "push" : (exchange.status ?? "uten svar")}
              </span>
              <span className="meaning">{meaningOf(exchange)}</span>
              {exchange.took !== undefined && <span className="took">{exchange.took} ms</span>}
            </p>
            <p className="detail">
              <code>{exchange.request}</code>
              {exchange.answer !== undefined && <code className="answer">{exchange.answer}</code>}
            </p>
          </li>
        ))
        .reverse()}
    </ol>
  );
}
