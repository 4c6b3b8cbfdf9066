// The composing page works without this file. It counts while one types, as the server counts when the page is sent.
const form = document.querySelector('form.compose');
const basic = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extension = '\f^{}\\[~]|€';
const number = new Intl.NumberFormat('vi-VN');

/** GSM 03.38: 160 septets alone, 153 in a chain; 70 and 67 units of UCS-2. */
function segments(text) {
  const signs = [...text];
  const unicode = signs.some((sign) => !basic.includes(sign) && !extension.includes(sign));
  const [alone, chained] = unicode ? [70, 67] : [160, 153];
  const sizes = signs.map((sign) => (unicode ? sign.length : extension.includes(sign) ? 2 : 1));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  if (units <= alone) return { unicode, units, count: units > 0 ? 1 : 0 };
  let [count, used] = [1, 0];
  for (const size of sizes) {
    if (used + size > chained) [count, used] = [count + 1, 0];
    used += size;
  }
  return { unicode, units, count };
}

function plain(text) {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').replace(/[–—−]/g, '-')
    .replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/…/g, '...').replace(/\u00a0/g, ' ').normalize('NFC');
}

function count(fields) {
  const part = (name) => fields.querySelector(`[data-part="${name}"]`).value.trim();
  const show = (name, text) => { const place = fields.querySelector(`[data-${name}]`); if (place) place.textContent = text; };
  const link = form.dataset.link;
  // An emergency cannot be refused, so nothing says how.
  const refusable = form.elements.urgency.value !== 'emergency';
  const { smsEnd, zaloEnd } = refusable ? fields.querySelector('.lengths').dataset : { smsEnd: '', zaloEnd: '' };
  const said = ['source', 'document'].map((name) => form.elements[name].value.trim()).filter(Boolean).join(' · ');
  const zalo = `${part('title')}\n\n${part('body')}\n\n${said ? `${said}\n` : ''}${link}${zaloEnd}`.normalize('NFC').length;
  const written = `${part('short') || part('title')} ${link}`.trim().normalize('NFC');
  // Who wrote without marks pays for none: our own words follow the text.
  const message = written + (segments(written).unicode ? smsEnd : plain(smsEnd));
  const sms = segments(form.elements.unaccented.checked && fields.dataset.compose === 'vi' ? plain(message) : message);
  show('zalo-count', number.format(zalo));
  fields.querySelector('[data-zalo]').classList.toggle('field-problem', zalo > Number(form.dataset.zaloMost));
  show('sms-count', number.format(sms.count));
  show('sms-kind', sms.unicode ? 'Unicode' : 'GSM');
  show('sms-units', number.format(sms.units));
  show('plain-text', plain(message));
  show('plain-count', number.format(segments(plain(message)).count));
}

for (const fields of form?.querySelectorAll('[data-compose]') ?? []) {
  fields.addEventListener('input', () => count(fields));
  for (const name of ['unaccented', 'urgency']) form.elements[name].addEventListener('change', () => count(fields));
}
