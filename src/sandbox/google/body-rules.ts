/**
 * Rules that the reference states in words only, not in the typings: legal values, required members,
 * limits. A key is `Interface.member`, or `*.member` for every interface.
 * https://developers.google.com/wallet/reference/rest/v1
 */
export const legalValues: Record<string, string[]> = {
  "*.reviewStatus": ["REVIEW_STATUS_UNSPECIFIED", "UNDER_REVIEW", "APPROVED", "REJECTED", "DRAFT"],
  "*.state": ["STATE_UNSPECIFIED", "ACTIVE", "COMPLETED", "EXPIRED", "INACTIVE"],
  "*.multipleDevicesAndHoldersAllowedStatus": [
    "STATUS_UNSPECIFIED",
    "MULTIPLE_HOLDERS",
    "ONE_USER_ALL_DEVICES",
    "ONE_USER_ONE_DEVICE",
  ],
  "*.viewUnlockRequirement": [
    "VIEW_UNLOCK_REQUIREMENT_UNSPECIFIED",
    "UNLOCK_NOT_REQUIRED",
    "UNLOCK_REQUIRED_TO_VIEW",
  ],
  "*.notifyPreference": ["NOTIFICATION_SETTINGS_FOR_UPDATES_UNSPECIFIED", "NOTIFY_ON_UPDATE"],
  "*.redemptionChannel": [
    "REDEMPTION_CHANNEL_UNSPECIFIED",
    "INSTORE",
    "ONLINE",
    "BOTH",
    "TEMPORARY_PRICE_REDUCTION",
  ],
  "*.type": [
    "BARCODE_TYPE_UNSPECIFIED",
    "AZTEC",
    "CODE_39",
    "CODE_128",
    "CODABAR",
    "DATA_MATRIX",
    "EAN_8",
    "EAN_13",
    "ITF_14",
    "PDF_417",
    "QR_CODE",
    "UPC_A",
    "TEXT_ONLY",
  ],
  "*.renderEncoding": ["RENDER_ENCODING_UNSPECIFIED", "UTF_8"],
  "*.messageType": [
    "MESSAGE_TYPE_UNSPECIFIED",
    "TEXT",
    "EXPIRATION_NOTIFICATION",
    "TEXT_AND_NOTIFY",
  ],
  "*.doorsOpenLabel": ["DOORS_OPEN_LABEL_UNSPECIFIED", "DOORS_OPEN", "GATES_OPEN"],
  "*.confirmationCodeLabel": [
    "CONFIRMATION_CODE_LABEL_UNSPECIFIED",
    "CONFIRMATION_CODE",
    "CONFIRMATION_NUMBER",
    "ORDER_NUMBER",
    "RESERVATION_NUMBER",
  ],
  "*.seatLabel": ["SEAT_LABEL_UNSPECIFIED", "SEAT"],
  "*.rowLabel": ["ROW_LABEL_UNSPECIFIED", "ROW"],
  "*.sectionLabel": ["SECTION_LABEL_UNSPECIFIED", "SECTION", "THEATER"],
  "*.gateLabel": ["GATE_LABEL_UNSPECIFIED", "GATE", "DOOR", "ENTRANCE"],
  "*.animationType": ["ANIMATION_UNSPECIFIED", "FOIL_SHIMMER"],
  "*.screenshotEligibility": ["SCREENSHOT_ELIGIBILITY_UNSPECIFIED", "ELIGIBLE", "INELIGIBLE"],
  "*.nfcConstraint": ["NFC_CONSTRAINT_UNSPECIFIED", "BLOCK_PAYMENT", "BLOCK_CLOSED_LOOP_TRANSIT"],
  "*.algorithm": ["TOTP_ALGORITHM_UNSPECIFIED", "TOTP_SHA1"],
  "*.genericType": [
    "GENERIC_TYPE_UNSPECIFIED",
    "GENERIC_SEASON_PASS",
    "GENERIC_UTILITY_BILLS",
    "GENERIC_PARKING_PASS",
    "GENERIC_VOUCHER",
    "GENERIC_GYM_MEMBERSHIP",
    "GENERIC_LIBRARY_MEMBERSHIP",
    "GENERIC_RESERVATIONS",
    "GENERIC_AUTO_INSURANCE",
    "GENERIC_HOME_INSURANCE",
    "GENERIC_ENTRY_TICKET",
    "GENERIC_RECEIPT",
    "GENERIC_LOYALTY_CARD",
    "GENERIC_OTHER",
  ],
  "*.dateFormat": [
    "DATE_FORMAT_UNSPECIFIED",
    "DATE_TIME",
    "DATE_ONLY",
    "TIME_ONLY",
    "DATE_TIME_YEAR",
    "DATE_YEAR",
    "YEAR_MONTH",
    "YEAR_MONTH_DAY",
  ],
  "*.predefinedItem": [
    "PREDEFINED_ITEM_UNSPECIFIED",
    "FREQUENT_FLYER_PROGRAM_NAME_AND_NUMBER",
    "FLIGHT_NUMBER_AND_OPERATING_FLIGHT_NUMBER",
  ],
  "*.transitOption": [
    "TRANSIT_OPTION_UNSPECIFIED",
    "ORIGIN_AND_DESTINATION_NAMES",
    "ORIGIN_AND_DESTINATION_CODES",
    "ORIGIN_NAME",
  ],
};

/** Required members beside those whose description begins with "Required". */
export const alsoRequired: Record<string, string[]> = {
  GenericObject: ["state"],
  LocalizedString: ["defaultValue"],
  TranslatedString: ["language", "value"],
  Image: ["sourceUri"],
  ImageUri: ["uri"],
  Barcode: ["type", "value"],
  DateTime: ["date"],
  MerchantLocation: ["latitude", "longitude"],
};

export const maxItems: Record<string, number> = {
  "*.textModulesData": 10,
  "*.merchantLocations": 10,
  "*.messages": 10,
  "*.uris": 50,
  "*.valueAddedModuleData": 15,
  "*.cardRowTemplateInfos": 3,
};

const instant = String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$`;

export const patterns: Record<string, string> = {
  "*.hexBackgroundColor": "^#[0-9a-fA-F]{6}$",
  "*.classId": String.raw`^\d{10,20}\.[A-Za-z0-9._-]+$`,
  "ImageUri.uri": "^https://",
  "DateTime.date": instant,
  "EventDateTime.doorsOpen": instant,
  "EventDateTime.start": instant,
  "EventDateTime.end": instant,
  "TextModuleData.id": "^[A-Za-z0-9_-]+$",
  "TranslatedString.value": "[^]",
};
