/** From a label to a field's name: `Lead time (days)` -> `lead_time_days`. ASCII, begins with a letter. */
export function slug(label: string): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  if (plain === '') return 'answer';
  return /^[a-z]/.test(plain) ? plain : `f_${plain}`;
}

/** `name`, or `name_2` … when it is taken. */
export function unique(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name}_${count}`)) count += 1;
  return `${name}_${count}`;
}
