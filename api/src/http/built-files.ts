// The admin and the embed as they were built: files on disk, hashed names kept for a year, the admin's page with a fresh
// nonce in it so that its styles need no 'unsafe-inline'.

import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { repositoryRoot } from '#api/config.ts';
import type { App } from '#api/http/app-type.ts';
import { fail } from '#api/http/problems.ts';

const config = { access: { kind: 'public' } } as const;
const adminDist = join(repositoryRoot, 'admin/dist');
const zaalDist = join(repositoryRoot, 'zaal/dist');
const embedDist = join(repositoryRoot, 'embed/dist');

export async function builtFiles(app: App): Promise<void> {
  await app.register(fastifyStatic, {
    root: [adminDist, embedDist, zaalDist],
    serve: false,
    cacheControl: false,
    preCompressed: true,
  });

  app.get('/admin', { config }, async (_request, reply) => reply.redirect('/admin/', 308));
  app.get<{ Params: { '*': string } }>('/admin/*', { config }, async (request, reply) => {
    const path = request.params['*'];
    if (/^assets\/[\w.-]+$/.test(path)) {
      reply.header('cache-control', 'public, max-age=31536000, immutable');
      return sendExisting(reply, path, adminDist);
    }
    if (/^[\w-]+\.(svg|png|ico|webmanifest|txt)$/.test(path)) {
      reply.header('cache-control', 'public, max-age=3600');
      return sendExisting(reply, path, adminDist);
    }
    return adminPage(reply);
  });

  app.get('/zaal', { config }, async (_request, reply) => reply.redirect('/zaal/', 308));
  app.get<{ Params: { '*': string } }>('/zaal/*', { config }, async (request, reply) => {
    const path = request.params['*'] || 'index.html';
    if (/^assets\/[\w.-]+$/.test(path)) reply.header('cache-control', 'public, max-age=31536000, immutable');
    else if (/^[\w-]+\.(html|js|svg|webmanifest)$/.test(path)) reply.header('cache-control', 'no-cache');
    else throw fail('not-found');
    // a service worker fetches by the policy of its own file
    if (path === 'worker.js') reply.header('content-security-policy', "default-src 'none'; connect-src 'self'");
    if (path === 'index.html')
      reply
        .header('x-robots-tag', 'noindex')
        .header(
          'content-security-policy',
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
            "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        );
    return sendExisting(reply, path, zaalDist);
  });

  app.get<{ Params: { file: string } }>(
    '/embed/:file',
    { config: { ...config, anyOrigin: true } },
    async (request, reply) => {
      if (!/^[a-z0-9-]+\.js$/.test(request.params.file)) throw fail('not-found');
      reply.header('cache-control', 'public, max-age=3600');
      return sendExisting(reply, request.params.file, embedDist);
    },
  );
}

async function sendExisting(reply: FastifyReply, path: string, root: string): Promise<FastifyReply> {
  try {
    await stat(join(root, path));
  } catch {
    reply.removeHeader('cache-control');
    throw fail('not-found');
  }
  return reply.sendFile(path, root);
}

async function adminPage(reply: FastifyReply): Promise<FastifyReply> {
  const nonce = randomBytes(16).toString('base64');
  let page: string;
  try {
    page = await readFile(join(adminDist, 'index.html'), 'utf8');
  } catch {
    throw fail('not-found', {
      detail: {
        nl: 'De console is nog niet gebouwd; voer `pnpm build` uit.',
        en: 'The console is not built yet; run `pnpm build`.',
      },
    });
  }
  return reply
    .header(
      'content-security-policy',
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; ` +
        `frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    )
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex')
    .type('text/html; charset=utf-8')
    .send(page.replaceAll('__CSP_NONCE__', nonce));
}
