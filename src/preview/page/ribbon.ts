import type { AddinManifest, RibbonButton } from './manifest';

/** Draws the add-in's ribbon tab into `place`; the manifest is the only source of its words, icons and actions. */
export function drawRibbon(place: HTMLElement, tab: AddinManifest['tab'], press: (button: RibbonButton) => void): void {
  const title = element('h2', 'ribbon__tab', tab.label);
  const groups = element('div', 'ribbon__groups');
  for (const group of tab.groups) {
    const box = element('div', 'ribbon__group');
    const name = element('div', 'ribbon__name', group.label);
    name.id = `name-${group.id}`;
    box.setAttribute('role', 'group');
    box.setAttribute('aria-labelledby', name.id);
    const buttons = element('div', 'ribbon__buttons');
    for (const one of group.buttons) buttons.append(drawButton(one, press));
    box.append(buttons, name);
    groups.append(box);
  }
  place.replaceChildren(title, groups);
}

function drawButton(one: RibbonButton, press: (button: RibbonButton) => void): HTMLButtonElement {
  const button = element('button', 'ribbon__button');
  button.type = 'button';
  button.id = one.id;
  button.title = `${one.label}\n${one.tip}`;
  const icon = element('img');
  icon.alt = '';
  icon.src = one.icons[32] ?? Object.values(one.icons)[0] ?? '';
  // sharper on screens with more pixels, as Office does it
  if (one.icons[64]) icon.srcset = `${icon.src} 1x, ${one.icons[64]} 2x`;
  button.append(icon, element('span', '', one.label));
  button.addEventListener('click', () => press(one));
  return button;
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
