export interface Journal {
  readonly size: number;
}

export async function append(text: string): Promise<string> {
  return text;
}
