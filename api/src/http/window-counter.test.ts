import { describe, expect, test } from 'vitest';
import { callerOf, WindowCounter } from '#api/http/window-counter.ts';

describe('counting what a caller does', () => {
  test('counts per caller, and begins anew when the window has passed', async () => {
    const counter = new WindowCounter(0.05);
    expect([counter.hit('a').count, counter.hit('a').count, counter.hit('b').count]).toEqual([1, 2, 1]);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(counter.hit('a').count).toBe(1);
  });

  test('a flood of addresses does not grow without end, and known ones that came last are kept', () => {
    const counter = new WindowCounter(600);
    for (let n = 0; n < 250_000; n++) counter.hit(`address ${n}`);
    expect(counter.hit('address 249999').count).toBe(2);
    expect(counter.hit('address 0').count).toBe(1);
  });

  test('an IPv6 network counts as one caller, an IPv4 address stays itself', () => {
    expect(callerOf('192.0.2.7')).toBe('192.0.2.7');
    expect(callerOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(callerOf('2001:db8:1:2:3:4:5:6')).toBe(callerOf('2001:db8:1:2:ffff::1'));
    expect(callerOf('2001:db8::1')).toBe('2001:db8:0:0');
    expect(callerOf('2001:db8:1:2::1')).not.toBe(callerOf('2001:db8:1:3::1'));
  });
});
