// Going to another screen with something typed and not saved asks first, in the console's own words; closing the tab is
// asked by the browser (use-form.ts).

import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useT } from '../language.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { holdForm } from './held-forms.ts';
import { Row, Stack } from './layout.tsx';

interface LeaveGuardProps {
  /** Asked at the moment of going: a form that was just saved lets go. */
  holds: () => boolean;
  /** What was typed is kept in this tab, and offered back. */
  isKept?: boolean;
}

export function LeaveGuard({ holds, isKept }: LeaveGuardProps) {
  const t = useT();
  const latest = useRef(holds);
  latest.current = holds;
  useEffect(() => holdForm(() => latest.current()), []);
  const blocker = useBlocker({
    // Another part of the same screen is no leaving.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && holds(),
    enableBeforeUnload: false,
    withResolver: true,
  });
  const stay = () => blocker.reset?.();
  return (
    <Dialog title={t('ui.leave-title')} isOpen={blocker.status === 'blocked'} onClose={stay} size="sm">
      <Stack gap={4}>
        <p>{t(isKept ? 'ui.leave-kept' : 'ui.leave-lost')}</p>
        <Row gap={2}>
          <Button look="primary" onClick={stay}>
            {t('ui.leave-stay')}
          </Button>
          <Button look="quiet" onClick={() => blocker.proceed?.()}>
            {t('ui.leave-go')}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  );
}
