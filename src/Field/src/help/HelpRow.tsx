import { whenExactly } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { go } from '../ui/route.ts';
import type { WireHelp } from '../wire.ts';

export const helpIsLate = (request: WireHelp): boolean => request.state === 'open' && Date.parse(request.dueAt) <= now();

export function HelpRow({ request }: { request: WireHelp }) {
  const late = helpIsLate(request);
  return (
    <li>
      <button type="button" class={request.state === 'open' ? 'row due' : 'row'} onClick={() => go(`help/${request.id}`)}>
        <Icon name="lifebuoy" />
        <span class="grow">
          <b>{request.name || t('help.noName')}</b>
          <small class="one-line">{request.messages.find(message => message.incoming)?.text}</small>
          <small class={late ? 'late figures' : 'figures'}>
            {t(`help.${request.state}` as Key)} ·{' '}
            {late
              ? t('help.late', { when: whenExactly(Date.parse(request.dueAt)) })
              : whenExactly(Date.parse(request.closedAt ?? request.at))}
          </small>
        </span>
        <Icon name="chevron-right" />
      </button>
    </li>
  );
}
