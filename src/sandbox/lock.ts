import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, realpathSync, unlinkSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

class AlreadyRunning extends Error {
  constructor(directory: string, pid: string) {
    super(
      `Process ${pid} already runs on the data in ${directory}. ` +
        "Stop it first, or choose another folder and port: DATA_DIR=.data2 PORT=3001 npm start",
    );
    this.name = "AlreadyRunning";
  }
}

/**
 * Acquires the lock of a folder and returns its release. The lock is a listening socket, so the system
 * releases it when the process dies. Throws AlreadyRunning.
 */
export async function lockDirectory(directory: string): Promise<() => void> {
  mkdirSync(directory, { recursive: true });
  const name = createHash("sha256").update(realpathSync(directory)).digest("hex").slice(0, 16);
  const path =
    process.platform === "win32"
      ? `\\\\.\\pipe\\join-${name}`
      : join(tmpdir(), `join-${name}.sock`);
  const server = createServer((socket) => socket.end(String(process.pid)));
  if (!(await tryListen(server, path))) {
    const pid = await readOwnerPid(path);
    if (pid !== undefined) throw new AlreadyRunning(directory, pid);
    // A killed process left it behind.
    unlinkSync(path);
    if (!(await tryListen(server, path))) throw new AlreadyRunning(directory, "(unknown)");
  }
  server.unref();
  return () => server.close();
}

async function tryListen(server: Server, path: string): Promise<boolean> {
  server.listen(path);
  try {
    await once(server, "listening");
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
    throw error;
  }
}

async function readOwnerPid(path: string): Promise<string | undefined> {
  const socket = connect(path);
  try {
    const [pid] = (await once(socket, "data")) as [Buffer];
    return pid.toString();
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}
