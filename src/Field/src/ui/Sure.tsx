import type { ComponentChildren } from 'preact';
import { t } from '../text/text.ts';

/** Asks once more before something that is not taken back by another tap. */
export function Sure({ yes, onYes, onNo, children }: { yes: string; onYes: () => void; onNo: () => void; children: ComponentChildren }) {
  return (
    <div class="card due column" role="alertdialog" aria-label={yes}>
      <p>{children}</p>
      <div class="pair">
        <button type="button" class="second" onClick={onNo}>
          {t('cancel')}
        </button>
        <button type="button" class="danger" onClick={onYes}>
          {yes}
        </button>
      </div>
    </div>
  );
}
