type Answer =
  | { status: number; contentType: string; body: Buffer }
  /** Nobody answered. */
  | { reason: string };

/** Asks an address once, as Google would: redirects are answers, too. Never rejects. */
export type Ask = (url: string, init?: { method: "POST"; body: string }) => Promise<Answer>;

/** Over the network; `timeout` in milliseconds. */
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
