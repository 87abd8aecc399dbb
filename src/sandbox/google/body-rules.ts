/**
 * Rules that the reference states in words only, not in the typings: legal values, required members,
 * limits; legal values of the members that the service writes. A key is `Interface.member`, or `*.member` for
 * every interface.
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
  "*.messageType": [
    "MESSAGE_TYPE_UNSPECIFIED",
    "TEXT",
    "EXPIRATION_NOTIFICATION",
    "TEXT_AND_NOTIFY",
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
