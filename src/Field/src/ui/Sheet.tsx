import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from './Icon.tsx';

/** A sheet over the screen: the screen below keeps its state. `whole` fills the phone (guides, scanning). */
export function Sheet({
  title,
  whole,
  onClose,
  children,
}: {
  title: string;
  whole?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={whole ? 'sheet whole' : 'sheet'}
      aria-label={title}
      onClose={onClose}
      onClick={event => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div class="sheet-in">
        <header class="sheet-head">
          <h2 class="grow">{title}</h2>
          <button type="button" class="quiet square" aria-label={t('close')} onClick={() => dialog.current?.close()}>
            <Icon name="x" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
