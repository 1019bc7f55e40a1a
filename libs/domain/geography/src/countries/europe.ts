/** Codes 991xx. See {@link COUNTRIES}. */
export const EUROPE = `
99100 France
99101 Danemark
99102 Islande
99103 Norvège
99104 Suède
99105 Finlande
99106 Estonie 1991-08-20/
99107 Lettonie 1991-11-08/
99108 Lituanie 1990-03-10/
99109 Allemagne
99110 Autriche
99111 Bulgarie
99112 Hongrie
99113 Liechtenstein
99114 Roumanie
99115 Tchécoslovaquie /1993-01-01
99116 Tchéquie 1993-01-01/
99117 Slovaquie 1993-01-01/
99118 Bosnie-Herzégovine
99119 Croatie 1991-06-25/
99120 Monténégro 2006-06-08/
99121 Serbie
99122 Pologne
99123 Russie
99124 Turquie d’Europe /1966-01-01
99125 Albanie
99126 Grèce
99127 Italie
99128 Saint-Marin
99129 Vatican
99130 Andorre
99131 Belgique
99132 Royaume-Uni
99133 Territoires britanniques en Méditerranée
99134 Espagne
99135 Pays-Bas
99136 Irlande
99137 Luxembourg
99138 Monaco
99139 Portugal
99140 Suisse
99141 Allemagne de l’Est 1949-05-23/1990-10-03
99142 Allemagne de l’Ouest 1949-05-23/1990-10-03
99143 Chypre /1994-01-01
99144 Malte
99145 Slovénie 1991-06-25/
99148 Biélorussie 1991-08-25/
99151 Moldavie 1991-08-27/
99155 Ukraine 1991-08-24/
99156 Macédoine du Nord
99157 Kosovo 2007-02-08/
99158 Féroé
99159 Territoires norvégiens en Atlantique Nord
99160 Åland
99161 Dépendances de la Couronne britannique
99162 Île des Faisans
`
