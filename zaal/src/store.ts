// What stays on the phone: which link it has, the list, and the outbox. Everything that somebody did is here before the
// screen says so.

import type { DoorEntry, DoorPerson, DoorView } from '@pr8werk/shared/door.ts';

export interface Phone {
  programme: string;
  /** From the address of the link. */
  link: string;
  secret: string;
  name: string;
  /** Known once the server took it into use. */
  id: string | null;
}

export interface Kept {
  view: Omit<DoorView, 'people'>;
  people: DoorPerson[];
  /** How far the clock of this phone is behind that of the server. */
  offsetMs: number;
}

export interface Waiting {
  entry: Omit<DoorEntry, 'ageMs'>;
  name: string;
  /** By the clock of the phone, which may be wrong: only differences count. */
  at: number;
  life: string;
  ticks: number;
}
export interface Sent {
  key: number;
  waiting: Waiting;
}

const name = 'pr8werk-zaal';
let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('kept');
      request.result.createObjectStore('outbox', { autoIncrement: true });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** Resolves when it stands on the disk. */
async function write(work: (tx: IDBTransaction) => void): Promise<void> {
  const db = await open();
  await new Promise<void>((resolve, reject) => {
    const tx = db.transaction(['kept', 'outbox'], 'readwrite', { durability: 'strict' });
    tx.oncomplete = () => resolve();
    tx.onerror = tx.onabort = () => reject(tx.error);
    work(tx);
  });
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export async function read<T>(key: 'phone' | 'door'): Promise<T | null> {
  const db = await open();
  return ((await answer(db.transaction('kept').objectStore('kept').get(key))) as T | undefined) ?? null;
}

export function keep(key: 'phone' | 'door', value: Phone | Kept | null): Promise<void> {
  return write((tx) => {
    const store = tx.objectStore('kept');
    if (value === null) store.delete(key);
    else store.put(value, key);
  });
}

export function putOut(waiting: Waiting): Promise<void> {
  return write((tx) => void tx.objectStore('outbox').add(waiting));
}

/** In the order in which it was done. */
export async function outbox(): Promise<Sent[]> {
  const db = await open();
  const store = db.transaction('outbox').objectStore('outbox');
  const [keys, values] = await Promise.all([
    answer(store.getAllKeys()),
    answer(store.getAll() as IDBRequest<Waiting[]>),
  ]);
  return keys.map((key, i) => ({ key: key as number, waiting: values[i]! }));
}

/** What arrived goes out of the outbox in the moment in which the list takes it up. */
export function takeUp(keys: readonly number[], door: Kept | null): Promise<void> {
  return write((tx) => {
    for (const key of keys) tx.objectStore('outbox').delete(key);
    if (door) tx.objectStore('kept').put(door, 'door');
  });
}
