// Counts what one caller does in a window of time. A fixed window, as RateLimit headers tell it: the first request opens
// it, and when it has passed the count begins anew.

export interface Counted {
  count: number;
  /** Until the window closes. */
  secondsLeft: number;
}

interface Window {
  count: number;
  endsAt: number;
}

const mostKeys = 100_000;

export class WindowCounter {
  readonly #windows = new Map<string, Window>();
  readonly #lengthMs: number;

  constructor(seconds: number) {
    this.#lengthMs = seconds * 1000;
  }

  hit(key: string): Counted {
    const now = performance.now();
    let window = this.#windows.get(key);
    if (!window || window.endsAt <= now) {
      if (this.#windows.size >= mostKeys) this.#makeRoom(now);
      window = { count: 0, endsAt: now + this.#lengthMs };
      this.#windows.set(key, window);
    }
    window.count++;
    return { count: window.count, secondsLeft: Math.ceil((window.endsAt - now) / 1000) };
  }

  /** Windows that have closed go first; if that is not enough, the oldest half: a flood of addresses must not fill the memory. */
  #makeRoom(now: number): void {
    for (const [key, window] of this.#windows) if (window.endsAt <= now) this.#windows.delete(key);
    let surplus = this.#windows.size - mostKeys / 2;
    for (const key of this.#windows.keys()) {
      if (surplus-- <= 0) break;
      this.#windows.delete(key);
    }
  }
}

/** One caller: an IPv4 address, or the /64 network that one household or office has in IPv6. */
export function callerOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail.split(':').filter(Boolean);
  const missing = address.includes('::') ? 8 - groups.length - rest.length : 0;
  return [...groups, ...Array(Math.max(0, missing)).fill('0'), ...rest].slice(0, 4).join(':');
}
