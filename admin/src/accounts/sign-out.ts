import { endSessions } from '@pr8werk/shared/accounts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call, isSignedOut } from '../http.ts';
import { useT } from '../language.ts';
import { forgetLists } from '../shell/list-places.ts';
import { forgetRecent } from '../shell/recent.ts';
import { isAnythingHeld } from '../ui/held-forms.ts';
import { forgetDrafts } from '../ui/kept-draft.ts';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';

/** To the door, leaving nothing of what was read in this tab. */
export function useLeave(): () => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    // Who signs out was asked before; who was signed out elsewhere has nothing left to save with.
    await navigate({ to: '/sign-in', search: {}, ignoreBlocker: true });
    queryClient.clear();
    forgetRecent();
    forgetLists();
    forgetDrafts();
  };
}

export function useSignOut(): () => void {
  const t = useT();
  const leave = useLeave();
  const out = useMutation({
    mutationFn: () => call(endSessions, { query: { which: 'current' } }),
    onSuccess: leave,
    onError: (error) =>
      isSignedOut(error) ? leave() : showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  return () => {
    if (!isAnythingHeld() || confirm(t('ui.leave-sign-out'))) out.mutate();
  };
}
