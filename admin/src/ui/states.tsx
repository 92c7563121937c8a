// What a screen shows when it does not (yet) have what it wants to show.

import { Skeleton } from '@mantine/core';
import { NoAnswerError, ProblemError } from '@pr8werk/shared/client.ts';
import type { ReactNode } from 'react';
import { useT } from '../language.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icons.tsx';
import { Note } from './note.tsx';
import css from './states.module.css';
import { showToast } from './toast.tsx';
import { failureOf } from './use-form.ts';

/** The part of a query that decides what to show; TanStack's results fit. */
interface Asked<D> {
  data: D | undefined;
  error: unknown;
  refetch: () => unknown;
}

interface LoadedProps<D> {
  query: Asked<D>;
  lines?: number;
  /** What will come, so that nothing jumps: lines of text, rows of a list, a whole page. */
  shape?: BonesShape;
  children: (data: D) => ReactNode;
}

/** Data when there is any, also old data while new comes; else bones; else what went wrong. */
export function Loaded<D>({ query, lines = 5, shape = 'text', children }: LoadedProps<D>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failed error={query.error} onRetry={() => query.refetch()} />;
  return <Bones lines={lines} shape={shape} />;
}

type BonesShape = 'text' | 'rows' | 'page';

export function Bones({ lines = 5, shape = 'text' }: { lines?: number; shape?: BonesShape }) {
  const t = useT();
  return (
    <>
      <span className="pr-hidden" role="status">
        {t('ui.loading')}
      </span>
      {shape === 'rows' ? (
        <Rows lines={lines} />
      ) : shape === 'page' ? (
        <WholePage lines={lines} />
      ) : (
        <Lines lines={lines} />
      )}
    </>
  );
}

function WholePage({ lines }: { lines: number }) {
  return (
    <div className={css.page}>
      <Skeleton height={30} width="14rem" />
      <Skeleton height={14} width="min(26rem, 80%)" />
      <div className={css.card}>
        <Rows lines={lines} />
      </div>
    </div>
  );
}

function Rows({ lines }: { lines: number }) {
  return (
    <div className={css.rows} aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have nothing else to tell them apart
        <div key={index}>
          <Skeleton height={16} width={`${[58, 42, 66, 50, 36][index % 5]}%`} />
          <Skeleton height={14} width="70%" />
          <Skeleton height={14} width="50%" />
        </div>
      ))}
    </div>
  );
}

function Lines({ lines }: { lines: number }) {
  return (
    <div className={css.lines}>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have nothing else to tell them apart
        <Skeleton key={index} height={index === 0 ? 22 : 16} width={`${[46, 92, 84, 96, 70][index % 5]}%`} />
      ))}
    </div>
  );
}

export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useT();
  const failure = failureOf(error, t);
  const isRefused = error instanceof ProblemError && error.problem.status < 500;
  return (
    <div className={css.failed}>
      <Note tone="bad" title={isRefused ? failure.message : t('ui.load-failed')} isNews>
        {!isRefused && <p>{error instanceof NoAnswerError ? t('ui.no-answer-load') : failure.message}</p>}
        {failure.requestId && <RequestId id={failure.requestId} />}
        {onRetry && !isRefused && (
          <Button size="xs" onClick={onRetry} icon={<Icon name="refresh" />} className="pr-retry">
            {t('ui.retry')}
          </Button>
        )}
      </Note>
    </div>
  );
}

/** What one gives to who helps: this request, and no other, stands under it in the log. */
export function RequestId({ id }: { id: string }) {
  const t = useT();
  const copy = () =>
    navigator.clipboard.writeText(id).then(
      () => showToast({ message: t('ui.copied') }),
      () => showToast({ kind: 'failed', message: t('ui.copy-failed') }),
    );
  return (
    <p className={css.request}>
      <span className="pr-small">{t('ui.request-id', { id })}</span>
      <Button size="compact-xs" icon={<Icon name="copy" size={14} />} onClick={copy}>
        {t('ui.copy')}
      </Button>
    </p>
  );
}

interface EmptyProps {
  icon?: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function Empty({ icon = 'empty', title, children, action }: EmptyProps) {
  return (
    <div className={css.empty}>
      <Icon name={icon} size={30} />
      <p className={css.emptyTitle}>{title}</p>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

export function OnlyHeard({ children }: { children: ReactNode }) {
  return <span className="pr-hidden">{children}</span>;
}
