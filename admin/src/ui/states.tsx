// What a screen shows when it does not (yet) have what it wants to show.

import { Skeleton } from '@mantine/core';
import { NoAnswerError, ProblemError } from '@pr8werk/shared/client.ts';
import type { ReactNode } from 'react';
import { useT } from '../language.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icons.tsx';
import { Note } from './note.tsx';
import css from './states.module.css';
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
  children: (data: D) => ReactNode;
}

/** Data when there is any, also old data while new comes; else bones; else what went wrong. */
export function Loaded<D>({ query, lines = 5, children }: LoadedProps<D>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failed error={query.error} onRetry={() => query.refetch()} />;
  return <Bones lines={lines} />;
}

export function Bones({ lines = 5 }: { lines?: number }) {
  const t = useT();
  return (
    <div className={css.lines}>
      <span className="pr-hidden" role="status">
        {t('ui.loading')}
      </span>
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
        {failure.requestId && <p className="pr-small">{t('ui.request-id', { id: failure.requestId })}</p>}
        {onRetry && !isRefused && (
          <Button size="xs" onClick={onRetry} icon={<Icon name="refresh" />} className="pr-retry">
            {t('ui.retry')}
          </Button>
        )}
      </Note>
    </div>
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
