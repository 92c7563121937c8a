import { ActionIcon, Button as MantineButton, type ButtonProps as MantineButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactNode } from 'react';

const looks = {
  primary: { variant: 'filled' },
  plain: { variant: 'default' },
  quiet: { variant: 'subtle', color: '#453d35' },
  accent: { variant: 'light' },
  danger: { variant: 'filled', color: '#a51d2d' },
} as const;

interface Shared {
  look?: keyof typeof looks;
  icon?: ReactNode;
  isBusy?: boolean;
  size?: MantineButtonProps['size'];
  children: ReactNode;
}

type ButtonProps = Shared & Omit<ComponentPropsWithRef<'button'>, 'children' | 'color' | 'style'>;

export function Button({ look = 'plain', icon, isBusy, type = 'button', ...rest }: ButtonProps) {
  return <MantineButton {...looks[look]} leftSection={icon} loading={isBusy ?? false} type={type} {...rest} />;
}

type AnchorProps = Shared & Omit<ComponentPropsWithRef<'a'>, 'children' | 'color' | 'style'>;

function AnchorButton({ look = 'plain', icon, isBusy: _, ...rest }: AnchorProps) {
  return <MantineButton component="a" {...looks[look]} leftSection={icon} {...rest} />;
}

export const LinkButton = createLink(AnchorButton);

/** To a page outside the console. */
export function OutsideLinkButton(props: AnchorProps & { href: string }) {
  return <AnchorButton {...props} target="_blank" rel="noreferrer" />;
}

type IconButtonProps = { label: string; icon: ReactNode } & Omit<
  ComponentPropsWithRef<'button'>,
  'color' | 'style' | 'children'
>;

/** For the few pictures that everybody knows; the label is read aloud and shown to who waits. */
export function IconButton({ label, icon, ...rest }: IconButtonProps) {
  return (
    <ActionIcon variant="subtle" color="#453d35" size={32} aria-label={label} title={label} type="button" {...rest}>
      {icon}
    </ActionIcon>
  );
}
