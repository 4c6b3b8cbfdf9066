import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { go } from '../ui/route.ts';
import { current } from '../ui/session.ts';
import { online } from '../ui/watch.ts';

/** Always in sight: how much is only on this phone, and whether there is a line. */
export function SyncMark() {
  const { store, sync } = current.value;
  const unsent = store.unsent.value.length;
  const refused = store.refused.value.length;
  const { running, trouble } = sync.state.value;
  const word =
    refused > 0
      ? t('mark.refused', { n: refused })
      : unsent > 0
        ? t('mark.unsent', { n: unsent })
        : trouble || !online.value
          ? t('mark.offline')
          : t('mark.all');
  const icon = refused > 0 ? 'alert-triangle' : running || unsent > 0 ? 'refresh' : trouble || !online.value ? 'cloud-off' : 'cloud-check';
  return (
    <button
      type="button"
      class={`mark${refused ? ' bad' : unsent ? ' due' : ''}${running ? ' turning' : ''}`}
      aria-label={word}
      title={word}
      onClick={() => go('sync')}
    >
      <Icon name={icon} />
      {refused + unsent > 0 && <b>{refused + unsent}</b>}
    </button>
  );
}
