import { Menu as MantineMenu } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactElement, ReactNode } from 'react';

export function Menu({ button, children, isWide }: { button: ReactElement; children: ReactNode; isWide?: boolean }) {
  return (
    <MantineMenu width={isWide ? 'target' : undefined} position={isWide ? 'top-start' : 'bottom-end'}>
      <MantineMenu.Target>{button}</MantineMenu.Target>
      <MantineMenu.Dropdown>{children}</MantineMenu.Dropdown>
    </MantineMenu>
  );
}

interface ItemProps {
  icon?: ReactNode;
  isDanger?: boolean;
  onClick?: () => void;
  isDisabled?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, isDanger, onClick, isDisabled, children }: ItemProps) {
  return (
    <MantineMenu.Item
      leftSection={icon}
      color={isDanger ? '#a51d2d' : undefined}
      onClick={onClick}
      disabled={isDisabled ?? false}
    >
      {children}
    </MantineMenu.Item>
  );
}

function AnchorItem({ icon, ...rest }: { icon?: ReactNode } & Omit<ComponentPropsWithRef<'a'>, 'color' | 'style'>) {
  return <MantineMenu.Item component="a" leftSection={icon} {...rest} />;
}

export const MenuLink = createLink(AnchorItem);

export function MenuLabel({ children }: { children: ReactNode }) {
  return <MantineMenu.Label>{children}</MantineMenu.Label>;
}

export function MenuLine() {
  return <MantineMenu.Divider />;
}
