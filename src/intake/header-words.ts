/**
 * What the headings of people's lists say, in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish,
 * Czech and Turkish. Words stand here as `plainWords` leaves them: lower case, without accents.
 */
export type HeaderRole = 'phone' | 'fax' | 'name' | 'first-name' | 'last-name' | 'notes' | 'zone' | 'other';

export interface HeaderMeaning {
  readonly role: HeaderRole;
  /** 1 for a word that means nothing else, less for one that may. */
  readonly strength: number;
}

const PHRASES: readonly (readonly [HeaderRole, number, string])[] = [
  [
    'phone',
    1,
    'tel,tel no,tel nr,phone,telephone,mobile,cell,cellphone,handy,rufnummer,mobil,mobilnummer,festnetz,gsm,tlf',
  ],
  ['phone', 1, 'portable,movil,celular,cellulare,telemovel,komorka,cep,cep no,e164,msisdn,whatsapp,call,dial,ruf'],
  [
    'phone',
    0.4,
    'number,nummer,numero,num,numer,numara,cislo,no,nr,contact number,kontakt,contact,contatto,contacto,contato',
  ],
  [
    'name',
    1,
    'name,full name,company,company name,business,business name,vendor,supplier,shop,store,restaurant,customer',
  ],
  ['name', 1, 'client,lead,organisation,organization,account,account name,place,venue,who,display name'],
  [
    'name',
    1,
    'firma,firmenname,firmenbezeichnung,unternehmen,betrieb,geschaft,laden,lieferant,anbieter,kunde,vollstandiger name',
  ],
  ['name', 1, 'nom,nom complet,entreprise,societe,raison sociale,magasin,fournisseur,etablissement'],
  ['name', 1, 'nombre,nombre completo,empresa,negocio,tienda,proveedor,razon social,cliente,restaurante'],
  [
    'name',
    1,
    'nome,nome completo,azienda,ditta,ragione sociale,negozio,fornitore,ristorante,loja,fornecedor,razao social',
  ],
  ['name', 1, 'naam,volledige naam,bedrijf,bedrijfsnaam,winkel,leverancier,klant'],
  ['name', 1, 'nazwa,nazwa firmy,imie i nazwisko,sklep,dostawca,klient,restauracja'],
  [
    'name',
    1,
    'jmeno,jmeno a prijmeni,nazev,nazev firmy,spolecnost,obchod,dodavatel,ad,adi,isim,ad soyad,sirket,firma adi',
  ],
  ['name', 0.3, 'contact person,contact name,ansprechpartner,title'],
  [
    'first-name',
    1,
    'first name,firstname,given name,forename,vorname,prenom,voornaam,imie,primeiro nome,primer nombre',
  ],
  ['last-name', 1, 'last name,lastname,surname,family name,nachname,familienname,nom de famille,apellido,apellidos'],
  ['last-name', 1, 'cognome,apelido,sobrenome,achternaam,nazwisko,prijmeni,soyad,soyadi'],
  [
    'notes',
    1,
    'notes,note,comment,comments,remark,remarks,memo,notiz,notizen,bemerkung,bemerkungen,anmerkung,anmerkungen',
  ],
  [
    'notes',
    1,
    'kommentar,hinweis,hinweise,remarque,remarques,commentaire,commentaires,nota,notas,observaciones,comentario',
  ],
  [
    'notes',
    1,
    'comentarios,osservazioni,commento,commenti,annotazioni,observacoes,opmerking,opmerkingen,notitie,notities',
  ],
  ['notes', 1, 'uwagi,uwaga,notatka,notatki,poznamka,poznamky,not,notlar,aciklama'],
  [
    'zone',
    1,
    'timezone,time zone,tz,zone,zeitzone,fuseau horaire,fuseau,zona horaria,huso horario,fuso orario,fuso horario',
  ],
  ['zone', 1, 'tijdzone,strefa czasowa,casove pasmo,saat dilimi,iana zone'],
  ['fax', 1, 'fax,telefax,faks,faxnummer'],
  ['other', 1, 'email,e mail,mail,website,web,url,city,ort,stadt,ville,ciudad,citta,cidade,stad,miasto,mesto,sehir'],
  [
    'other',
    1,
    'address,adresse,anschrift,direccion,indirizzo,endereco,adres,adresa,street,strasse,country,land,pays,pais,paese',
  ],
  [
    'other',
    1,
    'zip,plz,postcode,postal code,code postal,id,product,produkt,produit,producto,prodotto,category,region,state,date',
  ],
];

const MEANINGS: ReadonlyMap<string, HeaderMeaning> = new Map(
  PHRASES.flatMap(([role, strength, words]) => words.split(',').map((word) => [word, { role, strength }] as const)),
);
const PHONE_STEM = /^(?:tele(?:f|ph)|phone|mobil|movil|cellul|celular|telemov|rufnummer|handy|komork|festnetz)/;
const NOT_A_PHONE = new Set(['email', 'mail', 'fax', 'telefax', 'faks', 'type', 'typ', 'provider', 'website', 'url']);

/** What a heading means, or undefined for one in words we do not know. */
export function meaningOf(header: string): HeaderMeaning | undefined {
  const plain = plainWords(header);
  const exact = MEANINGS.get(plain) ?? MEANINGS.get(plain.replace(/ \d+$/, ''));
  if (exact !== undefined) return exact;
  const words = plain.split(' ');
  if (words.length > 4) return undefined;
  if (words.some((word) => NOT_A_PHONE.has(word)))
    return { role: words.includes('type') ? 'other' : 'fax', strength: 0.5 };
  const strong = words.some((word) => PHONE_STEM.test(word) || isStrongPhone(word));
  return strong ? { role: 'phone', strength: 0.8 } : undefined;
}

function isStrongPhone(word: string): boolean {
  const meaning = MEANINGS.get(word);
  return meaning?.role === 'phone' && meaning.strength === 1 && word !== 'call' && word !== 'no';
}

/** Lower case, letters without their marks, everything else a single blank. */
export function plainWords(text: string): string {
  const folded = text
    .replaceAll('İ', 'I')
    .toLowerCase()
    .replace(/[łßıøæœđ]/g, (char) => FOLDED[char] ?? char);
  return folded
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const FOLDED: Readonly<Record<string, string>> = { ł: 'l', ß: 'ss', ı: 'i', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd' };
