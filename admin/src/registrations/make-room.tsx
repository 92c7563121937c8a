import type { RegistrationView } from '@pr8werk/shared/registrations.ts';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Row, Stack } from '../ui/layout.tsx';
import { countsQuery } from './queries.ts';
import { useActs } from './use-acts.ts';

interface MakeRoomProps {
  registration: RegistrationView | null;
  programme: string;
  event: string;
  onDone: () => void;
}

/** The meeting is full: one place more, in the same act. */
export function MakeRoom({ registration, programme, event, onDone }: MakeRoomProps) {
  const t = useT();
  const capacity = useQuery(countsQuery(programme, event)).data?.capacity ?? null;
  const acts = useActs(programme, event);
  const raise = async () => {
    if (registration) await acts.promote(registration, 'raise');
    onDone();
  };
  return (
    <Dialog title={t('registrations.full-title')} isOpen={registration !== null} onClose={onDone}>
      <Stack gap={4}>
        <p>
          {capacity === null
            ? t('registrations.full-text', { name: registration?.name ?? '' })
            : t('registrations.full-text-capacity', { name: registration?.name ?? '', capacity, more: capacity + 1 })}
        </p>
        <Row gap={2}>
          <Button look="primary" onClick={raise} isBusy={acts.isBusy}>
            {t('registrations.raise')}
          </Button>
          <Button look="quiet" onClick={onDone}>
            {t('registrations.keep-waiting')}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  );
}
