import type { MailView } from '@pr8werk/shared/mails.ts';
import { useT } from '../language.ts';
import { Tag, type Tone } from '../ui/note.tsx';

const tones: Record<MailView['state'], Tone> = { queued: 'warn', sent: 'good', failed: 'bad' };

export function MailState({ state }: { state: MailView['state'] }) {
  const t = useT();
  return (
    <Tag tone={tones[state]} isHollow={state === 'queued'}>
      {t(`mails.state.${state}`)}
    </Tag>
  );
}
