import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useIsConnectionLost } from '../connection.ts';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import css from './shell.module.css';

/** What one sees stays; it may be old. */
export function ConnectionBanner() {
  const t = useT();
  const queryClient = useQueryClient();
  const isLost = useIsConnectionLost();
  useEffect(() => {
    const back = () => void queryClient.refetchQueries({ type: 'active' });
    addEventListener('online', back);
    return () => removeEventListener('online', back);
  }, [queryClient]);
  return (
    <div role="status">
      {isLost && (
        <div className={css.banner}>
          <Icon name="offline" />
          <span>{t('shell.no-answer')}</span>
          <Button size="xs" onClick={() => queryClient.refetchQueries({ type: 'active' })}>
            {t('ui.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
