import { valueSetOf } from './value-set'

/** Profession and know-how of an author, revision of 2024-12-13: professions, and specialties of physicians, dentists and advanced practice nurses.
 * Competences, orientations and diplomas are in the complete list only. */
export const J01_AUTHOR_SPECIALTY = valueSetOf(
  'J01',
  '1.2.250.1.213.1.1.5.461',
  false,
  `
#1.2.250.1.213.1.1.4.6
ALIM_AM Alimentation automatique à partir du Système d'Information de l'Assurance Maladie
DISPOSITIF Dispositif médical
EXP_PATIENT Expression personnelle du patient
SECRETARIAT_MEDICAL Secrétariat médical
AUTOMATE Automate
SNR Service numérique référencé
LOGICIEL_DUI Logiciel de Dossier Usager Informatisé
#1.2.250.1.213.1.1.4.5
G15_10 Médecin
G15_10/SM01 Médecin - Anatomie et Cytologie pathologiques (SM)
G15_10/SM02 Médecin - Anesthésie-réanimation (SM)
G15_10/SM03 Médecin - Biologie médicale (SM)
G15_10/SM04 Médecin - Cardiologie et maladies vasculaires (SM)
G15_10/SM05 Médecin - Chirurgie générale (SM)
G15_10/SM06 Médecin - Chirurgie maxillo-faciale (SM)
G15_10/SM07 Médecin - Chirurgie maxillo-faciale et Stomatologie (SM)
G15_10/SM08 Médecin - Chirurgie orthopédique et Traumatologie (SM)
G15_10/SM09 Médecin - Chirurgie infantile (SM)
G15_10/SM10 Médecin - Chirurgie plastique reconstruct et esthétique (SM)
G15_10/SM11 Médecin - Chirurgie thoracique et cardio-vasculaire (SM)
G15_10/SM12 Médecin - Chirurgie urologique (SM)
G15_10/SM13 Médecin - Chirurgie vasculaire (SM)
G15_10/SM14 Médecin - Chirurgie viscérale et digestive (SM)
G15_10/SM15 Médecin - Dermatologie et Vénéréologie (SM)
G15_10/SM16 Médecin - Endocrinologie et métabolisme (SM)
G15_10/SM17 Médecin - Génétique médicale (SM)
G15_10/SM18 Médecin - Gériatrie (SM)
G15_10/SM19 Médecin - Gynécologie médicale (SM)
G15_10/SM20 Médecin - Gynécologie-obstétrique (SM)
G15_10/SM21 Médecin - Hématologie (SM)
G15_10/SM22 Médecin - Hématologie, opt Maladie du sang (SM)
G15_10/SM23 Médecin - Hématologie, opt Onco-hématologie (SM)
G15_10/SM24 Médecin - Gastro-entérologie et hépatologie (SM)
G15_10/SM25 Médecin - Médecine du travail (SM)
G15_10/SM26 Médecin - Qualifié en Médecine Générale (SM)
G15_10/SM27 Médecin - Médecine interne (SM)
G15_10/SM28 Médecin - Médecine nucléaire (SM)
G15_10/SM29 Médecin - Médecine physique et réadaptation (SM)
G15_10/SM30 Médecin - Néphrologie (SM)
G15_10/SM31 Médecin - Neuro-chirurgie (SM)
G15_10/SM32 Médecin - Neurologie (SM)
G15_10/SM33 Médecin - Neuro-psychiatrie (SM)
G15_10/SM34 Médecin - ORL et Chirurgie cervico-faciale (SM)
G15_10/SM35 Médecin - Oncologie, opt Onco-hématologie (SM)
G15_10/SM36 Médecin - Oncologie, opt médicale (SM)
G15_10/SM37 Médecin - Oncologie, opt radiothérapie (SM)
G15_10/SM38 Médecin - Ophtalmologie (SM)
G15_10/SM39 Médecin - Oto-rhino-laryngologie (SM)
G15_10/SM40 Médecin - Pédiatrie (SM)
G15_10/SM41 Médecin - Pneumologie (SM)
G15_10/SM42 Médecin - Psychiatrie (SM)
G15_10/SM43 Médecin - Psychiatrie, opt enfant et adolescent (SM)
G15_10/SM44 Médecin - Radio-diagnostic (SM)
G15_10/SM45 Médecin - Radio-thérapie (SM)
G15_10/SM46 Médecin - Médecine intensive-réanimation (SM)
G15_10/SM47 Médecin - Recherche médicale (SM)
G15_10/SM48 Médecin - Rhumatologie (SM)
G15_10/SM49 Médecin - Santé publique et Médecine sociale (SM)
G15_10/SM50 Médecin - Stomatologie (SM)
G15_10/SM51 Médecin - Gynéco-obstétrique et Gynéco méd, opt Gyn-obs (SM)
G15_10/SM52 Médecin - Gynéco-obstétrique et Gynéco méd, opt Gyn-méd (SM)
G15_10/SM53 Médecin - Spécialiste en Médecine Générale (SM)
G15_10/SM54 Médecin - Médecine Générale (SM)
G15_10/SM55 Médecin - Radio-diagnostic et Radio-Thérapie (SM)
G15_10/SM56 Médecin - Chirurgie orale (SM)
G15_10/SM57 Médecin - Allergologie (SM)
G15_10/SM58 Médecin - Maladies infectieuses et tropicales (SM)
G15_10/SM59 Médecin - Médecine d'urgence (SM)
G15_10/SM60 Médecin - Médecine légale et expertises médicales (SM)
G15_10/SM61 Médecin - Médecine vasculaire (SM)
G15_10/SM62 Médecin - Endocrinologie, diabétologie, nutrition (SM)
G15_10/SM63 Médecin - Biologie médicale option biologie générale (SM)
G15_10/SM64 Médecin - Biologie médicale option médecine moléculaire, génétique et pharmacologie (SM)
G15_10/SM65 Médecin - Biologie médicale option hématologie et immunologie (SM)
G15_10/SM66 Médecin - Biologie médicale option agents infectieux (SM)
G15_10/SM67 Médecin - Biologie médicale option biologie de la reproduction (SM)
G15_10/SM68 Médecin - Chirurgie maxillo-faciale (réforme 2017) (SM)
G15_10/SM69 Médecin - Chirurgie pédiatrique option chirurgie viscérale pédiatrique (SM)
G15_10/SM70 Médecin - Chirurgie pédiatrique option orthopédie pédiatrique (SM)
G15_10/SM71 Médecin - Hématologie (réforme 2017) (SM)
G15_10/SM72 Médecin - Médecine interne et immunologie clinique (SM)
G15_10/SM73 Médecin - Médecine cardiovasculaire (SM)
G15_10/SM74 Médecin - Radiologie et imagerie médicale (SM)
G15_10/SM75 Médecin - Santé publique (SM)
G15_10/SM76 Médecin - Anesthésie-réanimation option anesthésie-pédiatrique (SM)
G15_10/SM77 Médecin - Chirurgie maxillo-faciale option orthodontie des dysmorphies maxillo-faciales (SM)
G15_10/SM78 Médecin - Chirurgie viscérale et digestive option endoscopie chirurgicale (SM)
G15_10/SM79 Médecin - Médecine cardiovasculaire option cardiologie interventionnelle (SM)
G15_10/SM80 Médecin - Médecine cardiovasculaire option imagerie cardio d'expert (SM)
G15_10/SM81 Médecin - Médecine cardiovasculaire option rythmologie interventionnelle et stimulation cardiaque (SM)
G15_10/SM82 Médecin - Médecine intensive-réanimation option réanimation pédiatrique (SM)
G15_10/SM83 Médecin - Néphrologie option soins intensifs néphrologiques (SM)
G15_10/SM84 Médecin - Neurologie option traitement interventionnel de l'ischémie cérébrale aigüe (SM)
G15_10/SM85 Médecin - Ophtalmo option chirurgie ophtalmopédiatrique et strabologique (SM)
G15_10/SM86 Médecin - ORL et chirurgie cervico-faciale option audiophonologie (SM)
G15_10/SM87 Médecin - Pédiatrie option néonatologie (SM)
G15_10/SM88 Médecin - Pédiatrie option neuropédiatrie (SM)
G15_10/SM89 Médecin - Pédiatrie option pneumopédiatrie (SM)
G15_10/SM90 Médecin - Pédiatrie option réanimation pédiatrique (SM)
G15_10/SM91 Médecin - Pneumologie option soins intensifs respiratoires (SM)
G15_10/SM92 Médecin - Psychiatrie option enfant et adolescent (SM)
G15_10/SM93 Médecin - Psychiatrie option psychiatrie personne âgée (SM)
G15_10/SM94 Médecin - Radiologie imagerie médicale option radiologie interventionnelle avancée (SM)
G15_10/SM95 Médecin - Santé publique option administration de la santé (SM)
G15_21 Pharmacien
G15_21/A Pharmacien titulaire d'officine
G15_21/G Pharmacien biologiste
G15_21/H Pharmacien d'établissement de santé
G15_26 Audioprothésiste
G15_28 Opticien-Lunetier
G15_31 Assistant dentaire
G15_32 Physicien médical
G15_40 Chirurgien-Dentiste
G15_40/SCD01 Chirurgien-Dentiste - Orthopédie dento-faciale (SCD)
G15_40/SCD02 Chirurgien-Dentiste - Chirurgie orale (SCD)
G15_40/SCD03 Chirurgien-Dentiste - Médecine bucco-dentaire (SCD)
G15_50 Sage-Femme
G15_60 Infirmier
G15_60/SI01 Infirmier - Exercice infirmier en pratique avancée pathologies chroniques stabilisées (SI)
G15_60/SI02 Infirmier - Exercice infirmier en pratique avancée oncologie et hémato-oncologie (SI)
G15_60/SI03 Infirmier - Exerc. infirmier pratique avancée maladie rénale chroniq.,dialyse,transp. rénale (SI)
G15_60/SI04 Infirmier - Exercice infirmier en pratique avancée santé mentale (SI)
G15_60/SI05 Infirmier - Exercice infirmier en pratique avancée urgences (SI)
G15_69 Infirmier psychiatrique
G15_70 Masseur-Kinésithérapeute
G15_80 Pédicure-Podologue
G15_81 Orthoprothésiste
G15_82 Podo-Orthésiste
G15_83 Orthopédiste-Orthésiste
G15_84 Oculariste
G15_85 Epithésiste
G15_86 Technicien de laboratoire médical
G15_91 Orthophoniste
G15_92 Orthoptiste
G15_94 Ergothérapeute
G15_95 Diététicien
G15_96 Psychomotricien
G15_98 Manipulateur ERM
G16_10 Médecin en formation
G16_21 Pharmacien en formation
G16_40 Chirurgien-Dentiste en formation
G16_50 Sage-Femme en formation
#1.2.250.1.213.1.6.1.109
71 Ostéopathe
72 Psychothérapeute
73 Chiropracteur
93 Psychologue
#1.2.250.1.213.1.6.1.4
41 Assistant de service social
#1.2.250.1.213.1.6.1.107
300 Assistant de service social (PAERPA)
301 Coordination territoriale d'appui (PAERPA)
302 Aide et accompagnement à domicile (PAERPA)
303 Avocat participant aux processus de soins sans consentement (eSSS)
304 Assistant de service social (Expérimentation MAIA)
305 Psychologue (Expérimentation MAIA)
306 Psychothérapeute (Expérimentation MAIA)
307 Mandataire judiciaire à la protection des majeurs (MJPM)
308 Pilote MAIA
309 Gestionnaire de cas MAIA
310 Equipe médico-sociale APA
311 Autre acteur mettant en oeuvre la méthode MAIA
312 Autre professionnel
313 Aide-soignant
314 Ambulancier
315 Auxiliaire de puériculture
316 Préparateur en pharmacie hospitalière
317 Préparateur en pharmacie (officine)
318 Auxiliaire de vie sociale
319 Technicien de l'intervention sociale et familiale
320 Conseiller en économie sociale et familiale
321 Médiateur familial
322 Assistant familial
323 Aide médico-psychologique (AMP)
324 Moniteur éducateur
325 Educateur de jeunes enfants
326 Educateur spécialisé
327 Educateur technique spécialisé
328 Accompagnant éducatif et social
329 Conseiller en génétique
330 Coordonnateur de parcours
331 Secrétaire assistante médico-administrative
333 Responsable de secteur
334 Biologiste médical ni médecin ni pharmacien
332 Assistant médical
335 Gestionnaire alertes et urgences sanitaires
336 Autre professionnel intervenant dans l'accueil et l'orientation des personnes
337 Autre professionnel intervenant dans la logistique
338 Autre professionnel intervenant dans l'hôtellerie et la restauration
339 Autre professionnel intervenant dans la direction de la qualité, hygiène, sécurité et environnement
340 Autre professionnel intervenant dans la direction des systèmes d'information
341 Autre professionnel intervenant dans la direction des finances et comptabilité
342 Autre professionnel intervenant dans la direction de la communication
343 Autre professionnel intervenant dans la direction des ressources humaines
344 Autre professionnel intervenant dans la direction des affaires médicales
345 Autre professionnel intervenant dans le social, éducatif, psychologie et culturel
346 Etudiant - infirmier
347 Etudiant - aide-soignant
348 Etudiant - auxiliaire de puériculture
349 Etudiant - masseur-kinésithérapeute
350 Aide à domicile
351 Assistant(e) maternel(le)
353 Membre de l'équipe de soins
354 Externe en médecine
355 Externe en odontologie
356 Externe en maïeutique
357 Externe en pharmacie
358 Autre étudiant
359 Directeur d'établissement
360 Brancardier
361 Educateur en activité physique adaptée
362 Technicien d'informations médicales
363 Attaché de recherche clinique
364 Praticien A Diplôme Hors Union Européenne (PADHUE)
365 Gestionnaire admissions / frais de séjour / traitement externe
366 Archiviste
367 Surveillant de nuit
368 Animateur
369 Biologiste médical non-médecin
370 Opérateur de Soins Non Programmés
`,
)
