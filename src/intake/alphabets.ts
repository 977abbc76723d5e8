/**
 * Letters beyond ASCII by language, most frequent first, for telling the Windows code pages apart: the same byte is è in
 * a French list and č in a Czech one, and only what the other letters of the word are tells which.
 */
export interface CodePage {
  /** WHATWG label. */
  readonly encoding: string;
  readonly languages: readonly string[];
  /** Countries (ISO 3166) whose office programs save in this code page by default. */
  readonly regions: readonly string[];
}

export const CODE_PAGES: readonly CodePage[] = [
  {
    encoding: 'windows-1252',
    languages: [
      'üäößé', // German
      'éèàêçôîùâûœïëöü', // French
      'óíáéñúü', // Spanish
      'ãçéáõíóêúâôà', // Portuguese
      'àèòùìé', // Italian
      'éëïèöüó', // Dutch
      'äöåøæé', // Swedish, Danish, Norwegian, Finnish
    ],
    regions: [],
  },
  {
    encoding: 'windows-1250',
    languages: [
      'łąęóżśćńź', // Polish
      'íáéěřýčžůšúťóďňü', // Czech
      'áíčéžýšúťľóôňďäŕĺ', // Slovak
      'áéöóőüíúű', // Hungarian
      'ăîâşţ', // Romanian
      'čžšćđ', // Croatian, Slovenian, Bosnian
    ],
    regions: ['PL', 'CZ', 'SK', 'HU', 'RO', 'HR', 'SI', 'BA'],
  },
  {
    encoding: 'windows-1251',
    languages: [
      'оаеинтслвркмдупяьгбычзжйхшюцщэфъё', // Russian, Bulgarian
      'оаинівтерслкудмпязьгбчйхцїюжшєщґф', // Ukrainian
    ],
    regions: ['RU', 'UA', 'BY', 'BG', 'RS', 'MK', 'KZ'],
  },
  { encoding: 'windows-1254', languages: ['ıüşğöçİâî'], regions: ['TR'] },
];
