// Planted files say themselves what they break: `// caught: rule, rule` at the end of the line that breaks it.
import { readFileSync } from 'node:fs';

export interface PlantedTag {
  /** 1-based. */
  readonly line: number;
  readonly tag: string;
}

export function plantedTags(folder: string, file: string): readonly PlantedTag[] {
  const lines = readFileSync(`${folder}/${file}`, 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    const tags = /\/\/ caught: (.+)$/.exec(text)?.[1]?.split(', ') ?? [];
    return tags.map((tag) => ({ line: index + 1, tag }));
  });
}
