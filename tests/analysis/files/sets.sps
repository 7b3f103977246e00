* Makes sets.sav: pspp sets.sps (GNU PSPP 1.6.2).
DATA LIST LIST NOTABLE /id (F4.0) tv (F1.0) radio (F1.0) web (F1.0) why_1 (F2.0) why_2 (F2.0) why_3 (F2.0) reads (A1) writes (A1) n_1 (F2.0) n_2 (F2.0) .
BEGIN DATA
1 1 0 1 1 2 . "Y" "N" 7 .
2 0 0 0 2 . . "N" "N" 8 7
3 . . . . . . "" "" . .
4 1 9 . 3 1 2 "Y" "Y" 9 .
5 0 1 1 99 . . "N" "Y" . 8
6 9 9 9 99 99 99 "" "Y" 7 7
END DATA.
MISSING VALUES tv radio web (9) why_1 why_2 why_3 (99).
VARIABLE LABELS tv "Television" radio "Radio" web "The web" reads "Reads" writes "Writes".
VALUE LABELS tv radio web 0 "No" 1 "Yes" 9 "Refused" /why_1 why_2 why_3 1 "Books" 2 "People" 3 "Quiet" 99 "Refused"
 /reads "Y" "Can read" "N" "No" /writes "Y" "Can write" "N" "No".
VARIABLE LEVEL n_1 n_2 (SCALE).
MRSETS /MDGROUP NAME=$media LABEL='Қандай БАҚ' VARIABLES=tv radio web VALUE=1
 /MCGROUP NAME=$why LABEL='Why here' VARIABLES=why_1 why_2 why_3
 /MDGROUP NAME=$words LABEL='Words' VARIABLES=reads writes VALUE='Y'
 /MDGROUP NAME=$can CATEGORYLABELS=COUNTEDVALUES VARIABLES=reads writes VALUE='Y'
 /MCGROUP NAME=$numbers VARIABLES=n_1 n_2.
SAVE OUTFILE="sets.sav" /COMPRESSED.
