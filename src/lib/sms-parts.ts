/** In how many parts a text travels, each of which is paid: GSM 03.38 where every letter is in it, else UCS-2. */

const GSM = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** They take two places. */
const EXTENDED = new Set('^{}\\[~]|€');

export function smsParts(text: string): number {
  const letters = [...text];
  const isGsm = letters.every((letter) => GSM.has(letter) || EXTENDED.has(letter));
  const length = isGsm ? letters.reduce((sum, letter) => sum + (EXTENDED.has(letter) ? 2 : 1), 0) : text.length;
  const [single, each] = isGsm ? [160, 153] : [70, 67];
  return length <= single ? 1 : Math.ceil(length / each);
}
