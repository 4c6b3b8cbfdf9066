import { effect, signal } from '@preact/signals';

/** How this phone shows things: not personal, and needed before any PIN, so it lies open in localStorage. */
export interface Settings {
  language: 'vi' | 'km' | 'en';
  size: 'normal' | 'large' | 'huge';
  theme: 'auto' | 'light' | 'dark';
  lockMinutes: number;
  knowsNotPersistent: boolean;
}

const at = 'tungngo.settings';
const standard: Settings = { language: 'vi', size: 'normal', theme: 'auto', lockMinutes: 10, knowsNotPersistent: false };

function read(): Settings {
  try {
    return { ...standard, ...(JSON.parse(localStorage.getItem(at) ?? '{}') as Partial<Settings>) };
  } catch {
    return standard;
  }
}

export const settings = signal<Settings>(read());

export function keepSettings(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const dress = (): void => {
    const { theme, size } = settings.value;
    document.documentElement.dataset['theme'] = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
    document.documentElement.dataset['size'] = size;
  };
  dark.addEventListener('change', dress);
  effect(() => {
    localStorage.setItem(at, JSON.stringify(settings.value));
    dress();
  });
}
