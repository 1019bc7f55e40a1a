/** Codes 992xx. See {@link COUNTRIES}. */
export const ASIA = `
99201 Arabie saoudite
99202 Yémen du Nord /1990-01-01
99203 Irak
99204 Iran
99205 Liban
99206 Syrie
99207 Israël
99208 Turquie
99209 Sibérie /1943-01-01
99210 Turkestan russe /1943-01-01
99211 Kamtchatka /1943-01-01
99212 Afghanistan
99213 Pakistan
99214 Bhoutan
99215 Népal
99216 Chine
99217 Japon
99218 Mandchoukouo /1945-08-18
99219 Thaïlande
99220 Philippines
99221 Territoires britanniques au Proche-Orient /1971-12-02
99222 Jordanie
99223 Inde
99224 Birmanie
99225 Brunei
99226 Singapour
99227 Malaisie
99228 États malais non fédérés /1946-04-01
99229 Maldives
99230 Hong Kong
99231 Indonésie
99232 Macao
99233 Yémen du Sud /1990-01-01
99234 Cambodge
99235 Sri Lanka
99236 Taïwan
99237 Corée /1953-01-01
99238 Corée du Nord 1953-01-01/
99239 Corée du Sud 1953-01-01/
99240 Koweït
99241 Laos
99242 Mongolie
99243 Vietnam
99244 Vietnam du Nord 1954-07-20/1976-07-02
99245 Vietnam du Sud 1954-07-20/1976-07-02
99246 Bangladesh 1971-03-16/
99247 Émirats arabes unis
99248 Qatar
99249 Bahreïn
99250 Oman
99251 Yémen 1990-01-01/
99252 Arménie 1991-09-21/
99253 Azerbaïdjan 1991-08-30/
99254 Chypre 1994-01-01/
99255 Géorgie
99256 Kazakhstan 1991-12-16/
99257 Kirghizstan 1991-08-31/
99258 Ouzbékistan 1991-08-31/
99259 Tadjikistan 1991-09-09/
99260 Turkménistan 1991-10-27/
99261 Palestine
99262 Timor oriental 2002-05-20/
99263 Protectorat d’Arabie du Sud 1962-04-04/1967-11-30
99264 Nouvelle-Guinée néerlandaise /1963-05-01
99265 Territoires australiens de l’océan Indien
`
