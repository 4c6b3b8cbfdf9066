import { signal } from '@preact/signals';

/** The address after "#/": the screen's name and what it shows. The phone's back button walks these. */
export interface Route {
  screen: string;
  id: string;
  query: URLSearchParams;
}

function read(): Route {
  // A leader's QR opened on a phone that is enrolled already: it brings another member to it.
  const code = /^#enrol=(\w+)/.exec(location.hash)?.[1];
  if (code) return { screen: 'me', id: '', query: new URLSearchParams({ add: code }) };
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [screen = '', id = ''] = path.split('/');
  return { screen: screen || 'today', id, query: new URLSearchParams(query) };
}

export const route = signal<Route>(read());

let depth = 0;
addEventListener('hashchange', () => {
  route.value = read();
  scrollTo(0, 0);
});

export function go(address: string): void {
  depth++;
  location.hash = `#/${address}`;
}

/** Replaces the present step, so that "back" does not return to a finished visit. */
export function goInstead(address: string): void {
  history.replaceState(null, '', `#/${address}`);
  route.value = read();
  scrollTo(0, 0);
}

export function back(otherwise = 'today'): void {
  if (depth > 0) {
    depth--;
    history.back();
  } else {
    goInstead(otherwise);
  }
}
