/**
 * 256 short German nouns. Both languages show the same words, as they are compared by speaking. The order is part of the protocol: two browsers of different versions would disagree.
 */
const words = `
Abend Acker Adler Ahorn Alge Ampel Anker Apfel Arche Asche Auge Axt Bach Ball Balkon Banane
Bär Bart Baum Becher Beere Berg Besen Biene Birke Birne Blatt Blitz Blume Boden Bohne Boot
Brief Brille Brot Brücke Brunnen Buch Burg Bus Butter Dach Dackel Daumen Decke Delfin Dorf Drache
Distel Dünger Ecke Efeu Eiche Eimer Eis Elch Engel Ente Erbse Erde Esel Eule Fabel Faden
Fahne Falke Farbe Feder Feige Feld Fenster Ferien Feuer Fisch Flasche Flöte Fluss Forelle Frosch Fuchs
Gabel Gans Garten Geige Geist Gemüse Gipfel Giraffe Glas Glocke Gold Gras Gurke Gürtel Hafen Hagel
Hahn Hammer Hase Haus Hecht Hecke Heft Helm Hemd Herbst Herz Himmel Hirsch Höhle Honig Hut
Igel Insel Jacke Jäger Juli Kabel Käfer Kaffee Kamel Kamm Kanne Karte Käse Kater Kerze Kette
Kirche Kirsche Kiste Klavier Klee Knopf Koffer Kohle Komet König Korb Kran Kraut Krone Küche Kugel
Kürbis Lachs Lama Lampe Laterne Laub Leiter Licht Linde Löffel Löwe Luft Luchs Maler Mandel Mantel
Marder Markt Maus Meer Messer Milch Minze Möhre Mond Moos Morgen Motor Möwe Mühle Münze Muschel
Nacht Nadel Nagel Nase Nebel Nelke Nest Netz Norden Nudel Nuss Ofen Ohr Olive Onkel Orgel
Otter Paket Palme Papier Pappel Paprika Perle Pfanne Pfeife Pferd Pfirsich Pilz Pinsel Pirat Planet Pudding
Puppe Quelle Rabe Rad Rahmen Rakete Regen Reis Ritter Robbe Rose Rucksack Ruder Säge Salat Salz
Sand Schaf Schal Schiff Schlüssel Schnee Schuh Schule Schwan See Segel Seife Silber Sofa Sonne Spiegel
Stein Stern Stiefel Storch Strand Tafel Tanne Tasche Tasse Teich Teller Teppich Tiger Tinte Tisch Vogel
`
  .trim()
  .split(/\s+/);

/**
 * Four words (32 bits) of a fingerprint. That is enough because of the commitment: whoever stands between two browsers
 * has one guess, not a search.
 */
export function safetyWords(fingerprint: Uint8Array): string[] {
  return Array.from(fingerprint.subarray(0, 4), (byte) => words[byte] ?? '');
}

/** For the test that the list is whole. */
export const safetyWordList: readonly string[] = words;
