/// Two-letter codes that ISO 3166 knows and that are no countries of today, as of 2026-01.
enum CountryCodes {
  /// Code withdrawn from ISO 3166-1 → name, and the codes its area has today (ISO 3166-3). Codes that were assigned
  /// anew since (AI, BQ, GE, LT, ME, RU, SK …) are countries and not here.
  static let withdrawn: [String: (name: String, now: [String])] = [
    "AN": ("Netherlands Antilles", ["BQ", "CW", "SX"]),
    "BU": ("Burma", ["MM"]),
    "CS": ("Serbia and Montenegro, before Czechoslovakia", ["RS", "ME", "CZ", "SK"]),
    "CT": ("Canton and Enderbury Islands", ["KI"]),
    "DD": ("German Democratic Republic", ["DE"]),
    "DY": ("Dahomey", ["BJ"]),
    "FQ": ("French Southern and Antarctic Territories", ["TF"]),
    "FX": ("Metropolitan France", ["FR"]),
    "HV": ("Upper Volta", ["BF"]),
    "JT": ("Johnston Island", ["UM"]),
    "MI": ("Midway Islands", ["UM"]),
    "NH": ("New Hebrides", ["VU"]),
    "NQ": ("Dronning Maud Land", ["AQ"]),
    "NT": ("Neutral Zone", ["IQ", "SA"]),
    "PC": ("Trust Territory of the Pacific Islands", ["FM", "MH", "MP", "PW"]),
    "PU": ("United States Miscellaneous Pacific Islands", ["UM"]),
    "PZ": ("Panama Canal Zone", ["PA"]),
    "RH": ("Southern Rhodesia", ["ZW"]),
    "SU": ("USSR", ["RU", "UA", "KZ"]),
    "TP": ("East Timor", ["TL"]),
    "VD": ("Democratic Republic of Viet-Nam", ["VN"]),
    "WK": ("Wake Island", ["UM"]),
    "YD": ("Democratic Yemen", ["YE"]),
    "YU": ("Yugoslavia", ["RS", "ME", "HR", "SI", "MK", "BA"]),
    "ZR": ("Zaire", ["CD"]),
  ]

  /// Exceptionally, transitionally or indeterminately reserved code → what is probably meant. AC and TA are reserved
  /// too, and regions of libphonenumber.
  static let reserved: [String: String?] = [
    "CP": nil, "CQ": "GG", "DG": nil, "EA": "ES", "EU": "eu", "EZ": nil, "IC": "ES", "UK": "GB", "UN": nil,
    "EF": nil, "EM": nil, "EP": nil, "EV": nil, "GC": nil, "IB": nil, "JA": "JM", "LF": "LY", "OA": nil,
    "RA": "AR", "RB": "BO", "RC": "CN", "RI": "ID", "RL": "LB", "RM": "MG", "RN": "NE", "RP": "PH",
    "WG": "GD",
    "WL": "LC", "WO": nil, "WV": "VC", "YV": "VE", "FL": "LI",
  ]

  /// Whether two capital letters are free for users: AA, QM–QZ, XA–XZ, ZZ. XK is one, and a region of libphonenumber.
  static func isUserAssigned(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    guard bytes.count == 2, bytes.allSatisfy({ (0x41...0x5A).contains($0) }) else { return false }
    switch bytes[0] {
    case 0x51: return bytes[1] >= 0x4D
    case 0x58: return true
    default: return code == "AA" || code == "ZZ"
    }
  }

  /// Regions that no phone number has → whose numbers are used there, if that is known.
  static let withoutNumbers: [String: String?] = [
    "AQ": nil, "BV": nil, "EH": "MA", "GS": nil, "HM": nil, "PN": nil, "TF": nil, "UM": nil,
  ]
}
