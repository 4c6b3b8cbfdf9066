import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { isInSafari, isWithinAnApp } from './place.ts';

/** Before a code is spent: whether this is the place to enrol at all, and how to come to the right one with the same link. */
export function RightPlace() {
  const [copied, copy] = useState<boolean>();
  if (!isWithinAnApp(navigator.userAgent))
    return isInSafari(navigator) ? (
      <p class="card due">
        <Icon name="device-mobile" />
        <span>{t('place.safari')}</span>
      </p>
    ) : null;
  return (
    <div class="card due column wide" role="alert">
      <p>{t('place.app')}</p>
      <button
        type="button"
        class="main"
        onClick={() =>
          void navigator.clipboard?.writeText(location.href).then(
            () => copy(true),
            () => copy(false),
          )
        }
      >
        <Icon name="share" />
        {t('place.copy')}
      </button>
      {copied === true && <p role="status">{t('place.copied')}</p>}
      {copied === false || !navigator.clipboard ? <p class="link-shown">{location.href}</p> : null}
    </div>
  );
}
