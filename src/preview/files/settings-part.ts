import { attributeText, element, elements, elementText, plainText } from './xml';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * Document settings of the add-in. Excel itself keeps them in a web-extension part that also names the add-in and its
 * catalogue; written by anyone else it makes Excel offer or load that add-in when the file is opened. A custom XML part
 * of our own namespace is silent in Excel and survives its saving, so the settings stand there: the preview reads them
 * back, and the add-in in Excel can find them by namespace (CustomXmlPartCollection.getByNamespace).
 */
export const SETTINGS_NAMESPACE = 'urn:twinstock:document-settings:1';

export const writeSettingsPart = (settings: Record<string, string>): string =>
  `${HEAD}<settings xmlns="${SETTINGS_NAMESPACE}">${Object.entries(settings)
    .map(([key, json]) => `<setting key="${attributeText(key)}">${elementText(json)}</setting>`)
    .join('')}</settings>`;

export function readSettingsPart(xml: string): Record<string, string> | null {
  const root = element(xml, 'settings');
  if (root?.attributes['xmlns'] !== SETTINGS_NAMESPACE) return null;
  return Object.fromEntries(
    [...elements(root.inner, 'setting')].map((one) => [plainText(one.attributes['key'] ?? ''), plainText(one.inner)]),
  );
}

export const SETTINGS_PROPERTIES =
  `${HEAD}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ` +
  `ds:itemID="{6F1C2E0B-52D4-4E57-9A3B-7C9F7E5C41A2}"><ds:schemaRefs><ds:schemaRef ds:uri="${SETTINGS_NAMESPACE}"/>` +
  '</ds:schemaRefs></ds:datastoreItem>';
