import { expect, test } from 'vitest';
import { makeSharedReads } from '#api/db/shared-reads.ts';

/** A store whose reads take as long as the test wants. */
function aStore() {
  let value = 1;
  const waiting: { give: () => void; break: (error: Error) => void }[] = [];
  let reads = 0;
  return {
    change: () => value++,
    reads: () => reads,
    read: () => {
      reads++;
      const seen = value;
      return new Promise<number>((resolve, reject) => waiting.push({ give: () => resolve(seen), break: reject }));
    },
    next: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return waiting.shift()!;
    },
  };
}

test('a crowd costs two reads, and nobody gets what was read before they asked', async () => {
  const store = aStore();
  const reads = makeSharedReads<number>();
  const first = reads.ask('a', store.read);
  store.change();
  const crowd = Array.from({ length: 1000 }, () => reads.ask('a', store.read));
  (await store.next()).give();
  expect(await first).toBe(1);
  (await store.next()).give();
  expect(new Set(await Promise.all(crowd))).toEqual(new Set([2]));
  expect(store.reads()).toBe(2);
  const later = reads.ask('a', store.read);
  (await store.next()).give();
  expect(await later).toBe(2);
  expect(store.reads(), 'nothing is kept').toBe(3);
});

test('a read that breaks breaks for who shared it, and not for who comes after', async () => {
  const store = aStore();
  const reads = makeSharedReads<number>();
  const first = reads.ask('a', store.read);
  const second = reads.ask('a', store.read);
  (await store.next()).break(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  (await store.next()).give();
  expect(await second).toBe(1);
});
