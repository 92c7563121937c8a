// A key, the one time that it is seen whole, and the line with which it is tried.

import { showOwnKey } from '@pr8werk/shared/keys.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { showToast } from '../ui/toast.tsx';
import css from './keys.module.css';
import { useT } from './words.ts';

interface ShownOnceProps {
  secret: string;
  programme: string;
  onDone: () => void;
}

export function ShownOnce({ secret, programme, onDone }: ShownOnceProps) {
  const t = useT();
  const address = new URL(`/v1${showOwnKey.url.replace(':programme', programme)}`, location.href).href;
  return (
    <Stack gap={4}>
      <Note tone="warn">{t('machine.shown')}</Note>
      <Copyable text={secret} label={t('machine.shown-copy')} />
      <p>{t('machine.try')}</p>
      <Copyable text={`curl -H 'Authorization: Bearer ${secret}' ${address}`} label={t('machine.try-copy')} />
      <Row gap={2}>
        <Button look="primary" onClick={onDone}>
          {t('machine.shown-done')}
        </Button>
      </Row>
    </Stack>
  );
}

function Copyable({ text, label }: { text: string; label: string }) {
  const t = useT();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      showToast({ message: t('ui.copied') });
    } catch {
      showToast({ message: t('ui.copy-failed') });
    }
  };
  return (
    <div className={css.copyable}>
      <code>{text}</code>
      <Button size="xs" icon={<Icon name="copy" />} onClick={() => void copy()}>
        {label}
      </Button>
    </div>
  );
}
