// Knows which methods exist on which path, for 405 with Allow and for the answer to OPTIONS.

import type { FastifyInstance } from 'fastify';

export interface KnownPaths {
  /** The methods of a path, empty when there is no such path. */
  allowed(path: string): string[];
  isAnyOrigin(path: string, method: string): boolean;
}

interface Known {
  pattern: RegExp;
  methods: Set<string>;
  anyOrigin: Set<string>;
}

export function collectPaths(app: FastifyInstance): KnownPaths {
  const known = new Map<string, Known>();
  app.addHook('onRoute', (route) => {
    let entry = known.get(route.url);
    if (!entry) {
      const pattern = route.url
        .split('*')
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[a-zA-Z]+/g, '[^/]+'))
        .join('.*');
      entry = { pattern: new RegExp(`^${pattern}$`), methods: new Set(), anyOrigin: new Set() };
      known.set(route.url, entry);
    }
    for (const method of [route.method].flat()) {
      entry.methods.add(method);
      if ((route.config as { anyOrigin?: boolean } | undefined)?.anyOrigin) entry.anyOrigin.add(method);
    }
  });
  const matching = (path: string) =>
    [...known.entries()].filter(([url, it]) => url !== '/*' && it.pattern.test(path)).map(([, it]) => it);
  return {
    allowed: (path) => [...new Set(matching(path).flatMap((it) => [...it.methods]))].sort(),
    isAnyOrigin: (path, method) => matching(path).some((it) => it.anyOrigin.has(method)),
  };
}
