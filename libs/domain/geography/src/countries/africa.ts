/** Codes 993xx. See {@link COUNTRIES}. */
export const AFRICA = `
99301 Égypte
99302 Libéria
99303 Afrique du Sud
99304 Gambie
99305 Cameroun britannique /1961-10-01
99306 Territoires britanniques de l’océan Atlantique
99307 Kenya (colonie britannique) /1963-12-12
99308 Territoire britannique de l’océan Indien
99309 Tanzanie
99310 Zimbabwe
99311 Namibie
99312 République démocratique du Congo
99313 Territoires espagnols en Afrique du Nord
99314 Guinée équatoriale
99315 Éthiopie
99316 Libye
99317 Érythrée 1993-05-24/
99318 Somalie
99319 Territoires portugais de l’océan Atlantique
99320 Mozambique (colonie portugaise) /1975-06-25
99321 Burundi
99322 Cameroun
99323 Centrafrique
99324 Congo
99325 Tanger /1956-10-29
99326 Côte d’Ivoire
99327 Bénin
99328 Gabon
99329 Ghana
99330 Guinée
99331 Burkina
99332 Kenya
99333 Madagascar
99334 Malawi
99335 Mali
99336 Mauritanie
99337 Niger
99338 Nigéria
99339 Ouganda
99340 Rwanda
99341 Sénégal
99342 Sierra Leone
99343 Soudan
99344 Tchad
99345 Togo
99346 Zambie
99347 Botswana
99348 Lesotho
99349 Soudan du Sud 2011-07-09/
99350 Maroc
99351 Tunisie
99352 Algérie
99362 Zanzibar 1963-12-10/1964-04-26
99363 Terres australes norvégiennes
99389 Sahara occidental
99390 Maurice
99391 Eswatini
99392 Guinée-Bissao
99393 Mozambique
99394 Sao Tomé-et-Principe
99395 Angola
99396 Cap-Vert
99397 Comores
99398 Seychelles
99399 Djibouti
`
