import { useState } from 'preact/hooks';
import { language, said, t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { Screen } from '../ui/Screen.tsx';
import { current } from '../ui/session.ts';
import type { Guid, WireService } from '../wire.ts';
import { GuideSheet } from './GuideSheet.tsx';

export function Guides() {
  const { store } = current.value;
  const [open, setOpen] = useState<Guid | null>(null);
  const services = store.view.value.territory.services.filter(service => service.active).sort((a, b) => a.order - b.order);
  const list = (kind: WireService[]) => (
    <ul class="list">
      {kind.map(service => (
        <li key={service.id}>
          <button type="button" class="row" onClick={() => setOpen(service.id)}>
            <Icon name={service.icon} />
            <b class="grow">{said(service.name)}</b>
            <Icon name="chevron-right" />
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <Screen title={t('nav.guides')} under={t('guides.under')}>
      {services.length === 0 && (
        <p class="empty">
          <Icon name="book-2" big />
          {t('guides.none')}
        </p>
      )}
      {services.some(service => service.kind !== 'skill') && (
        <section>
          <h2>{t('guides.services')}</h2>
          {list(services.filter(service => service.kind !== 'skill'))}
        </section>
      )}
      {services.some(service => service.kind === 'skill') && (
        <section>
          <h2>{t('guides.skills')}</h2>
          {list(services.filter(service => service.kind === 'skill'))}
        </section>
      )}
      {open && <GuideSheet serviceId={open} language={language.value} onClose={() => setOpen(null)} />}
    </Screen>
  );
}
