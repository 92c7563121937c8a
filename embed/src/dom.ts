// Elements by hand: no `innerHTML`, so that the form also works where a host demands Trusted Types.

type Attributes = Record<string, string | number | boolean | null | undefined>;
export type Child = Node | string | null | undefined | false;

/** An attribute that is true stands there empty; null, undefined and false do not stand there. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value || value === 0) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}

/** Takes the focus when there is something to read first; its title is its name. */
export function panel(name: string, ...children: Child[]): HTMLElement {
  return el('div', { class: name, part: name, tabindex: '-1', role: 'group', 'aria-labelledby': name }, ...children);
}

/** No heading: which level would be right depends on the page around us. */
export function title(name: string, text: string): HTMLElement {
  return el('p', { class: 'title', id: name }, text);
}
