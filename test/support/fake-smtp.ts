import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createInterface } from "node:readline";

/** A mail server that keeps the messages it is handed, as they came over the line. */
export interface FakeSmtp {
  url: string;
  /** `from` and `to` as the envelope has them, with the parameters of RFC 3461. */
  received: { from: string; to: string[]; data: string }[];
  close: () => Promise<void>;
}

/**
 * `refusing`: it answers every receiver with 550 and the address, as mail servers do. `unanswered`: that many
 * messages it takes and never answers.
 */
export async function startFakeSmtp({ refusing = false, unanswered = 0 } = {}): Promise<FakeSmtp> {
  const received: FakeSmtp["received"] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const say = (line: string) => socket.write(`${line}\r\n`);
    let from = "";
    let to: string[] = [];
    let data: string[] | undefined;
    say("220 fake");
    createInterface({ input: socket }).on("line", (line) => {
      if (data) {
        if (line !== ".") {
          data.push(line);
          return;
        }
        received.push({ from, to, data: data.join("\n") });
        [to, data] = [[], undefined];
        if (received.length > unanswered) say("250 taken");
        return;
      }
      if (line.startsWith("MAIL FROM:")) from = line.slice("MAIL FROM:".length);
      if (line.startsWith("RCPT TO:")) to.push(line.slice("RCPT TO:".length));
      if (refusing && line.startsWith("RCPT TO:")) {
        say(`550 5.1.1 ${line.slice("RCPT TO:".length)}: no such mailbox here`);
      } else if (line.startsWith("EHLO ")) {
        say("250-fake");
        say("250 DSN");
      } else if (line === "DATA") {
        data = [];
        say("354 go on");
      } else if (line === "QUIT") {
        say("221 bye");
        socket.end();
      } else say("250 ok");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
