/// <reference lib="webworker" />
// Keeps the page itself, so that it opens without network. Only what lies under /zaal/; data is never kept here.

const me = self as unknown as ServiceWorkerGlobalScope;
const cacheName = 'zaal-__VERSION__';
const files = ['__FILES__'];

me.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(files.map((it) => new Request(it, { cache: 'reload' }))))
      .then(() => me.skipWaiting()),
  );
});

me.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((it) => it !== cacheName).map((it) => caches.delete(it))))
      .then(() => me.clients.claim()),
  );
});

me.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== me.location.origin || !url.pathname.startsWith('/zaal/')) return;
  const wanted = event.request.mode === 'navigate' ? '/zaal/' : event.request;
  event.respondWith(caches.match(wanted, { cacheName }).then((kept) => kept ?? fetch(event.request)));
});
