import type { WalletName } from "./wallet-buttons.tsx";

/** What the page offers to the device that asks for it. */
export interface AskingPhone {
  /** Wallets of this device, or all where it is no phone. */
  wallets: WalletName[];
  /** Wallets of another phone. */
  otherWallets: WalletName[];
  /** Whether it opens several passes in one file: Safari on a phone, and a Mac. */
  opensBundles: boolean;
  /** Whether the page stands inside another app, which can hand nothing to a wallet. */
  isInApp: boolean;
}

/** Apps with a browser of their own. Android's `wv` and a missing `Safari/` on an iPhone are such a view. */
const apps = /FBAN|FBAV|FB_IAB|Instagram|Messenger|Snapchat|TikTok|BytedanceWebview|GSA\/|; wv\)/;
const otherBrowsersOnIos = /CriOS|FxiOS|EdgiOS|OPiOS|DuckDuckGo/;

/** Reads a User-Agent. An unknown one is a desk: it gets every wallet. */
export function askingPhone(
  offered: Readonly<Record<WalletName, boolean>>,
  userAgent: string,
): AskingPhone {
  const isAndroid = /Android/i.test(userAgent);
  const isIos = /iPhone|iPad|iPod/.test(userAgent);
  const isMac = /Macintosh/.test(userAgent);
  const isInApp = apps.test(userAgent) || (isIos && !/Safari\//.test(userAgent));
  const order: WalletName[] = isAndroid ? ["google", "apple"] : ["apple", "google"];
  const all = order.filter((wallet) => offered[wallet]);
  const own: WalletName | undefined = isAndroid ? "google" : isIos ? "apple" : undefined;
  const wallets: WalletName[] = own !== undefined && offered[own] ? [own] : all;
  return {
    wallets,
    otherWallets: all.filter((wallet) => !wallets.includes(wallet)),
    opensBundles: isMac || (isIos && !isInApp && !otherBrowsersOnIos.test(userAgent)),
    isInApp,
  };
}
