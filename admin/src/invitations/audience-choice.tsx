// Who is chosen, by what is known of them; and at once how many that are, and who gets nothing and why.

import type { Audience, AudienceView, ExclusionReason, MailingKind } from '@pr8werk/shared/mailings.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { titleOf } from '../events/event-words.tsx';
import { eventsQuery } from '../events/queries.ts';
import { useLanguage } from '../language.ts';
import { networksQuery } from '../organisations/queries.ts';
import { contactFacetsQuery } from '../people/queries.ts';
import { registrationRoles } from '../search-params.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FilterSelect, SearchField } from '../ui/filters.tsx';
import { Note } from '../ui/note.tsx';
import { sayNumber } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import css from './invitations.module.css';
import { audienceQuery } from './queries.ts';
import { useT } from './words.ts';

interface ChoiceProps {
  programme: string;
  kind: MailingKind;
  audience: Audience;
  onChoose: (audience: Audience) => void;
}

const statuses = ['confirmed', 'waiting', 'offered', 'requested'] as const;

/** Without what was put back to "everything". */
function without(audience: Audience): Audience {
  return Object.fromEntries(Object.entries(audience).filter(([, it]) => it !== undefined && it !== '')) as Audience;
}

export function AudienceChoice({ programme, kind, audience, onChoose }: ChoiceProps) {
  const t = useT();
  const choose = (change: Partial<Audience>) => onChoose(without({ ...audience, ...change }));
  const role = (
    <FilterSelect
      label={t('registrations.role')}
      value={audience.role ?? ''}
      onChoose={(value) => choose({ role: registrationRoles.find((it) => it === value) })}
      options={[
        { value: '', label: t('registrations.all-roles') },
        ...registrationRoles.map((it) => ({ value: it, label: t(`registrations.role.${it}`) })),
      ]}
    />
  );
  if (kind === 'message')
    return (
      <div className={css.choices}>
        <FilterSelect
          label={t('invite.status')}
          value={audience.status ?? ''}
          onChoose={(value) => choose({ status: statuses.find((it) => it === value) })}
          options={[
            { value: '', label: t('invite.status-all') },
            ...statuses.map((it) => ({ value: it, label: t(`invite.status.${it}`) })),
          ]}
        />
        {role}
      </div>
    );
  return (
    <div className={css.choices}>
      <ByNetwork programme={programme} audience={audience} choose={choose} />
      <ByFacet programme={programme} audience={audience} choose={choose} />
      {role}
      <ByEarlier programme={programme} audience={audience} choose={choose} />
      <SearchField
        label={t('people.search')}
        value={audience.search ?? ''}
        onSearch={(search) => choose({ search: search || undefined })}
      />
    </div>
  );
}

interface PartProps {
  programme: string;
  audience: Audience;
  choose: (change: Partial<Audience>) => void;
}

function ByNetwork({ programme, audience, choose }: PartProps) {
  const t = useT();
  const networks = useQuery(networksQuery(programme)).data?.items ?? [];
  if (networks.length === 0) return null;
  return (
    <FilterSelect
      label={t('people.network')}
      value={audience.network ?? ''}
      onChoose={(network) => choose({ network: network || undefined })}
      options={[{ value: '', label: t('ui.all') }, ...networks.map((it) => ({ value: it.slug, label: it.name }))]}
    />
  );
}

function ByFacet({ programme, audience, choose }: PartProps) {
  const t = useT();
  const facets = useQuery(contactFacetsQuery(programme)).data;
  return (['municipality', 'discipline'] as const).map((it) => {
    const names = facets?.[it === 'municipality' ? 'municipalities' : 'disciplines'] ?? [];
    if (names.length === 0) return null;
    return (
      <FilterSelect
        key={it}
        label={t(`people.${it}`)}
        value={audience[it] ?? ''}
        onChoose={(value) => choose({ [it]: value || undefined })}
        options={[
          { value: '', label: t('ui.all') },
          ...names.map((one) => ({ value: one.name, label: `${one.name} (${one.people})` })),
        ]}
      />
    );
  });
}

/** At any meeting, at none, or at one. */
function ByEarlier({ programme, audience, choose }: PartProps) {
  const t = useT();
  const language = useLanguage();
  const events = useInfiniteQuery(eventsQuery(programme, { status: 'held' })).data?.pages[0]?.items ?? [];
  return (
    <FilterSelect
      label={t('people.attended')}
      value={audience.attendedEvent ?? audience.attended ?? ''}
      onChoose={(value) => {
        const attended = (['yes', 'no'] as const).find((it) => it === value);
        choose({ attended, attendedEvent: attended || !value ? undefined : value });
      }}
      options={[
        { value: '', label: t('ui.all') },
        { value: 'yes', label: t('people.attended-yes') },
        { value: 'no', label: t('people.attended-no') },
        ...events
          .filter((it) => it.source === null)
          .map((it) => ({ value: it.id, label: `${t('invite.attended-event')} ${titleOf(it, language)}` })),
      ]}
    />
  );
}

interface ReachProps {
  programme: string;
  event: string;
  kind: MailingKind;
  audience: Audience;
}

type Shown = 'reached' | ExclusionReason;

/** What is counted here is what is sent. */
export function Reach(props: ReachProps) {
  const { programme, event, ...asked } = props;
  const t = useT();
  const query = useQuery(audienceQuery(programme, event, asked));
  const [shown, setShown] = useState<Shown | null>(null);
  return (
    <Loaded query={query} lines={2}>
      {(view) => (
        <div className={query.isPlaceholderData ? css.old : undefined} aria-busy={query.isPlaceholderData}>
          <Counted view={view} onShow={setShown} />
          {view.remindedLately > 0 && (
            <Note tone="warn">
              <p>{t('invite.soon', { count: view.remindedLately })}</p>
            </Note>
          )}
          <Dialog title={t('invite.names')} isOpen={shown !== null} onClose={() => setShown(null)}>
            {shown && <Names {...props} shown={shown} view={view} />}
          </Dialog>
        </div>
      )}
    </Loaded>
  );
}

function Counted({ view, onShow }: { view: AudienceView; onShow: (shown: Shown) => void }) {
  const t = useT();
  const language = useLanguage();
  const excluded = view.chosen - view.reached;
  return (
    <div className={css.reach}>
      <p className={css.reachFigure} role="status">
        {view.reached === 0 ? t('invite.reached-none') : t('invite.reached', { count: view.reached })}
      </p>
      {view.reached > 0 && (
        <button type="button" className={css.linkish} onClick={() => onShow('reached')}>
          {t('invite.reached-show')}
        </button>
      )}
      {excluded > 0 && (
        <>
          <p>{t('invite.excluded', { count: excluded })}</p>
          <ul className={css.reasons}>
            {view.excluded.map((it) => (
              <li key={it.reason}>
                <button type="button" className={css.linkish} onClick={() => onShow(it.reason)}>
                  {t(`invite.reason.${it.reason}`, { count: sayNumber(it.people, language) })}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Names({ programme, event, kind, audience, shown, view }: ReachProps & { shown: Shown; view: AudienceView }) {
  const t = useT();
  const query = useQuery(audienceQuery(programme, event, { kind, audience, show: shown }));
  const all = shown === 'reached' ? view.reached : (view.excluded.find((it) => it.reason === shown)?.people ?? 0);
  return (
    <Loaded query={query} lines={6}>
      {({ people }) => (
        <>
          <p className="pr-soft">
            {shown === 'reached' ? t('invite.reached', { count: all }) : t(`invite.why.${shown}`)}
          </p>
          <ul className={css.names}>
            {people.map((it) => (
              <li key={it.contact}>
                <Link to="/$programme/personen/$contact" params={{ programme, contact: it.contact }}>
                  {it.name}
                </Link>
                <span className="pr-soft">{it.email}</span>
                {it.reminded > 0 && <span className="pr-soft">{t('invite.reminded', { count: it.reminded })}</span>}
              </li>
            ))}
          </ul>
          {all > people.length && <p className="pr-soft pr-small">{t('invite.names-more', { count: all })}</p>}
        </>
      )}
    </Loaded>
  );
}
