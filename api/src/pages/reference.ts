// The reference of the api, made from its own OpenAPI description on first use. Ours and not a ready-made viewer: those
// need scripts from a policy we do not have, and fail where people use a keyboard or a telephone.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import { aboutMessages } from '@pr8werk/shared/messages/about.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { type Html, html } from '#api/http/html.ts';
import { sendPage } from '#api/pages/layout.ts';
import {
  exampleOf,
  type Member,
  membersHtml,
  membersOf,
  type Schema,
  type Schemas,
  typeHtml,
} from '#api/pages/reference-schema.ts';
import { visitOf } from '#api/pages/visit.ts';

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  example?: unknown;
  schema: Schema;
}

interface Body {
  required?: boolean;
  content?: Record<string, { schema?: Schema }>;
}

interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: Body;
  security?: unknown[];
  responses: Record<string, Body & { description: string }>;
}

export interface Description {
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Schemas };
}

interface Listed {
  path: string;
  method: string;
  operation: Operation;
}

export function referencePages(app: App, ctx: Context): void {
  let reference: Html | null = null;
  app.route({
    method: 'GET',
    url: '/docs',
    config: { access: anyone, limit: 'public' },
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const t = translator(aboutMessages, visit.language);
      reference ??= referenceHtml(app.swagger() as unknown as Description);
      const content = html`<h1>${t('docs.title')}</h1><p class="lead">${t('docs.short')}</p>
<ul><li><a href="/v1/openapi.json">${t('docs.file')}</a></li><li><a href="${visit.link('/problems')}">${t('docs.problems')}</a></li></ul>
<div lang="en">${reference}</div>`;
      return sendPage(request, reply, {
        visit,
        title: t('docs.title'),
        description: t('docs.short'),
        canonical: `${ctx.config.publicUrl}/docs`,
        content,
      });
    },
  });
}

export function referenceHtml(api: Description): Html {
  const all = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Listed => ({ path, method, operation })),
  );
  const byTag = api.tags
    .map((tag) => ({ tag, operations: all.filter((it) => it.operation.tags?.includes(tag.name)) }))
    .filter((it) => it.operations.length > 0);
  const server = api.servers[0]!.url;
  const schemas = Object.entries(api.components.schemas);
  return html`<p class="long">${api.info.description} Version ${api.info.version}, at <code>${server}</code>.</p>
<div class="reference"><nav aria-label="Contents"><ul>
${byTag.map(({ tag }) => html`<li><a href="#tag-${tag.name}">${capital(tag.name)}</a></li>`)}
<li><a href="#schemas">Schemas</a></li></ul></nav>
<div>${byTag.map(
    ({
      tag,
      operations,
    }) => html`<section aria-labelledby="tag-${tag.name}"><h2 id="tag-${tag.name}">${capital(tag.name)}</h2><p>${tag.description}</p>
${operations.map((it) => operationHtml(it, server, api.components.schemas))}</section>`,
  )}
<section aria-labelledby="schemas"><h2 id="schemas">Schemas</h2>
${schemas.map(([name, schema]) => schemaHtml(name, schema))}</section></div></div>`;
}

function schemaHtml(name: string, schema: Schema): Html {
  return html`<details class="op" id="schema-${name}"><summary><h3>${name}</h3></summary>${schema.description ? html`<p>${schema.description}</p>` : null}${membersOf(schema)}</details>`;
}

function operationHtml({ path, method, operation }: Listed, server: string, schemas: Schemas): Html {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  const body = schemaOf(requestBody);
  const isPublic = operation.security?.length === 0;
  const members = parameters.map(
    (it): Member => ({
      name: it.name,
      schema: it.schema,
      isRequired: it.required ?? false,
      description: it.description,
      where: places[it.in] ?? it.in,
    }),
  );
  return html`<details class="op" id="${operationId}"><summary><h3>${summary}</h3><span class="path"><b class="${method}">${method.toUpperCase()}</b> <code>${breakable(path)}</code></span></summary>
<p>${description ? html`${description}<br>` : null}<span class="soft">${isPublic ? 'Anyone may call this.' : 'Needs a session.'}</span></p>
${members.length > 0 ? html`<h4>Parameters</h4>${membersHtml(members)}` : null}
${body ? html`<h4>Body</h4>${body.properties ? membersOf(body) : html`<p>${typeHtml(body)}</p>`}` : null}
<h4>Answers</h4><dl class="members">${Object.entries(responses).map(([status, it]) => answerHtml(status, it))}</dl>
<h4>Example</h4>${example({ path, method, operation }, server, schemas)}</details>`;
}

const places: Record<string, string> = { path: 'in the path', query: 'in the query', header: 'in a header' };

function answerHtml(status: string, answer: Body & { description: string }): Html {
  const schema = schemaOf(answer);
  const isPage = schema?.properties?.items?.items;
  const shown =
    schema && schema.type !== 'null'
      ? isPage
        ? html`page of ${typeHtml(schema.properties!.items!.items!)}`
        : typeHtml(schema)
      : null;
  return html`<div><dt><code>${status}</code></dt><dd>${codes(answer.description)}${shown ? html`<br><span class="soft">${shown}</span>` : null}</dd></div>`;
}

function schemaOf(body: Body | undefined): Schema | null {
  return Object.values(body?.content ?? {})[0]?.schema ?? null;
}

/** `code` in a description becomes code; one that is a problem's code leads to its page. */
function codes(text: string): Html {
  const pieces = text.split('`').map((it, index) => {
    if (index % 2 === 0) return html`${it}`;
    return html`<a href="/problems/${it}"><code>${it}</code></a>`;
  });
  return html`${pieces}`;
}

/** As a command for a terminal; what anyone may look at is a plain link besides. */
function example({ path, method, operation }: Listed, server: string, schemas: Schemas): Html {
  const { parameters = [], requestBody, security } = operation;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((it) => it.in === 'path' && it.name === name);
    return encodeURIComponent(String(parameter?.example ?? exampleOf(parameter?.schema ?? {}, schemas)));
  });
  const url = server + filled;
  const body = schemaOf(requestBody);
  const lines = [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} '${url}'`,
    ...parameters
      .filter((it) => it.in === 'header' && it.required)
      .map((it) => `-H '${it.name}: ${it.name === 'if-match' ? '"v1"' : crypto.randomUUID()}'`),
    ...(security?.length === 0 ? [] : [`-b '__Host-pr8werk=…'`]),
    ...(body
      ? [
          `-H 'content-type: application/json'`,
          `-d '${JSON.stringify(exampleOf(body, schemas), null, 1).replaceAll("'", "'\\''")}'`,
        ]
      : []),
  ];
  // an address with an id in it would lead nowhere
  const isTryable =
    method === 'get' &&
    security?.length === 0 &&
    !parameters.some((it) => it.in === 'path' && it.schema.format === 'uuid');
  return html`<pre tabindex="0" role="region" aria-label="Example: ${operation.summary}"><code>${lines.join(' \\\n  ')}</code></pre>${isTryable ? html`<p><a href="${url}">Try it: ${filled}</a></p>` : null}`;
}

/** A long path breaks after a slash, not within a word. */
function breakable(path: string): Html {
  return html`${path.split(/(?<=\/)/).map((it) => html`${it}<wbr>`)}`;
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
