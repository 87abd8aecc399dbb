type Answer =
  | { status: number; contentType: string; body: Buffer }
  /** No response. */
  | { reason: string };

/** Sends one request, without following redirects. Never rejects. */
export type Ask = (url: string, init?: { method: "POST"; body: string }) => Promise<Answer>;

/** Sends over the network; `timeout` in milliseconds. */
export function asking(timeout: number): Ask {
  return async (url, init) => {
    try {
      const response = await fetch(url, {
        ...init,
        redirect: "manual",
        signal: AbortSignal.timeout(timeout),
      });
      return {
        status: response.status,
        contentType: response.headers.get("content-type") ?? "",
        body: Buffer.from(await response.arrayBuffer()),
      };
    } catch (error) {
      const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
      return { reason: cause?.code ?? cause?.message ?? message };
    }
  };
}
