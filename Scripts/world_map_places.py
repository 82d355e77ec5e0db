"""What Natural Earth's small map lacks: codes of two letters, and dots for regions that have no shape there or one too
small to see. The coordinates (latitude, longitude, in degrees, to a tenth) are those of the capital or the main island,
written down for this map from general knowledge; where the capital is a place of Natural Earth, that is taken."""

# ISO 3166-1, alpha-3 to alpha-2, for the shapes that Natural Earth has; its own codes are the last line.
ALPHA2 = dict(pair.split("=") for pair in """
AFG=AF AGO=AO ALB=AL ARE=AE ARG=AR ARM=AM ATF=TF AUS=AU AUT=AT AZE=AZ BDI=BI BEL=BE BEN=BJ BFA=BF BGD=BD BGR=BG
BHS=BS BIH=BA BLR=BY BLZ=BZ BOL=BO BRA=BR BRN=BN BTN=BT BWA=BW CAF=CF CAN=CA CHE=CH CHL=CL CHN=CN CIV=CI CMR=CM
COD=CD COG=CG COL=CO CRI=CR CUB=CU CYP=CY CZE=CZ DEU=DE DJI=DJ DNK=DK DOM=DO DZA=DZ ECU=EC EGY=EG ERI=ER ESH=EH
ESP=ES EST=EE ETH=ET FIN=FI FJI=FJ FLK=FK FRA=FR GAB=GA GBR=GB GEO=GE GHA=GH GIN=GN GMB=GM GNB=GW GNQ=GQ GRC=GR
GRL=GL GTM=GT GUY=GY HND=HN HRV=HR HTI=HT HUN=HU IDN=ID IND=IN IRL=IE IRN=IR IRQ=IQ ISL=IS ISR=IL ITA=IT JAM=JM
JOR=JO JPN=JP KAZ=KZ KEN=KE KGZ=KG KHM=KH KOR=KR KWT=KW LAO=LA LBN=LB LBR=LR LBY=LY LKA=LK LSO=LS LTU=LT LUX=LU
LVA=LV MAR=MA MDA=MD MDG=MG MEX=MX MKD=MK MLI=ML MMR=MM MNE=ME MNG=MN MOZ=MZ MRT=MR MWI=MW MYS=MY NAM=NA NCL=NC
NER=NE NGA=NG NIC=NI NLD=NL NOR=NO NPL=NP NZL=NZ OMN=OM PAK=PK PAN=PA PER=PE PHL=PH PNG=PG POL=PL PRI=PR PRK=KP
PRT=PT PRY=PY PSE=PS QAT=QA ROU=RO RUS=RU RWA=RW SAU=SA SDN=SD SEN=SN SLB=SB SLE=SL SLV=SV SOM=SO SRB=RS SSD=SS
SUR=SR SVK=SK SVN=SI SWE=SE SWZ=SZ SYR=SY TCD=TD TGO=TG THA=TH TJK=TJ TKM=TM TLS=TL TTO=TT TUN=TN TUR=TR TWN=TW
TZA=TZ UGA=UG UKR=UA URY=UY USA=US UZB=UZ VEN=VE VNM=VN VUT=VU YEM=YE ZAF=ZA ZMB=ZM ZWE=ZW
CYN=CY SOL=SO
""".split())

# Rings of a country's record that are another region: (record, latitudes, region).
ELSEWHERE = [("FRA", (0, 10), "GF"), ("NOR", (74, 85), "SJ")]

# Not drawn: most of the sheet, and no telephone number.
LEFT_OUT = {"ATA"}

CAPITALS = {
    "AD": "Andorra", "AG": "Saint John's", "BB": "Bridgetown", "BH": "Manama", "CV": "Praia", "DM": "Roseau",
    "FM": "Palikir", "GD": "Saint George's", "HK": "Hong Kong", "KI": "Tarawa", "KM": "Moroni", "KN": "Basseterre",
    "LC": "Castries", "LI": "Vaduz", "MC": "Monaco", "MH": "Majuro", "MT": "Valletta", "MU": "Port Louis",
    "MV": "Malé", "PW": "Melekeok", "SC": "Victoria", "SG": "Singapore", "SM": "San Marino", "ST": "São Tomé",
    "TO": "Nuku'alofa", "TV": "Funafuti", "VA": "Vatican City", "VC": "Kingstown", "WS": "Apia", "XK": "Pristina",
}

DOTS = {
    "AC": (-7.9, -14.4), "AI": (18.2, -63.1), "AS": (-14.3, -170.7), "AW": (12.5, -70.0), "AX": (60.2, 20.0),
    "BL": (17.9, -62.8), "BM": (32.3, -64.8), "BQ": (12.2, -68.3), "CC": (-12.2, 96.8), "CK": (-21.2, -159.8),
    "CW": (12.2, -69.0), "CX": (-10.5, 105.6), "FO": (62.0, -6.8), "GG": (49.5, -2.6), "GI": (36.1, -5.4),
    "GP": (16.2, -61.6), "GU": (13.4, 144.8), "IM": (54.2, -4.5), "IO": (-7.3, 72.4), "JE": (49.2, -2.1),
    "KY": (19.3, -81.3), "MF": (18.1, -63.1), "MO": (22.2, 113.5), "MP": (15.2, 145.7), "MQ": (14.7, -61.0),
    "MS": (16.7, -62.2), "NF": (-29.0, 168.0), "NR": (-0.5, 166.9), "NU": (-19.1, -169.9), "PF": (-17.6, -149.4),
    "PM": (46.8, -56.2), "PN": (-25.1, -130.1), "RE": (-21.1, 55.5), "SH": (-15.9, -5.7), "SX": (18.0, -63.1),
    "TA": (-37.1, -12.3), "TC": (21.8, -72.2), "TK": (-9.2, -171.8), "VG": (18.4, -64.6), "VI": (18.3, -64.9),
    "WF": (-13.3, -176.2), "YT": (-12.8, 45.2),
}
