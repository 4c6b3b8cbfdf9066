import type { ComponentChildren } from 'preact';
import { t } from '../text/text.ts';
import { newsFor, waiting } from '../news/news.ts';
import { Icon } from './Icon.tsx';
import { now } from './now.ts';
import { current } from './session.ts';
import { SyncMark } from '../me/SyncMark.tsx';
import { back, go, route } from './route.ts';

interface Props {
  title: ComponentChildren;
  under?: ComponentChildren;
  aside?: ComponentChildren;
  action?: ComponentChildren;
  child?: boolean;
  wrap?: boolean;
  onBack?: () => void;
  children: ComponentChildren;
}

/** Title above, the main action below where the thumb is; the sync mark is always in sight. */
export function Screen({ title, under, aside, action, child, wrap, onBack, children }: Props) {
  return (
    <div class={child ? 'screen child' : 'screen'}>
      <header class="bar">
        {child && (
          <button type="button" class="quiet square" aria-label={t('back')} onClick={onBack ?? (() => back())}>
            <Icon name="chevron-left" />
          </button>
        )}
        <div class={wrap ? 'grow bar-title wraps' : 'grow bar-title'}>
          <h1>{title}</h1>
          {under && <p class="under">{under}</p>}
        </div>
        {aside}
        <SyncMark />
      </header>
      <main class="content">{children}</main>
      {action && <div class="action">{action}</div>}
      {!child && <Nav />}
    </div>
  );
}

const tabs = [
  { screen: 'today', icon: 'home', key: 'nav.today' },
  { screen: 'doors', icon: 'list-search', key: 'nav.doors' },
  { screen: 'news', icon: 'speakerphone', key: 'nav.news' },
  { screen: 'guides', icon: 'book-2', key: 'nav.guides' },
  { screen: 'me', icon: 'user', key: 'nav.me' },
] as const;

function Nav() {
  const { store, member } = current.value;
  const wait = waiting(newsFor(store.view.value, member.id, now()), member.id);
  return (
    <nav class="nav" aria-label={t('nav.label')}>
      {tabs.map(tab => (
        <button
          key={tab.screen}
          type="button"
          aria-current={route.value.screen === tab.screen ? 'page' : undefined}
          onClick={() => go(tab.screen)}
        >
          <Icon name={tab.icon} />
          <span>{t(tab.key)}</span>
          {tab.screen === 'news' && wait > 0 && (
            <span class="badge figures">
              {wait > 99 ? '99+' : wait}
              <span class="unseen"> {t('nav.waiting')}</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}
