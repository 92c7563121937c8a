// When there is no screen to show: an address that leads nowhere, and a fault of ours.

import { NoAnswerError, ProblemError } from '@pr8werk/shared/client.ts';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useT } from '../language.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Row, usePageTitle } from '../ui/layout.tsx';
import { Bones, RequestId } from '../ui/states.tsx';
import css from './shell.module.css';

export function NotFoundPage() {
  const t = useT();
  usePageTitle(t('shell.not-found'));
  return (
    <div className={css.lost}>
      <h1>{t('shell.not-found')}</h1>
      <p>{t('shell.not-found-text')}</p>
      <LinkButton to="/" look="primary">
        {t('shell.to-start')}
      </LinkButton>
    </div>
  );
}

/** Where no shell stands around it. */
export function NotFoundOutside() {
  return (
    <main id="main">
      <NotFoundPage />
    </main>
  );
}

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const t = useT();
  const router = useRouter();
  const again = () => router.invalidate().then(reset);
  usePageTitle(t('ui.went-wrong'));
  const isSilent = error instanceof NoAnswerError;
  useWhenBack(isSilent, again);
  const isOld = /dynamically imported module|module script/i.test(String(error));
  return (
    <div className={css.lost} role="alert">
      <h1>{isSilent ? t('shell.no-answer-title') : t('ui.went-wrong')}</h1>
      <p>{isSilent ? t('shell.no-answer') : isOld ? t('shell.new-version') : t('shell.error-text')}</p>
      {error instanceof ProblemError && <RequestId id={error.problem.requestId} />}
      <Row gap={2}>
        {!isOld && (
          <Button look="primary" onClick={again} className="pr-retry">
            {t('ui.retry')}
          </Button>
        )}
        <Button look={isOld ? 'primary' : 'quiet'} onClick={() => location.reload()}>
          {t('shell.reload')}
        </Button>
      </Row>
    </div>
  );
}

/** Nobody has to press a button for what the network did. */
function useWhenBack(isWaiting: boolean, go: () => void): void {
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    if (!isWaiting) return;
    const back = () => latest.current();
    addEventListener('online', back);
    return () => removeEventListener('online', back);
  }, [isWaiting]);
}

export function PendingPage() {
  return <Bones lines={6} shape="page" />;
}

export function NoProgrammePage() {
  const t = useT();
  usePageTitle(t('shell.no-programme'));
  return (
    <div className={css.lost}>
      <h1>{t('shell.no-programme')}</h1>
      <p>{t('shell.no-programme-text')}</p>
    </div>
  );
}
