// Which proxies before us are believed when they say who the client is.

import proxyAddress from '@fastify/proxy-addr';
import type { Config } from '#api/config.ts';

export type Trust = (address: string, hop: number) => boolean;

/** False: nobody. One function for the router and for the fast lane, so that both see the same client. */
export function trustOf(trustProxy: Config['trustProxy']): false | Trust {
  if (trustProxy === false) return false;
  return typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : proxyAddress.compile(trustProxy);
}
