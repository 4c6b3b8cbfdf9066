import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { current } from '../ui/session.ts';

/** Words of the server's on work that it kept: somebody was first, the notice was cancelled. They stay until they have been read. */
export function Notices() {
  const { store } = current.value;
  return (
    <>
      {store.noted.value.map(item => (
        <p key={item.mutation.id} class="card due" role="status">
          <Icon name="info-circle" />
          <span class="grow">
            <b>{t(`kind.${item.mutation.kind}` as Key)}</b> {item.reason}{' '}
            <button type="button" class="inline" onClick={() => void store.hasRead(item.mutation.id)}>
              {t('understood')}
            </button>
          </span>
        </p>
      ))}
    </>
  );
}
