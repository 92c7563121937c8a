// The first floor of "Plaats op je site": what to paste, made from the meeting itself.

import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Section, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { slugOf } from '../ui/slug.ts';
import { showToast } from '../ui/toast.tsx';
import { titleOf } from './event-words.tsx';
import css from './events.module.css';
import { eventQuery } from './queries.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/op-je-site');

export function OnYourSite() {
  const t = useT();
  const { programme, event: id } = route.useParams();
  const event = useQuery(eventQuery(programme, id)).data?.body;
  const [source, setSource] = useState('');
  if (!event) return null;
  const from = { source: slugOf(source), url: event.publicUrl, label: t('events.sign-up') };
  const next = { ...from, url: new URL(`/${programme}/e/next`, event.publicUrl).href };
  return (
    <Stack gap={5}>
      {event.status === 'draft' && <Note tone="warn">{t('events.site-draft')}</Note>}
      <Section title={t('events.site-source')} intro={t('events.site-source-intro')}>
        <TextField
          name="source"
          value={source}
          onChange={setSource}
          onLabel={() => {}}
          error={undefined}
          label={t('events.site-source-label')}
          isOptional
          width="18rem"
        />
      </Section>
      <Section title={t('events.site-form')} intro={t('events.site-form-intro')}>
        <Snippet text={snippet({ ...from, event: `${programme}/${event.slug}`, title: titleOf(event, 'nl') })} />
      </Section>
      <Section title={t('events.site-next')} intro={t('events.site-next-intro')}>
        <Snippet text={snippet({ ...next, event: `${programme}/next`, title: t('events.site-next-meeting') })} />
      </Section>
      <Section title={t('events.site-link')} intro={t('events.site-link-intro')}>
        <Snippet text={linkTo(from)} />
      </Section>
    </Stack>
  );
}

function Snippet({ text }: { text: string }) {
  const t = useT();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      showToast({ message: t('ui.copied') });
    } catch {
      showToast({ kind: 'failed', message: t('ui.copy-failed') });
    }
  };
  return (
    <>
      <pre className={css.code}>
        <code>{text}</code>
      </pre>
      <Row>
        <Button icon={<Icon name="copy" />} onClick={copy}>
          {t('ui.copy')}
        </Button>
      </Row>
    </>
  );
}

interface From {
  source: string;
  url: string;
  label: string;
}

function linkTo({ url, source }: From): string {
  return source ? `${url}?source=${source}` : url;
}

function snippet({ event, title, ...from }: From & { event: string; title: string }): string {
  const host = new URL(from.url, location.href).origin;
  const source = from.source ? ` source="${from.source}"` : '';
  return [
    `<script type="module" src="${host}/embed/v1.js"></script>`,
    `<pr8werk-signup event="${event}"${source}>`,
    `  <a href="${asHtml(linkTo(from))}">${asHtml(`${from.label} ${title}`)}</a>`,
    '</pr8werk-signup>',
  ].join('\n');
}

function asHtml(text: string): string {
  return text.replace(/[&<>"]/g, (it) => `&#${it.charCodeAt(0)};`);
}
