import { t, type Key } from '../text/text.ts';

export const spoken = ['vi', 'km', 'vi+km', 'hoa', 'vi+hoa'] as const;

/** "Tiếng Việt, tiếng Khmer" of "vi+km"; a code we do not know is shown as it is. */
export function languageOf(code: string | null | undefined): string {
  if (!code) return '';
  return code
    .split('+')
    .map(part => (['vi', 'km', 'hoa', 'en'].includes(part) ? t(`spoken.${part}` as Key) : part))
    .join(', ');
}
