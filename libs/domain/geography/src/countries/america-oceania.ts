/** Codes 994xx, 995xx and 996xx. See {@link COUNTRIES}. */
export const AMERICA_OCEANIA = `
99401 Canada
99402 Terre-Neuve /1949-03-31
99403 Labrador /1949-03-31
99404 États-Unis
99405 Mexique
99406 Costa Rica
99407 Cuba
99408 République dominicaine
99409 Guatémala
99410 Haïti
99411 Honduras
99412 Nicaragua
99413 Panama
99414 Salvador
99415 Argentine
99416 Brésil
99417 Chili
99418 Bolivie
99419 Colombie
99420 Équateur
99421 Paraguay
99422 Pérou
99423 Uruguay
99424 Vénézuéla
99425 Territoires britanniques dans les Antilles et Bermudes
99426 Jamaïque
99427 Territoires britanniques dans l’océan Atlantique Sud
99428 Guyana
99429 Bélize
99430 Groenland
99431 Aruba
99432 Territoires des États-Unis en Amérique
99433 Trinité-et-Tobago
99434 Barbade
99435 Grenade
99436 Bahamas
99437 Suriname
99438 Dominique
99439 Sainte-Lucie
99440 Saint-Vincent-et-les-Grenadines
99441 Antigua-et-Barbuda
99442 Saint-Christophe-et-Niévès
99443 Bonaire, Saint-Eustache, Saba 2010-10-10/
99444 Curaçao 2010-10-10/
99445 Saint-Martin (partie néerlandaise) 2010-10-10/
99446 Territoire antarctique argentin
99447 Territoire antarctique chilien
99501 Australie
99502 Nouvelle-Zélande
99503 Pitcairn
99504 Îles Hawaï /1959-08-21
99505 Territoires des États-Unis en Océanie
99506 Samoa
99507 Nauru
99508 Fidji
99509 Tonga
99510 Papouasie-Nouvelle-Guinée
99511 Tuvalu
99512 Salomon
99513 Kiribati
99514 Vanuatu
99515 Marshall
99516 Micronésie
99517 Palaos
99519 Territoires de la Nouvelle-Zélande
99520 Cook
99521 Niue
99522 Territoires de l’Australie en Océanie
99699 Antarctique
`
