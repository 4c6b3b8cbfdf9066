// The console works without this file; it only closes open menus the way people expect.
const menus = 'details.menu, details.definition, details.confirm, details.area-switch';

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll(menus)) {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const open = event.target.closest?.(menus);
  if (open?.open) {
    open.open = false;
    open.querySelector('summary').focus();
  }
});
