// What to paste on a site so that people can sign up there, how it looks, and what came from it.

import type { EventView } from '@pr8werk/shared/events.ts';
import { eventSiteWords } from '@pr8werk/shared/messages/admin/event-site.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { programmeQuery } from '../settings/queries.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { TextField } from '../ui/fields.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Section, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { Segments } from '../ui/segments.tsx';
import { slugOf } from '../ui/slug.ts';
import { showToast } from '../ui/toast.tsx';
import { titleOf } from './event-words.tsx';
import css from './events.module.css';
import { eventQuery } from './queries.ts';
import siteCss from './site.module.css';
import { LookFields } from './site-look.tsx';
import { SiteResults } from './site-results.tsx';
import { useT } from './site-words.ts';
import { cssOf, frameOf, type Look, type SiteKind, type SnippetGiven, siteKinds, snippetOf } from './snippets.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/op-je-site');

export function OnYourSite() {
  const { programme, event: id } = route.useParams();
  const event = useQuery(eventQuery(programme, id)).data?.body;
  const mayRead = useMay(programme)('registrations:read');
  if (!event) return null;
  return (
    <Stack gap={5}>
      <ToPaste event={event} programme={programme} />
      <PosterSection event={event} programme={programme} />
      {mayRead && <SiteResults event={event} programme={programme} />}
    </Stack>
  );
}

interface OfEvent {
  event: EventView;
  programme: string;
}

function ToPaste({ event, programme }: OfEvent) {
  const t = useT();
  const [which, setWhich] = useState<'this' | 'next'>('this');
  const [language, setLanguage] = useState<'nl' | 'en'>('nl');
  const [kind, setKind] = useState<SiteKind>('html');
  const [source, setSource] = useState('');
  const [look, setLook] = useState<Look>({});
  const inForm = translator(eventSiteWords, language);
  const accent = useQuery(programmeQuery(programme)).data?.body.accent ?? null;
  const given: SnippetGiven = {
    host: new URL(event.publicUrl, location.href).origin,
    programme,
    slug: which === 'next' ? 'next' : event.slug,
    source: slugOf(source),
    look,
    linkText: inForm('events.sign-up-for', {
      title: which === 'next' ? inForm('events.site-next-meeting') : titleOf(event, language),
    }),
    language,
  };
  const isForOne = kind === 'wordpress-link' && which === 'next';
  return (
    <>
      {event.status === 'draft' && <Note tone="warn">{t('events.site-draft')}</Note>}
      <Section title={t('events.site-settings')} intro={t('events.site-source-intro')}>
        <div className={siteCss.settings}>
          <TextField
            name="source"
            value={source}
            onChange={setSource}
            onLabel={() => {}}
            error={undefined}
            label={t('events.site-source-label')}
            isOptional
          />
          <Labelled label={t('events.site-which')} hint={t('events.site-which-hint')}>
            <Segments
              label={t('events.site-which')}
              value={which}
              onChoose={setWhich}
              options={(['this', 'next'] as const).map((it) => ({ value: it, label: t(`events.site-which.${it}`) }))}
            />
          </Labelled>
          <Labelled label={t('events.site-language')}>
            <Segments
              label={t('events.site-language')}
              value={language}
              onChoose={setLanguage}
              options={(['nl', 'en'] as const).map((it) => ({ value: it, label: t(`ui.language.${it}`) }))}
            />
          </Labelled>
          <div className={siteCss.whole}>
            <Labelled label={t('events.site-kind')}>
              <Segments
                label={t('events.site-kind')}
                value={kind}
                onChoose={setKind}
                options={siteKinds.map((it) => ({ value: it, label: t(`events.site-kind.${it}`) }))}
              />
            </Labelled>
          </div>
        </div>
        <p className={siteCss.how}>{t(`events.site-how.${kind}`)}</p>
        <Snippet text={snippetOf(kind, isForOne ? { ...given, slug: event.slug } : given)} />
        {kind === 'wordpress-plugin' && cssOf(look) && (
          <>
            <p className={siteCss.how}>{t('events.site-css')}</p>
            <Snippet text={cssOf(look)} />
          </>
        )}
        <p className={siteCss.more}>
          <a href={`/${programme}/webmasters`} target="_blank" rel="noreferrer">
            {t('events.site-more')}
          </a>
        </p>
      </Section>
      <Section title={t('events.site-preview')} intro={t('events.site-preview-intro')}>
        <div className={siteCss.look}>
          <Preview address={isPublic(event) || which === 'next' ? frameOf({ ...given, host: '' }) : null} />
          <LookFields look={look} accent={accent} onChange={setLook} />
        </div>
      </Section>
    </>
  );
}

const isPublic = (event: EventView) => event.status !== 'draft' && event.startsAt !== null;

function Labelled({ label, hint, children }: { label: string; hint?: string; children: React.ReactNode }) {
  return (
    <div className={siteCss.labelled}>
      <span className={siteCss.label} aria-hidden="true">
        {label}
      </span>
      {children}
      {hint && <span className="pr-soft pr-small">{hint}</span>}
    </div>
  );
}

/** Without forms in its sandbox nothing can be sent; without its origin it can reach nothing of ours. */
function Preview({ address }: { address: string | null }) {
  const t = useT();
  if (address === null) return <p className="pr-soft">{t('events.site-preview-draft')}</p>;
  return (
    <iframe
      key={address}
      src={address}
      title={t('events.site-preview')}
      sandbox="allow-scripts"
      loading="lazy"
      className={siteCss.frame}
    />
  );
}

function Snippet({ text }: { text: string }) {
  const t = useT();
  const [copied, setCopied] = useState('');
  const isCopied = copied === text;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
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
        <Button icon={<Icon name={isCopied ? 'check' : 'copy'} />} onClick={copy}>
          {isCopied ? t('ui.copied') : t('ui.copy')}
        </Button>
      </Row>
    </>
  );
}

function PosterSection({ event, programme }: OfEvent) {
  const t = useT();
  return (
    <Section
      title={t('events.poster')}
      intro={t('events.poster-intro')}
      actions={
        <LinkButton
          to="/$programme/bijeenkomsten/$event/affiche"
          params={{ programme, event: event.id }}
          icon={<Icon name="outside" />}
        >
          {t('events.poster-open')}
        </LinkButton>
      }
    >
      {event.status === 'draft' && <p className="pr-soft">{t('events.poster-draft')}</p>}
    </Section>
  );
}
