// The keys of networks: made, shown once, renewed without a gap, and ended.

import { endSecret, type KeyView, revokeKey, rotateKey } from '@pr8werk/shared/keys.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { useLanguage } from '../language.ts';
import { networksQuery } from '../organisations/queries.ts';
import { homeZone } from '../programmes/zone.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Section, Stack } from '../ui/layout.tsx';
import { Note, Tag } from '../ui/note.tsx';
import { sayDay, sayMoment } from '../ui/say.ts';
import { Empty, Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import css from './keys.module.css';
import { MakeKey } from './make-key.tsx';
import { keysQuery } from './queries.ts';
import { ShownOnce } from './shown-once.tsx';
import { useT } from './words.ts';

export function Keys({ programme }: { programme: string }) {
  const t = useT();
  const query = useQuery(keysQuery(programme));
  const networks = useQuery(networksQuery(programme));
  const mayWrite = useMay(programme)('keys:write');
  const [isMaking, setIsMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<KeyView | null>(null);
  const hasNetworks = (networks.data?.items.length ?? 0) > 0;
  const make = mayWrite && hasNetworks && (
    <Button icon={<Icon name="plus" />} onClick={() => setIsMaking(true)}>
      {t('machine.make')}
    </Button>
  );
  return (
    <Section
      title={t('machine.title')}
      intro={t('machine.intro')}
      actions={query.data?.items.length ? make : undefined}
    >
      <Loaded query={query} shape="rows" lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="link" title={t('machine.none')} action={make || undefined}>
              {t(networks.data && !hasNetworks ? 'machine.no-network' : 'machine.none-do')}
            </Empty>
          ) : (
            <ul className={css.keys}>
              {items.map((it) => (
                <Key
                  key={it.id}
                  it={it}
                  programme={programme}
                  mayWrite={mayWrite}
                  onSecret={setSecret}
                  onRevoke={() => setRevoking(it)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Dialog title={t('machine.make')} isOpen={isMaking} onClose={() => setIsMaking(false)}>
        <MakeKey
          programme={programme}
          networks={networks.data?.items ?? []}
          onMade={(it) => {
            setIsMaking(false);
            setSecret(it);
          }}
          onCancel={() => setIsMaking(false)}
        />
      </Dialog>
      <Dialog title={t('machine.shown-title')} isOpen={secret !== null} onClose={() => setSecret(null)}>
        {secret && <ShownOnce secret={secret} programme={programme} onDone={() => setSecret(null)} />}
      </Dialog>
      <Dialog title={t('machine.revoke-title')} isOpen={revoking !== null} onClose={() => setRevoking(null)}>
        {revoking && <Revoke it={revoking} programme={programme} onDone={() => setRevoking(null)} />}
      </Dialog>
    </Section>
  );
}

interface KeyProps {
  it: KeyView;
  programme: string;
  mayWrite: boolean;
  onSecret: (secret: string) => void;
  onRevoke: () => void;
}

const tones = { live: 'good', expired: 'warn', revoked: 'none' } as const;

function Key({ it, programme, mayWrite, onSecret, onRevoke }: KeyProps) {
  const t = useT();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const renew = useMutation({
    mutationFn: () => call(rotateKey, { params: { programme, key: it.id } }),
    onSuccess: ({ secret }) => onSecret(secret),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => queryClient.invalidateQueries(keysQuery(programme)),
  });
  const requests = it.days.reduce((sum, day) => sum + day.requests, 0);
  const day = (instant: string) => sayDay(instant, homeZone, language);
  const name = `${it.name}, ${it.network.name}`;
  const isLive = it.state === 'live';
  const ended = it.revokedAt ?? it.expiresAt;
  return (
    <li className={css.key}>
      <h3 className={css.name}>
        {it.name} <span className={css.soft}>{t('machine.for', { network: it.network.name })}</span>
        <Tag tone={tones[it.state]}>{t(`machine.state.${it.state}`)}</Tag>
      </h3>
      {isLive && it.secrets.length === 1 && <code className={css.prefix}>{it.secrets[0]!.prefix}…</code>}
      <p className={css.soft}>{it.scopes.map((scope) => t(`machine.scope.${scope}`)).join(' · ')}</p>
      <p className={css.soft}>
        {it.lastUsedAt
          ? t('machine.last-used', { when: sayMoment(it.lastUsedAt, homeZone, language) })
          : t('machine.never-used')}
        {requests > 0 && ` · ${t('machine.requests', { count: requests })}`}
        {' · '}
        {isLive
          ? it.expiresAt
            ? t('machine.until', { when: day(it.expiresAt) })
            : t('machine.until-revoked')
          : t('machine.ended-on', { when: day(ended!) })}
      </p>
      {isLive && it.secrets.length > 1 && <BothSecrets it={it} programme={programme} mayWrite={mayWrite} />}
      {mayWrite && it.state !== 'revoked' && (
        <Row gap={2}>
          {isLive && it.secrets.length === 1 && (
            <Button
              icon={<Icon name="refresh" />}
              isBusy={renew.isPending}
              onClick={() => renew.mutate()}
              aria-label={`${t('machine.renew')}: ${name}`}
            >
              {t('machine.renew')}
            </Button>
          )}
          <Button onClick={onRevoke} aria-label={`${t('machine.revoke')}: ${name}`}>
            {t('machine.revoke')}
          </Button>
        </Row>
      )}
    </li>
  );
}

/** While the site moves from the one to the other: which is used, and the end of the old one. */
function BothSecrets({ it, programme, mayWrite }: Pick<KeyProps, 'it' | 'programme' | 'mayWrite'>) {
  const t = useT();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const old = it.secrets[0]!;
  const end = useMutation({
    mutationFn: () => call(endSecret, { params: { programme, key: it.id, secret: old.id } }),
    onSuccess: () => showToast({ message: t('machine.old-ended') }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => queryClient.invalidateQueries(keysQuery(programme)),
  });
  return (
    <Note tone="info">
      <Stack gap={2}>
        <p>{t('machine.two')}</p>
        <ul className={css.secrets}>
          {it.secrets.map((secret, i) => (
            <li key={secret.id}>
              <strong>{t(i === 0 ? 'machine.old' : 'machine.new')}</strong> <code>{secret.prefix}…</code>{' '}
              {secret.lastUsedAt
                ? t('machine.last-used', { when: sayMoment(secret.lastUsedAt, homeZone, language) })
                : t('machine.never-used')}
            </li>
          ))}
        </ul>
        {mayWrite && (
          <Row gap={2}>
            <Button
              isBusy={end.isPending}
              onClick={() => end.mutate()}
              aria-label={`${t('machine.end-old')}: ${it.name}`}
            >
              {t('machine.end-old')}
            </Button>
          </Row>
        )}
      </Stack>
    </Note>
  );
}

function Revoke({ it, programme, onDone }: { it: KeyView; programme: string; onDone: () => void }) {
  const t = useT();
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => call(revokeKey, { params: { programme, key: it.id } }),
    onSuccess: () => showToast({ message: t('machine.revoked', { network: it.network.name }) }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: async () => {
      await queryClient.invalidateQueries(keysQuery(programme));
      onDone();
    },
  });
  return (
    <Stack gap={4}>
      <p>{t('machine.revoke-text', { network: it.network.name })}</p>
      <Row gap={2}>
        <Button look="danger" isBusy={revoke.isPending} onClick={() => revoke.mutate()}>
          {t('machine.revoke')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('ui.keep')}
        </Button>
      </Row>
    </Stack>
  );
}
